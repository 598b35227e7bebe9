"""What looking for a youth records: who hears of it, and what becomes of the questions that asked for it."""

from collections.abc import Iterator

from sqlmodel import col, select

from flows.engine import when
from flows.engine.hot import OPEN_RUNS
from flows.engine.matter import AMSTERDAM, Matter
from flows.engine.post import put
from flows.engine.signalling import signal_run
from flows.engine.standstill import Still, go_on, stand_still
from flows.engine.taking_back import holder_of, take_back
from models.code import Stage, WaitStatus
from models.tables import Pause, StageRun, Wait

NOT_REACHED = "youth not reached"


def stands_still_until_found(matter: Matter, wait: Wait) -> None:
    """Whoever could not reach the youth is not late while the case manager looks; no longer than looking may take."""
    ends_on = when.due(matter, "find", agency=None).on
    if ends_on is not None:
        go_on(matter, wait, matter.speaker)
        stand_still(matter, wait, Still(NOT_REACHED, matter.today, ends_on, matter.speaker))


def asked_again(matter: Matter) -> None:
    """The clocks that stood still go on, and whoever could not reach the youth is asked again."""
    for wait in _asked_for_it(matter):
        go_on(matter, wait)
        put(matter, holder_of(wait), "QuestionAsked", {"waits": [wait.id]}, wait=wait.id)


def out_of_sight(matter: Matter) -> None:
    """The youth was not found: every stage hears it and ends so; a person closes the case.

    What was asked in an errand ends with the reason that was given: what others do goes on without the youth.
    """
    stages = {run for run, stage in matter.tx.all(OPEN_RUNS, case=matter.case.id) if stage in set(Stage)}
    for run in sorted(stages):
        signal_run(matter, run, "out of sight")
    for wait in _asked_for_it(matter):
        go_on(matter, wait)
        if wait.stage_run_id not in stages:
            take_back(matter, wait, NOT_REACHED, WaitStatus.DECLINED)


def _asked_for_it(matter: Matter) -> Iterator[Wait]:
    """The open questions whose holder could not reach the youth since this search began."""
    since = matter.session.get_one(StageRun, matter.run).started_at.astimezone(AMSTERDAM).date()
    said = select(Pause.wait_id).where(
        Pause.case_id == matter.case.id, Pause.code == NOT_REACHED, Pause.from_on >= since
    )
    yield from matter.session.exec(
        select(Wait).where(col(Wait.id).in_(said), Wait.status == WaitStatus.OPEN).order_by(col(Wait.id))
    ).all()
