"""The overview of the week for managers, on its first working day: figures per agency, never of a person.

Figures are read when it leaves, by the queries behind the pages, so that a mail and a page never differ.
"""

from datetime import date, datetime, timedelta

from sqlmodel import col, select

from flows.engine.away import is_away
from flows.engine.matter import AMSTERDAM, unpacked
from flows.engine.post import queue
from flows.engine.when import calendar_of
from flows.messages.compose import Composed
from flows.messages.gather import at, hour_of, moment_for
from flows.messages.outgoing import House, Queued, Told
from flows.messages.recipient import professional_reader
from flows.messages.unsent import NotSent, Why
from flows.queries.case_filter import CASE_MANAGER, CaseFilter, conditions, is_late, is_waited_for
from flows.queries.case_list import how_many_cases
from flows.queries.delay import delays
from flows.queries.money import YearTotal, programme
from flows.queries.tally import per_agency
from flows.queries.visible import visible
from models.access import Viewer
from models.code import MailMoment, Role
from models.holder import Holder
from models.store import Store, Tx
from models.tables import Agency, CaseFile, Message, Professional, ProfessionalRole
from notifications.kind.overview import AgencyRow, LongestWaiting, WeeklyOverview

NOTICE = "WeeklyOverview"
MOST_AGENCIES = 20
"""So many agencies stand in the mail, who are waited for longest first; the page has them all."""


def queue_weekly(store: Store, now: datetime) -> int:
    """Queues the overview of this week for each manager whose hour has come; gives how many. Late or twice: once.

    Args:
        store: the domain database.
        now: the moment it is in the process.
    """
    with store.read(now) as tx:
        if not _due(tx):
            return 0
    with store.write(now) as tx:
        return sum(_queued(tx, manager) for manager in _due(tx))


def weekly_is_due(tx: Tx) -> bool:
    """Whether somebody's overview of this week is to be queued now."""
    return bool(_due(tx))


def _due(tx: Tx) -> list[Professional]:
    """The managers at work whose hour has come on the first working day of this week, or since, and who had none."""
    today = tx.now.astimezone(AMSTERDAM).date()
    week = f"weekly:{monday_of(today)}"
    # A range, for the index on ``once``; the sign after ":" is ";".
    had = set(
        tx.session.exec(select(Message.once).where(col(Message.once) >= f"{week}:", col(Message.once) < f"{week};"))
    )
    managers = tx.session.exec(
        select(Professional, Agency.region_id)
        .join(Agency, col(Agency.id) == Professional.agency_id)
        .join(ProfessionalRole, col(ProfessionalRole.professional_id) == Professional.id)
        .where(ProfessionalRole.role == Role.MANAGER, Professional.active, Agency.active)
        .order_by(col(Professional.id))
    )
    return [who for who, region in managers if _once(who, today) not in had and _hour_has_come(tx, who, region, today)]


def _hour_has_come(tx: Tx, who: Professional, region: int, today: date) -> bool:
    calendar = calendar_of(tx, region, who.agency_id)
    if not calendar.works_on(today) or is_away(tx, who.id)[0]:
        return False
    first = monday_of(today)
    while not calendar.works_on(first):
        first += timedelta(days=1)
    return at(first, hour_of(tx, who.id)) <= tx.now


def _queued(tx: Tx, who: Professional) -> int:
    today = tx.now.astimezone(AMSTERDAM).date()
    content = {"monday": monday_of(today)}
    return int(queue(tx, Holder("", who.agency_id, who.id), NOTICE, content, case=None, once=_once(who, today)))


def _once(who: Professional, today: date) -> str:
    return f"weekly:{monday_of(today)}:{who.id}"


def monday_of(day: date) -> date:
    """The Monday of the week of a day."""
    return day - timedelta(days=day.weekday())


def weekly(tx: Tx, row: Queued, house: House) -> Composed:
    """The overview as its reader may see the region now.

    Raises:
        NotSent: they are no manager any more, do not want it, or cannot be reached.
    """
    number = row.to_professional_id or 0
    reader = professional_reader(tx, row.to, number)
    if tx.session.get(ProfessionalRole, (number, Role.MANAGER)) is None:
        raise NotSent(Why.NOT_ALLOWED)
    if moment_for(tx, number, WeeklyOverview, MailMoment.AT_ONCE) is MailMoment.OFF:
        raise NotSent(Why.SWITCHED_OFF)
    viewer = Viewer(number, reader.agency_id or 0, frozenset({Role.MANAGER}), reader.language)
    monday = unpacked(row.content)["monday"]
    return Composed(row, reader, Told(_figures(tx, viewer, monday, f"{house.address}/cases")))


def _figures(tx: Tx, viewer: Viewer, monday: date, link: str) -> WeeklyOverview:
    agencies = per_agency(tx, viewer, CaseFilter())
    years = programme(tx, viewer)
    spent, committed = budget_of(years[0] if years else None)
    nobody = CaseFilter(lacks=CASE_MANAGER)
    return WeeklyOverview(
        monday=monday,
        open=sum(each.questions for each in agencies),
        late=sum(each.late for each in agencies),
        without_case_manager=how_many_cases(tx, viewer, *conditions(tx, viewer, nobody)),
        longest=_longest(tx, viewer),
        rows=tuple(
            AgencyRow(agency=each.agency, open=each.questions, late=each.late) for each in agencies[:MOST_AGENCIES]
        ),
        budget_spent=spent,
        budget_total=committed,
        link=link,
    )


def budget_of(year: YearTotal | None) -> tuple[int | None, int | None]:
    """What was paid and agreed this school year, in cents; neither where it is too few cases to be told.

    Nor where less stands than nothing: then only what was agreed or paid the year before was given back this year.
    """
    if year is None or year.spent is None or year.committed is None or min(year.spent, year.committed) < 0:
        return None, None
    return year.spent, year.committed


def _longest(tx: Tx, viewer: Viewer) -> LongestWaiting | None:
    """The case of the question that waits longest over what was agreed."""
    late = delays(tx, is_waited_for(), visible(viewer), col(CaseFile.closed_at).is_(None), is_late(tx, viewer))
    longest = max(late, key=lambda each: each.days_late, default=None)
    if longest is None or longest.days_late < 1:
        return None
    return LongestWaiting(case_ref=tx.session.get_one(CaseFile, longest.case_id).ref, days_late=longest.days_late)
