"""Coming in with what a provider said, staying, and going out: one row a sign-in. Shows nothing, knows no provider.

A session ends after half an hour without a click and after ten hours whatever happens; who somebody is, and whether
that asks for a second factor, is looked up each time.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from flows.commands.viewer import viewer_numbered
from flows.queries.personal import sees_personal_data
from models.access import Viewer
from models.claim import Claim
from models.code import Logged
from models.look import Look
from models.refusal import NotAllowed, Refused
from models.secret import digests_of_email
from models.speech import mark
from models.store import Store, Tx
from models.tables import Professional, SignIn

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=10)
FRESH = timedelta(minutes=5)
"""A provider's word begins a session only just after it was given; kept in a browser it opens nothing later on."""
SEEN_EVERY = timedelta(minutes=1)
"""Clicks within this time are one; the row is not written at each."""
FORGOTTEN_AFTER = timedelta(days=31)

NOBODY = Viewer(0, 0)
OVER = mark("Your session is over; sign in again.")
OUT: Mapping[bool, str] = {False: "sign out", True: "sign out everywhere"}


class SignedOut(NotAllowed):
    """The session is over; signing in again begins another."""


def come_in(
    store: Store, claim: Claim, now: datetime, wall: datetime, *, clicked: bool = True, heard: bool = False
) -> Viewer:
    """Who this is at this moment; the first time it begins their session.

    Args:
        store: where the sessions stand.
        claim: what the provider said.
        now: the moment it is in the process.
        wall: the moment it is; sessions go by it.
        clicked: somebody did something; otherwise it is only looked whether the session still holds.
        heard: this word was refused before in the same window, and that stands in the log already.

    Raises:
        SignedOut: the session ended, was idle for too long, or the provider's word is old.
        NotAllowed: nobody here has this address, they do not work here any more, or a second factor is missing.
    """
    with store.read(now) as tx:
        found = _session(tx, claim)
        viewer = _continued(tx, found, wall, heard=heard) if found else None
    if found is None or viewer is None:
        return _begin(store, claim, now, wall, heard=heard)
    if clicked and wall - found.seen_at >= SEEN_EVERY:
        with store.write(now) as tx:
            still = (col(SignIn.id) == found.id, col(SignIn.ended_at).is_(None), col(SignIn.seen_at) < wall)
            tx.connection.execute(update(SignIn).where(*still).values(seen_at=wall))
    return viewer


def go_out(store: Store, claim: Claim, now: datetime, wall: datetime, *, everywhere: bool = False) -> None:
    """Ends this session, or all of the same person."""
    with store.write(now) as tx:
        found = _session(tx, claim)
        if found is None:
            return
        which = col(SignIn.professional_id) == found.professional_id if everywhere else col(SignIn.id) == found.id
        open_ = update(SignIn).where(which, col(SignIn.ended_at).is_(None))
        tx.connection.execute(open_.values(ended_at=max(wall, found.made_at)))
        who = tx.session.get_one(Professional, found.professional_id)
        tx.note(Look(Viewer(who.id, who.agency_id), Logged.COMMAND, about=OUT[everywhere]))


def _session(tx: Tx, claim: Claim) -> SignIn | None:
    return tx.session.exec(select(SignIn).where(SignIn.digest == claim.digest)).first()


def _begin(store: Store, claim: Claim, now: datetime, wall: datetime, *, heard: bool) -> Viewer:
    try:
        with store.write(now) as tx:
            return _begun(tx, claim, wall, heard=heard)
    except IntegrityError:
        # Two windows of one browser came in at the same moment, and the other was first.
        with store.read(now) as tx:
            row = _session(tx, claim)
            if row is None:
                raise
            return _continued(tx, row, wall, heard=heard)


def _begun(tx: Tx, claim: Claim, wall: datetime, *, heard: bool) -> Viewer:
    there = _session(tx, claim)
    if there is not None:
        return _continued(tx, there, wall, heard=heard)
    if abs(wall - claim.issued_at) > FRESH:
        raise SignedOut(OVER)
    digests = digests_of_email(claim.email)
    number = tx.session.exec(select(Professional.id).where(col(Professional.email_digest).in_(digests))).first()
    if number is None:
        sentence = mark("Nobody here has your mail address; ask your coordinator.")
        raise _refused(tx, NOBODY, "unknown", sentence, heard=heard)
    viewer = _allowed(tx, number, second_factor=claim.second_factor, heard=heard)
    old = (col(SignIn.professional_id) == number, col(SignIn.made_at) < wall - FORGOTTEN_AFTER)
    tx.connection.execute(delete(SignIn).where(*old))
    tx.session.add(
        SignIn(
            professional_id=number,
            digest=claim.digest,
            second_factor=claim.second_factor,
            made_at=wall,
            seen_at=wall,
        )
    )
    tx.note(Look(viewer, Logged.COMMAND, about="sign in"))
    return viewer


def _continued(tx: Tx, row: SignIn, wall: datetime, *, heard: bool) -> Viewer:
    if row.ended_at is not None or wall >= row.seen_at + IDLE or wall >= row.made_at + LONGEST:
        raise SignedOut(OVER)
    return _allowed(tx, row.professional_id, second_factor=row.second_factor, heard=heard)


def _allowed(tx: Tx, number: int, *, second_factor: bool, heard: bool) -> Viewer:
    try:
        viewer = viewer_numbered(tx, number)
    except NotAllowed as left:
        who = tx.session.get_one(Professional, number)
        raise _refused(tx, Viewer(number, who.agency_id), "left", left.sentence, heard=heard) from None
    if not second_factor and sees_personal_data(tx, viewer):
        sentence = mark("Sign in with a second factor: who sees personal data here needs more than a password.")
        raise _refused(tx, viewer, "no second factor", sentence, heard=heard)
    return viewer


def _refused(tx: Tx, viewer: Viewer, why: str, sentence: str, *, heard: bool) -> Refused:
    """A page runs many times for one sign-in; the log holds one line of it."""
    if not heard:
        tx.note(Look(viewer, Logged.REFUSED, about="sign in", why=why))
    return NotAllowed(sentence)
