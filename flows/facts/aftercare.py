"""What aftercare goes by: the windows of contact. Never writes."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from sqlmodel import col, select

from flows.engine import when
from flows.engine.hot import OPEN_RUNS
from flows.engine.matter import AMSTERDAM, Matter
from flows.engine.who import READ_CUSTODY, READ_TRUSTED, age_of
from models.age import ADULT_AT, PARENTS_STAND_BACK_AT, birthday
from models.code import Errand
from models.refusal import Refused
from models.tables import CasePerson, Person, StageRun, WatchedDate, Youth
from models.term import ahead_on
from models.window import WIDEST, Window, next_of, windows

AFTER_CHRISTMAS, SCHOOL_YEAR = (1, 11), (9, 7)
RISKY = ("move", "end of place", "end of indication")
VARIANTS = {
    "standard": "standard",
    "residential": "residential",
    "special education": "school leaver",
    "light": "light",
}


def parents_must_agree(matter: Matter) -> bool:
    """Under 16 those with custody agree with the trusted person."""
    return age_of(matter) < PARENTS_STAND_BACK_AT


def is_custody_unknown(matter: Matter) -> bool:
    """Whether nobody is known who has custody, no person and no institution."""
    return not matter.tx.all(READ_CUSTODY, youth=matter.case.youth_id)


def somebody_looks(matter: Matter) -> bool:
    """Whether the youth is being looked for already; one search at a time is enough."""
    return any(stage == Errand.FIND for _, stage in matter.tx.all(OPEN_RUNS, case=matter.case.id))


def choose_by(matter: Matter) -> date | str:
    """The last day to choose: two weeks before the departure, or the usual term where that is nearer than it."""
    departs_on = matter.session.get_one(Youth, matter.case.youth_id).departs_on
    usual = when.due(matter, "trusted person", agency=None).on
    if departs_on is None or usual is None:
        return "trusted person"
    ahead = when.named_term(matter.tx, matter.case.region_id, "trusted person ahead", matter.today)
    day = ahead_on(ahead, departs_on, when.calendar_of(matter.tx, matter.case.region_id, None))
    return day if day > usual else "trusted person"


def next_window(matter: Matter, after: date | None) -> dict[str, Any]:
    """The window to go on with, as things stand today; one more, three months from now, when there are no more.

    With it whether somebody is there to be in touch: whom the youth chose may have left between two windows.

    Windows lie around the days of the chosen variant, and around moments at which things go wrong more often.
    """
    found, _ = planned_windows(matter)
    window = next_of(found, after, matter.today)
    if window is None:
        return _as_facts(matter, _another_window(matter), last=True)
    return _as_facts(matter, window, last=window == found[-1])


def planned_windows(matter: Matter) -> tuple[list[Window], frozenset[date]]:
    """Every window of this run as things stand today, and the days of the chosen variant; the others are extra."""
    start = _starts_on(matter)
    regular = list(_regular(matter, start))
    return windows(regular, _risky_moments(matter, start, regular[-1])), frozenset(regular)


def _another_window(matter: Matter) -> Window:
    middle = when.due(matter, "contact standard 3", agency=None).on or matter.today
    return Window(middle - WIDEST, middle + WIDEST, middle)


def _as_facts(matter: Matter, window: Window, *, last: bool) -> dict[str, Any]:
    return {**asdict(window), "last": last, "in_touch": bool(matter.tx.all(READ_TRUSTED, case=matter.case.id))}


def _starts_on(matter: Matter) -> date:
    departs_on = matter.session.get_one(Youth, matter.case.youth_id).departs_on
    return departs_on or matter.session.get_one(StageRun, matter.run).started_at.astimezone(AMSTERDAM).date()


def _regular(matter: Matter, start: date) -> Iterator[date]:
    chosen = matter.session.exec(
        select(CasePerson)
        .where(CasePerson.case_id == matter.case.id, CasePerson.until_on == None, CasePerson.variant != None)  # noqa: E711
        .order_by(CasePerson.id.desc())  # type: ignore[attr-defined]
    ).first()
    variant = VARIANTS[chosen.variant if chosen and chosen.variant else "standard"]
    number = 1
    while True:
        try:
            day = when.due(matter, f"contact {variant} {number}", agency=None, since=start).on
        except Refused:
            return
        if day is not None:
            yield day
        number += 1


def _risky_moments(matter: Matter, start: date, end: date) -> Iterator[date]:
    """Start of the school year, after Christmas, the 18th birthday, a move, the end of an indication or a placement."""
    birth_on = matter.session.get_one(Person, matter.case.youth_id).birth_on
    moments = [date(year, *each) for year in range(start.year, end.year + 1) for each in (AFTER_CHRISTMAS, SCHOOL_YEAR)]
    if birth_on is not None:
        moments.append(birthday(birth_on, ADULT_AT))
    watched = matter.session.exec(
        select(col(WatchedDate.day)).where(
            WatchedDate.case_id == matter.case.id, col(WatchedDate.kind).in_(RISKY), WatchedDate.day >= start
        )
    )
    yield from (day for day in (*moments, *watched) if start + timedelta(days=14) <= day <= end)
