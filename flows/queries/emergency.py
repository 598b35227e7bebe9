"""What somebody sees of a case in an emergency, and who looked so: for them, the case manager, the privacy officer.

Never the story, the plan, a note or a concern: who needs more calls the case manager.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlmodel import col, select

from flows.engine.who import age_of
from flows.queries.around import Somebody, around_now, is_hidden, the_youth
from flows.queries.door import Opened, matter_of, note, open_case
from flows.queries.event import Event
from flows.queries.option import Option
from flows.queries.people import agency_name, professional_name
from models.access import RegionDeed, Viewer, may_in_region
from models.code import Logged
from models.deed import Deed
from models.look import Look
from models.refusal import NotAllowed
from models.speech import mark
from models.store import Tx
from models.tables import Agency, CaseFile, EmergencyAccess, Person, Plan, Professional, RegistrationPoint, Youth


@dataclass(frozen=True, slots=True)
class EmergencyFile:
    """Who the youth is, who is around them, whom to call, and what helps; where the address is secret, not where.

    Attributes:
        helps: what helps when it goes wrong, from the plan.
        call: who guides the case, or the coordinator until there is somebody.
    """

    youth: Somebody
    birth_on: date | None
    age: int
    municipality: str
    neighbourhood: str | None
    school: str | None
    living: str | None
    people: tuple[Somebody, ...]
    call: str
    call_phone: str | None
    helps: str | None
    until_at: datetime | None


@dataclass(frozen=True, slots=True)
class EmergencyLine:
    """One emergency access; its words only for the privacy officer and who wrote them."""

    id: int
    ref: str
    who: str
    reason: str
    words: str
    opened_at: datetime
    until_at: datetime
    looked_at: datetime | None
    looked_by: str
    was_needed: bool | None


def emergency_file(tx: Tx, viewer: Viewer, ref: str) -> EmergencyFile:
    """What an emergency asks for, of a case this viewer opened so.

    Raises:
        Unknown: no such case, or none the viewer may know of.
        NotAllowed: the viewer did not open it, or the time is over.
    """
    opened = open_case(tx, viewer, ref)
    if not opened.may(Deed.SEE_IN_EMERGENCY):
        tx.note(Look(viewer, Logged.REFUSED, opened.case.id, Deed.SEE_IN_EMERGENCY))
        raise NotAllowed(mark("You did not open this case in an emergency, or the time for it is over."))
    note(tx, opened, Logged.SEE_FILE, about="emergency")
    person, youth = tx.session.get_one(Person, opened.case.youth_id), tx.session.get_one(Youth, opened.case.youth_id)
    hidden = is_hidden(opened, person)
    call = _whom_to_call(tx, opened)
    return EmergencyFile(
        youth=the_youth(tx, opened),
        birth_on=person.birth_on,
        age=age_of(matter_of(tx, opened)),
        municipality=youth.municipality,
        neighbourhood=None if hidden else youth.neighbourhood,
        school=None if hidden else agency_name(tx, youth.school_id),
        living=youth.living,
        people=tuple(around_now(tx, opened)),
        call=professional_name(tx, call.id) if call else "",
        call_phone=call.phone if call else None,
        helps=tx.session.exec(select(Plan.helps).where(Plan.case_id == opened.case.id)).first(),
        until_at=max(
            (line.until_at for line in my_emergencies(tx, viewer) if line.ref == opened.case.ref), default=None
        ),
    )


def _until(tx: Tx, opened: Opened) -> datetime | None:
    mine = (line.until_at for line in my_emergencies(tx, opened.viewer) if line.ref == opened.case.ref)
    return max(mine, default=None)


def _whom_to_call(tx: Tx, opened: Opened) -> Professional | None:
    number = opened.case.case_manager_id
    if number is None:
        point = select(RegistrationPoint.coordinator_id).where(RegistrationPoint.region_id == opened.case.region_id)
        number = tx.session.exec(point).first()
    return tx.session.get(Professional, number) if number else None


def my_emergencies(tx: Tx, viewer: Viewer) -> list[EmergencyLine]:
    """What is open for this viewer now, the newest first; nothing for a link from a mail."""
    mine = EmergencyAccess.professional_id == viewer.professional_id
    found = _lines(tx, mine, EmergencyAccess.until_at > tx.now) if viewer.only is None else iter(())
    return list(found)


def emergencies_of_region(tx: Tx, viewer: Viewer) -> list[EmergencyLine]:
    """Every emergency access in the region, the newest first, for the privacy officer; that they read it is logged.

    Raises:
        NotAllowed: somebody else.
    """
    if not may_in_region(viewer, RegionDeed.LOOK_AT_EMERGENCIES):
        tx.note(Look(viewer, Logged.REFUSED, about="emergency access"))
        raise NotAllowed(mark("Only the privacy officer can do this."))
    tx.note(Look(viewer, Logged.READ_LOG, about="emergency access"))
    region = select(Agency.region_id).where(Agency.id == viewer.agency_id).scalar_subquery()
    return list(_lines(tx, CaseFile.region_id == region))


def emergencies_of_case(tx: Tx, opened: Opened) -> list[EmergencyLine]:
    """Who opened this case in an emergency, without their words, for who guides it."""
    if not opened.may(Deed.CORRECT):
        return []
    return [replace(line, words="") for line in _lines(tx, EmergencyAccess.case_id == opened.case.id)]


def emergency_events(tx: Tx, case: int) -> Iterator[Event]:
    """Each as an event of the case; of no agency, so only for who sees the whole of it."""
    rows = select(EmergencyAccess, Agency.name).where(EmergencyAccess.case_id == case)
    rows = rows.join(Professional, col(Professional.id) == EmergencyAccess.professional_id)
    for row, agency in tx.session.exec(rows.join(Agency, col(Agency.id) == Professional.agency_id)):
        yield Event(row.opened_at, "people", "emergency", "opened in emergency", agency, code=row.reason)


def to_look_at(tx: Tx, region: int) -> Iterator[Option]:
    """What the privacy officer has to look at still, the oldest first."""
    for line in reversed(list(_lines(tx, CaseFile.region_id == region, col(EmergencyAccess.looked_at).is_(None)))):
        yield Option(str(line.id), f"{line.ref} · {line.who}", at=line.opened_at)


def _lines(tx: Tx, *wanted: object) -> Iterator[EmergencyLine]:
    rows = (
        select(EmergencyAccess, CaseFile.ref)
        .join(CaseFile, col(CaseFile.id) == EmergencyAccess.case_id)
        .where(*wanted)  # type: ignore[arg-type]
        .order_by(col(EmergencyAccess.id).desc())
    )
    for row, ref in tx.session.exec(rows):
        yield EmergencyLine(
            row.id,
            ref,
            professional_name(tx, row.professional_id),
            row.reason,
            row.words,
            row.opened_at,
            row.until_at,
            row.looked_at,
            professional_name(tx, row.looked_by_id),
            row.was_needed,
        )
