"""When a wait is looked at, and what is done then: one table. A wait's next look is the first moment ahead of it.

What is done is found in the rows, not in when it was looked at last: looking twice, or a week late, does nothing twice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from flows.engine import rungs, when
from flows.messages import deed, rung
from flows.messages.seen import Seen, Visit
from models.code import Part, WaitKind
from models.kind import Kind
from models.ladder import ADMINISTRATORS, COLLEAGUE, CONSULTANT, REMINDER, TEAM_LEAD
from models.term import ahead_on

NUDGED = frozenset({"Contact", "TrustedAgrees"})
"""What a trusted person gets a friendly word about. Source: process.md, stage 4 step 3."""


@dataclass(frozen=True, slots=True)
class Look:
    """One reason to look at a wait.

    Attributes:
        name: what it is counted as.
        at: the moment it comes for a wait; none when it never does, or was done.
        do: what is done then; says whether it did anything.
        step: the rung of the ladder it belongs to. Of several that are due only the highest is acted on.
        still: it comes also while the clock of the wait stands still.
    """

    name: str
    at: Callable[[Seen], datetime | None]
    do: Callable[[Visit, Seen], bool]
    step: int | None = None
    still: bool = False


def _over(seen: Seen) -> datetime | None:
    """The question closed; or a new date was given, and nobody talks about it at step 3 or higher."""
    wait, stands = seen.wait, seen.climbed.open
    if not stands or (wait.is_open and (seen.climbed.highest >= CONSULTANT or stands[-1].shifts == wait.shifts)):
        return None
    return wait.next_look_at


def _opens_at(seen: Seen) -> datetime | None:
    return seen.wait.opens_at if seen.wait.told_at is None else None


def _lapses_at(seen: Seen) -> datetime | None:
    """Only where nobody waits for it; otherwise the story itself goes on with the silence."""
    return seen.wait.lapses_at if seen.wait.kind == WaitKind.OPEN else None


def _pause_ends(seen: Seen) -> datetime | None:
    return when.morning_after(seen.wait.paused_until, seen.calendar) if seen.wait.paused_until else None


def _own_rhythm(seen: Seen) -> datetime | None:
    wait = seen.wait
    if not wait.climbs or wait.due_on is None or wait.mails or wait.lapses_at is not None:
        return None
    return when.morning_after(wait.due_on, seen.calendar)


def _halfway(seen: Seen) -> datetime | None:
    """Halfway the days they have: who stays in touch with a youth is never late, and may forget. Not after them."""
    wait, begins_at = seen.wait, seen.wait.opens_at or seen.wait.asked_at
    if wait.part != Part.TRUSTED_PERSON or wait.form not in NUDGED:
        return None
    if begins_at is None or wait.due_on is None or wait.due_on < seen.today:
        return None
    begins_on = rungs.day_of(begins_at)
    return when.morning(begins_on + (wait.due_on - begins_on) / 2)


def _nearly_due(seen: Seen) -> datetime | None:
    wait = seen.wait
    is_done = seen.climbed.highest or seen.climbed.reminded(wait.due_on)
    if is_done or seen.counts_from is None or wait.due_on is None or seen.rung(REMINDER) is None:
        return None
    return rungs.reminder(seen.ladder, _asked_on(seen), wait.due_on, seen.calendar)


def _asked_on(seen: Seen) -> date:
    """The day the holder had it from: asked, opened, or given a new last day."""
    wait = seen.wait
    moments = [moment for moment in (wait.asked_at, wait.opens_at) if moment is not None]
    days = [rungs.day_of(moment) for moment in moments] + ([wait.agreed_from] if wait.agreed_from else [])
    return max(days, default=seen.today)


def _later(step: int, seen: Seen) -> datetime | None:
    """A rung comes by time alone unless it, or a higher one, stands; for a norm it comes once."""
    if seen.stands >= step or (seen.wait.kind_of_term is Kind.NORM and seen.climbed.ever(step)):
        return None
    day = seen.comes_on(step)
    return when.morning(day) if day else None


def _ahead_of_lead(seen: Seen) -> datetime | None:
    """A day before it would come; at once when a new date was given for the second time."""
    climbed, wait = seen.climbed, seen.wait
    if seen.stands >= TEAM_LEAD or seen.counts_from is None or seen.rung(TEAM_LEAD) is None:
        return None
    if wait.shifts > 1 and not any((row.step, row.shifts) == (TEAM_LEAD, wait.shifts) for row in climbed.rows):
        return wait.next_look_at
    return _ahead(seen, TEAM_LEAD, "lead notice")


def _team_lead(seen: Seen) -> datetime | None:
    row = seen.climbed.announced
    return when.morning(row.effective_on) if row is not None and row.effective_on else None


def _three_months(seen: Seen) -> datetime | None:
    if seen.stands >= ADMINISTRATORS:
        return None
    return _ahead(seen, ADMINISTRATORS, "administrators ahead")


def _ahead(seen: Seen, step: int, term: str) -> datetime | None:
    day, ahead = seen.comes_on(step), seen.term(term)
    if day is None:
        return None
    return when.morning(ahead_on(ahead, day, seen.calendar) if ahead else day)


LOOKS: tuple[Look, ...] = (
    Look("stepped down", _over, deed.come_down, still=True),
    Look("opened", _opens_at, deed.ask_its_holder),
    Look("closed silent", _lapses_at, deed.close_as_silent),
    Look("goes on", _pause_ends, deed.clock_goes_on, still=True),
    Look("reminded", _own_rhythm, deed.remind_of_rhythm),
    Look("nudged", _halfway, deed.nudge),
    Look("reminded ahead", _nearly_due, rung.remind, step=REMINDER),
    Look("colleague", partial(_later, COLLEAGUE), rung.tell_colleagues, step=COLLEAGUE),
    Look("team lead announced", _ahead_of_lead, rung.announce_team_lead, step=TEAM_LEAD),
    Look("team lead", _team_lead, rung.ask_team_lead, step=TEAM_LEAD),
    Look("consultant proposed", partial(_later, CONSULTANT), rung.propose_consultant, step=CONSULTANT),
    Look("administrators proposed", _three_months, rung.propose_administrators, step=ADMINISTRATORS),
)
"""Every reason to look at a wait, in the order they are acted on; of the ladder the highest comes last."""


def due_looks(seen: Seen) -> list[Look]:
    """What has come and was not done yet."""
    if not seen.wait.is_open:
        return [LOOKS[0]] if _over(seen) else []
    return [look for look, at in _moments(seen) if at <= seen.now]


def next_look(seen: Seen) -> datetime | None:
    """The first moment ahead; none once it is closed."""
    return min((at for _, at in _moments(seen) if at > seen.now), default=None) if seen.wait.is_open else None


def _moments(seen: Seen) -> list[tuple[Look, datetime]]:
    """Each look with its moment. Silence that counts ends the ladder; a clock that stands still stops it."""
    paused, lapses_at = seen.wait.paused_on is not None, seen.wait.lapses_at
    found = ((look, look.at(seen)) for look in LOOKS if look.still or not paused)
    return [(look, at) for look, at in found if at and (look.step is None or lapses_at is None or at < lapses_at)]
