"""The coded link of a youth: made, taken back, and opened with the code that is printed beside it. Sends nothing.

The code is kept sealed: it is printed again as long as the case runs, and must outlast a secret that is replaced.
"""

import hmac
import secrets
from datetime import datetime, timedelta

from sqlmodel import col, select

from flows.commands.opened import insist_open, opened
from flows.commands.question import lock_case
from flows.engine.matter import Matter
from flows.facts.own_page import reader_numbered
from flows.queries.own_link import CODED_LINK, behind
from models.access import Viewer
from models.code import Logged
from models.deed import Deed
from models.link_code import opened as pass_for
from models.look import Look
from models.refusal import BadAnswer, NotAllowed, NotOpen, Refused
from models.speech import mark
from models.store import Store, Tx
from models.tables import CaseFile, OwnLink

CODE = "code"
"""The field the code is typed in."""
DIGITS, MOST_TRIES, WAITS = 8, 5, timedelta(hours=1)
"""Five wrong codes an hour: to guess one of a hundred million takes longer than any case."""

NOT_THE_CODE = mark("This is not the code. It has eight digits and stands on your paper, below the address.")
TOO_OFTEN = mark("A wrong code was typed five times. Try again in an hour, or ask your person for a new code.")


def make_own_link(store: Store, viewer: Viewer, ref: str, now: datetime) -> int:
    """Gives the youth a link and a code; the ones before work no more. Gives its number.

    Raises:
        NotAllowed: the viewer does not speak with the youth, or the youth may not read their page today.
        Refused: the case is closed.
    """
    with store.write(now) as tx:
        matter = opened(tx, viewer, ref, Deed.GIVE_LINK)
        insist_open(matter.case)
        if reader_numbered(matter, matter.case.youth_id) is None:
            raise NotAllowed(mark("The youth may not be handed their own page today, by their age."))
        _end(matter, viewer)
        row = OwnLink(
            case_id=matter.case.id,
            code=str(secrets.randbelow(10**DIGITS)).zfill(DIGITS),
            made_at=now,
            made_by=viewer.professional_id,
        )
        tx.session.add(row)
        tx.flush()
        return row.id


def end_own_link(store: Store, viewer: Viewer, ref: str, now: datetime) -> None:
    """The link of the youth leads nowhere any more, from this moment on.

    Raises:
        NotAllowed: the viewer does not speak with the youth.
        NotOpen: there is none.
    """
    with store.write(now) as tx:
        matter = opened(tx, viewer, ref, Deed.GIVE_LINK)
        if not _end(matter, viewer):
            raise NotOpen(mark("The youth has no link now."))


def _end(matter: Matter, viewer: Viewer) -> bool:
    row = matter.session.exec(
        select(OwnLink).where(OwnLink.case_id == matter.case.id, col(OwnLink.ended_at).is_(None))
    ).first()
    if row is None:
        return False
    row.ended_at, row.ended_by = matter.now, viewer.professional_id
    matter.session.add(row)
    matter.tx.flush()
    return True


def enter_own_code(store: Store, viewer: Viewer, link: int, code: str, now: datetime) -> str:
    """Gives what opens the page for half an hour; a wrong code counts as a try.

    Raises:
        NotOpen: the link leads nowhere any more.
        BadAnswer: it is not the code.
        Refused: five wrong ones were typed within the hour.
    """
    with store.write(now) as tx:
        lock_behind(tx, link)
        matter, _ = behind(tx, viewer, link)
        row = tx.session.get_one(OwnLink, link)
        if row.tried_at is not None and row.tried_at + WAITS <= now:
            row.tries, row.tried_at = 0, None
        full = row.tries >= MOST_TRIES
        right = not full and hmac.compare_digest(_digits(code).encode(), row.code.encode())
        if right:
            row.tries, row.tried_at = 0, None
        elif not full:
            row.tries, row.tried_at = row.tries + 1, row.tried_at or now
            tx.note(Look(viewer, Logged.REFUSED, matter.case.id, CODED_LINK, CODED_LINK))
        tx.session.add(row)
    # Only now, so that a wrong one is counted although it is refused.
    if full:
        raise Refused(TOO_OFTEN)
    if not right:
        raise BadAnswer(NOT_THE_CODE, CODE)
    return pass_for(link, CODED_LINK, now, store.vault)


def lock_behind(tx: Tx, link: int) -> None:
    """Locks the case behind a link, if there is one."""
    refs = select(CaseFile.ref).join(OwnLink, col(OwnLink.case_id) == CaseFile.id).where(OwnLink.id == link)
    ref = tx.session.exec(refs).first()
    if ref is not None:
        lock_case(tx, ref)


def _digits(typed: str) -> str:
    """What was typed without the blanks people put between digits."""
    return "".join(typed[:40].split())
