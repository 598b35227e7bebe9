"""What a breakthrough talk records about the question it was about."""

from flows.engine import hot, rewait
from flows.engine.matter import Matter
from flows.engine.settle import settle_if_done
from flows.engine.who import holders
from flows.records.partner import join_partner
from models.code import WaitStatus
from models.tables import LadderStep, StageRun, Wait


def question_is_solved(matter: Matter) -> None:
    """The question itself is taken back: what is done about it stands in the actions agreed."""
    wait = _open_wait(matter)
    if wait is None:
        return
    matter.tx.run(
        hot.CLOSE_WAIT,
        wait=wait.id,
        to_status=WaitStatus.WITHDRAWN,
        now=matter.now,
        code="solved in a talk",
        value=None,
    )
    if wait.kind != "open":
        settle_if_done(_of_run(matter, wait.stage_run_id), wait.key, wait.id)


def question_moves_to(matter: Matter, who: str) -> None:
    """Another agency takes the question over, under a term of its own."""
    wait = _open_wait(matter)
    if wait is not None:
        holder = holders(matter, who, wait.form)[0]
        join_partner(matter, holder)
        rewait.ask_instead(_of_run(matter, wait.stage_run_id), wait.id, holder, code="not ours")


def _open_wait(matter: Matter) -> Wait | None:
    step = matter.session.get_one(LadderStep, matter.about)
    wait = matter.session.get(Wait, step.wait_id) if step.wait_id else None
    return wait if wait is not None and wait.status == WaitStatus.OPEN else None


def _of_run(matter: Matter, run: int) -> Matter:
    row = matter.session.get_one(StageRun, run)
    return Matter(matter.tx, matter.case, run, row.stage, row.number, row.about, row.parent_id)
