"""A wait whose moment has come, with all that decides what is done: its ladder, calendar and steps. Reads only."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from flows.engine.matter import Matter
from flows.engine.rungs import day_of, ladder_in
from flows.engine.when import calendar_of
from flows.records.climb import Climbed
from models.code import WaitStatus
from models.forms import form_named
from models.holder import PEOPLE, Holder
from models.kind import Kind
from models.ladder import Ladder, Rung
from models.store import Tx
from models.term import Calendar, Term

LOOKED_COLUMNS = (
    "id", "case_id", "stage_run_id", "key", "kind", "form", "form_version", "part", "agency_id", "professional_id",
    "person_id", "opens_at", "due_on", "lapses_at", "next_look_at", "status", "asked_at", "agreed_from", "shifts",
    "step", "term_kind", "told_at", "paused_on", "paused_until",
)  # fmt: skip
RUNNING = "RunningAnswer"
"""What was asked before the case was there: nobody climbs before that agency was told that the case waits for it."""


class LookedAt(NamedTuple):
    """A wait whose moment has come; the columns of ``LOOKED_COLUMNS``."""

    id: int
    case_id: int
    stage_run_id: int
    key: str
    kind: str
    form: str
    form_version: int
    part: str
    agency_id: int | None
    professional_id: int | None
    person_id: int | None
    opens_at: datetime | None
    due_on: date | None
    lapses_at: datetime | None
    next_look_at: datetime
    status: str = WaitStatus.OPEN
    asked_at: datetime | None = None
    agreed_from: date | None = None
    shifts: int = 0
    step: int = 0
    term_kind: str | None = None
    told_at: datetime | None = None
    paused_on: date | None = None
    paused_until: date | None = None

    @property
    def holder(self) -> Holder:
        """Who holds it now."""
        return Holder(self.part, self.agency_id, self.professional_id, self.person_id)

    @property
    def is_open(self) -> bool:
        """It was not answered or taken back."""
        return self.status == WaitStatus.OPEN

    @property
    def mails(self) -> bool:
        """Asking it sends a message; a professional's own rhythm does not."""
        return form_named(self.form, self.form_version).mails

    @property
    def climbs(self) -> bool:
        """Whether it can be late at all: the people themselves never are, nor what nobody waits for."""
        return self.due_on is not None and self.person_id is None and self.part not in PEOPLE and self.kind != "open"

    @property
    def kind_of_term(self) -> Kind:
        """What binds its last day; a day that was agreed is an agreed term."""
        return Kind(self.term_kind) if self.term_kind else Kind.AGREED


@dataclass(frozen=True, slots=True)
class Seen:
    """A wait, and what decides about it."""

    wait: LookedAt
    now: datetime
    ladder: Ladder
    calendar: Calendar
    climbed: Climbed = field(default_factory=Climbed)
    because: str | None = None
    """The reason a person gave for the step; by itself a step has its own."""

    @property
    def today(self) -> date:
        """The day it is in Amsterdam."""
        return day_of(self.now)

    @property
    def stands(self) -> int:
        """The highest step that stands, or that a person stepped down from: neither comes again by itself."""
        return max(self.climbed.highest, self.climbed.quieted(self.wait.shifts))

    @property
    def counts_from(self) -> date | None:
        """The last day, or the day its agency was told that the case waits for it, if that came later."""
        wait = self.wait
        if not wait.climbs or wait.due_on is None or (wait.form == RUNNING and wait.told_at is None):
            return None
        return max(wait.due_on, day_of(wait.told_at)) if wait.form == RUNNING and wait.told_at else wait.due_on

    def rung(self, step: int) -> Rung | None:
        """The rung as it holds for this question, agency and kind of term; none when it is not there."""
        wait = self.wait
        return self.ladder.rung(step, wait.form, wait.agency_id, wait.kind_of_term)

    def comes_on(self, step: int) -> date | None:
        """The day a rung comes by time alone."""
        wait, last_on = self.wait, self.counts_from
        if last_on is None:
            return None
        return self.ladder.comes_on(step, wait.form, wait.agency_id, wait.kind_of_term, last_on, self.calendar)

    def term(self, name: str) -> Term | None:
        """A term of the region; none when it is off."""
        return self.ladder.terms.get(name)


@dataclass(slots=True)
class Memory:
    """What stays the same during one round of looking: each region's ladder, each agency's calendar."""

    _ladders: dict[int, Ladder] = field(default_factory=dict)
    _calendars: dict[tuple[int, int | None], Calendar] = field(default_factory=dict)

    def ladder(self, tx: Tx, region: int) -> Ladder:
        """The ladder of a region today."""
        if region not in self._ladders:
            self._ladders[region] = ladder_in(tx, region, day_of(tx.now))
        return self._ladders[region]

    def calendar(self, tx: Tx, region: int, agency: int | None) -> Calendar:
        """The days off of an agency."""
        if (region, agency) not in self._calendars:
            self._calendars[region, agency] = calendar_of(tx, region, agency)
        return self._calendars[region, agency]


@dataclass(slots=True)
class Visit:
    """One case being looked at: what it says to the same reader is said in one message."""

    matter: Matter
    reminders: dict[tuple[str, datetime], tuple[Holder, list[int]]] = field(default_factory=dict)

    def remind(self, holder: Holder, wait: int, at: datetime) -> None:
        """Keeps a reminder until the whole case was looked at."""
        self.reminders.setdefault((holder.token, at), (holder, []))[1].append(wait)
