"""Walks from the first day of a term to its last, and keeps every step. Never puts a step into words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import partial

from models.amount import Amount, BadTerm, Unit
from models.day_count import ONE_DAY, count, onward
from models.holiday import FIRST_YEAR, LAST_YEAR, DayOff
from models.kind import FEWEST_DAYS, MOVES_UP_TO, RULES, Kind, Rule
from models.speech import mark
from models.workday import WEEKEND, Calendar, Stretch

LAST_START = LAST_YEAR - 50
_PAUSE = DayOff("pauze", "pause")


class Mark(StrEnum):
    """What happened at a step."""

    COUNTED = "counted"
    REACHED = "reached"
    SKIPPED_DAY = "skipped day"
    SKIPPED_DAYS = "skipped days"
    RAN_ON = "ran on"
    LAW_MOVES = "law moves"
    AGREED_MOVES = "agreed moves"
    TOO_LONG_TO_MOVE = "too long to move"
    NORM_STAYS = "norm stays"
    TWO_WORKING_DAYS = "two working days"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the walk: what happened, on which day, because of what day off, over how many days."""

    mark: Mark
    on: date
    why: DayOff | None = None
    days: int = 0


def walk(
    amount: Amount, kind: Kind, from_on: date, calendar: Calendar, pauses: Sequence[Stretch] = ()
) -> tuple[Step, ...]:
    """Every step from ``from_on``, which itself does not count, to the last day of the term (the last step).

    Raises:
        BadTerm: a term in hours, a start that is a moment or far off, or a term that never ends.
    """
    if amount.unit is Unit.HOURS:
        raise BadTerm(mark("{amount} run from a moment, not from a day."), amount=amount)
    if isinstance(from_on, datetime):  # a moment equals no day, so every holiday would be passed over in silence
        raise BadTerm(mark("{amount} run from a day, not from a moment."), amount=amount)
    refuse_far(from_on)
    path = _Path(amount, RULES[kind], from_on, calendar, tuple(pauses))
    return tuple(path.working_days() if amount.unit is Unit.WORKING_DAYS else path.calendar_days())


def refuse_far(from_on: date) -> None:
    """Raises BadTerm for a start so far off that it is a typing error, or that no holiday is known for."""
    if not FIRST_YEAR <= from_on.year <= LAST_START:
        raise BadTerm(
            mark("A term starts between {first} and {last}, not in {year}."),
            first=FIRST_YEAR, last=LAST_START, year=from_on.year,
        )  # fmt: skip


def back(amount: Amount, kind: Kind, before_on: date, calendar: Calendar) -> date:
    """The day that lies the amount before a day. Never moved: Algemene termijnenwet art. 1, second paragraph.

    Raises:
        BadTerm: a term in hours.
    """
    if amount.unit is Unit.HOURS:
        raise BadTerm(mark("{amount} lie before a moment, not before a day."), amount=amount)
    if amount.unit is Unit.WORKING_DAYS:
        return count(before_on, amount.number, partial(RULES[kind].off, calendar), -ONE_DAY)[0]
    return onward(before_on, -amount.number, amount.unit)


@dataclass(frozen=True, slots=True)
class _Path:
    amount: Amount
    rule: Rule
    from_on: date
    calendar: Calendar
    pauses: tuple[Stretch, ...]

    def working_days(self) -> Iterator[Step]:
        end, skipped = count(self.from_on, self.amount.number, self._off)
        yield Step(Mark.COUNTED, end)
        yield from _told(skipped)
        yield Step(Mark.DUE, end)

    def calendar_days(self) -> Iterator[Step]:
        reached = onward(self.from_on, self.amount.number, self.amount.unit)
        yield Step(Mark.REACHED, reached)
        if not self._may_stand_still():  # nothing to pass over, so the days need not be counted one by one
            yield from self._settled(reached)
            return
        end, skipped = count(self.from_on, (reached - self.from_on).days, self._still)
        if skipped:
            yield from _told(skipped)
            yield Step(Mark.RAN_ON, end)
        yield from self._settled(end)

    def _settled(self, end: date) -> Iterator[Step]:
        """The law's last word: where a term ends that falls on a day off or holds too few working days."""
        why, stays = self._off(end), self._stays()
        if why and stays:
            yield Step(stays, end, why)
        elif why:
            yield Step(Mark.LAW_MOVES if self.rule.legal else Mark.AGREED_MOVES, end, why)
            end, skipped = count(end, 1, self._off)
            yield from _told(skipped)
        fewest = end if stays else self._second_working_day()
        if fewest > end:
            yield Step(Mark.TWO_WORKING_DAYS, fewest)
        yield Step(Mark.DUE, max(end, fewest))

    def _stays(self) -> Mark | None:
        if not self.rule.moves:
            return Mark.NORM_STAYS
        return Mark.TOO_LONG_TO_MOVE if self.amount.number > MOVES_UP_TO[self.amount.unit] else None

    def _second_working_day(self) -> date:
        short = self.amount.unit is Unit.DAYS and self.amount.number < FEWEST_DAYS
        if short or not self.rule.legal:
            return self.from_on
        return count(self.from_on, 2, self._off)[0]

    def _may_stand_still(self) -> bool:
        return bool(self.pauses) or (self.rule.stands_still and bool(self.calendar.school))

    def _still(self, day: date) -> DayOff | None:
        paused = next((pause.why(_PAUSE) for pause in self.pauses if day in pause), None)
        return paused or (self.calendar.school_holiday(day) if self.rule.stands_still else None)

    def _off(self, day: date) -> DayOff | None:
        return self._still(day) or self.rule.off(self.calendar, day)


def _told(skipped: Sequence[tuple[date, DayOff]]) -> Iterator[Step]:
    """One step for each named reason; that weekends pass needs no telling."""
    days: dict[DayOff, list[date]] = {}
    for day, why in skipped:
        days.setdefault(why, []).append(day)
    for why, passed in days.items():
        if why not in WEEKEND.values():
            yield Step(Mark.SKIPPED_DAY if len(passed) == 1 else Mark.SKIPPED_DAYS, passed[0], why, len(passed))
