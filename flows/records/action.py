"""What an action records when it ends. The plan hears of it when that was its last one."""

from sqlmodel import col, select

from flows.engine.matter import Matter
from flows.engine.signalling import signal_run
from flows.records.instrument import give_back, uses_of_action
from flows.records.money import release_rest
from models.code import Errand, Stage
from models.tables import Action, StageRun


def close_action(matter: Matter, became: str) -> None:
    """Done, cannot or lapsed; and the running plan is told when no other action is left."""
    action = matter.session.get_one(Action, matter.about)
    action.status = became
    matter.session.add(action)
    let_go_of(matter, action.id)
    runs = matter.session.exec(
        select(StageRun).where(StageRun.case_id == matter.case.id, col(StageRun.ended_at).is_(None))
    ).all()
    if any(run.stage in {Errand.ACTION, Errand.OBJECTION} and run.id != matter.run for run in runs):
        return
    for run in runs:
        if run.stage == Stage.ASSIGNMENT:
            signal_run(matter, run.id, "last action")


def let_go_of(matter: Matter, action: int) -> None:
    """An action is over: money that was agreed and not paid is free again, and so is its place in an instrument."""
    release_rest(matter, action)
    give_back(matter, uses_of_action(matter, action))
