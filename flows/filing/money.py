"""What answers about the budget mean: more than there was, or paid otherwise. Source: process.md, stage 3 step 4."""

from sqlmodel import col, select

from flows.engine.filing import files
from flows.engine.journal import OpenWait
from flows.engine.matter import Matter
from flows.facts.money import balance_of_action
from flows.records.money import approve, commit, commit_together, cost_of
from models.code import Errand, Role
from models.forms.assignment import BudgetApproval
from models.forms.money import PaidOtherwise
from models.refusal import NotAllowed
from models.speech import mark
from models.tables import Action, BudgetEntry, Plan, ProfessionalRole

MAY_APPROVE = (Role.COORDINATOR, Role.MANAGER)


@files(BudgetApproval)
def budget_approval(matter: Matter, _wait: OpenWait, form: BudgetApproval) -> None:
    """Approved: what is missing is added, and agreed at once. Only the coordinator, not a colleague of theirs."""
    if not any(matter.session.get(ProfessionalRole, (matter.speaker, role)) for role in MAY_APPROVE):
        raise NotAllowed(mark("Only the coordinator can do this."))
    if not form.approves:
        return
    if matter.stage == Errand.BUDGET:
        asked = matter.session.get_one(BudgetEntry, matter.about)
        approve(matter, asked.cents, about=asked.id)
        commit(matter, asked.action_id or 0, asked.cents)
        return
    actions = _of_this_plan(matter)
    approve(matter, cost_of(matter, actions))
    commit_together(matter, actions)


def _of_this_plan(matter: Matter) -> list[int]:
    plans = select(Plan.id).where(Plan.stage_run_id == matter.run, col(Plan.ended_on).is_(None))
    open_actions = select(Action.id).where(col(Action.plan_id).in_(plans), Action.status == "open")
    return list(matter.session.exec(open_actions))


@files(PaidOtherwise)
def paid_otherwise(matter: Matter, _wait: OpenWait, form: PaidOtherwise) -> None:
    """An action for which nothing was agreed is not paid from the budget any more."""
    asked = matter.session.get_one(BudgetEntry, matter.about)
    action = matter.session.get_one(Action, asked.action_id)
    if balance_of_action(matter.session, action.id).committed == 0:
        action.paid_by, action.cents = form.paid_by, 0
        matter.session.add(action)
