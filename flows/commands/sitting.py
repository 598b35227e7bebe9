"""Plans the fixed moments of a knooppunt, in which several youths are spoken about, and hears who comes to all of them.

Never invites anybody to one youth.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import col, select

from flows.commands.answer import answer
from flows.commands.reading import as_fields
from models.access import RegionDeed, Viewer, may_in_region
from models.code import WaitStatus
from models.forms import line_from
from models.forms.meeting import SittingAttendance
from models.holder import parsed
from models.refusal import BadAnswer, NotAllowed, NotOpen, Refused
from models.speech import mark
from models.store import Store, Tx
from models.tables import Agency, CaseFile, Meeting, Professional, Sitting, SittingMember, Wait

LONGEST = timedelta(days=366)
UNFIT = mark("The field '{field}' does not fit: {why}.")


def plan_sitting(
    store: Store,
    viewer: Viewer,
    place: str,
    starts_at: datetime,
    now: datetime,
    *,
    minutes: int = 120,
    places: int = 4,
    members: Iterable[str] = (),
) -> int:
    """Adds a sitting of the viewer's region with its standing members, and gives its number.

    Raises:
        Refused: the viewer plans no sittings, or the moment, the room or a member does not fit.
    """
    insist_soon_enough(now, starts_at)
    if not (0 < minutes <= 600 and 0 < places <= 40):
        raise BadAnswer(UNFIT, "places", why=mark("a sitting has room for youths"))
    with store.write(now) as tx:
        region = insist_plans(tx, viewer)
        sitting = Sitting(
            region_id=region, place=place.strip()[:120], starts_at=starts_at, minutes=minutes, places=places
        )
        tx.session.add(sitting)
        tx.flush()
        for number in dict.fromkeys(agency_of_region(tx, region, token, "members") for token in members):
            tx.session.add(SittingMember(sitting_id=sitting.id, agency_id=number))
        return sitting.id


def insist_plans(tx: Tx, viewer: Viewer) -> int:
    """The region whose sittings the viewer plans.

    Raises:
        NotAllowed: the viewer plans none.
    """
    if not may_in_region(viewer, RegionDeed.PLAN_SITTINGS):
        raise NotAllowed(mark("Only a coordinator, a consultant or an administrator plans sittings."))
    return tx.session.get_one(Agency, viewer.agency_id).region_id


def insist_soon_enough(now: datetime, starts_at: datetime) -> None:
    """Refuses a moment that passed, or one more than a year ahead."""
    if not now < starts_at <= now + LONGEST:
        raise BadAnswer(mark("The field '{field}' must be a day in the coming year."), "starts_at")


def agency_of_region(tx: Tx, region: int, token: str, field: str) -> int:
    """The number of an agency of the region that a field names.

    Raises:
        BadAnswer: there is none.
    """
    try:
        kind, number = parsed(token)
    except ValueError:
        kind, number = "", 0
    agency = tx.session.get(Agency, number) if kind == "agency" else None
    if agency is None or agency.region_id != region:
        raise BadAnswer(UNFIT, field, why=mark("there is no such agency"))
    return number


def attend_sitting(store: Store, viewer: Viewer, sitting: int, content: Any, now: datetime) -> int:
    """A standing member says once whether they come, for every youth of a sitting; gives how many that were by now.

    Who is put in the sitting later is not asked again. Each case is answered in a transaction of its own.

    Raises:
        Refused: the viewer's agency is no standing member, the sitting is over, or a field does not fit.
    """
    said = line_from(SittingAttendance, as_fields(content))
    with store.write(now) as tx:
        _keep(tx, viewer, sitting, said)
        asked = list(_asked(tx, viewer, sitting))
    return sum(_answered(store, viewer, each, said, now) for each in asked)


def _keep(tx: Tx, viewer: Viewer, sitting: int, said: SittingAttendance) -> None:
    row = tx.session.exec(
        select(SittingMember)
        .join(Sitting, col(Sitting.id) == SittingMember.sitting_id)
        .where(
            SittingMember.sitting_id == sitting,
            SittingMember.agency_id == viewer.agency_id,
            col(Sitting.starts_at) > tx.now,
        )
    ).first()
    if row is None:
        raise Refused(mark("Your agency is no standing member of a sitting ahead by that number."))
    comes = parsed(said.sends)[1] if said.sends else viewer.professional_id
    colleague = tx.session.get(Professional, comes)
    if colleague is None or colleague.agency_id != viewer.agency_id or not colleague.active:
        raise BadAnswer(UNFIT, "sends", why=mark("only a colleague of the same agency can come instead"))
    row.status, row.code, row.said_at, row.professional_id = said.comes, said.code, tx.now, comes
    tx.session.add(row)


def _asked(tx: Tx, viewer: Viewer, sitting: int) -> Iterable[tuple[str, str, int]]:
    """The open questions to this agency whether it comes, in every case of the sitting."""
    rows = tx.session.exec(
        select(CaseFile.ref, Wait.key, Wait.id)
        .join(Meeting, col(Meeting.case_id) == CaseFile.id)
        .join(Wait, col(Wait.stage_run_id) == Meeting.stage_run_id)
        .where(
            Meeting.sitting_id == sitting,
            Wait.form == "Attendance",
            Wait.status == WaitStatus.OPEN,
            Wait.agency_id == viewer.agency_id,
        )
        .order_by(col(Wait.id))
    )
    yield from ((ref, key, wait) for ref, key, wait in rows)


def _answered(
    store: Store, viewer: Viewer, asked: tuple[str, str, int], said: SittingAttendance, now: datetime
) -> bool:
    """Answers one of them; one that was answered or taken back meanwhile is left as it is."""
    ref, key, wait = asked
    fields = {"cannot": {"code": said.code}} if said.code else said.model_dump(exclude_none=True)
    try:
        answer(store, viewer, ref, key, fields, now, wait=wait)
    except NotOpen:
        return False
    return True
