"""How a youth comes to be registered: invented by chance, or somebody who was registered before. Plans nothing."""

from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import bindparam, select

from flows.commands.register import register
from flows.engine.hot import CASE
from models.code import AgencyKind
from models.prepared import Prepared
from models.store import Store
from simulation.cast import Cast
from simulation.course import Life, new_course
from simulation.deck import Luck
from simulation.hour import day_of
from simulation.people import Invented, invent, mistyped
from simulation.registration import referrer, registration, school_of

CASE_NUMBERED = Prepared(select(CASE.c.id).where(CASE.c.ref == bindparam("ref")))
SEEN_BEFORE = 0.06
"""How many registrations are about a youth registered earlier, with the name written differently."""


@dataclass
class Arrivals:
    """Who was registered so far, and who comes next."""

    store: Store
    cast: Cast
    luck: Luck
    youths: list[Invented] = field(default_factory=list)

    def arrive(self, number: int, now: datetime) -> Life:
        """Registers the next youth.

        Raises:
            Refused: the registration is not taken.
        """
        youth = self._next(day_of(now))
        course = new_course(self.luck)
        who = referrer(self.luck, self.cast, school_of(self.cast, youth.sector))
        form = registration(self.luck, self.cast, course, youth, number, day_of(now))
        if self.cast.desks[who.agency_id].kind is AgencyKind.YOUTH_DOCTOR:
            form.pop("notes", None)
        registered = register(self.store, who, form, now, self.luck.rng.choice)
        self.youths.append(youth)
        with self.store.read(now) as tx:
            row = tx.one(CASE_NUMBERED, ref=registered.ref) or (0,)
        return Life(row[0], registered.ref, course)

    def _next(self, on: date) -> Invented:
        if self.youths and self.luck.happens(SEEN_BEFORE):
            return mistyped(self.luck.rng, self.luck.rng.choice(self.youths))
        return invent(self.luck.rng, on)
