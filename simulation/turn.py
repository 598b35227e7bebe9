"""One question somebody is about to answer, and what they may look up for it. Reads; never writes."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from random import Random
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select

from flows.engine.hot import CASE, CASE_COLUMNS, ENTRY, RUN, WAIT
from flows.engine.matter import CaseRow, Matter, unpacked
from flows.engine.who import age_of
from flows.facts.consent import givers_of
from flows.facts.sharing import knows_the_whole
from models.code import AgencyKind
from models.prepared import Prepared
from models.store import Tx
from simulation.cast import Cast, Desk
from simulation.course import Course, Life
from simulation.deck import Luck
from simulation.hour import day_of
from simulation.people import words

READ_WAIT = Prepared(
    select(
        WAIT.c.id, WAIT.c.case_id, WAIT.c.stage_run_id, WAIT.c.key, WAIT.c.kind, WAIT.c.form, WAIT.c.status,
        WAIT.c.part, WAIT.c.agency_id, WAIT.c.professional_id, WAIT.c.person_id, WAIT.c.asked_at, WAIT.c.opens_at,
        WAIT.c.due_on, WAIT.c.lapses_at, WAIT.c.shifts, RUN.c.stage, RUN.c.number, RUN.c.about, RUN.c.parent_id,
    )
    .join_from(WAIT, RUN, RUN.c.id == WAIT.c.stage_run_id)
    .where(WAIT.c.id == bindparam("wait"))
)  # fmt: skip
READ_CASE = Prepared(select(*(CASE.c[name] for name in CASE_COLUMNS)).where(CASE.c.id == bindparam("case")))
READ_ANONYMOUS = Prepared(select(CASE.c.anonymous).where(CASE.c.id == bindparam("case")))
READ_ENTRY = Prepared(
    select(ENTRY.c.value)
    .where(ENTRY.c.stage_run_id == bindparam("run"), ENTRY.c.key.startswith(bindparam("begins"), autoescape=False))
    .order_by(ENTRY.c.seq.desc())
    .limit(1)
)


class Question(NamedTuple):
    """An open question, as the simulation reads it; the columns of ``READ_WAIT``."""

    id: int
    case_id: int
    run: int
    key: str
    kind: str
    form: str
    status: str
    part: str
    agency_id: int | None
    professional_id: int | None
    person_id: int | None
    asked_at: datetime
    opens_at: datetime | None
    due_on: date | None
    lapses_at: datetime | None
    shifts: int
    stage: str
    number: int
    about: int | None
    parent: int | None


def read_question(tx: Tx, wait: int) -> Question | None:
    """The question of that number; nothing for a date, which nobody answers."""
    row = tx.one(READ_WAIT, wait=wait)
    return Question(*row) if row and row[4] != "date" else None


@dataclass
class Turn:
    """What somebody knows who is about to answer."""

    tx: Tx
    now: datetime
    luck: Luck
    cast: Cast
    life: Life
    question: Question

    @property
    def course(self) -> Course:
        """What chance decided for this youth."""
        return self.life.course

    @property
    def rng(self) -> Random:
        """Chance."""
        return self.luck.rng

    @property
    def today(self) -> date:
        """The day it is."""
        return day_of(self.now)

    @cached_property
    def case(self) -> CaseRow:
        """The case, as the engine reads it."""
        return CaseRow(*(self.tx.one(READ_CASE, case=self.question.case_id) or ()))

    @cached_property
    def matter(self) -> Matter:
        """For reading as a stage would."""
        asked = self.question
        return Matter(self.tx, self.case, asked.run, asked.stage, asked.number, asked.about, asked.parent)

    @property
    def anonymous(self) -> bool:
        """The youth is discussed without a name."""
        return bool((self.tx.one(READ_ANONYMOUS, case=self.case.id) or (False,))[0])

    @property
    def age(self) -> int:
        """How old the youth is."""
        return age_of(self.matter)

    @property
    def youth(self) -> str:
        """The youth as an answer names it."""
        return f"person:{self.case.youth_id}"

    def givers(self) -> list[str]:
        """Whose yes is needed today."""
        return [f"person:{person}" for person in givers_of(self.matter)]

    def may_know(self, desk: Desk) -> bool:
        """Whether everything of this case may be shared with that agency today."""
        return not desk.needs_consent or knows_the_whole(self.matter, desk.number)

    def desks(self, *kinds: AgencyKind) -> list[Desk]:
        """The agencies that may know of this case; of these kinds, or any."""
        found = self.cast.of_kind(*kinds) if kinds else list(self.cast.desks.values())
        return [desk for desk in found if self.may_know(desk)]

    def journaled(self, begins: str) -> Any:
        """What this run's journal holds of the newest step whose key begins so."""
        row = self.tx.one(READ_ENTRY, run=self.question.run, begins=begins)
        return unpacked(row[0]) if row else None

    def happens(self, chance: float) -> bool:
        """Whether something with this chance happens now."""
        return self.luck.happens(chance)

    def words(self, about: str) -> str:
        """A sentence about that."""
        return self.rng.choice(words()[about])

    def in_days(self, fewest: int, most: int) -> str:
        """A day ahead, as a form takes it."""
        return (self.today + timedelta(days=self.rng.randint(fewest, most))).isoformat()

    def days_ago(self, most: int = 3) -> str:
        """A day that has passed, or today."""
        return (self.today - timedelta(days=self.rng.randint(0, most))).isoformat()
