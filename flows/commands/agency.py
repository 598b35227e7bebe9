"""One agency of the region: it joins, is something else than it was, takes no part any more, or takes part again.

What is asked there is never taken away: an agency stops once nothing is asked of it any more. Source: issue 6, page 9.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlmodel import col, func, or_, select

from flows.commands.reading import as_fields
from flows.commands.regional import insist_as_seen
from flows.engine.matter import AMSTERDAM
from flows.queries.agency_list import agency_numbered
from flows.queries.over_region import insist_on_who_takes_part
from models.access import Viewer
from models.code import Logged, WaitStatus
from models.forms import line_from
from models.forms.agency import ChangedAgency, NewAgency
from models.look import Look
from models.refusal import BadAnswer, Refused, Unknown
from models.speech import mark
from models.store import Store, Tx
from models.tables import Agency, Agreement, CaseFile, Ground, Professional, RegistrationPoint, Wait

UNFIT = mark("The field '{field}' does not fit: {why}.")
OPEN_QUESTIONS = mark("{number} questions are open there; see to those first.")
GUIDES = mark("Who works there guides or coaches a youth in {number} cases; let them hand those over first.")


def add_agency(store: Store, viewer: Viewer, content: Any, now: datetime) -> int:
    """An agency joins the region; it is asked something once it signs an agreement. Gives its number.

    Raises:
        Refused: not by this viewer, there is one of that code, or a field does not fit.
    """
    said = line_from(NewAgency, as_fields(content))
    with store.write(now) as tx:
        region = insist_on_who_takes_part(tx, viewer)
        known = select(Agency.id).where(Agency.region_id == region, Agency.code == said.code)
        if tx.session.exec(known).first() is not None:
            raise BadAnswer(UNFIT, "code", why=mark("there is an agency of that code already"))
        row = Agency(region_id=region, code=said.code, name=said.name, kind=said.kind)
        row.ground_id = _ground(tx, region, said.ground)
        _be(row, said)
        tx.session.add(row)
        tx.flush()
        tx.note(Look(viewer, Logged.COMMAND, about=f"add agency {row.id}"))
        return row.id


def change_agency(store: Store, viewer: Viewer, number: int, content: Any, now: datetime, *, seen: Any = None) -> None:
    """An agency has another name, kind, municipality or mailbox from now on.

    Raises:
        Refused: not by this viewer, no such agency, or a field does not fit.
        Changed: somebody else changed it meanwhile.
    """
    said = line_from(ChangedAgency, as_fields(content))
    with store.write(now) as tx:
        row = _theirs(tx, viewer, number)
        insist_as_seen(seen, lambda: agency_numbered(tx, viewer, number))
        if said.mailbox != row.mailbox:
            row.mailbox_failed_at = None
        _be(row, said)
        tx.session.add(row)
        tx.note(Look(viewer, Logged.COMMAND, about=f"change agency {number}"))


def stop_agency(store: Store, viewer: Viewer, number: int, now: datetime) -> None:
    """An agency takes no part any more: it is asked nothing, and who works there does not get in.

    Raises:
        Refused: not by this viewer, no such agency, it takes no part already, or something still hangs on it.
    """
    with store.write(now) as tx:
        row = _theirs(tx, viewer, number)
        if not row.active:
            raise Refused(mark("This agency takes no part already."))
        why = next(_what_hangs_on(tx, row, viewer), None)
        if why is not None:
            raise why
        row.active = False
        tx.session.add(row)
        tx.note(Look(viewer, Logged.COMMAND, about=f"stop agency {number}"))


def start_agency(store: Store, viewer: Viewer, number: int, now: datetime) -> None:
    """An agency that stopped takes part again, with who worked there.

    Raises:
        Refused: not by this viewer, no such agency, it takes part already, or it never signed an agreement.
    """
    with store.write(now) as tx:
        row = _theirs(tx, viewer, number)
        if row.active:
            raise Refused(mark("This agency takes part already."))
        if row.signed_on is None:
            raise Refused(mark("This agency signed no agreement yet; let it sign first."))
        row.active = True
        tx.session.add(row)
        tx.note(Look(viewer, Logged.COMMAND, about=f"start agency {number}"))


def _theirs(tx: Tx, viewer: Viewer, number: int) -> Agency:
    region = insist_on_who_takes_part(tx, viewer)
    row = tx.session.get(Agency, number, with_for_update=True)
    if row is None or row.region_id != region:
        raise Unknown(mark("There is no such agency in your region."))
    return row


def _ground(tx: Tx, region: int, code: str) -> int:
    found = tx.session.exec(select(Ground.id).where(Ground.region_id == region, Ground.code == code)).first()
    if found is None:
        raise BadAnswer(UNFIT, "ground", why=mark("there is no such ground"))
    return found


def _be(row: Agency, said: ChangedAgency) -> None:
    row.name, row.kind, row.municipality, row.mailbox = said.name, said.kind, said.municipality, said.mailbox


def _what_hangs_on(tx: Tx, row: Agency, viewer: Viewer) -> Iterator[Refused]:
    """Why an agency cannot stop now; the first one is said."""
    if row.id == viewer.agency_id:
        yield Refused(mark("You work there yourself; somebody of another agency does this."))
    point = select(RegistrationPoint.region_id).where(RegistrationPoint.agency_id == row.id)
    if tx.session.exec(point).first() is not None:
        yield Refused(mark("It is the registration point; a region has one."))
    today = tx.now.astimezone(AMSTERDAM).date()
    chair = select(Agreement.id).where(Agreement.chair_agency_id == row.id, Agreement.valid_until >= today)
    if tx.session.exec(chair).first() is not None:
        yield Refused(mark("It leads the breakthrough table of an agreement that holds."))
    open_ = tx.session.exec(select(func.count()).where(Wait.agency_id == row.id, Wait.status == WaitStatus.OPEN)).one()
    if open_:
        yield Refused(OPEN_QUESTIONS, number=open_)
    staff = select(Professional.id).where(Professional.agency_id == row.id)
    parts = (col(CaseFile.case_manager_id), col(CaseFile.consultant_id), col(CaseFile.coach_id))
    guided = tx.session.exec(
        select(func.count()).where(col(CaseFile.closed_at).is_(None), or_(*(part.in_(staff) for part in parts)))
    ).one()
    if guided:
        yield Refused(GUIDES, number=guided)
