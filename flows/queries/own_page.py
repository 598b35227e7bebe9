"""What a youth, who has custody, or a supporter reads of the file: plan, waits, whom to call, the meeting, who looked.

Only what the table of policies prints for that reader, and what the youth says of them. Never a note, a concern, a
step of the ladder or an address.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlmodel import col, or_, select

from flows.engine.matter import Matter
from flows.engine.who import holders
from flows.facts.own_page import Reader, reader_numbered, readers
from flows.queries.door import Opened, matter_of, note, open_file
from flows.queries.file_plan import PlanView, plan_in
from flows.queries.medical import ConclusionLine, conclusions_in
from flows.queries.option import Option
from flows.queries.own_asked import AskLine, asked_by_youth
from flows.queries.own_given import GivenLink, given_link
from flows.queries.people import agency_name, person_name, professional_name
from flows.queries.waiting import WaitLine, waits_of_cases
from flows.queries.who_looked import Looked, looked_at
from flows.queries.youth_word import WordLine, said_in
from models.access import Viewer
from models.code import Errand, Logged, Part
from models.deed import Deed
from models.forms import form_named
from models.forms.in_short import IN_SHORT
from models.item import Item
from models.refusal import NotAllowed
from models.speech import mark, say
from models.store import Tx
from models.tables import Action, Goal, Meeting, Professional, StageRun

OWN_PAGE = "own page"
"""What the log says of it."""
MOST_LOOKED = 200
"""Lines about who looked, the newest first; the print "who looked" has more."""

SOMEBODY = mark("somebody around the youth")

OF_ERRAND: Mapping[str, Item] = {
    Errand.BUDGET: Item.MONEY,
    Errand.IMPOSITION: Item.ORDER,
    Errand.ORDER: Item.ORDER,
    Errand.ESCALATION: Item.LADDER,
    Errand.TABLE: Item.LADDER,
    Errand.ADMINISTRATORS: Item.LADDER,
    Errand.BREAKTHROUGH: Item.LADDER,
    Errand.CONTEST: Item.LADDER,
    Errand.MISSING: Item.LADDER,
    Errand.TARGET_GROUP: Item.LADDER,
}
"""By which item questions of these errands are shown; all others by ``Item.WAIT``. The ladder is between agencies."""
OF_ONE_PERSON = frozenset({Errand.RIGHT, Errand.OWN_ASK})
"""Errands about what one of the people asked: not told to the others."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Whom is waited for, and for what.

    Attributes:
        who: the organisation; empty where it is one of the people.
        of_reader: it is the reader who is asked.
        question: what is asked; in a few words where it is asked of somebody else.
        words: what was agreed, where the question is about an agreement.
    """

    who: str
    of_reader: bool
    question: str
    words: str
    since: date
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to call, and what they are."""

    part: Part
    name: str
    phone: str | None


@dataclass(frozen=True, slots=True)
class OwnPage:
    """The page; what the reader may not read is empty.

    Attributes:
        said: what the youth says about who may see what.
        asks, link: what the youth asked from the page, and on paper where the page is; told to nobody else.
        conclusions: what a youth doctor told the others.
    """

    ref: str
    reader: Reader
    plan: PlanView | None
    waits: tuple[Waiting, ...] | None
    contacts: tuple[Contact, ...]
    meeting_at: datetime | None
    meeting_place: str | None
    looked: tuple[Looked, ...] | None
    closed: bool
    said: tuple[WordLine, ...] | None = None
    asks: tuple[AskLine, ...] = ()
    link: GivenLink | None = None
    conclusions: tuple[ConclusionLine, ...] = ()


def printed_page(tx: Tx, viewer: Viewer, ref: str, person: int) -> OwnPage:
    """The page as it is printed for one of the people; that it was printed stands in the log.

    Raises:
        Unknown: no such case, or none the viewer may know of.
        NotAllowed: the viewer does not speak with the youth, or that person may not read it today.
    """
    opened = open_own(tx, viewer, ref)
    matter = matter_of(tx, opened)
    reader = reader_numbered(matter, person)
    if reader is None:
        raise NotAllowed(mark("This person may not read this file, by the age of the youth or what the youth says."))
    note(tx, opened, Logged.PRINT, OWN_PAGE)
    page = page_of(matter, reader)
    return replace(page, link=given_link(tx, matter.case.id)) if reader.is_youth and not page.closed else page


def whom_it_is_for(tx: Tx, viewer: Viewer, ref: str) -> list[Option]:
    """Who may be handed the page today: the youth from twelve on, and others by age and by what the youth says.

    Raises:
        Unknown: no such case, or none the viewer may know of.
        NotAllowed: the viewer does not speak with the youth.
    """
    opened = open_own(tx, viewer, ref)
    return [Option(str(each.person), person_name(tx, each.person)) for each in readers(matter_of(tx, opened))]


def open_own(tx: Tx, viewer: Viewer, ref: str) -> Opened:
    """Opens the file for who speaks with the youth.

    Raises:
        NotAllowed: the viewer does not.
    """
    opened = open_file(tx, viewer, ref)
    if not opened.may(Deed.RECORD_CONSENT):
        raise NotAllowed(mark("Only who speaks with the youth hands this over."))
    return opened


def page_of(matter: Matter, reader: Reader) -> OwnPage:
    """The page for one reader. Who asks for it was let in before this."""
    tx, case, may = matter.tx, matter.case, reader.may
    meeting = _next_meeting(matter) if Item.MEETING in may else None
    return OwnPage(
        ref=case.ref,
        reader=reader,
        plan=_plan(matter, reader) if Item.PLAN in may else None,
        waits=tuple(_waits(matter, reader)) if Item.WAIT in may else None,
        contacts=tuple(_contacts(matter)),
        meeting_at=meeting.starts_at if meeting else None,
        meeting_place=meeting.place if meeting and not reader.hides_where else None,
        looked=tuple(looked_at(tx, case.id, most=MOST_LOOKED)[0]) if Item.LOG in may else None,
        closed=case.closed_at is not None,
        said=tuple(said_in(matter)) if Item.YOUTH_WORD in may else None,
        asks=tuple(asked_by_youth(matter)) if reader.is_youth else (),
        conclusions=tuple(conclusions_in(matter)) if Item.MEDICAL in may else (),
    )


def _plan(matter: Matter, reader: Reader) -> PlanView:
    """The plan, without the life domains this reader must not hear of."""
    plan = plan_in(matter.tx, matter.case.id, whose(matter.tx, reader))
    return replace(
        plan,
        goals=tuple(each for each in plan.goals if each.domain not in reader.domains_not),
        marks=tuple(each for each in plan.marks if each.domain not in reader.domains_not),
    )


def whose(tx: Tx, reader: Reader) -> Callable[[Action], str]:
    """Who does something, as this reader is told: the organisation; of the people a name to the youth only."""

    def called(action: Action) -> str:
        if action.person_id is None:
            return agency_name(tx, action.agency_id)
        if action.person_id == reader.person:
            return ""
        return person_name(tx, action.person_id) if reader.is_youth else say(SOMEBODY, reader.language)

    return called


def _waits(matter: Matter, reader: Reader) -> Iterator[Waiting]:
    for line in waits_of_cases(matter.tx, [matter.case.id]):
        if not line.form or not line.awaited or OF_ERRAND.get(line.stage, Item.WAIT) not in reader.may:
            continue
        action = _action(matter, line)
        if line.stage in OF_ONE_PERSON or _is_of_closed_domain(matter, reader, action):
            continue
        yield Waiting(
            line.agency or "",
            line.person_id == reader.person,
            _asked(line, of_reader=line.person_id == reader.person),
            action.words if action and Item.PLAN in reader.may else "",
            line.since,
            line.due if line.person_id is None else None,
        )


def _asked(line: WaitLine, *, of_reader: bool) -> str:
    """The question itself to who answers it; to who reads over their shoulder what it is about."""
    form = line.form or ""
    return form_named(form, line.version).question if of_reader else IN_SHORT[form]


def _action(matter: Matter, line: WaitLine) -> Action | None:
    if line.stage != Errand.ACTION:
        return None
    return matter.session.get(Action, matter.session.get_one(StageRun, line.run).about)


def _is_of_closed_domain(matter: Matter, reader: Reader, action: Action | None) -> bool:
    """Whether it serves a goal in a life domain this reader must not hear of."""
    goal = matter.session.get(Goal, action.goal_id) if action and action.goal_id else None
    return goal is not None and goal.domain in reader.domains_not


def _contacts(matter: Matter) -> Iterator[Contact]:
    """The case manager, or the registration point until there is one; then who guides and coaches besides."""
    case, seen = matter.case, set[int]()
    first = holders(matter, Part.CASE_MANAGER, None)[0]
    number = case.case_manager_id or first.professional_id
    part = Part.CASE_MANAGER if case.case_manager_id else Part.COORDINATOR
    if number is None:
        yield Contact(part, agency_name(matter.tx, first.agency_id), None)
    named = ((part, number), (Part.CONSULTANT, case.consultant_id), (Part.COACH, case.coach_id))
    for each, professional in named:
        if professional is not None and professional not in seen:
            seen.add(professional)
            phone = matter.session.get_one(Professional, professional).phone
            yield Contact(each, professional_name(matter.tx, professional), phone)


def _next_meeting(matter: Matter) -> Meeting | None:
    """The first one to come that was not called off; of a closed case none."""
    if matter.case.closed_at is not None:
        return None
    return matter.session.exec(
        select(Meeting)
        .outerjoin(StageRun, col(StageRun.id) == Meeting.stage_run_id)
        .where(
            Meeting.case_id == matter.case.id,
            col(Meeting.starts_at) >= matter.now,
            col(Meeting.held).is_(None),
            or_(col(StageRun.outcome).is_(None), StageRun.outcome != "cancelled"),
        )
        .order_by(col(Meeting.starts_at), col(Meeting.id))
    ).first()
