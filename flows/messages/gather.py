"""Whether a message leaves by itself, waits for its reader's overview of the day, or is not wanted. Sends nothing.

Source: process.md: a new urgent question at once, everything else in one overview per person per working day. To one
of the people nothing waits, nor does what travels with a calendar entry.
"""

from datetime import date, datetime, time, timedelta

from sqlalchemy import bindparam, select

from flows.engine.hot import AGENCY, CASE, table
from flows.engine.matter import AMSTERDAM
from flows.engine.when import calendar_of
from flows.messages.compose import Composed
from flows.messages.lease import GATHER
from flows.messages.unsent import NotSent, Why
from models.code import MailMoment
from models.prepared import Prepared
from models.store import Tx
from models.tables import MailChoice, MailHour
from models.term import Calendar
from notifications.choice import default_for, may_choose
from notifications.kind.account import DeliveryFailed
from notifications.kind.intake import ArrivedAsked, ConsentAsked
from notifications.kind.meeting import MinutesReady
from notifications.kind.question import MeanwhileAsked, ProposalToConfirm, QuestionAsked
from notifications.plain import Notice

EVERYTHING = "*"
SOON = 2
"""A question that is due within so many working days is urgent: half of that time would be over by the next morning."""
ASKS = (QuestionAsked, ConsentAsked, ArrivedAsked, MeanwhileAsked, ProposalToConfirm)
"""Notices that ask something new of an agency: how soon an answer is due decides when they leave."""
HOUR = 8
"""The hour of the overview for who did not choose one."""

_CHOICE, _HOUR = table(MailChoice), table(MailHour)
READ_CHOICES = Prepared(
    select(_CHOICE.c.notice, _CHOICE.c.moment).where(_CHOICE.c.professional_id == bindparam("professional"))
)
READ_HOUR = Prepared(select(_HOUR.c.hour).where(_HOUR.c.professional_id == bindparam("professional")))
READ_URGENT = Prepared(select(CASE.c.urgent).where(CASE.c.id == bindparam("case")))
READ_REGION = Prepared(select(AGENCY.c.region_id).where(AGENCY.c.id == bindparam("agency")))


def gathered(tx: Tx, composed: Composed) -> bool:
    """Puts a message aside for its reader's next overview, if that is where it belongs.

    Raises:
        NotSent: the reader does not want to hear this by mail, and loses nothing by that.
    """
    if composed.to.asked.person_id is not None or composed.told.calendar is not None:
        return False
    moment = moment_for(tx, composed.to.professional_id, type(composed.told.notice), _usual(tx, composed))
    if moment is MailMoment.OFF:
        raise NotSent(Why.SWITCHED_OFF)
    if moment is MailMoment.AT_ONCE:
        return False
    until = next_overview(tx, composed.to.agency_id, composed.to.professional_id)
    tx.run(
        GATHER,
        message=composed.row.id,
        reader=composed.to.professional_id,
        until=until,
        now=tx.now,
        on_ground=composed.ground,
    )
    return True


def _usual(tx: Tx, composed: Composed) -> MailMoment:
    """A new question leaves at once when it is urgent: in an urgent case, or due within days; so do days to object."""
    notice = composed.told.notice
    if isinstance(notice, MinutesReady) and notice.object_by_on is not None:
        return MailMoment.AT_ONCE
    if isinstance(notice, DeliveryFailed) and _is_urgent(tx, composed.row.case_id):
        return MailMoment.AT_ONCE
    if not isinstance(notice, ASKS) or _is_urgent(tx, composed.row.case_id):
        return MailMoment(default_for(type(notice)))
    soon = tx.now.astimezone(AMSTERDAM).date()
    calendar = _calendar(tx, composed.to.agency_id)
    for _ in range(SOON):
        soon = next_workday(soon, calendar)
    can_wait = all(day is not None and day > soon for day in _days_of(notice))
    return MailMoment.DIGEST if can_wait else MailMoment.AT_ONCE


def _days_of(notice: Notice) -> list[date | None]:
    """The last day of each question a notice asks."""
    if isinstance(notice, QuestionAsked):
        return [question.due_on for question in notice.questions]
    return [notice.confirm_by_on if isinstance(notice, ProposalToConfirm) else getattr(notice, "due_on", None)]


def _is_urgent(tx: Tx, case: int | None) -> bool:
    row = tx.one(READ_URGENT, case=case)
    return bool(row and row[0])


def moment_for(tx: Tx, professional: int | None, notice: type[Notice], usual: MailMoment) -> MailMoment:
    """When this reader hears of such a thing: as they chose, where that may be chosen; else as is usual."""
    chosen = dict(tx.all(READ_CHOICES, professional=professional)) if professional is not None else {}
    wanted = (chosen.get(name) for name in (notice.__name__, EVERYTHING))
    return next((MailMoment(each) for each in wanted if each and each in may_choose(notice)), usual)


def hour_of(tx: Tx, professional: int | None) -> int:
    """The hour at which somebody wants the overview."""
    row = tx.one(READ_HOUR, professional=professional) if professional is not None else None
    return int(row[0]) if row else HOUR


def next_overview(tx: Tx, agency: int | None, professional: int | None) -> datetime:
    """The next moment at which this reader's overview leaves: on a working day, at the chosen hour."""
    return next_at(tx.now, hour_of(tx, professional), _calendar(tx, agency))


def _calendar(tx: Tx, agency: int | None) -> Calendar:
    region = tx.one(READ_REGION, agency=agency)
    return calendar_of(tx, region[0] if region else 0, agency)


def next_workday(day: date, calendar: Calendar) -> date:
    """The first working day after a day."""
    day += timedelta(days=1)
    while not calendar.works_on(day):
        day += timedelta(days=1)
    return day


def next_at(now: datetime, hour: int, calendar: Calendar) -> datetime:
    """The first working day, from today on, on which that hour is still to come."""
    day = now.astimezone(AMSTERDAM).date()
    if at(day, hour) < now:
        day += timedelta(days=1)
    while not calendar.works_on(day):
        day += timedelta(days=1)
    return at(day, hour)


def at(day: date, hour: int) -> datetime:
    """That hour of that day in Amsterdam."""
    return datetime.combine(day, time(hour), AMSTERDAM)
