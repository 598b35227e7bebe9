"""One advance: one run goes from where it stood to where it must wait again, in one transaction under its case's lock.

A kill anywhere leaves all of it or nothing. Needs no Prefect and no network.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from flows.engine import hot, post, settle
from flows.engine.case import Case
from flows.engine.closing import end_run
from flows.engine.journal import Blocked
from flows.engine.matter import CaseRow, Matter
from flows.engine.story import story_of, told
from models.refusal import Unknown
from models.store import Store, Tx


@dataclass(frozen=True, slots=True)
class Advanced:
    """What one advance did: the new steps, and where the run stands now."""

    run: int
    ref: str
    stage: str
    steps: tuple[tuple[str, str], ...]
    outcome: str | None
    blocked: str | None = None

    @property
    def waits(self) -> bool:
        """The run must wait again."""
        return self.outcome is None and self.blocked is None


def advance(store: Store, run: int, now: datetime) -> Advanced:
    """Carries a run as far as it goes at ``now``.

    A run that ended, or is blocked, or has nothing new to do, is left as it is: advancing twice is harmless.

    Raises:
        Unknown: no such run.
        Exception: whatever a step raised; then nothing was written.
    """
    try:
        with store.write(now) as tx:
            return _advanced(tx, run)
    except Blocked as diagnosis:
        return block(store, run, str(diagnosis), now)


def block(store: Store, run: int, diagnosis: str, now: datetime) -> Advanced:
    """Stops a run until an operator looks at it; its open questions can still be answered."""
    with store.write(now) as tx:
        matter, _ = open_matter(tx, run)
        tx.run(hot.RUN_BLOCKED, run=run, why=diagnosis[:400])
        return _stands(matter)


def open_matter(tx: Tx, run: int) -> tuple[Matter, tuple[int | None, str]]:
    """Locks the case of a run and reads the run after it: the matter, and the run's version and status.

    Raises:
        Unknown: no such run.
    """
    case = tx.one(hot.LOCK_CASE_OF_RUN, run=run)
    row = tx.one(hot.READ_RUN, run=run)
    if case is None or row is None:
        raise Unknown("There is no run with number {number}.", number=run)
    stage, number, version, about, parent, status = row
    return Matter(tx, CaseRow(*case), run, stage, number, about, parent), (version, status)


def _advanced(tx: Tx, run: int) -> Advanced:
    matter, (version, status) = open_matter(tx, run)
    if status in {"ended", "blocked"}:
        return _stands(matter)
    tx.run(hot.DROP_DUE_WAKE_UPS, run=run, now=tx.now)
    story = story_of(matter.stage, version)
    waits = settle.read_waits(tx, run)
    settle.lapse_open(matter, waits)
    case = Case(matter, settle.journal_of(tx, run, waits))
    ending = told(story, case)
    post.asked(matter, case.asked)
    if ending is None:
        tx.run(hot.RUN_WAITS, run=run, run_version=story.version)
    else:
        end_run(matter, story.version, ending, said=case.said)
    return Advanced(run, matter.case.ref, matter.stage, tuple(case.taken), ending.outcome if ending else None)


def _stands(matter: Matter) -> Advanced:
    """Where a run stands that goes no further by itself: how it ended, or why it is blocked."""
    outcome, diagnosis = matter.tx.one(hot.READ_END, run=matter.run) or (None, None)
    return Advanced(matter.run, matter.case.ref, matter.stage, (), outcome, diagnosis if outcome is None else None)


ShowSteps = Callable[[Advanced], None]
"""What shows the steps of an advance once they are committed; never called inside the transaction."""
