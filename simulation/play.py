"""Plays a region in virtual time: registrations, answers, happenings and rounds, each at its own moment.

Everything goes through the real engine, forms and commands, a transaction each. Never asks a clock.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import bindparam, select

from flows.engine.drain import next_wake_up
from flows.engine.hot import WAIT
from flows.rounds.renew import renew_consents
from models.prepared import Prepared
from models.refusal import Refused
from models.store import Store
from simulation.agenda import Agenda
from simulation.answering import take_turn, when_answered
from simulation.arrival import Arrivals
from simulation.carrying import carry_due
from simulation.cast import Cast
from simulation.course import Happening, Life
from simulation.deck import Luck
from simulation.happening import happen
from simulation.hour import at_work
from simulation.rounds import Rounds
from simulation.staff import Staff
from simulation.turn import read_question

NEW_WAITS = Prepared(
    select(WAIT.c.id, WAIT.c.case_id).where(WAIT.c.id > bindparam("after"), WAIT.c.kind != "date").order_by(WAIT.c.id)
)
LAST_WAIT = Prepared(select(WAIT.c.id).order_by(WAIT.c.id.desc()).limit(1))
ARRIVING = 0.9
"""The part of the time in which youths are registered."""
EVERY = timedelta(days=3)
"""How often the round of birthdays and consents is made."""
MOST_TRIES, MOST_CHANCES = 6, 10
TRIES_LATER = timedelta(days=11)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a simulation is."""

    days: int
    of_days: int
    cases: int
    answers: int


class Play:
    """One region in virtual time, from ``start`` for so many days.

    Attributes:
        met: what came about, counted: answers by what became of them, refusals, happenings, blocked runs.
    """

    def __init__(
        self, store: Store, cast: Cast, start: datetime, days: int, seed: int, *, staff_changes: bool = False
    ) -> None:
        self._store, self._cast, self._start, self._days = store, cast, start, days
        self._luck = Luck(seed)
        self._agenda: Agenda[Callable[[datetime], None]] = Agenda()
        self._rounds = Rounds(store)
        self._lives: dict[int, Life] = {}
        self._arrivals = Arrivals(store, cast, self._luck)
        self._last_wait = self._newest_wait(start)
        self._staff, self._staff_changes = Staff(store, cast, self._luck), staff_changes
        self.met: Counter[tuple[str, str]] = Counter()

    def run(self, cases: int) -> Iterator[Progress]:
        """Plays it; gives word once a virtual day."""
        self._plan_arrivals(cases)
        self._agenda.plan(self._start + EVERY, self._renew)
        if self._staff_changes:
            self._plan_staff()
        until = self._start + timedelta(days=self._days)
        now, told = self._start, self._start
        while (moment := self._next_at(now)) is not None and moment <= until:
            now = max(moment, now)
            self._moment(now)
            if now - told >= timedelta(days=1):
                told = now
                yield self._progress(now)
        yield self._progress(until)

    def _moment(self, now: datetime) -> None:
        self._carry(now)
        for event in self._agenda.due(now):
            event(now)
            self._carry(now)
        due = self._rounds.next_at(now)
        if due is not None and due <= now:
            self._rounds.go(now)

    def _next_at(self, now: datetime) -> datetime | None:
        moments = (self._agenda.next_at, next_wake_up(self._store, now), self._rounds.next_at(now))
        return min((moment for moment in moments if moment is not None), default=None)

    def _progress(self, now: datetime) -> Progress:
        answers = sum(number for (what, _), number in self.met.items() if what == "answer")
        return Progress((now - self._start).days, self._days, len(self._lives), answers)

    def _plan_arrivals(self, cases: int) -> None:
        span = int(self._days * ARRIVING)
        ahead = sorted(self._luck.rng.randrange(max(span, 1)) for _ in range(cases))
        for number, days in enumerate(ahead, start=1):
            at = at_work(self._luck.rng, self._start + timedelta(days=days), 0)
            self._agenda.plan(at, partial(self._arrive, number))

    def _plan_staff(self) -> None:
        """Temporary colleagues are away for a while, and leave before the end."""
        self._staff.begin(self._start)
        for email in self._staff.emails:
            for do, part in ((self._staff.away, 0.3), (self._staff.leave, 0.6)):
                days = int(self._days * (part + 0.2 * self._luck.rng.random()))
                self._agenda.plan(at_work(self._luck.rng, self._start + timedelta(days=days), 0), partial(do, email))

    def _renew(self, now: datetime) -> None:
        """The round of birthdays and consents, some days late as rounds are."""
        self.met.update(("asked again", what) for what in renew_consents(self._store, now).asked.elements())
        self._agenda.plan(now + EVERY, self._renew)

    def _arrive(self, number: int, now: datetime) -> None:
        try:
            life = self._arrivals.arrive(number, now)
        except Refused as refused:
            self.met["refused", f"Registration: {refused}"] += 1
            return
        self._lives[life.case] = life
        for each in life.course.happenings:
            self._plan_happening(life, each, now)
        if life.course.comes_back:
            self._plan_happening(life, Happening("comes back", self._luck.rng.randrange(40, 250)), now)

    def _plan_happening(self, life: Life, each: Happening, now: datetime, chances: int = MOST_CHANCES) -> None:
        at = at_work(self._luck.rng, now + timedelta(days=each.after_days), 0)
        self._agenda.plan(at, partial(self._happen, life, each, chances))

    def _happen(self, life: Life, each: Happening, chances: int, now: datetime) -> None:
        if happen(self._store, self._cast, self._luck, life, each.name, now):
            self.met["happened", each.name] += 1
        elif chances > 1:
            self._plan_happening(life, Happening(each.name, TRIES_LATER.days), now, chances - 1)

    def _carry(self, now: datetime) -> None:
        self.met.update(("blocked", why) for why in carry_due(self._store, now))
        self._notice(now)

    def _notice(self, now: datetime) -> None:
        with self._store.read(now) as tx:
            new = tx.all(NEW_WAITS, after=self._last_wait)
            for wait, case in new:
                asked = read_question(tx, wait) if case in self._lives else None
                if asked is not None and asked.status == "open":
                    self._plan_turn(self._lives[case], wait, when_answered(self._luck, self._cast, asked, now))
        self._last_wait = new[-1][0] if new else self._last_wait

    def _plan_turn(self, life: Life, wait: int, at: datetime | None, said: int = 0, tries: int = 0) -> None:
        if at is not None:
            self._agenda.plan(at, partial(self._turn, life, wait, said, tries))

    def _turn(self, life: Life, wait: int, said: int, tries: int, now: datetime) -> None:
        outcome = take_turn(self._store, self._cast, self._luck, life, wait, said, now)
        if outcome.became == "refused":
            self.met["refused", outcome.refusal or ""] += 1
            if tries + 1 < MOST_TRIES:
                self._plan_turn(life, wait, outcome.again_at, said, tries + 1)
            return
        if outcome.became != "gone":
            self.met["answer", outcome.became] += 1
        if outcome.code is not None:
            self.met["cannot", outcome.code] += 1
        self._plan_turn(life, wait, outcome.again_at, said + 1, tries)

    def _newest_wait(self, now: datetime) -> int:
        with self._store.read(now) as tx:
            return int((tx.one(LAST_WAIT) or (0,))[0])
