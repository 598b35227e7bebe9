"""The ladder of a wait: its rungs as data, what a region changes of them, and on which day each comes.

Pure: reads no row and asks no clock. Danger never climbs a ladder: that is a call, at once.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from models.kind import Kind
from models.sheet import FaultyFile
from models.speech import mark
from models.term import Calendar, Term, Unit, ahead_on, due_on

SHIPPED = Path(__file__).parent / "data" / "ladder.toml"
REMINDER, COLLEAGUE, TEAM_LEAD, CONSULTANT, TABLE, ADMINISTRATORS = range(6)
HIGHEST = ADMINISTRATORS
REQUIRED = ("step", "name", "kinds", "told", "nl", "en")
OPTIONAL = ("after", "answer", "proposed", "errand")
SHORT_TERM, REMIND_AHEAD = "remind on the day", "remind ahead"
TERMS = (
    REMIND_AHEAD, SHORT_TERM, "ladder 1", "ladder 2", "ladder 3", "ladder 5", "lead notice", "lead answer",
    "administrators ahead", "absent from school",
)  # fmt: skip
"""The terms that say when rungs come."""

RESULTS: Mapping[str, str] = {
    "reminded": mark("reminded"),
    "answered": mark("answered"),
    "new date": mark("a new date was given"),
    "cannot": mark("not possible"),
    "asked elsewhere": mark("asked of another agency"),
    "no longer asked": mark("not asked any more"),
    "talked": mark("talked, with dated actions"),
    "solved": mark("solved in a talk"),
    "decided": mark("decided, with dated actions"),
    "sent back": mark("sent back"),
    "outside the mandate": mark("it lies outside the mandate"),
    "no answer": mark("no answer came"),
    "not needed": mark("not needed for now"),
    "case closed": mark("the case closed"),
    "back at school": mark("the youth is back at school"),
    "by hand": mark("stepped down"),
}
"""What an addressee did with a step, and how a step ended."""


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of the ladder.

    Attributes:
        step: 0 to 5.
        name: its short English name.
        kinds: the kinds of term it is for; an agreed day counts as an agreed term.
        told: who hears of it.
        nl: what people read, in Dutch.
        en: what people read, in English.
        after: the term that says when it comes; a step without one never comes by time alone.
        answer: the term within which an answer is asked.
        proposed: a person confirms it first.
        errand: what begins once it is taken.
    """

    step: int
    name: str
    kinds: frozenset[Kind]
    told: tuple[str, ...]
    nl: str
    en: str
    after: str | None = None
    answer: str | None = None
    proposed: bool = False
    errand: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """What is different for one form, one agency, both, or the whole region: other days, or not at all."""

    step: int
    form: str | None = None
    agency_id: int | None = None
    after_days: int | None = None
    off: bool = False

    @property
    def weight(self) -> tuple[bool, bool]:
        """An agency's own rule goes before that of a form, and both before one for everybody."""
        return self.agency_id is not None, self.form is not None


@dataclass(frozen=True, slots=True)
class Ladder:
    """The ladder as it holds in a region on a day.

    Attributes:
        rules: the exceptions; of two that are as particular, the later one holds.
        terms: the region's terms by name; what is absent or off never comes.
    """

    rungs: Mapping[int, Rung]
    rules: tuple[Rule, ...] = ()
    terms: Mapping[str, Term] = field(default_factory=dict)

    def rung(self, step: int, form: str | None, agency: int | None, kind: Kind) -> Rung | None:
        """The rung, when it is there for this question, this agency and this kind of term."""
        rung = self.rungs[step]
        if kind not in rung.kinds:
            return None
        rule = self._rule(step, form, agency)
        return None if rule is not None and rule.off else rung

    def next_step(self, step: int, form: str | None, agency: int | None, kind: Kind) -> int | None:
        """The step above, without those that are not there; none above the highest."""
        higher = range(step + 1, HIGHEST + 1)
        return next((each for each in higher if self.rung(each, form, agency, kind) is not None), None)

    def comes_on(
        self, step: int, form: str | None, agency: int | None, kind: Kind, last_on: date, calendar: Calendar
    ) -> date | None:
        """The day a rung comes for a wait with this last day; never when it is not there, or has no term."""
        rung = self.rung(step, form, agency, kind)
        term = self.after(rung, form, agency) if rung else None
        return None if term is None else due_on(term, last_on, calendar)

    def reminded_on(self, asked_on: date, last_on: date, calendar: Calendar) -> date | None:
        """The day somebody is reminded: ahead of the last day, or on it where the whole term is short."""
        ahead, short = self.terms.get(REMIND_AHEAD), self.terms.get(SHORT_TERM)
        return _reminded_on(ahead, short, asked_on, last_on, calendar)

    def after(self, rung: Rung, form: str | None = None, agency: int | None = None) -> Term | None:
        """The term that says when a rung comes; none where it never comes by time alone."""
        rule = self._rule(rung.step, form, agency)
        if rule is not None and rule.after_days is not None:
            return Term(rung.name, rule.after_days, Unit.WORKING_DAYS, Kind.AGREED)
        return self.terms.get(rung.after or "")

    def _rule(self, step: int, form: str | None, agency: int | None) -> Rule | None:
        fitting = [
            rule
            for rule in self.rules
            if rule.step == step and rule.form in {None, form} and rule.agency_id in {None, agency}
        ]
        return max(reversed(fitting), key=lambda rule: rule.weight, default=None)


def _reminded_on(
    ahead: Term | None, short: Term | None, asked_on: date, last_on: date, calendar: Calendar
) -> date | None:
    if short is not None and due_on(short, asked_on, calendar) >= last_on:
        return last_on
    return None if ahead is None else ahead_on(ahead, last_on, calendar)


def ladder_of(rules: Iterable[Rule], terms: Mapping[str, Term]) -> Ladder:
    """The shipped ladder with a region's own rules laid over it, and its terms; a term that is off is left out."""
    rungs, exceptions = shipped()
    return Ladder(rungs, (*exceptions, *rules), {name: term for name, term in terms.items() if not term.off})


@cache
def shipped() -> tuple[Mapping[int, Rung], tuple[Rule, ...]]:
    """The rungs and exceptions that come with Vangnet."""
    return read_ladder(SHIPPED)


def read_ladder(path: Path) -> tuple[Mapping[int, Rung], tuple[Rule, ...]]:
    """The rungs and exceptions of a file.

    Raises:
        FaultyFile: it is no TOML, misses a step, or a row is incomplete or wrong.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        rungs = [_rung(row) for row in content["rungs"]]
        exceptions = tuple(
            Rule(step, form=row["form"], off=True) for row in content["exceptions"] for step in row["steps"]
        )
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError, ValueError) as problem:
        raise FaultyFile(path, [f"this is no ladder: {problem}"]) from None
    if [rung.step for rung in rungs] != list(range(HIGHEST + 1)):
        raise FaultyFile(path, [f"a ladder has the steps 0 to {HIGHEST}, in order and each once"])
    return {rung.step: rung for rung in rungs}, exceptions


def _rung(row: Mapping[str, Any]) -> Rung:
    if wrong := [name for name in row if name not in {*REQUIRED, *OPTIONAL}]:
        raise ValueError(f"a rung has no {', '.join(wrong)}")
    return Rung(**{**row, "kinds": frozenset(map(Kind, row["kinds"])), "told": tuple(row["told"])})
