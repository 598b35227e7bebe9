"""What the answers of the assignment mean: the plan, its actions and marks, reviews. Source: process.md, stage 3."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from sqlmodel import col, select

from flows.engine.filing import files
from flows.engine.journal import OpenWait
from flows.engine.known import insist_known
from flows.engine.matter import Matter
from flows.engine.who import age_of, holders
from flows.facts.meeting import what_runs_beside
from flows.filing.ground import insist_on_ground
from flows.filing.handover import departure, file_handovers
from flows.filing.minutes import insist_in_window
from flows.filing.responsible import file_actions
from flows.records.action import let_go_of
from flows.records.money import commit_together
from flows.records.partner import join_partner
from models.age import answers_marks
from models.code import Role
from models.ending import ENDS_EVERYTHING, NOT_CHOSEN, OUTCOMES
from models.forms.assignment import ActionDone, GoalState, Introduction, MarkLine, Plan, Proposal, Review
from models.holder import parsed
from models.refusal import BadAnswer, Refused
from models.speech import mark
from models.tables import Action, CaseFile, Goal, Mark, ProfessionalRole
from models.tables import Plan as PlanRow


@files(Proposal)
def proposal(matter: Matter, _wait: OpenWait, form: Proposal) -> None:
    """Only a transition consultant can be picked."""
    if form.consultant is None:
        return
    insist_known(matter, [form.consultant], "consultant")
    number = parsed(form.consultant)[1]
    if matter.session.get(ProfessionalRole, (number, Role.CONSULTANT)) is None:
        raise BadAnswer(
            mark("The field '{field}' does not fit: {why}."), "consultant", why=mark("that is no transition consultant")
        )


@files(Introduction)
def introduction(matter: Matter, _wait: OpenWait, form: Introduction) -> None:
    """What happened lies in the past."""
    if form.met_on > matter.today:
        raise BadAnswer(mark("The field '{field}' lies in the future."), "met_on")


@files(Plan)
def plan(matter: Matter, _wait: OpenWait, form: Plan) -> dict[str, Any]:
    """One plan; an earlier one ends. Baseline marks are frozen here."""
    if not form.youth_agrees:
        raise Refused(mark("A plan needs the agreement of the youth."))
    if form.review_on is not None:
        insist_in_window(matter, form.review_on, "review_on", "review", since=matter.today)
    _end_earlier(matter)
    row = PlanRow(
        case_id=matter.case.id,
        stage_run_id=matter.run,
        drawn_up_on=matter.today,
        week=form.week,
        helps=form.helps,
        youth_agrees=True,
        review_on=form.review_on,
    )
    matter.session.add(row)
    matter.tx.flush()
    actions: list[int] = []
    for line in form.goals:
        goal = Goal(case_id=matter.case.id, plan_id=row.id, domain=line.domain, words=line.words)
        matter.session.add(goal)
        matter.tx.flush()
        actions += [
            number
            for number, _ in file_actions(
                matter,
                line.actions,
                "goals.actions",
                settles_money=False,
                domain=line.domain,
                plan_id=row.id,
                goal_id=goal.id,
            )
        ]
    keep_marks(matter, form.marks, baseline=_begins_here(matter))
    _appoint_coach(matter, form.coach)
    handovers = file_handovers(matter, form.handovers, "handovers") or departure(matter)
    return {"actions": actions, "handovers": handovers, "over_budget": not commit_together(matter, actions)}


def _begins_here(matter: Matter) -> bool:
    """Whether these marks are the ones to compare with: those of the first plan, as it was agreed in the end."""
    rows = matter.session.exec(select(Mark).where(Mark.case_id == matter.case.id, col(Mark.baseline))).all()
    for row in rows:
        if row.stage_run_id == matter.run:
            matter.session.delete(row)
    return all(row.stage_run_id == matter.run for row in rows)


def _end_earlier(matter: Matter) -> None:
    earlier = matter.session.exec(
        select(PlanRow).where(PlanRow.case_id == matter.case.id, col(PlanRow.ended_on).is_(None))
    ).all()
    for row in earlier:
        row.ended_on = matter.today
        matter.session.add(row)
        for action in matter.session.exec(select(Action).where(Action.plan_id == row.id, Action.status == "open")):
            if row.stage_run_id == matter.run:
                action.status = "lapsed"
                matter.session.add(action)
                let_go_of(matter, action.id)


def _appoint_coach(matter: Matter, coach: str | None) -> None:
    if coach is not None:
        insist_on_ground(matter, holders(matter, coach, None)[0].agency_id or 0, whole=True)
    case = matter.session.get_one(CaseFile, matter.case.id)
    case.coach_id = parsed(coach)[1] if coach else case.coach_id or case.consultant_id or case.case_manager_id
    matter.session.add(case)


@files(ActionDone)
def action_done(matter: Matter, _wait: OpenWait, form: ActionDone) -> None:
    """What happened lies in the past."""
    if form.done_on > matter.today:
        raise BadAnswer(mark("The field '{field}' lies in the future."), "done_on")


@files(Review)
def review(matter: Matter, _wait: OpenWait, form: Review) -> dict[str, Any]:
    """Marks, goals, new actions, and perhaps a condition with a reporter."""
    if form.outcome is not None:
        insist_chosen(form.outcome)
        _insist_it_ends_the_plan_only(matter, form.outcome)
    keep_marks(matter, form.marks)
    move_goals(matter, form.goals)
    plan_of_case = matter.session.exec(
        select(PlanRow).where(PlanRow.case_id == matter.case.id).order_by(col(PlanRow.id).desc())
    ).first()
    added = file_actions(matter, form.actions, "actions", plan_id=plan_of_case.id) if plan_of_case else []
    condition = form.condition
    if condition is not None:
        _may_report(matter, condition.reporter)
    return {
        "new_actions": [number for number, _ in added],
        "handovers": file_handovers(matter, form.handovers, "handovers"),
        "reporter": condition.reporter if condition else None,
        "condition_on": matter.today + timedelta(weeks=condition.weeks) if condition else None,
    }


def insist_chosen(outcome: str) -> None:
    """Refuses an outcome nobody chooses: that a youth died is said by the coordinator, and nothing goes out then.

    Raises:
        BadAnswer: no outcome, or one that comes about otherwise.
    """
    if outcome not in OUTCOMES or outcome in NOT_CHOSEN:
        raise BadAnswer(mark("The field '{field}' does not fit: {why}."), "outcome", why=mark("that is no outcome"))


def _insist_it_ends_the_plan_only(matter: Matter, outcome: str) -> None:
    """A youth who stops or moves stops everything; where more than the plan runs, that is said of the whole case."""
    if outcome in ENDS_EVERYTHING and what_runs_beside(matter):
        why = mark("more than the plan is running; say in the case itself that the youth stops or moves")
        raise BadAnswer(mark("The field '{field}' does not fit: {why}."), "outcome", why=why)


def _may_report(matter: Matter, reporter: str) -> None:
    """Who reports on a condition knows of the case; from now on it has a part in it."""
    insist_known(matter, [reporter], "condition.reporter")
    insist_on_ground(matter, parsed(reporter)[1])
    join_partner(matter, holders(matter, reporter, "ConditionMet")[0])


def keep_marks(matter: Matter, lines: Iterable[MarkLine], *, baseline: bool = False) -> None:
    """A mark per life domain by the youth and by the professional; under 12 a parent answers for the child."""
    youth = answers_marks(age_of(matter))
    for line in lines:
        for giver, value in ((youth, line.youth), ("professional", line.professional)):
            if value is not None:
                matter.session.add(
                    Mark(
                        case_id=matter.case.id,
                        stage_run_id=matter.run,
                        domain=line.domain,
                        giver=giver,
                        value=value,
                        given_on=matter.today,
                        baseline=baseline,
                    )
                )


def move_goals(matter: Matter, states: Iterable[GoalState]) -> None:
    """How far each goal is.

    Raises:
        BadAnswer: a goal of another case.
    """
    for state in states:
        goal = matter.session.get(Goal, state.goal)
        if goal is None or goal.case_id != matter.case.id:
            raise BadAnswer(
                mark("The field '{field}' does not fit: {why}."), "goals", why=mark("that is no goal of this case")
            )
        goal.status = state.status
        matter.session.add(goal)
