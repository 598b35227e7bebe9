"""What people do with the budget of a trajectory: pay, take a payment back, ask for more. One transaction each."""

from datetime import datetime
from typing import Any

from sqlmodel import select

from flows.commands.guided import guided
from flows.commands.reading import as_fields
from flows.engine.matter import Matter
from flows.facts.money import balance, balance_of_action
from flows.records.money import ask_for_more, commit, enter
from models.access import Viewer
from models.code import BudgetKind, Errand
from models.deed import Deed
from models.forms import line_from
from models.forms.money import MoreBudget, Spending, TakenBack
from models.refusal import BadAnswer, Refused
from models.speech import mark
from models.store import Store
from models.tables import Action, BudgetEntry


def spend(store: Store, viewer: Viewer, ref: str, content: Any, now: datetime) -> int:
    """Enters a payment for an action; gives the number of the entry.

    More than was agreed for the action is agreed along, as far as the budget holds it.

    Raises:
        Refused: no such action, a day that is still to come, more than is left, or not by this viewer.
    """
    paid = line_from(Spending, as_fields(content))
    with store.write(now) as tx:
        matter = guided(tx, viewer, ref, Deed.SPEND, Errand.BUDGET)
        action = _paid_from_budget(matter, paid.action)
        if paid.spent_on > matter.today:
            raise BadAnswer(mark("The field '{field}' lies in the future."), "spent_on")
        more = paid.cents - balance_of_action(matter.session, action.id).unspent
        if more > 0:
            commit(matter, action.id, more)
        return enter(matter, BudgetKind.SPENT, paid.cents, action_id=action.id, day=paid.spent_on, words=paid.what)


def take_back(store: Store, viewer: Viewer, ref: str, content: Any, now: datetime) -> int:
    """Takes a payment back that was a mistake, or came back; both entries stay. Gives the number of the new one.

    Raises:
        Refused: no such payment, or it was taken back already.
    """
    wanted = line_from(TakenBack, as_fields(content))
    with store.write(now) as tx:
        matter = guided(tx, viewer, ref, Deed.SPEND, Errand.BUDGET)
        entry = matter.session.get(BudgetEntry, wanted.entry)
        if entry is None or entry.case_id != matter.case.id or entry.kind != BudgetKind.SPENT:
            raise BadAnswer(
                mark("The field '{field}' does not fit: {why}."), "entry", why=mark("that is no payment of this case")
            )
        if matter.session.exec(select(BudgetEntry.id).where(BudgetEntry.about_id == entry.id)).first():
            raise Refused(mark("This payment was taken back already."))
        return enter(
            matter,
            BudgetKind.TAKEN_BACK,
            entry.cents,
            action_id=entry.action_id,
            about_id=entry.id,
            words=wanted.why,
        )


def ask_more(store: Store, viewer: Viewer, ref: str, content: Any, now: datetime) -> int:
    """Asks the coordinator for more than the budget holds; gives the number of the request.

    Raises:
        Refused: no such action, the budget holds it, or not by this viewer.
    """
    wanted = line_from(MoreBudget, as_fields(content))
    with store.write(now) as tx:
        matter = guided(tx, viewer, ref, Deed.SPEND, Errand.BUDGET)
        action = _paid_from_budget(matter, wanted.action)
        if wanted.cents <= balance(matter.session, matter.case.id).left:
            raise Refused(mark("The budget holds this: the payment can be entered right away."))
        return ask_for_more(matter, action.id, wanted.cents, wanted.why)


def _paid_from_budget(matter: Matter, number: int) -> Action:
    action = matter.session.get(Action, number)
    if action is None or action.case_id != matter.case.id or action.paid_by != "budget":
        why = mark("that action is not paid from the budget of this youth")
        raise BadAnswer(mark("The field '{field}' does not fit: {why}."), "action", why=why)
    return action
