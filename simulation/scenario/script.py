"""What every script has: a database, a clock, names, the case it is about, and the lines told so far."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from models.code import WaitStatus
from models.forms.form import Sheet
from models.label import LABELS
from models.refusal import Refused
from models.speech import DEFAULT, mark, say
from models.store import Store, Tx
from simulation.hour import day_of
from simulation.scenario.day import as_a_form_takes_it
from simulation.scenario.found import Asked, narrowed, questions
from simulation.scenario.name import Names
from simulation.scenario.passing import Passing
from simulation.scenario.telling import Line, NotAsWritten, in_words

OTHER_CASES = ("other", "into")
"""Fields that hold the number of another case; a script names its youth."""


class Script:
    """One case, or one family, in virtual time.

    Attributes:
        ref: the number of the case the next lines are about.
        refs: the number of each case, by the given name of the youth.
        lines: what was done and what held, in order.
    """

    def __init__(self, store: Store, names: Names, passing: Passing, language: str = DEFAULT) -> None:
        self.store, self.names, self.language = store, names, language
        self.ref = ""
        self.refs: dict[str, str] = {}
        self.lines: list[Line] = []
        self._passing = passing

    @property
    def today(self) -> date:
        """The day it is."""
        return day_of(self._passing.now)

    def reading(self) -> Any:
        """A transaction that reads, at the moment it is."""
        return self.store.read(self._passing.now)

    def tell(self, kind: str, who: str, what: str, *, agency: str = "") -> None:
        """Adds a line to what is printed."""
        self.lines.append(Line(self.today, kind, who, agency, what))

    def tell_deed(self, who: str, what: str, fields: dict[str, Any], sheet: type[Sheet] | None) -> None:
        """Adds a line about somebody who did something."""
        agency = self.names.workers[who].agency if who in self.names.workers else ""
        words = in_words(fields, sheet, self.language)
        self.tell("done" if agency else "said", who, f"{what} {words}".strip(), agency=agency)

    def filled(self, fields: dict[str, Any]) -> dict[str, Any]:
        """Fields with holders for names, and days as forms take them."""
        known = {**fields, **{name: self.refs[fields[name]] for name in OTHER_CASES if fields.get(name) in self.refs}}
        return {name: self._dated(value) for name, value in self.names.resolved(known).items()}

    def _dated(self, value: Any) -> Any:
        if isinstance(value, str):
            return as_a_form_takes_it(value, self.today)
        if isinstance(value, list):
            return [self._dated(each) for each in value]
        return {name: self._dated(each) for name, each in value.items()} if isinstance(value, dict) else value

    def question(
        self, tx: Tx, key: str, agency: str | None, about: str | None, *, how: WaitStatus = WaitStatus.OPEN
    ) -> Asked:
        """The newest question of that step, agency and subject that is open, or ended as asked for.

        Raises:
            NotAsWritten: there is none, or more than one.
        """
        every = questions(tx, self.ref)
        fitting = [each for each in narrowed(every, agency, about, key) if each.wait.status == how]
        if not fitting:
            there = ", ".join(sorted({f"{each.wait.key} ({each.agency})" for each in every if each.is_open}))
            wrote = say(mark("the question '{key}' is {how}"), self.language, key=key, how=_how(how, self.language))
            raise NotAsWritten(self.today, wrote, say(mark("open are: {keys}"), self.language, keys=there or "-"))
        if how is WaitStatus.OPEN and len({each.wait.key for each in fitting}) > 1:
            there = ", ".join(f"{each.wait.key} ({each.about})" for each in fitting)
            raise NotAsWritten(self.today, say(mark("one question is meant"), self.language), there)
        return fitting[-1]

    @contextmanager
    def taking(self) -> Iterator[None]:
        """What is done within must be taken.

        Raises:
            NotAsWritten: it was refused; the sentence says why.
        """
        try:
            yield
        except NotAsWritten:
            raise
        except Refused as refused:
            wrote = say(mark("this is done"), self.language)
            raise NotAsWritten(self.today, wrote, refused.text(self.language), refused) from refused


def _how(how: WaitStatus, language: str) -> str:
    return say(LABELS[WaitStatus][how], language)
