"""What must hold on a day of a script: whom we wait for, how long, at which step, and what is not taken. Only reads."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from models.choice import CHOICES
from models.coaching import Step
from models.code import Errand, Stage, WaitStatus
from models.label import LABELS
from models.network import Level
from models.reason import REASONS
from models.refusal import Refused
from models.speech import mark, say
from simulation.scenario.day import day_from, written
from simulation.scenario.found import (
    Asked,
    budget_of,
    coaching_of,
    narrowed,
    network_of,
    outcome_of,
    questions,
    stages,
    watched_days,
)
from simulation.scenario.script import Script
from simulation.scenario.telling import NotAsWritten, question_of


class Expected(Script):
    """The expectations of a script; each adds a line, or says what is found instead."""

    def waits(self, key: str, *, agency: str | None = None, about: str | None = None, **stated: Any) -> None:
        """A question is open, and stands as stated.

        Args:
            key: the name of its step.
            agency: whose it is.
            about: some words of what was asked or agreed.
            **stated: ``asked`` and ``due`` (days), ``days_late``, ``paused_days`` (working days), ``step``.

        Raises:
            NotAsWritten: it is not open, or stands otherwise.
        """
        with self.reading() as tx:
            asked = self.question(tx, key, agency, about)
            self._compare(asked, stated)
        self.tell("holds", "", self._in_words(mark("we wait for {whom}: {what}{rest}"), asked, stated))

    def was_answered(self, key: str, *, agency: str | None = None, about: str | None = None, **stated: Any) -> None:
        """A question was answered, and its figures stand as stated; ``on`` is the day it was.

        Raises:
            NotAsWritten: it was not, or stands otherwise.
        """
        self._ended(mark("{whom} answered: {what}{rest}"), WaitStatus.GIVEN, (key, agency, about), stated)

    def was_taken_back(self, key: str, *, agency: str | None = None, about: str | None = None, **stated: Any) -> None:
        """A question is not asked any more, for another came in its place; it stays on record as stated.

        Raises:
            NotAsWritten: it is, or stands otherwise.
        """
        self._ended(mark("of {whom} stays on record: {what}{rest}"), WaitStatus.WITHDRAWN, (key, agency, about), stated)

    def _ended(
        self, sentence: str, how: WaitStatus, which: tuple[str, str | None, str | None], stated: dict[str, Any]
    ) -> None:
        with self.reading() as tx:
            asked = self.question(tx, *which, how=how)
            self._compare(asked, stated)
        self.tell("holds", "", self._in_words(sentence, asked, stated))

    def nothing_open_for(self, agency: str) -> None:
        """Nothing is asked of an agency in this case.

        Raises:
            NotAsWritten: something is.
        """
        with self.reading() as tx:
            found = [each.wait.key for each in narrowed(questions(tx, self.ref), agency, None) if each.is_open]
        words = say(mark("we wait for nothing of {agency}"), self.language, agency=agency)
        if found:
            raise NotAsWritten(self.today, words, ", ".join(found))
        self.tell("holds", "", words)

    def stage(self, name: str, stands: str = "open") -> None:
        """The newest run of a stage or errand is open, or ended as stated.

        Raises:
            NotAsWritten: it stands otherwise, or never began.
        """
        with self.reading() as tx:
            found = [how for stage, how in stages(tx, self.ref) if stage == name]
        if not found or found[-1] != stands:
            raise NotAsWritten(self.today, f"{name}: {stands}", f"{name}: {found[-1] if found else '-'}")
        self.tell("holds", "", f"{say(_stage(name), self.language)}: {say(stands, self.language)}")

    def network(self, level: str) -> None:
        """How much the newest map of the people around the youth can carry.

        Raises:
            NotAsWritten: otherwise, or none was drawn.
        """
        with self.reading() as tx:
            found = network_of(tx, self.ref)
        if found != level:
            raise NotAsWritten(self.today, level, found or "-")
        called = say(LABELS[Level][level], self.language)
        self.tell("holds", "", say(mark("the network: {level}"), self.language, level=called))

    def budget(self, *, spent: int, left: int) -> None:
        """What was paid of the budget, and what can still be agreed, in whole euros.

        Raises:
            NotAsWritten: otherwise.
        """
        with self.reading() as tx:
            stands = budget_of(tx, self.ref)
        words = mark("budget: € {spent} spent, € {left} left")
        if (stands.spent, stands.left) != (spent * 100, left * 100):
            found = {"spent": stands.spent / 100, "left": stands.left / 100}
            raise NotAsWritten(
                self.today, say(words, self.language, spent=spent, left=left), say(words, self.language, **found)
            )
        self.tell("holds", "", say(words, self.language, spent=spent, left=left))

    def closed(self, outcome: str) -> None:
        """The case is closed, with this outcome.

        Raises:
            NotAsWritten: it is open, or closed otherwise.
        """
        with self.reading() as tx:
            found = outcome_of(tx, self.ref)
        if found != outcome:
            raise NotAsWritten(self.today, outcome, found or "open")
        self.tell(
            "holds", "", say(mark("closed: {how}"), self.language, how=say(REASONS[outcome].label, self.language))
        )

    def never_began(self, name: str) -> None:
        """No run of this stage or errand was started.

        Raises:
            NotAsWritten: one was.
        """
        with self.reading() as tx:
            found = [how for stage, how in stages(tx, self.ref) if stage == name]
        words = say(mark("{stage}: not begun"), self.language, stage=say(_stage(name), self.language))
        if found:
            raise NotAsWritten(self.today, words, found[-1])
        self.tell("holds", "", words)

    def watches(self, kind: str, day: str) -> None:
        """A day is kept in view: nobody holds it, and it is never late.

        Raises:
            NotAsWritten: it is not.
        """
        with self.reading() as tx:
            found = watched_days(tx, self.ref)
        if (kind, day_from(day)) not in found:
            there = ", ".join(f"{each} {written(on)}" for each, on in found)
            raise NotAsWritten(self.today, f"{kind} {day}", there or "-")
        self.tell(
            "holds",
            "",
            say(mark("a date to watch: {kind}, {day}"), self.language, kind=say(CHOICES[kind], self.language), day=day),
        )

    def coaching(self, step: str) -> None:
        """How often a coach meets the youth now.

        Raises:
            NotAsWritten: otherwise.
        """
        with self.reading() as tx:
            found = coaching_of(tx, self.ref)
        if found != step:
            raise NotAsWritten(self.today, step, found or "-")
        self.tell(
            "holds", "", say(mark("coaching: {step}"), self.language, step=say(LABELS[Step][Step(step)], self.language))
        )

    @contextmanager
    def refused(self, sentence: str) -> Iterator[None]:
        """What is done within is not taken, with this sentence or the beginning of it.

        Raises:
            NotAsWritten: it is taken, or not taken for another reason.
        """
        before = len(self.lines)
        try:
            yield
        except NotAsWritten as found:
            if found.refusal is None or not _plain(found.refusal).startswith(sentence):
                raise
            del self.lines[before:]
            self.tell("refused", "", found.refusal.text(self.language))
        else:
            raise NotAsWritten(self.today, sentence, say(mark("it is taken"), self.language))

    def _compare(self, asked: Asked, stated: dict[str, Any]) -> None:
        is_now = {
            "asked": asked.delay.asked,
            "due": asked.delay.due,
            "on": asked.answered_on,
            "days_late": asked.delay.days_late,
            "paused_days": asked.delay.paused_days,
            "step": asked.delay.step,
        }
        wrote = {name: day_from(value) if isinstance(value, str) else value for name, value in stated.items()}
        differ = [name for name, value in wrote.items() if is_now[name] != value]
        if differ:
            raise NotAsWritten(
                self.today,
                _facts({name: wrote[name] for name in differ}),
                _facts({name: is_now[name] for name in differ}),
            )

    def _in_words(self, sentence: str, asked: Asked, stated: dict[str, Any]) -> str:
        what = asked.about or question_of(asked.wait.form, self.language)
        rest = "".join(
            f"; {say(_SAYS[name], self.language, value=value)}" for name, value in stated.items() if name in _SAYS
        )
        whom = asked.agency or say(asked.wait.part or "", self.language)
        return say(sentence, self.language, whom=whom, what=what.rstrip("."), rest=rest)


def _plain(refusal: Refused) -> str:
    return str(refusal).replace("\N{NO-BREAK SPACE}", " ")


def _stage(name: str) -> str:
    return {**LABELS[Stage], **LABELS[Errand]}[name]


def _facts(values: dict[str, Any]) -> str:
    return ", ".join(
        f"{name} {value if isinstance(value, bool | int) else written(value)}" for name, value in values.items()
    )


_SAYS = {
    "asked": mark("since {value}"),
    "due": mark("until {value}"),
    "on": mark("on {value}"),
    "days_late": mark("waits {value} working days longer than agreed"),
    "paused_days": mark("the clock stood still for {value} working days"),
    "step": mark("step {value} of the ladder"),
}
