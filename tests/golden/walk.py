"""Walks one case through the real stages, with fixed answers and a clock of its own: for golden journals and tests.

Loaded by its path, since tests are no packages. Never decides what is right: it answers, and looks.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

import usual
from sqlmodel import col, select

import flows.filing
import flows.stages  # noqa: F401 - every story
from flows.commands.answer import answer
from flows.commands.change import withdraw_wait
from flows.commands.question import lock_case
from flows.commands.register import register
from flows.commands.viewer import viewer_numbered, viewer_of
from flows.engine.drain import drain
from flows.engine.matter import Matter
from flows.engine.signalling import signal_run
from flows.facts.consent import givers_of
from models.access import Viewer
from models.code import MessageStatus, WaitStatus
from models.store import Store
from models.tables import Agency, CaseFile, Message, Professional, StageRun, Wait

BEGINS_AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
REFERRER = "bram.hoevelaar@waalzicht.example"
COORDINATOR = "ilse.verhagen@aanmeldpunt.example"
LONGEST = 150


@dataclass(frozen=True)
class Other:
    """What happens to a question instead of an answer.

    Attributes:
        way: declined, withdrawn, overtaken, silent; or later: it is answered so many days from now.
        signal: what overtakes it; the first it listens for, when empty.
        days: how much later.
    """

    way: str
    signal: str | None = None
    days: int = 0


@dataclass(frozen=True)
class Only:
    """Exactly these fields are said, without the usual ones: a cannot, a new date."""

    fields: Callable[["Walker"], Mapping[str, Any]]


@dataclass(frozen=True)
class Walk:
    """One way through the process.

    Attributes:
        registers: fields of the registration that differ from the usual ones.
        answers: by step, what is said the first time, the second time, and so on; then as usual. Fields that differ
            from the usual ones, a function of the walker that gives them, ``Only`` or ``Other``.
        begins: what is done right after the registration.
        registered_before: the same youth was registered before, and that case is still open.
        delivers: what is queued is sent at once.
        until: the walk is over once this stage or errand ended; the case closing, when empty.
        past: and not before this step of it came to an end.
    """

    registers: Mapping[str, Any] | Callable[["Walker"], Mapping[str, Any]] = field(default_factory=dict)
    answers: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    begins: Callable[["Walker"], Any] | None = None
    registered_before: bool = False
    delivers: bool = False
    until: str | None = None
    past: str | None = None


class Walker:
    """One case on its way."""

    def __init__(self, store: Store, walk: Walk) -> None:
        self.store, self.walk, self.now = store, walk, BEGINS_AT
        self._times, self._left, self._later = dict[str, int](), set[int](), dict[int, datetime]()
        if walk.registered_before:
            self._registered("X")
            self._carry()
        self.ref = self._registered("Z")

    def go(self) -> "Walker":
        """Walks until the case closes, or what was walked for ended."""
        self._carry()
        if self.walk.begins:
            self.walk.begins(self)
            self._carry()
        for _ in range(LONGEST):
            if self._is_over():
                return self
            self._next()
        raise AssertionError(f"still open after {LONGEST} turns: {[wait.key for wait in self.open_waits()]}")

    def runs(self) -> list[StageRun]:
        """Every run of the case, in the order they began."""
        with self.store.read(self.now) as tx:
            of_case = select(StageRun).join(CaseFile, col(CaseFile.id) == StageRun.case_id)
            return list(tx.session.exec(of_case.where(CaseFile.ref == self.ref).order_by(col(StageRun.id))))

    def run_of(self, wait: Wait) -> StageRun:
        """The run a question belongs to."""
        return next(run for run in self.runs() if run.id == wait.stage_run_id)

    def waits(self) -> list[Wait]:
        """Every question of the case, in the order they were asked."""
        with self.store.read(self.now) as tx:
            of_case = select(Wait).join(CaseFile, col(CaseFile.id) == Wait.case_id)
            return list(tx.session.exec(of_case.where(CaseFile.ref == self.ref).order_by(col(Wait.id))))

    def open_waits(self) -> list[Wait]:
        return [wait for wait in self.waits() if wait.status == WaitStatus.OPEN]

    def viewer(self, email: str = COORDINATOR) -> Viewer:
        with self.store.read(self.now) as tx:
            return viewer_of(tx, email)

    def _registered(self, letter: str) -> str:
        differ = self.walk.registers(self) if callable(self.walk.registers) else self.walk.registers
        fields = {**usual.registration(self), **differ, "siblings": f"Register {letter}"}
        return register(self.store, self.viewer(REFERRER), fields, self.now, choose=lambda _: letter).ref

    def _is_over(self) -> bool:
        ended = {run.id: run.stage for run in self.runs() if run.ended_at}
        if self.walk.past:
            passed = {
                wait.stage_run_id for wait in self.waits() if wait.key.split(":", maxsplit=1)[0] == self.walk.past
            }
            ended = {run: stage for run, stage in ended.items() if run in passed}
        with self.store.read(self.now) as tx:
            case = tx.session.exec(select(CaseFile).where(CaseFile.ref == self.ref)).one()
        return case.closed_at is not None or self.walk.until in ended.values()

    def _next(self) -> None:
        """Whatever happens first: somebody speaks, or a moment comes."""
        ahead = [(self._moment(wait), wait.id, wait) for wait in self.open_waits()]
        moment, _, wait = min((when, number, each) for when, number, each in ahead if when is not None)
        self.now = max(self.now, moment) + timedelta(minutes=1)
        if wait.id not in self._left and not self._passes_by_itself(wait):
            self._meet(wait)
        self._carry()

    def _moment(self, wait: Wait) -> datetime | None:
        if wait.id in self._left or self._passes_by_itself(wait):
            return wait.lapses_at
        return self._later.get(wait.id) or wait.opens_at or wait.asked_at

    def _passes_by_itself(self, wait: Wait) -> bool:
        return wait.kind == "date" and not isinstance(self._planned(wait), Other)

    def _planned(self, wait: Wait) -> Any:
        step = wait.key.split(":", maxsplit=1)[0]
        planned = self.walk.answers.get(step, ())
        turn = self._times.get(step, 0)
        return planned[turn] if turn < len(planned) else None

    def _meet(self, wait: Wait) -> None:
        said, step = self._planned(wait), wait.key.split(":", maxsplit=1)[0]
        self._times[step] = self._times.get(step, 0) + 1
        if isinstance(said, Other):
            self._OTHERWISE[said.way](self, wait, said)
        elif isinstance(said, Only):
            self._answer(wait, said.fields(self))
        else:
            differs = said(self) if callable(said) else said or {}
            self._answer(wait, {**usual.answer(self, wait), **differs})

    def _answer(self, wait: Wait, fields: Mapping[str, Any]) -> None:
        given = {name: value for name, value in fields.items() if value is not None}
        answer(self.store, self._speaker(wait), self.ref, wait.key, given, self.now, wait=wait.id)

    def _declined(self, wait: Wait, _said: Other) -> None:
        self._answer(wait, {"cannot": {"code": usual.reason(wait)}})

    def _withdrawn(self, wait: Wait, _said: Other) -> None:
        with self.store.write(self.now) as tx:
            case = lock_case(tx, self.ref)
            same = select(Wait).where(Wait.stage_run_id == wait.stage_run_id, Wait.key == wait.key)
            for each in tx.session.exec(same).all():
                withdraw_wait(tx, case, each, "no longer needed")

    def _overtaken(self, wait: Wait, said: Other) -> None:
        with self.store.write(self.now) as tx:
            run = tx.session.get_one(StageRun, wait.stage_run_id)
            case = lock_case(tx, self.ref)
            matter = Matter(tx, case, run.id, run.stage, run.number, run.about, run.parent_id)
            signal_run(matter, run.id, said.signal or str(wait.unless).split(",")[0])

    def _silent(self, wait: Wait, _said: Other) -> None:
        self._left.add(wait.id)

    def _later_on(self, wait: Wait, said: Other) -> None:
        self._later[wait.id] = self.now + timedelta(days=said.days)

    _OTHERWISE: ClassVar[Mapping[str, Callable[["Walker", Wait, Other], None]]] = {
        "declined": _declined,
        "withdrawn": _withdrawn,
        "overtaken": _overtaken,
        "silent": _silent,
        "later": _later_on,
    }

    def _carry(self) -> None:
        for _ in drain(self.store, self.now):
            pass
        if self.walk.delivers:
            with self.store.write(self.now) as tx:
                for message in tx.session.exec(select(Message).where(Message.status == MessageStatus.QUEUED)):
                    message.status, message.done_at = MessageStatus.SENT, self.now

    def _speaker(self, wait: Wait) -> Viewer:
        with self.store.read(self.now) as tx:
            if wait.agency_id is None:
                return viewer_of(tx, COORDINATOR)
            colleagues = select(Professional.id).where(Professional.agency_id == wait.agency_id)
            return viewer_numbered(tx, wait.professional_id or min(tx.session.exec(colleagues)))

    def agency(self, code: str) -> str:
        with self.store.read(self.now) as tx:
            return f"agency:{tx.session.exec(select(Agency.id).where(Agency.code == code)).one()}"

    def professional(self, email: str) -> str:
        with self.store.read(self.now) as tx:
            return f"professional:{viewer_of(tx, email).professional_id}"

    def givers(self) -> list[str]:
        """Whose yes is needed, as an answer names them."""
        with self.store.read(self.now) as tx:
            matter = Matter(tx, lock_case(tx, self.ref), 0, "intake", 1, None, None)
            return [f"person:{giver}" for giver in givers_of(matter)]

    def youth(self) -> str:
        """The youth, as an answer names them."""
        with self.store.read(self.now) as tx:
            return f"person:{lock_case(tx, self.ref).youth_id}"

    def day(self, days: int = 0) -> str:
        """So many days from now, as an answer writes it."""
        return (self.now + timedelta(days=days)).date().isoformat()
