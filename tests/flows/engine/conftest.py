"""What the tests of the engine share: a player that starts stories, moves time, answers, and looks at the rows."""

import itertools
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import col, select

import flows.stages  # noqa: F401 - the errands that answers and endings start
from flows.commands.answer import Answered, answer
from flows.commands.kept import Said
from flows.commands.viewer import viewer_numbered, viewer_of
from flows.engine import hot
from flows.engine.advance import Advanced
from flows.engine.drain import drain
from flows.engine.matter import CaseRow, Matter, unpacked
from flows.engine.rehearse import check
from flows.engine.settle import settle_if_done, wake
from flows.engine.signalling import signal_run
from flows.engine.step import add_run
from models.access import Viewer
from models.store import Store
from models.tables import CaseFile, Entry, Message, Professional, StageRun, Statement, Wait, WakeUp

ILSE = "ilse.verhagen@aanmeldpunt.example"
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
CASE = 1
LEFT_OUT = {"lease_until", "lease_by", "tries", "next_try_at"}


class Play:
    """One case, played by hand: time stands still until a test moves it."""

    def __init__(self, store: Store) -> None:
        self.store, self.now, self.ref = store, MONDAY, "VN-TEST222"

    def close(self) -> None:
        """Lets go of the database, and of its file."""
        self.store.close()
        if self.store.engine.dialect.name == "sqlite":
            Path(str(self.store.engine.url.database)).unlink()

    def start(self, story: str, *, about: int | None = None, carry: bool = True) -> int:
        """Adds a run and carries it as far as it goes."""
        with self.store.write(self.now) as tx:
            run = add_run(tx, CASE, story, about=about)
        if carry:
            self.go()
        return run

    def go(self, **later: float) -> list[Advanced]:
        """Moves the clock, and carries everything that is due."""
        self.now += timedelta(**later)
        return list(drain(self.store, self.now))

    def viewer(self, email: str) -> Viewer:
        with self.store.read(self.now) as tx:
            return viewer_of(tx, email)

    def say(self, key: str, by: str | None = None, said: Said | None = None, **fields: Any) -> Answered:
        """Answers a question, and leaves it at that."""
        return self.say_as(self.viewer(by) if by else self.holder_of(key), key, said, **fields)

    def say_as(self, viewer: Viewer, key: str, said: Said | None = None, **fields: Any) -> Answered:
        """As ``say``, by somebody who was looked up before."""
        return answer(self.store, viewer, self.ref, key, fields, self.now, said=said)

    def answer(self, key: str, by: str | None = None, said: Said | None = None, **fields: Any) -> list[Advanced]:
        """Answers a question, and carries what is due."""
        self.say(key, by, said, **fields)
        return self.go()

    def holder_of(self, key: str) -> Viewer:
        """Somebody who may answer the oldest open question of that key."""
        wait = next(wait for wait in self.waits() if wait.key == key)
        if wait.agency_id is None:
            return self.viewer(ILSE)
        with self.store.read(self.now) as tx:
            colleague = wait.professional_id or min(
                tx.session.exec(select(Professional.id).where(Professional.agency_id == wait.agency_id))
            )
            return viewer_numbered(tx, colleague)

    def wake(self, tx: Any, run: int) -> None:
        """Gives a run a reason to be looked at."""
        wake(tx, run, "looked at", self.now)

    def signal(self, run: int, name: str) -> None:
        with self.store.write(self.now) as tx:
            signal_run(self.matter(tx, run), run, name)

    def withdraw(self, tx: Any, run: int, key: str) -> None:
        """Takes every open question of a step back, as an operator of the database could."""
        matter = self.matter(tx, run)
        for wait in tx.session.exec(select(Wait).where(Wait.stage_run_id == run, Wait.key == key)).all():
            tx.run(hot.CLOSE_WAIT, wait=wait.id, to_status="withdrawn", now=self.now, code="taken back", value=None)
            settle_if_done(matter, key, wait.id)

    @staticmethod
    def matter(tx: Any, run: int) -> Matter:
        """A run in its case, inside a transaction."""
        row = tx.session.get_one(StageRun, run)
        case = tx.session.get_one(CaseFile, row.case_id)
        fields = {name: getattr(case, name) for name in CaseRow._fields}
        return Matter(tx, CaseRow(**fields), row.id, row.stage, row.number, row.about, row.parent_id)

    def rows(self, model: type, *where: Any) -> list[Any]:
        with self.store.read(self.now) as tx:
            return list(tx.session.exec(select(model).where(*where).order_by(*model.__table__.primary_key)))  # type: ignore[attr-defined]

    def waits(self, *statuses: str) -> list[Wait]:
        """The questions with one of these statuses; open ones when none is named."""
        return self.rows(Wait, col(Wait.status).in_(statuses or ("open",)))

    def keys(self) -> list[str]:
        return [wait.key for wait in self.waits()]

    def entries(self, run: int) -> list[Entry]:
        return self.rows(Entry, Entry.stage_run_id == run)

    def journal(self, run: int) -> dict[str, Any]:
        """What the journal of a run holds, by key."""
        return {entry.key: unpacked(entry.value) for entry in self.entries(run)}

    def run(self, number: int) -> StageRun:
        found: StageRun = next(run for run in self.rows(StageRun) if run.id == number)
        return found

    def messages(self, notice: str | None = None) -> list[Message]:
        return [row for row in self.rows(Message) if notice in {None, row.notice}]

    def everything(self) -> dict[str, list[dict[str, Any]]]:
        """Every row that tells what happened; not who is carrying it just now."""
        tables = (StageRun, Entry, Wait, Statement, Message, WakeUp, CaseFile)
        return {table.__name__: [row.model_dump(exclude=LEFT_OUT) for row in self.rows(table)] for table in tables}

    def insist_on_order(self) -> None:
        """What holds at every moment: nobody is forgotten, and nothing differs from its journal."""
        open_waits = self.waits()
        ahead = {(row.stage_run_id, row.not_before) for row in self.rows(WakeUp)}
        for run in self.rows(StageRun):
            awaited = [wait for wait in open_waits if wait.stage_run_id == run.id and wait.kind != "open"]
            assert bool(awaited) == (run.status == "waiting"), "a run waits for somebody, or it ended"
            assert len({wait.key for wait in awaited}) <= 1, "a run waits for one step at a time"
        for wait in open_waits:
            assert wait.lapses_at is None or (wait.stage_run_id, wait.lapses_at) in ahead, "a moment without a wake-up"
        assert all(moment > self.now for _, moment in ahead), "a wake-up that nobody heard"
        assert not any(check(self.store, self.now, all_runs=True)), "a journal that differs from its story"
        assert not open_waits or self.rows(CaseFile)[0].closed_at is None, "a question open in a closed case"

    def professional(self, email: str) -> str:
        return f"professional:{self.viewer(email).professional_id}"

    def agency(self, email: str) -> str:
        return f"agency:{self.viewer(email).agency_id}"


@pytest.fixture
def play(fresh: Callable[[], Store]) -> Play:
    """A case on SQLite."""
    return Play(fresh())


@pytest.fixture
def plays() -> Callable[[Store], Play]:
    """Plays on a database of the test's own choice."""
    return Play


Course = Callable[[Play, Callable[[Callable[[], Any]], Any]], Iterator[None]]


@pytest.fixture
def compare(
    breaker_of: Any, killed: Any
) -> Callable[[Callable[[], Store], list[int], Course, Callable[[Play], Any]], None]:
    """Plays one course on two equal databases; of the second every third transaction breaks off where a list says."""

    def again_and_again(do: Callable[[], Any]) -> Any:
        while True:
            try:
                return do()
            except killed:
                continue

    def compared(new: Callable[[], Store], at: list[int], course: Course, told: Callable[[Play], Any]) -> None:
        whole, broken, numbers = Play(new()), Play(new()), iter(at)
        breaker_of(broken.store).at = (next(numbers, None) if place % 3 == 0 else None for place in itertools.count())
        try:
            for _ in zip(course(whole, lambda do: do()), course(broken, again_and_again), strict=True):
                assert told(broken) == told(whole)
                broken.insist_on_order()
        finally:
            whole.close()
            broken.close()

    return compared
