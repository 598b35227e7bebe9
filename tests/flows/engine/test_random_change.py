"""Any story that changes under an open run goes on rightly, or blocks before any write: never a third thing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.engine.answer import Ending
from flows.engine.case import Case
from flows.engine.story import story
from models.tables import Wait

ANSWERS: Mapping[str, Mapping[str, Any]] = {
    "Acceptance": {},
    "ObjectionHeard": {"goes_on": True, "why": "Zo blijft het."},
}
ASKED = ("ask", "ask_all")


@dataclass(frozen=True)
class Line:
    """One line of a story; behind a patch it is taken only by runs that had not come there yet."""

    kind: str
    key: str
    form: str | None = None
    patched: bool = False


LINES: list[Line] = []


@story("random change", version=1)
def random_change(case: Case) -> Ending:
    for line in LINES:
        if not line.patched or case.patched(line.key):
            TELLING[line.kind](case, line)
    return case.end("helped")


TELLING: Mapping[str, Callable[[Case, Line], Any]] = {
    "ask": lambda case, line: case.ask(line.key, of="coordinator", form=str(line.form), within="accept case"),
    "ask_all": lambda case, line: case.ask_all(line.key, of=("coordinator", "referrer"), form=str(line.form)),
    "open": lambda case, line: case.open(line.key, of="referrer", form=str(line.form)),
    "wait_until": lambda case, line: case.wait_until(line.key, "object"),
    "tell": lambda case, line: case.tell(line.key, to="referrer", notice="HelpBegan"),
    "decide": lambda case, line: case.decide(line.key, lambda matter: matter.today),
    "record": lambda case, line: case.record(line.key, adds_one),
}


def adds_one(matter: Any) -> None:
    """Something that would show when done twice, or half."""
    matter.tx.session.connection().exec_driver_sql("UPDATE case_file SET budget_cents = budget_cents + 1 WHERE id = 1")


keys = st.sampled_from([f"line {number}" for number in range(9)])
lines = st.one_of(
    st.builds(Line, st.sampled_from([*ASKED, *ASKED, "open"]), keys, st.sampled_from(sorted(ANSWERS))),
    st.builds(Line, st.sampled_from(["wait_until", "tell", "decide", "record"]), keys),
)
stories = st.lists(lines, min_size=1, max_size=7, unique_by=lambda line: line.key)
edits = st.lists(
    st.tuples(st.sampled_from(["put", "take out", "replace", "swap"]), st.integers(0, 6), lines), min_size=1, max_size=2
)
patches = st.lists(st.tuples(st.integers(0, 7), st.sampled_from(["tell", "ask", "record"])), min_size=1, max_size=3)


def edited(old: Sequence[Line], changes: Sequence[tuple[str, int, Line]]) -> list[Line]:
    new = list(old)
    for change, place, line in changes:
        at = min(place, len(new))
        if change == "put":
            new.insert(at, line)
        elif change == "swap":
            new[at : at + 2] = reversed(new[at : at + 2])
        else:
            new[at : at + 1] = [line] if change == "replace" else []
    return new


def with_patches(old: Sequence[Line], at: Sequence[tuple[int, str]]) -> list[Line]:
    new = list(old)
    for number, (place, kind) in enumerate(at):
        form = "Acceptance" if kind in ASKED else None
        new.insert(min(place, len(new)), Line(kind, f"patch {number}", form, patched=True))
    return new


class Course:
    """One run whose story changes after so many steps."""

    def __init__(self, play: Any) -> None:
        self.play = play

    def begin(self, story_before: Sequence[Line], answered: int) -> None:
        LINES[:] = story_before
        self.run = self.play.start("random change")
        for _ in range(answered):
            self.goes_on()

    def goes_on(self) -> bool:
        """Gives the run what it waits for; false when it waits for nothing."""
        awaited = [wait for wait in self.play.waits() if wait.kind != "open"]
        for wait in awaited:
            self._settle(wait)
        return bool(awaited) and self.carry()

    def _settle(self, wait: Wait) -> None:
        if wait.kind == "date":
            self.play.now = max(self.play.now, wait.lapses_at)
        else:
            self.play.say(wait.key, **ANSWERS[wait.form or ""])

    def carry(self) -> bool:
        """Carries the run on; what blocks wrote nothing but that it is blocked, and why."""
        with self.play.store.write(self.play.now) as tx:
            self.play.wake(tx, self.run)
        before = self._all_but_blocked()
        advanced = self.play.go()
        if any(one.blocked for one in advanced):
            assert self._all_but_blocked() == before
        return not self.blocked()

    def _all_but_blocked(self) -> Any:
        rows = self.play.everything()
        for row in rows["StageRun"]:
            del row["status"], row["diagnosis"]
        return rows

    def blocked(self) -> bool:
        return bool(self.play.run(self.run).status == "blocked")

    def ended(self) -> bool:
        return bool(self.play.run(self.run).status == "ended")

    def walked(self) -> list[tuple[str, str, str | None]]:
        """The path so far: what was settled, and what is waited for."""
        entries = [(entry.kind, entry.key, entry.form) for entry in self.play.entries(self.run)]
        kinds = {"date": "wait_until"}
        awaited = {(kinds.get(wait.kind, wait.kind), wait.key, wait.form): None for wait in self._awaited()}
        return entries + [each for each in awaited if each not in entries]

    def _awaited(self) -> list[Wait]:
        return [wait for wait in self.play.waits() if wait.kind != "open"]


END = ("end", "end", None)


def path_of(story_now: Sequence[Line]) -> list[tuple[str, str, str | None]]:
    return [(line.kind, line.key, line.form) for line in story_now]


def changes_at_random(course: Course, before: list[Line], after: list[Line], answered: int) -> None:
    course.begin(before, answered)
    if course.ended():
        return
    walked, path = course.walked(), path_of(after)
    twice = len({key for _, key, _ in path}) < len(path)

    LINES[:] = after
    course.carry()
    while not course.blocked() and course.goes_on():
        pass

    if path[: len(walked)] == walked and not twice:
        assert course.ended()
        assert course.walked() == [*path, END]
    else:
        assert course.blocked()
        assert course.walked()[: len(walked)] == walked


def changes_behind_patches(course: Course, before: list[Line], after: list[Line], answered: int) -> None:
    course.begin(before, answered)
    if course.ended():
        return
    walked = course.walked()
    passed = walked[-1][1]

    LINES[:] = after
    course.carry()
    while course.goes_on():
        pass

    assert course.ended()
    at = [line.key for line in after].index(passed)
    ahead = {line.key for line in after[at:] if line.patched}
    assert course.walked()[: len(walked)] == walked
    told = [key for kind, key, _ in course.walked() if kind != "patched"]
    assert told == [line.key for line in after if not line.patched or line.key in ahead] + ["end"]


@settings(max_examples=150, suppress_health_check=list(HealthCheck))
@given(before=stories, changes=edits, answered=st.integers(0, 4))
def test_a_story_that_changes_anyhow_goes_on_rightly_or_blocks_before_any_write(
    fresh: Any, plays: Any, before: list[Line], changes: Any, answered: int
) -> None:
    play = plays(fresh())
    changes_at_random(Course(play), before, edited(before, changes), answered)
    play.close()


@settings(max_examples=80, suppress_health_check=list(HealthCheck))
@given(before=stories, at=patches, answered=st.integers(0, 4))
def test_a_change_behind_a_patch_never_blocks_and_is_followed_only_where_nobody_passed(
    fresh: Any, plays: Any, before: list[Line], at: Any, answered: int
) -> None:
    play = plays(fresh())
    changes_behind_patches(Course(play), before, with_patches(before, at), answered)
    play.close()


@pytest.mark.postgres
@settings(max_examples=10, suppress_health_check=list(HealthCheck))
@given(before=stories, changes=edits, answered=st.integers(0, 4))
def test_so_it_is_on_postgresql(
    fresh_postgres: Any, plays: Any, before: list[Line], changes: Any, answered: int
) -> None:
    play = plays(fresh_postgres())
    changes_at_random(Course(play), before, edited(before, changes), answered)
    play.close()
