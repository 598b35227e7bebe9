"""What tapering records: the step of coaching, down together and up at once, with the reasons as codes."""

from typing import Any

from sqlmodel import col, select

from flows.engine import when
from flows.engine.hot import OPEN_RUNS
from flows.engine.matter import Matter
from flows.engine.signalling import signal_run
from flows.queries.delay import delays
from models.coaching import Situation, Step, network_is_too_small, next_down, next_up, what_lacks
from models.code import Errand, Stage
from models.network import Level
from models.tables import CheckInNote, Coaching, NetworkMap, StageRun, Wait


def begin_coaching(matter: Matter) -> dict[str, Any]:
    """Coaching begins intensive, or goes on where it was; who was let go and comes back is on call again."""
    present = _present(matter)
    step = Step(present.step) if present else Step.INTENSIVE
    return _stands(matter, next_up(step) if step is Step.LET_GO else step, ["begins"])


def next_step(matter: Matter, after: str) -> dict[str, Any]:
    """The step after a check-in (``given``), a signal to step up (``overtaken``) or a check-in taken back."""
    present = _present(matter)
    step = Step(present.step) if present else Step.INTENSIVE
    if after == "overtaken":
        return _stands(matter, next_up(step), ["asked for"])
    if after != "given":
        return _as_facts(step)
    checked, situation = _newest_check_in(matter), _situation(matter)
    if checked.more:
        return _stands(matter, next_up(step), ["asked for"])
    if network_is_too_small(step, situation):
        return _stands(matter, next_up(step), ["the network became smaller"])
    down = next_down(step)
    if down is None or not (checked.youth_wants_less or checked.coach_wants_less):
        return _as_facts(step)
    lacks = what_lacks(down, situation)
    return _as_facts(step, lacks) if lacks else _stands(matter, down, ["together"], below_strong=checked.below_strong)


def step_up(matter: Matter) -> None:
    """More coaching, at once and without a meeting; a case without coaching starts it again."""
    running = [run for run, stage in matter.tx.all(OPEN_RUNS, case=matter.case.id) if stage == Stage.TAPERING]
    for run in running:
        signal_run(matter, run, "step up")
    if not running:
        from flows.engine.step import start  # noqa: PLC0415

        start(matter, Stage.TAPERING, None)


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
    return _as_facts(step, why)


def _as_facts(step: Step, why: list[str] | None = None) -> dict[str, Any]:
    return {"step": step.value, "rhythm": f"check-in {step.value}", "why": why or []}


def _present(matter: Matter) -> Coaching | None:
    return matter.session.exec(
        select(Coaching).where(Coaching.case_id == matter.case.id).order_by(col(Coaching.id).desc())
    ).first()


def _newest_check_in(matter: Matter) -> CheckInNote:
    return matter.session.exec(
        select(CheckInNote).where(CheckInNote.case_id == matter.case.id).order_by(col(CheckInNote.id).desc()).limit(1)
    ).one()


def _situation(matter: Matter) -> Situation:
    notes = matter.session.exec(
        select(CheckInNote).where(CheckInNote.case_id == matter.case.id).order_by(col(CheckInNote.id).desc()).limit(2)
    ).all()
    drawn = matter.session.exec(
        select(NetworkMap).where(NetworkMap.case_id == matter.case.id).order_by(col(NetworkMap.id).desc())
    ).first()
    present = _present(matter)
    newest = notes[0]
    return Situation(
        marks=tuple(note.mark for note in notes),
        network=Level(drawn.level) if drawn else Level.NONE,
        late_waits=_late_waits(matter),
        youth_wants_less=newest.youth_wants_less,
        coach_wants_less=newest.coach_wants_less,
        takes_over=any(note.takes_over for note in notes),
        fallback=newest.fallback,
        below_strong=newest.below_strong or bool(present and present.below_strong),
    )


def _late_waits(matter: Matter) -> int:
    """Actions and requests of this case that wait three working days longer than agreed, or more (ladder step 1)."""
    runs = select(StageRun.id).where(
        StageRun.case_id == matter.case.id, col(StageRun.stage).in_([Errand.ACTION, Errand.REQUEST])
    )
    first = when.named_term(matter.tx, matter.case.region_id, "ladder 1", matter.today).amount
    found = delays(
        matter.tx, col(Wait.closed_at).is_(None), col(Wait.due_on) < matter.today, col(Wait.stage_run_id).in_(runs)
    )
    return sum(each.days_late >= first for each in found)
