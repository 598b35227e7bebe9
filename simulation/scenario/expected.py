"""What must hold on a day of a script: whom we wait for, how long, at which step, and what is not taken. Only reads."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from models.code import WaitStatus
from models.refusal import Refused
from models.speech import mark, say
from simulation.scenario.day import day_from, facts
from simulation.scenario.found import Asked, narrowed, questions
from simulation.scenario.standing import Standing
from simulation.scenario.telling import NotAsWritten, question_of


class Expected(Standing):
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
                facts({name: wrote[name] for name in differ}),
                facts({name: is_now[name] for name in differ}),
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


_SAYS = {
    "asked": mark("since {value}"),
    "due": mark("until {value}"),
    "on": mark("on {value}"),
    "days_late": mark("waits {value} working days longer than agreed"),
    "paused_days": mark("the clock stood still for {value} working days"),
    "step": mark("step {value} of the ladder"),
}
