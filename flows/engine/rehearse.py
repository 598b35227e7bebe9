"""Tells a story again over its journal and stops where a new step would be taken. Writes nothing, asks nobody.

What is done before a release on a live database (``vangnet replay --check``), and in the tests on golden journals.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from flows.engine.case import Case, Waiting
from flows.engine.hot import CASE, RUN
from flows.engine.journal import Blocked, Journal
from flows.engine.matter import CaseRow, Matter, unpacked
from flows.engine.settle import read_journal
from flows.engine.step import Question
from flows.engine.story import story_of, told
from flows.engine.who import Of
from models.store import Store, Tx


class Rehearsal(Case):
    """A run whose lines only give back what the journal holds."""

    def patched(self, change: str) -> bool:
        """What the run decided, or would decide now."""
        return self._journal.patched(change)[0]

    def _once(self, key: str, kind: str, do: Callable[[], Any], form: str | None = None) -> Any:  # noqa: ARG002
        entry = self._journal.replayed(key, kind, form)
        if entry is None:
            raise Waiting
        return unpacked(entry.value)

    def _settled_now(self, question: Question, of: Of) -> Any:  # noqa: ARG002
        return None


@dataclass(frozen=True, slots=True)
class Differs:
    """A run that this version would not carry on: its journal and the story differ."""

    run: int
    ref: str
    stage: str
    diagnosis: str


def rehearse(stage: str, version: int | None, matter: Matter, journal: Journal) -> None:
    """Tells a story over a journal.

    Raises:
        Blocked: they differ, or no such story is known.
    """
    told(story_of(stage, version), Rehearsal(matter, journal))


def check(store: Store, now: datetime, *, all_runs: bool = False, run: int | None = None) -> Iterator[Differs | None]:
    """Each run that goes on (or every run there ever was, or one): what differs, or None when it can be replayed."""
    with store.read(now) as tx:
        for number, ref, stage, version in tx.connection.execute(_runs(run, all_runs=all_runs)).all():
            yield _differs(tx, number, ref, stage, version)


def _runs(run: int | None, *, all_runs: bool) -> Any:
    runs = select(RUN.c.id, CASE.c.ref, RUN.c.stage, RUN.c.version).join(CASE, CASE.c.id == RUN.c.case_id)
    runs = runs.where(RUN.c.version.is_not(None)).order_by(RUN.c.id)
    if run is not None:
        return runs.where(RUN.c.id == run)
    return runs if all_runs else runs.where(RUN.c.ended_at.is_(None))


def _differs(tx: Tx, number: int, ref: str, stage: str, version: int) -> Differs | None:
    row = tx.connection.execute(select(RUN.c.number, RUN.c.about, RUN.c.parent_id).where(RUN.c.id == number)).one()
    case = CaseRow(0, ref, 0, 0, False, None, 0, None, None, None, None)
    matter = Matter(tx, case, number, stage, row[0], row[1], row[2])
    try:
        rehearse(stage, version, matter, read_journal(tx, number))
    except Blocked as blocked:
        return Differs(number, ref, stage, str(blocked))
    except Exception as problem:  # noqa: BLE001 - one run that breaks must not hide the others
        return Differs(number, ref, stage, f"the story '{stage}' breaks off: {type(problem).__name__}")
    return None
