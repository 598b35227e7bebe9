"""What one agency was asked and how that went, and whom to call there. Figures per agency, never per person.

An agency sees its own; who looks over the region sees every agency of it.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from statistics import median
from typing import Any

from sqlmodel import col, func, or_, select

from flows.facts.figure import kept
from flows.queries.case_filter import is_waited_for, region_of
from flows.queries.day import day_of
from flows.queries.delay import Delay, delays, may_be_late
from flows.queries.ladder import steps_per_agency
from flows.queries.visible import visible
from flows.queries.waiting import WaitLine, how_many_waits, name_of, waits_visible_to
from models.access import RegionDeed, Viewer, may_in_region
from models.code import WaitStatus
from models.refusal import NotAllowed
from models.speech import mark
from models.store import Tx
from models.tables import (
    Agency,
    CaseFile,
    Contact,
    Figure,
    ImpositionPart,
    Professional,
    RegistrationPoint,
    Wait,
    WaitHold,
)

LOOKS_BACK = timedelta(days=182)
ANSWERED = (WaitStatus.GIVEN, WaitStatus.DECLINED)


@dataclass(frozen=True, slots=True)
class AgencyRecord:
    """The record of an agency over ``LOOKS_BACK``.

    Attributes:
        asked: questions asked in that time.
        answered: how many of those were answered, also with "not possible".
        in_time: how many of the answered took no day longer than agreed at this agency.
        median_days: days from asking to the answer, of half of them at most; empty where none was answered.
        days_late: working days longer than agreed at this agency, net of pauses and accepted contests.
        contested: questions whose days the agency contested.
        steps: how often each step of the ladder was taken about its questions, ever.
        orders: parts of binding decisions it was heard about, ever.
        ordered: how many of those were given.
    """

    name: str
    asked: int
    answered: int
    in_time: int
    median_days: int | None
    days_late: int
    contested: int
    steps: Mapping[int, int] = field(hash=False)
    orders: int
    ordered: int


def agencies_to_see(tx: Tx, viewer: Viewer) -> dict[int, str]:
    """The agencies whose record the viewer may see, by number, in the order of their names."""
    mine: Any = Agency.id == viewer.agency_id
    if may_in_region(viewer, RegionDeed.LOOK_OVER):
        mine = col(Agency.region_id) == region_of(tx, viewer)
    return dict(tx.session.exec(select(Agency.id, Agency.name).where(mine).order_by(Agency.name)).all())


def record_of(tx: Tx, viewer: Viewer, agency: int) -> AgencyRecord:
    """The record of one agency.

    Raises:
        NotAllowed: it is another agency's, and the viewer looks over no region.
    """
    name = _insist(tx, viewer, agency)
    asked = (Wait.kind != "open", col(Wait.asked_at) >= tx.now - LOOKS_BACK)
    number, took = _counted(tx, Wait.agency_id == agency, *asked)
    held = col(Wait.id).in_(select(WaitHold.wait_id).where(WaitHold.agency_id == agency).correlate(None))
    found = delays(tx, or_(Wait.agency_id == agency, held), *asked, may_be_late(tx))
    orders, ordered = _orders(tx, agency)
    before = _of_destroyed_cases(tx, agency)
    return AgencyRecord(
        name=name,
        asked=number,
        answered=took.total(),
        in_time=took.total() - sum(_answered_late(each, agency) for each in found),
        median_days=round(median(took.elements())) if took else None,
        days_late=sum(each.per_agency.get(agency, 0) for each in found),
        contested=sum(each.contested is not None for each in found),
        steps=_with_kept(steps_per_agency(tx, Wait.agency_id == agency).get(agency, {}), before),
        orders=orders + before["orders"],
        ordered=ordered + before["ordered"],
    )


def questions_to(tx: Tx, viewer: Viewer, agency: int, *, limit: int, offset: int = 0) -> list[WaitLine]:
    """What is asked of it now, the earliest last day first; only in cases the viewer may know of.

    Raises:
        NotAllowed: it is another agency's, and the viewer looks over no region.
    """
    _insist(tx, viewer, agency)
    return waits_visible_to(tx, viewer, *_asked_of(viewer, agency), limit=limit, offset=offset)


def how_many_questions_to(tx: Tx, viewer: Viewer, agency: int) -> int:
    """How many questions ``questions_to`` gives without a limit.

    Raises:
        NotAllowed: it is another agency's, and the viewer looks over no region.
    """
    _insist(tx, viewer, agency)
    return how_many_waits(tx, viewer, *_asked_of(viewer, agency))


def _asked_of(viewer: Viewer, agency: int) -> tuple[Any, ...]:
    return Wait.agency_id == agency, is_waited_for(), col(CaseFile.closed_at).is_(None), visible(viewer)


def whom_to_call(tx: Tx, viewer: Viewer, agency: int) -> list[tuple[str, str]]:
    """Name and phone number of the contacts of the agency, or of the coordinator there; empty where no number is known.

    Raises:
        NotAllowed: it is another agency's, and the viewer looks over no region.
    """
    _insist(tx, viewer, agency)
    rows = tx.session.exec(
        select(Professional)
        .join(Contact, col(Contact.professional_id) == Professional.id)
        .where(Contact.agency_id == agency, Professional.active)
        .order_by(col(Contact.question) != "*", col(Contact.id))
    ).all()
    found = rows or tx.session.exec(_coordinating(agency)).all()
    return list(dict.fromkeys((name_of(who), who.phone or "") for who in found))


def _coordinating(agency: int) -> Any:
    """At the registration point questions go to the coordinator, whom nobody names as contact."""
    return (
        select(Professional)
        .join(RegistrationPoint, col(RegistrationPoint.coordinator_id) == Professional.id)
        .where(RegistrationPoint.agency_id == agency, Professional.active)
    )


def _insist(tx: Tx, viewer: Viewer, agency: int) -> str:
    found = agencies_to_see(tx, viewer)
    if agency not in found:
        raise NotAllowed(mark("You see the figures of your own organisation only."))
    return found[agency]


def _counted(tx: Tx, *asked: Any) -> tuple[int, Counter[int]]:
    """How many questions there were, and of those that were answered how many took so many days to the answer.

    The database counts per pair of days: an agency may have been asked tens of thousands in half a year.
    """
    began: Any = func.coalesce(Wait.counted_from, day_of(tx, Wait.asked_at))
    ended = day_of(tx, Wait.closed_at)
    rows = tx.session.exec(
        select(Wait.status, began, ended, func.count()).where(*asked).group_by(Wait.status, began, ended)
    ).all()
    took: Counter[int] = Counter()
    for status, first, last, number in rows:
        if status in ANSWERED:
            took[(last - first).days if last else 0] += number
    return sum(number for *_, number in rows), took


def _answered_late(delay: Delay, agency: int) -> bool:
    """This agency gave the answer, and at this agency it took longer than agreed."""
    return delay.agency_id == agency and delay.status in ANSWERED and agency in delay.per_agency


def _orders(tx: Tx, agency: int) -> tuple[int, int]:
    given: Any = func.count(col(ImpositionPart.object_until))
    row = tx.session.exec(select(func.count(), given).where(ImpositionPart.agency_id == agency)).one()
    return int(row[0]), int(row[1])


def _of_destroyed_cases(tx: Tx, agency: int) -> Counter[str]:
    """What was counted ever of cases that are not there any more; a step under its number."""
    region = tx.session.get_one(Agency, agency).region_id
    found: Counter[str] = Counter()
    for key, number in kept(tx, region, Figure.agency_id == agency).items():
        found[key.code if key.what == "step" else key.what] += number
    return found


def _with_kept(steps: Mapping[int, int], before: Counter[str]) -> dict[int, int]:
    both = Counter(steps) + Counter({int(step): number for step, number in before.items() if step.isdecimal()})
    return dict(sorted(both.items()))
