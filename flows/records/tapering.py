"""What tapering records: the step of coaching, down together and up at once, with the reasons as codes."""

from typing import Any

from sqlmodel import col, select

from flows.engine import when
from flows.engine.hot import OPEN_RUNS
from flows.engine.matter import Matter
from flows.engine.signalling import signal_run
from flows.facts.tapering import present_coaching, situation_of
from models.coaching import Situation, Step, network_carries, next_down, next_up, what_lacks
from models.code import Stage
from models.tables import CheckInNote, Coaching


def begin_coaching(matter: Matter) -> dict[str, Any]:
    """Coaching begins intensive, or goes on where it was; who was let go and comes back is on call again."""
    step = _step_of(present_coaching(matter))
    return _stands(matter, next_up(step) if step is Step.LET_GO else step, ["begins"])


def next_step(matter: Matter, after: str) -> dict[str, Any]:
    """The step after a check-in (``given``), a signal to step up (``overtaken``) or a check-in taken back."""
    present = present_coaching(matter)
    step = _step_of(present)
    if after == "overtaken":
        return _up(matter, step, "asked for")
    if after != "given":
        return _as_facts(matter, step)
    checked, situation = _newest_check_in(matter), situation_of(matter)
    if checked.more:
        return _up(matter, step, "asked for")
    if not network_carries(step, situation.network) and not (present and present.below_strong):
        return _stands(matter, next_up(step), ["the network became smaller"])
    down = next_down(step)
    if down is None or not (checked.youth_wants_less or checked.coach_wants_less):
        return _as_facts(matter, step)
    lacks = what_lacks(down, situation)
    return _as_facts(matter, step, lacks) if lacks else _down(matter, down, situation)


def after_a_year(matter: Matter, goes_on: str) -> dict[str, Any]:
    """The pilot flame stays on for another year, or there is more coaching."""
    present = present_coaching(matter)
    if goes_on == "more coaching":
        return _up(matter, _step_of(present), "asked for")
    return _stands(
        matter, Step.PILOT_FLAME, ["looked at after a year"], below_strong=bool(present and present.below_strong)
    )


def step_up(matter: Matter) -> None:
    """More coaching, at once and without a meeting; a case without coaching starts it again."""
    running = [run for run, stage in matter.tx.all(OPEN_RUNS, case=matter.case.id) if stage == Stage.TAPERING]
    for run in running:
        signal_run(matter, run, "step up")
    if not running:
        from flows.engine.step import start  # noqa: PLC0415

        start(matter, Stage.TAPERING, None)


def _up(matter: Matter, step: Step, why: str) -> dict[str, Any]:
    """More coaching because somebody asked for it: a network that was too small already is no reason for still more."""
    up = next_up(step)
    return _stands(matter, up, [why], below_strong=not network_carries(up, situation_of(matter).network))


def _down(matter: Matter, step: Step, situation: Situation) -> dict[str, Any]:
    """Less coaching; a reason given for a small network holds as long as the youth is on this step."""
    return _stands(matter, step, ["together"], below_strong=not network_carries(step, situation.network))


def _stands(matter: Matter, step: Step, why: list[str], *, below_strong: bool = False) -> dict[str, Any]:
    matter.session.add(
        Coaching(
            case_id=matter.case.id,
            stage_run_id=matter.run,
            step=step,
            since_on=matter.today,
            why=",".join(why),
            below_strong=below_strong,
        )
    )
    matter.tx.flush()
    return _as_facts(matter, step, why)


def _as_facts(matter: Matter, step: Step, why: list[str] | None = None) -> dict[str, Any]:
    return {
        "step": step.value,
        "rhythm": f"check-in {step.value}",
        "why": why or [],
        "a_year": _has_stood_a_year(matter, step),
    }


def _has_stood_a_year(matter: Matter, step: Step) -> bool:
    """Whether it is time to look at the pilot flame: every year since it was lit or last looked at."""
    present = present_coaching(matter)
    if step is not Step.PILOT_FLAME or present is None:
        return False
    review_on = when.due(matter, "pilot flame review", agency=None, since=present.since_on).on
    return review_on is not None and matter.today >= review_on


def _step_of(present: Coaching | None) -> Step:
    return Step(present.step) if present else Step.INTENSIVE


def _newest_check_in(matter: Matter) -> CheckInNote:
    return matter.session.exec(
        select(CheckInNote).where(CheckInNote.case_id == matter.case.id).order_by(col(CheckInNote.id).desc()).limit(1)
    ).one()
