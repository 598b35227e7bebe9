"""What is written in the budget of a trajectory, under the lock of its case. Never agrees on more than there is."""

from collections.abc import Iterable
from typing import Any

from sqlmodel import col, select

from flows.engine.matter import Matter
from flows.engine.step import start
from flows.facts.money import balance, balance_of_action
from models.code import BudgetKind, Errand
from models.refusal import Refused
from models.speech import mark
from models.tables import Action, BudgetEntry
from notifications.phrase import money


def enter(matter: Matter, kind: BudgetKind, cents: int, **more: Any) -> int:
    """Writes one entry, for today unless it says otherwise; gives its number."""
    row = BudgetEntry(
        **{"day": matter.today, "entered_by": matter.speaker, **more},
        case_id=matter.case.id,
        kind=kind,
        cents=cents,
        entered_at=matter.now,
    )
    matter.session.add(row)
    matter.tx.flush()
    return row.id


def commit(matter: Matter, action: int, cents: int) -> None:
    """Agrees on so much for an action.

    Raises:
        Refused: there is not so much left; the coordinator can approve more.
    """
    left = balance(matter.session, matter.case.id).left
    if cents > left:
        sentence = mark("{left} is left in the budget of this youth; the coordinator can approve more.")
        raise Refused(sentence, left=money(left, "nl"))
    enter(matter, BudgetKind.COMMITTED, cents, action_id=action)


def commit_together(matter: Matter, actions: Iterable[int]) -> bool:
    """Agrees on what these actions cost, all or none; false when the budget does not hold it."""
    wanted = _wanted(matter, actions)
    if sum(wanted.values()) > balance(matter.session, matter.case.id).left:
        return False
    for action, cents in wanted.items():
        enter(matter, BudgetKind.COMMITTED, cents, action_id=action)
    return True


def commit_or_ask(matter: Matter, actions: Iterable[int]) -> None:
    """Agrees on what each action costs; where the budget does not hold it, the coordinator is asked."""
    for action, cents in _wanted(matter, actions).items():
        if cents <= balance(matter.session, matter.case.id).left:
            enter(matter, BudgetKind.COMMITTED, cents, action_id=action)
        else:
            ask_for_more(matter, action, cents)


def ask_for_more(matter: Matter, action: int, cents: int, why: str | None = None) -> int:
    """Asks the coordinator for what the budget does not hold; gives the number of the request."""
    entry = enter(matter, BudgetKind.ASKED, cents, action_id=action, words=why)
    start(matter, Errand.BUDGET, entry)
    return entry


def approve(matter: Matter, wanted: int, *, about: int | None = None) -> None:
    """Adds to the budget what is missing for ``wanted`` cents, and no more."""
    missing = wanted - balance(matter.session, matter.case.id).left
    if missing > 0:
        enter(matter, BudgetKind.APPROVED, missing, about_id=about)


def cost_of(matter: Matter, actions: Iterable[int]) -> int:
    """What these actions ask from the budget and was not agreed yet, in cents."""
    return sum(_wanted(matter, actions).values())


def _wanted(matter: Matter, actions: Iterable[int]) -> dict[int, int]:
    rows = [matter.session.get_one(Action, action) for action in actions]
    found = {
        row.id: row.cents - balance_of_action(matter.session, row.id).committed
        for row in rows
        if row.paid_by == "budget"
    }
    return {action: cents for action, cents in found.items() if cents > 0}


def release_rest(matter: Matter, action: int) -> None:
    """What was agreed for an action and not paid can be used for something else."""
    unspent = balance_of_action(matter.session, action).unspent
    if unspent > 0:
        enter(matter, BudgetKind.RELEASED, unspent, action_id=action)


def release_all(matter: Matter) -> None:
    """The case closes: nothing stays agreed that was not paid."""
    actions = matter.session.exec(
        select(BudgetEntry.action_id)
        .where(BudgetEntry.case_id == matter.case.id, col(BudgetEntry.action_id).is_not(None))
        .distinct()
    ).all()
    for action in actions:
        release_rest(matter, action or 0)
