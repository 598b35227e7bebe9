"""A scene: people of the demo region do and say things on a day, through the real commands, in virtual time.

A script calls nothing else. What a person could not do on a page, nobody can do here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any

from flows.commands.answer import answer
from flows.commands.kept import Said
from flows.commands.register import register
from models.forms import form_named
from models.forms.intake import Registration
from models.speech import mark, say
from simulation.hour import day_of, working_day
from simulation.scenario.day import moment_from, morning_of
from simulation.scenario.deed import DEEDS
from simulation.scenario.expected import Expected
from simulation.scenario.found import Asked, narrowed, questions
from simulation.scenario.telling import question_of


@dataclass(frozen=True)
class Usual:
    """What somebody answers each time a question comes up, while nothing else is said of it."""

    key: str
    who: str
    noted_by: str | None
    fields: dict[str, Any]


class Scene(Expected):
    """What a script may call; a day of it begins at half past eight."""

    _usual: dict[str, Usual]

    def on(self, day: str) -> None:
        """Lets time pass up to that day, or a moment of it; what is usual is answered on its way.

        Raises:
            NotAsWritten: something usual is not taken.
            Stopped: a run could not be carried.
        """
        moment = moment_from(day)
        while self.today < day_of(moment):
            self._passing.until(morning_of(self.today + timedelta(days=1)))
            self._passing.sweep()
            for each in list(self._come_up()):
                self._answer_usual(each)
        self._passing.until(moment)

    def register(self, who: str, /, **fields: Any) -> None:
        """Somebody registers a youth; the next lines are about that case."""
        name = str(fields["given_name"])
        with self.taking():
            registered = register(
                self.store, self.names.worker(who).viewer, self.filled(fields), self._passing.a_minute(),
                Random(name).choice,  # noqa: S311 - a number that is the same each time
            )  # fmt: skip
        self._passing.carry()
        self.refs[name] = registered.ref
        self.turn_to(name)
        shown: dict[str, Any] = {"worry": fields.get("worry"), "wish": fields.get("wish")}
        what = say(mark("registers {name}:"), self.language, name=name)
        self.tell_deed(who, what, shown, Registration)

    def turn_to(self, name: str) -> None:
        """The next lines are about the case of this youth."""
        self.ref = self.refs[name]
        with self.reading() as tx:
            self.names.meet(tx, self.ref)

    def answer(self, who: str, key: str, /, *, about: str | None = None, **fields: Any) -> None:
        """Somebody answers a question of theirs or of their agency."""
        worker = self.names.worker(who)
        with self.reading() as tx:
            asked = self.question(tx, key, self._whose(tx, key, worker.agency), about)
        with self.taking():
            now = self._passing.a_minute()
            answer(self.store, worker.viewer, self.ref, asked.wait.key, self.filled(fields), now, wait=asked.wait.id)
        self._said(who, asked, fields)

    def say(self, who: str, key: str, /, *, noted_by: str, about: str | None = None, **fields: Any) -> None:
        """Somebody says something by phone or at a table, and somebody else notes it down."""
        worker, writer = self.names.workers.get(who), self.names.worker(noted_by)
        with self.reading() as tx:
            self.names.meet(tx, self.ref)
            asked = self.question(tx, key, worker.agency if worker else None, about)
            if worker is None:
                asked = self._of_person(tx, key, who) or asked
        with self.taking():
            now = self._passing.a_minute()
            said = Said(worker.viewer.professional_id if worker else None, now)
            filled = self.filled(fields)
            answer(self.store, writer.viewer, self.ref, asked.wait.key, filled, now, said=said, wait=asked.wait.id)
        self._said(who, asked, fields)

    def command(
        self, who: str, deed: str, /, *, key: str | None = None, about: str | None = None, **fields: Any
    ) -> Any:
        """Somebody does something besides answering; ``deed`` is one of the table ``deed.DEEDS``."""
        todo, worker = DEEDS[deed], self.names.worker(who)
        if key is not None:
            with self.reading() as tx:
                fields["wait"] = self.question(tx, key, fields.pop("agency", None), about).wait
        with self.taking():
            given = todo.do(self.store, worker.viewer, self.ref, self._passing.a_minute(), **self.filled(fields))
        self._passing.carry()
        shown = {name: value for name, value in fields.items() if name != "wait"}
        self.tell_deed(who, say(todo.words, self.language), shown, todo.sheet)
        return given

    def usually(self, who: str, key: str, /, *, noted_by: str | None = None, **fields: Any) -> None:
        """From now on this is answered each time it comes up, on the first working day."""
        self._usual_answers()[key] = Usual(key, who, noted_by, fields)

    def no_longer(self, key: str) -> None:
        """What was usual is not answered by itself any more."""
        del self._usual_answers()[key]

    def _usual_answers(self) -> dict[str, Usual]:
        if not hasattr(self, "_usual"):
            self._usual = {}
        return self._usual

    def _come_up(self) -> Iterator[Usual]:
        """What is usual and open, its opening come; on a working day."""
        if working_day(self.today, 0) != self.today:
            return
        with self.reading() as tx:
            for each in self._usual_answers().values():
                if any(
                    _has_come(asked, self._passing.now)
                    for asked in narrowed(questions(tx, self.ref), None, None, each.key)
                ):
                    yield each

    def _answer_usual(self, usual: Usual) -> None:
        if usual.noted_by is None:
            self.answer(usual.who, usual.key, **usual.fields)
        else:
            self.say(usual.who, usual.key, noted_by=usual.noted_by, **usual.fields)

    def _whose(self, tx: Any, key: str, agency: str) -> str | None:
        """The agency itself where it is asked; otherwise whoever is, such as one of the people."""
        asked = [each.agency for each in narrowed(questions(tx, self.ref), None, None, key) if each.is_open]
        return agency if agency in asked else None

    def _of_person(self, tx: Any, key: str, name: str) -> Asked | None:
        person = self.names.people.get(name)
        found = [
            each
            for each in narrowed(questions(tx, self.ref), None, None, key)
            if each.is_open and each.wait.person_id == person
        ]
        return found[-1] if found else None

    def _said(self, who: str, asked: Asked, fields: dict[str, Any]) -> None:
        self._passing.carry()
        what = asked.about.rstrip(".") or question_of(asked.wait.form, self.language)
        sheet = form_named(asked.wait.form or "", asked.wait.form_version)
        self.tell_deed(who, f"{what} →" if fields else what, fields, sheet)


def _has_come(asked: Asked, now: Any) -> bool:
    return asked.is_open and (asked.wait.opens_at is None or asked.wait.opens_at <= now)
