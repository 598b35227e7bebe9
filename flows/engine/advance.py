"""One advance: one run goes from where it stood to where it must wait again, in one transaction under its case's lock.

A kill anywhere leaves all of it or nothing. Needs no Prefect and no network.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from flows.engine import hot, post, settle
from flows.engine.answer import Ending
from flows.engine.case import Case, Waiting
from flows.engine.closing import end_run
from flows.engine.journal import Blocked
from flows.engine.matter import CaseRow, Matter
from flows.engine.story import Story, story_of
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
        return Advanced(run, matter.case.ref, matter.stage, (), None, diagnosis)


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
    tx.run(hot.DROP_DUE_WAKE_UPS, run=run, now=tx.now)
    if status in {"ended", "blocked"}:
        return Advanced(run, matter.case.ref, matter.stage, (), None, None)
    story = _story(matter.stage, version)
    case = Case(matter, settle.read_journal(tx, run))
    ending = _told(story, case)
    post.asked(matter, case.asked)
    if ending is None:
        tx.run(hot.RUN_WAITS, run=run, run_version=story.version)
    else:
        end_run(matter, story.version, ending)
    return Advanced(run, matter.case.ref, matter.stage, tuple(case.taken), ending.outcome if ending else None)


def _story(stage: str, version: int | None) -> Story:
    try:
        return story_of(stage, version)
    except LookupError as missing:
        raise Blocked(str(missing)) from missing


def _told(story: Story, case: Case) -> Ending | None:
    try:
        ending = story.tell(case)
    except Waiting:
        return None
    case.finish()
    if not isinstance(ending, Ending):
        raise Blocked(f"the story '{story.name}' stops without an ending")
    return ending


ShowSteps = Callable[[Advanced], None]
"""What shows the steps of an advance once they are committed; never called inside the transaction."""
