"""The one plan: goals, actions, marks then and now. Whole for who may see the file, in part for partners."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from sqlmodel import col, select

from flows.facts.money import balance
from flows.facts.sharing import share_with, tie_of
from flows.queries.door import Opened, matter_of, note, open_case, open_file
from flows.queries.people import holder_name
from models.access import Viewer
from models.code import Domain, Logged
from models.condition import Thing
from models.item import Item
from models.store import Tx
from models.tables import Action, CaseFile, Goal, Mark, Plan


@dataclass(frozen=True, slots=True)
class ActionLine:
    """What somebody does, by when, and how it is paid."""

    who: str
    words: str
    due_on: date
    status: str
    paid_by: str
    cents: int


@dataclass(frozen=True, slots=True)
class GoalLine:
    """A goal in the words of the youth, and what is done for it."""

    domain: str
    words: str
    status: str
    actions: tuple[ActionLine, ...]


@dataclass(frozen=True, slots=True)
class MarkLine:
    """How one life domain went at first and goes now, by one giver; nothing for now where one mark was given."""

    domain: str
    giver: str
    then: int
    then_on: date
    now: int | None
    now_on: date | None


@dataclass(frozen=True, slots=True)
class PlanView:
    """The plan as it stands.

    Attributes:
        drawn_up_on: no plan was drawn up yet when empty.
        agreements: what was agreed in meetings, besides the goals.
        spent: cents from the budget that were agreed and not released.
        budget: cents, with what was approved over it.
    """

    drawn_up_on: date | None
    week: str | None
    helps: str | None
    goals: tuple[GoalLine, ...]
    agreements: tuple[ActionLine, ...]
    marks: tuple[MarkLine, ...]
    spent: int
    budget: int

    def __bool__(self) -> bool:
        return bool(self.drawn_up_on or self.goals or self.agreements or self.marks)


@dataclass(frozen=True, slots=True)
class OwnPart:
    """What one agency sees of the plan.

    Attributes:
        goals: each with what the agency itself does for it.
        besides: what it does for no goal it may know of.
    """

    goals: tuple[GoalLine, ...]
    besides: tuple[ActionLine, ...]


def plan_of(tx: Tx, viewer: Viewer, ref: str) -> PlanView:
    """The plan of the case of that number.

    Raises:
        Refused: no such case, or the viewer may not see its file.
    """
    return plan_in(tx, open_file(tx, viewer, ref).case.id, partial(_who, tx))


def own_part_of_plan(tx: Tx, viewer: Viewer, ref: str) -> OwnPart:
    """What a partner sees of the plan: goals of the life domains it may know of, and what it does itself.

    Raises:
        Unknown: no such case, or none the viewer may know of.
    """
    opened, who = open_case(tx, viewer, ref), partial(_who, tx)
    rows = tx.session.exec(select(Action).where(Action.case_id == opened.case.id).order_by(col(Action.due_on)))
    own = [row for row in rows if opened.sees(Item.PLAN, opened.own(row.agency_id))]
    goals = [goal for goal in _goals(tx, opened.case.id) if opened.sees(Item.GOAL, _known(tx, opened, goal.domain))]
    if own or goals:
        note(tx, opened, Logged.SEE_FILE, about="own part of the plan")
    shown = {goal.id for goal in goals}
    besides = tuple(_action(row, who) for row in own if row.goal_id not in shown)
    return OwnPart(tuple(_goal(goal, own, who) for goal in goals), besides)


def _goals(tx: Tx, case: int) -> Sequence[Goal]:
    return tx.session.exec(select(Goal).where(Goal.case_id == case).order_by(col(Goal.id))).all()


def _known(tx: Tx, opened: Opened, domain: str) -> Thing:
    """Whether the viewer's agency may know of that life domain today."""
    matter, agency = matter_of(tx, opened), opened.viewer.agency_id
    return Thing(grounded=bool(share_with(matter, agency, tie=tie_of(matter, agency, None), domain=domain)))


def plan_in(tx: Tx, number: int, who: Callable[[Action], str]) -> PlanView:
    """The plan in the case of that row, for who was let in before this.

    Args:
        tx: a transaction.
        number: of the row of the case.
        who: what the reader is told of who does something.
    """
    case = tx.session.get_one(CaseFile, number)
    plan = tx.session.exec(select(Plan).where(Plan.case_id == case.id).order_by(col(Plan.id).desc())).first()
    actions = list(tx.session.exec(select(Action).where(Action.case_id == case.id).order_by(col(Action.due_on))))
    money = balance(tx.session, case.id)
    goals = _goals(tx, case.id)
    return PlanView(
        drawn_up_on=plan.drawn_up_on if plan else None,
        week=plan.week if plan else None,
        helps=plan.helps if plan else None,
        goals=tuple(_goal(goal, actions, who) for goal in goals if plan is None or goal.plan_id in {plan.id, None}),
        agreements=tuple(_action(action, who) for action in actions if action.goal_id is None),
        marks=tuple(_marks(tx, case.id)),
        spent=money.committed,
        budget=money.whole,
    )


def _goal(goal: Goal, actions: list[Action], who: Callable[[Action], str]) -> GoalLine:
    own = tuple(_action(action, who) for action in actions if action.goal_id == goal.id)
    return GoalLine(goal.domain, goal.words, goal.status, own)


def _who(tx: Tx, action: Action) -> str:
    return holder_name(tx, action.agency_id, action.professional_id, action.person_id)


def _action(action: Action, who: Callable[[Action], str]) -> ActionLine:
    return ActionLine(who(action), action.words, action.due_on, action.status, action.paid_by, action.cents)


def _marks(tx: Tx, case: int) -> Iterator[MarkLine]:
    """The first and the last mark of each giver in each life domain, in the order of the domains."""
    rows = tx.session.exec(select(Mark).where(Mark.case_id == case).order_by(col(Mark.given_on), col(Mark.id))).all()
    found: dict[tuple[str, str], list[Mark]] = {}
    for row in rows:
        found.setdefault((row.domain, row.giver), []).append(row)
    order = {domain.value: place for place, domain in enumerate(Domain)}
    for domain, giver in sorted(found, key=lambda key: (order.get(key[0], len(order)), key)):
        first, *since = found[domain, giver]
        now = (since[-1].value, since[-1].given_on) if since else (None, None)
        yield MarkLine(domain, giver, first.value, first.given_on, *now)
