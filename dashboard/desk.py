"""Who sits at the screen, in which language, at which moment: what every page is given. Opens the installation once."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from flows.engine.matter import AMSTERDAM
from flows.office import Office
from models.access import Viewer
from models.speech import say
from models.store import Tx
from notifications.phrase import clock, day, numeral
from notifications.plain import Language


@dataclass(frozen=True, slots=True)
class Desk:
    """One run of a page for one viewer.

    Attributes:
        name: what the viewer is called.
        agency: where they work.
        now: the moment it is in the process; in the demo, the demo's own.
        is_demo: the clock can be moved and everybody can be anybody.
    """

    office: Office
    viewer: Viewer
    name: str
    agency: str
    language: Language
    now: datetime
    is_demo: bool

    @property
    def today(self) -> date:
        """The day it is in Amsterdam."""
        return self.now.astimezone(AMSTERDAM).date()

    def say(self, sentence: str, **values: object) -> str:
        """A sentence of ours in the language of the reader."""
        return say(sentence, self.language, **values)

    def count(self, one: str, several: str, number: int) -> str:
        """How many of something there are, in the words for one or for several."""
        return say(one if number == 1 else several, self.language, number=self.number(number))

    def number(self, value: int) -> str:
        """A number as people write it, with its thousands set apart."""
        return numeral(value, self.language)

    def day(self, value: date | None) -> str:
        """A day as people write it; nothing for no day."""
        return day(value, self.language) if value else ""

    def moment(self, value: datetime) -> str:
        """A day and the time on the clock."""
        return f"{day(value, self.language)}, {clock(value, self.language)}"

    @contextmanager
    def read(self) -> Iterator[Tx]:
        """A transaction that only reads, at this moment."""
        with self.office.store.read(self.now) as tx:
            yield tx
