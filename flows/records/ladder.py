"""Proposes a step that a person confirms, takes it, puts it off, and steps down. Danger never comes by here.

Only under the lock of the case. A step is proposed once: while it stands, proposing it again does nothing.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import func
from sqlmodel import col, select

from flows.engine import hot
from flows.engine.closing import end_open_run
from flows.engine.matter import Matter
from flows.engine.post import put
from flows.engine.step import start
from flows.records.climb import SET_STEP
from models.code import Errand, WaitStatus
from models.holder import Holder
from models.ladder import CONSULTANT, TABLE, TEAM_LEAD
from models.reason import REASONS
from models.tables import LadderStep, StageRun, Wait

RESULT_OF: dict[str, str] = {
    WaitStatus.GIVEN: "answered",
    WaitStatus.DECLINED: "cannot",
    WaitStatus.WITHDRAWN: "no longer asked",
    WaitStatus.SILENT: "no longer asked",
    WaitStatus.OVERTAKEN: "no longer asked",
}
"""How a step ends with its question."""
TELLS_FROM = TEAM_LEAD
"""From this step on, whoever was asked to help is told that it moves again."""


def propose(
    matter: Matter,
    step: int,
    *,
    wait: int | None,
    reason: str,
    by: int | None = None,
    words: str | None = None,
    opens_on: date | None = None,
) -> bool:
    """Proposes a step from 3 to 5 for a wait, or for the case itself; false when it, or a higher one, stands already.

    Args:
        matter: the case.
        step: 3, 4 or 5.
        wait: the question it is about; none for the case itself.
        reason: a code from the list of reasons.
        by: the professional who takes the step; nobody needs to confirm it then.
        words: why, in that person's words.
        opens_on: the day from which its answer is asked, where it is announced ahead.

    Raises:
        KeyError: no such reason.
    """
    REASONS[reason]
    if matter.case.closed_at is not None or any(row.step >= step for row in standing(matter, wait)):
        return False
    about = matter.session.get_one(Wait, wait) if wait else None
    row = LadderStep(
        case_id=matter.case.id,
        wait_id=wait,
        step=step,
        round=_next_round(matter, step, wait),
        reason=reason,
        words=words,
        due_on=about.due_on if about else None,
        shifts=about.shifts if about else 0,
        effective_on=opens_on,
        proposed_at=matter.now,
        proposed_by=by,
        confirmed_at=matter.now if by else None,
        confirmed_by=by,
    )
    matter.session.add(row)
    matter.tx.flush()
    row.stage_run_id = start(matter, Errand.ESCALATION, row.id)
    matter.session.add(row)
    matter.tx.flush()
    return True


def talk_is_proposed(matter: Matter) -> bool:
    """Twice not enough people came: a breakthrough talk is proposed, about the case itself."""
    return propose(matter, CONSULTANT, wait=None, reason="no quorum")


def standing(matter: Matter, wait: int | None) -> list[LadderStep]:
    """The steps of a wait, or of the case itself, that were not stepped down; the lowest first."""
    matter.tx.flush()
    return list(
        matter.session.exec(
            select(LadderStep)
            .where(
                LadderStep.case_id == matter.case.id,
                LadderStep.wait_id == wait if wait else col(LadderStep.wait_id).is_(None),
                col(LadderStep.stepped_down_at).is_(None),
            )
            .order_by(col(LadderStep.step), col(LadderStep.id))
        )
    )


def _next_round(matter: Matter, step: int, wait: int | None) -> int:
    last = matter.session.exec(
        select(func.max(LadderStep.round)).where(
            LadderStep.case_id == matter.case.id,
            LadderStep.wait_id == wait if wait else col(LadderStep.wait_id).is_(None),
            LadderStep.step == step,
        )
    ).one()
    return 1 + (last or 0)


def confirm(matter: Matter, row: LadderStep, by: int | None) -> None:
    """A person says that the step is needed: it is taken."""
    row.confirmed_at, row.confirmed_by = matter.now, by
    matter.session.add(row)


def put_off(matter: Matter, row: LadderStep, by: int | None, why: str) -> None:
    """A person says no for now, and why."""
    row.refused_at, row.refused_by, row.refused_why = matter.now, by, why
    matter.session.add(row)


def step_is_taken(matter: Matter) -> None:
    """The wait stands on the step from now on."""
    row = matter.session.get_one(LadderStep, matter.about)
    if row.wait_id is not None:
        matter.tx.flush()
        matter.tx.run(SET_STEP, wait=row.wait_id, highest=row.step)


def addressee_is(matter: Matter, who: str) -> None:
    """Writes down whose answer the step waits for."""
    row = matter.session.get_one(LadderStep, matter.about)
    kind, number = who.split(":")
    setattr(row, "professional_id" if kind == "professional" else "agency_id", int(number))
    row.stage_run_id = matter.run
    matter.session.add(row)


def step_ends(matter: Matter, reaction: str, result: str | None = None) -> None:
    """What the addressee did; with a result it steps down, and what is below stands on."""
    row = matter.session.get_one(LadderStep, matter.about)
    if row.stepped_down_at is not None:
        return
    row.reaction, row.reacted_at = reaction, matter.now
    matter.session.add(row)
    if result is not None:
        step_down(matter, [row], result, tells=False)


def goes_up(matter: Matter, reaction: str, reason: str) -> None:
    """The table could not help: the administrators are proposed."""
    step_ends(matter, reaction)
    row = matter.session.get_one(LadderStep, matter.about)
    propose(matter, TABLE + 1, wait=row.wait_id, reason=reason)


def step_down(
    matter: Matter,
    rows: Sequence[LadderStep],
    result: str,
    *,
    by: int | None = None,
    words: str | None = None,
    tells: bool = True,
) -> None:
    """These steps are over: their errands end, the wait stands lower, and who was asked to help is told.

    The actions that were agreed go on: they are runs of their own.
    """
    for row in rows:
        row.stepped_down_at, row.stepped_down_by, row.result = matter.now, by, row.result or result
        row.result_words = words
        if row.reaction is None and result in {"answered", "new date", "cannot"}:
            row.reaction, row.reacted_at = result, matter.now
        matter.session.add(row)
    matter.tx.flush()
    for row in rows:
        _end_errand(matter, row)
    if rows and rows[0].wait_id is not None:
        taken = [each.step for each in standing(matter, rows[0].wait_id) if each.confirmed_at is not None]
        matter.tx.run(SET_STEP, wait=rows[0].wait_id, highest=max(taken, default=0))
    if tells and matter.case.closed_at is None:
        _tell(matter, rows, by)


def close_steps(matter: Matter) -> list[str]:
    """Whatever stands of the ladder of a case that closed steps down; nobody is told: they heard that it closed."""
    rows = matter.session.exec(
        select(LadderStep).where(LadderStep.case_id == matter.case.id, col(LadderStep.stepped_down_at).is_(None))
    ).all()
    for wait in {row.wait_id for row in rows}:
        step_down(matter, [row for row in rows if row.wait_id == wait], "case closed", tells=False)
    return ["stepped down"] * len(rows)


def _end_errand(matter: Matter, row: LadderStep) -> None:
    """The errands of a step, except the one that is ending it just now."""
    running = matter.session.exec(
        select(StageRun.id).where(
            StageRun.case_id == matter.case.id,
            StageRun.about == row.id,
            col(StageRun.stage).in_(_ERRANDS),
            col(StageRun.ended_at).is_(None),
            StageRun.id != matter.run,
        )
    ).all()
    for run in running:
        for number, part, agency, professional in matter.tx.all(hot.OPEN_AGENCY_WAITS, run=run):
            put(matter, Holder(part, agency, professional), "QuestionWithdrawn", {"waits": [number]})
        end_open_run(matter, run, "stepped down", "no longer needed")


_ERRANDS = (Errand.ESCALATION, Errand.BREAKTHROUGH, Errand.TABLE, Errand.ADMINISTRATORS)


def _tell(matter: Matter, rows: Iterable[LadderStep], by: int | None) -> None:
    told: set[str] = set()
    for row in rows:
        to = Holder("", row.agency_id, row.professional_id)
        asked = row.step >= TELLS_FROM and row.confirmed_at is not None and not row.passed_by
        if not asked or (row.agency_id is None and row.professional_id is None):
            continue
        if to.token not in told and row.professional_id != by and row.step != CONSULTANT:
            told.add(to.token)
            put(matter, to, "SteppedDown", {"wait": row.wait_id})
