"""Any straight-line process, broken off at any statement and taken up again, ends as if nothing had happened."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from flows.commands.answer import answer
from flows.commands.change import withdraw_wait
from flows.commands.question import lock_case
from flows.commands.viewer import viewer_numbered
from flows.engine.answer import Answer, Answers, Ending
from flows.engine.case import Case
from flows.engine.drain import drain
from flows.engine.matter import Matter
from flows.engine.signalling import signal_run
from flows.engine.step import add_run
from flows.engine.story import story
from models.refusal import Refused
from models.tables import CaseFile, Message, Professional, StageRun, Wait

ANSWERS: Mapping[str, Mapping[str, Any]] = {
    "Acceptance": {},
    "ObjectionHeard": {"goes_on": True, "why": "Zo blijft het."},
    "OwnWords": {"words": "Het gaat best."},
    "Informed": {"told_youth_on": "2026-11-20", "told_youth_how": "talk"},
    "HandoverItems": {"items": ["story", "plan"]},
}
"""The forms a random process asks, and what is answered; one of them is filed in rows of the domain."""
DECLINES = {"Acceptance": {"code": "on leave"}, "HandoverItems": {"code": "not ours", "who_then": "agency:8"}}
SIGNALS = ("moved", "cancelled")


@dataclass(frozen=True)
class Line:
    """One line of a random process."""

    kind: str
    of: tuple[str, ...] = ("coordinator",)
    form: str = "Acceptance"
    times: Mapping[str, Any] = field(default_factory=dict)
    unless: tuple[str, ...] = ()
    quorum: str | None = None
    inner: tuple["Line", ...] = ()


PROCESS: list[Line] = []


@story("random process", version=1)
def random_process(case: Case) -> Ending:
    heard: list[Any] = []
    tell_all(case, PROCESS, "", heard)
    return case.go_to("random aftermath") if len(heard) % 3 == 2 else case.end("helped" if heard else "talked")


@story("random aftermath", version=1)
def random_aftermath(case: Case) -> Ending:
    case.open("light", of="youth", form="OwnWords", until="object")
    said = case.ask(f"after:{case.number}", of="coordinator", form="Acceptance", until="accept case")
    return case.end("referred" if said.given else "talked")


def tell_all(case: Case, lines: Sequence[Line], prefix: str, heard: list[Any]) -> None:
    for place, line in enumerate(lines):
        TELLING[line.kind](case, line, f"{line.kind}:{prefix}{place}", heard)


def counts(matter: Matter) -> dict[str, Any]:
    """Something that is not pure: it would differ when read again."""
    return {"messages": len(matter.session.exec(select(Message.id)).all()), "on": matter.today, "at": matter.now}


def adds_up(matter: Matter, more: int) -> int:
    """Something that would show when done twice, or half."""
    case = matter.session.get_one(CaseFile, matter.case.id)
    case.budget_cents += more
    matter.session.add(case)
    matter.tx.flush()
    case.informed_on, case.informed_how = matter.today, "talk"
    return case.budget_cents


def asks(case: Case, line: Line, key: str, heard: list[Any]) -> None:
    said: Answer | Answers
    if line.kind == "ask":
        said = case.ask(key, of=line.of[0], form=line.form, unless=line.unless, **line.times)
        good = said.given
    else:
        said = case.ask_all(key, of=line.of, form=line.form, unless=line.unless, quorum=line.quorum, **line.times)
        good = bool(said.given) and said.enough
    heard += [key] if good else []
    if good:
        tell_all(case, line.inner, f"{key}/", heard)


def opens(case: Case, line: Line, key: str, _heard: list[Any]) -> None:
    case.open(key, of=line.of, form=line.form, **line.times)
    tell_all(case, line.inner, f"{key}/", [])
    if line.inner:
        case.withdraw(f"withdraw:{key}", opened=key)


def patches(case: Case, line: Line, key: str, heard: list[Any]) -> None:
    if case.patched(key):
        tell_all(case, line.inner, f"{key}/", heard)


TELLING: Mapping[str, Callable[[Case, Line, str, list[Any]], Any]] = {
    "ask": asks,
    "ask_all": asks,
    "open": opens,
    "patched": patches,
    "wait_until": lambda case, line, key, _: case.wait_until(key, line.times["until"], unless=line.unless),
    "tell": lambda case, line, key, _: case.tell(key, to=line.of, notice="HelpBegan"),
    "decide": lambda case, _, key, heard: heard.extend([key] * (case.decide(key, counts).messages % 2)),
    "record": lambda case, _, key, __: case.record(key, adds_up, more=len(key)),
    "start": lambda case, _, key, __: case.start(key, "random aftermath", about=3),
}

somebody = st.sampled_from(["coordinator", "referrer", "youth", "custody holders", "agency:2", "agency:11"])
some_time = st.sampled_from(["accept case", "object", "weigh", date(2026, 11, 25), date(2026, 12, 10)])
times = st.fixed_dictionaries({}, optional={"opens": some_time, "within": some_time, "until": some_time})
signals = st.lists(st.sampled_from(SIGNALS), max_size=2, unique=True).map(tuple)


def lines_of(inner: st.SearchStrategy[tuple[Line, ...]]) -> st.SearchStrategy[Line]:
    people = st.lists(somebody, min_size=1, max_size=4).map(tuple)
    forms = st.sampled_from(sorted(ANSWERS))
    return st.one_of(
        st.builds(Line, st.just("ask"), people, forms, times, signals, inner=inner),
        st.builds(
            Line, st.just("ask_all"), people, forms, times, signals, st.sampled_from([None, "meeting"]), inner=inner
        ),
        st.builds(Line, st.just("open"), people, forms, times, inner=inner),
        st.builds(
            Line, st.just("wait_until"), times=st.builds(lambda when: {"until": when}, some_time), unless=signals
        ),
        st.builds(Line, st.sampled_from(["tell", "decide", "record", "start"]), people),
        st.builds(Line, st.just("patched"), inner=inner),
    )


flat = st.lists(lines_of(st.just(())), max_size=3).map(tuple)
processes = st.lists(lines_of(flat), min_size=1, max_size=6)
happenings = st.lists(
    st.tuples(
        st.sampled_from(["answer", "answer", "answer", "ahead", "decline", "withdraw", "signal", "pass", "another"]),
        st.integers(0, 40),
    ),
    min_size=2,
    max_size=12,
)
breaks = st.lists(st.integers(0, 45), min_size=1, max_size=20)


class Course:
    """One course of events on one database; every transaction may be broken off, and is then tried again."""

    def __init__(self, play: Any, broken: Callable[[Callable[[], Any]], Any]) -> None:
        self.play, self._whole = play, broken

    def run(self, events: Sequence[tuple[str, int]]) -> Iterator[None]:
        self._whole(lambda: self._another(0))
        self._go()
        yield
        for kind, number in events:
            self._whole(partial(getattr(self, f"_{kind}"), number))
            self._go()
            yield

    def _go(self) -> None:
        self._whole(lambda: list(drain(self.play.store, self.play.now)))

    def _another(self, _number: int) -> None:
        with self.play.store.write(self.play.now) as tx:
            if tx.session.get_one(CaseFile, 1).closed_at is None:
                add_run(tx, 1, "random process")

    def _pass(self, number: int) -> None:
        self.play.now += timedelta(hours=9 * number)

    def _answer(self, number: int, then: Any = None) -> None:
        wait = self._asked(number)
        if wait is not None:
            ahead = {"then": then} if then else {}
            self._say(wait, {**ANSWERS[wait.form or ""], **ahead})

    def _ahead(self, number: int) -> None:
        asked = {f"ask:{place}": line.form for place, line in enumerate(PROCESS) if line.kind == "ask"}
        self._answer(number, {key: {"form": form, **ANSWERS[form]} for key, form in asked.items()})

    def _decline(self, number: int) -> None:
        wait = self._asked(number)
        if wait is not None and wait.form in DECLINES:
            self._say(wait, {"cannot": DECLINES[wait.form]})

    def _say(self, wait: Wait, fields: Mapping[str, Any]) -> None:
        with self.play.store.read(self.play.now) as tx:
            of_agency = select(Professional.id).where(Professional.agency_id == wait.agency_id)
            holder = wait.professional_id or (min(tx.session.exec(of_agency)) if wait.agency_id else 1)
            viewer = viewer_numbered(tx, holder)
        try:
            answer(self.play.store, viewer, self.play.ref, wait.key, fields, self.play.now, wait=wait.id)
        except Refused:
            return

    def _withdraw(self, number: int) -> None:
        wait = self._asked(number)
        if wait is not None:
            with self.play.store.write(self.play.now) as tx:
                withdraw_wait(tx, lock_case(tx, self.play.ref), tx.session.get_one(Wait, wait.id), "taken back")

    def _signal(self, number: int) -> None:
        runs = [row.id for row in self.play.rows(StageRun) if row.ended_at is None]
        if runs:
            with self.play.store.write(self.play.now) as tx:
                run = runs[number % len(runs)]
                signal_run(self.play.matter(tx, run), run, SIGNALS[number % 2])

    def _asked(self, number: int) -> Wait | None:
        asked = [wait for wait in self.play.waits() if wait.kind != "date" and wait.form in ANSWERS]
        return asked[number % len(asked)] if asked else None


def without_numbers(play: Any) -> str:
    """Everything but numbers of rows: a transaction that breaks off uses some up on PostgreSQL."""
    return re.sub(r"\d+", "#", str(play.everything()))


def course_of(process: list[Line], events: Sequence[tuple[str, int]]) -> Callable[[Any, Any], Iterator[None]]:
    PROCESS[:] = process
    return lambda play, whole: Course(play, whole).run(events)


@settings(max_examples=120, suppress_health_check=list(HealthCheck))
@given(process=processes, events=happenings, at=breaks)
def test_a_process_broken_off_anywhere_ends_as_if_nothing_had_happened(
    fresh: Any, compare: Any, process: list[Line], events: Any, at: list[int]
) -> None:
    compare(fresh, at, course_of(process, events), lambda play: play.everything())


@pytest.mark.postgres
@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(process=processes, events=happenings, at=breaks)
def test_so_it_is_on_postgresql(
    fresh_postgres: Any, compare: Any, process: list[Line], events: Any, at: list[int]
) -> None:
    compare(fresh_postgres, at, course_of(process, events), without_numbers)
