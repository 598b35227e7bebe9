"""What aftercare goes by: the windows of contact. Never writes."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sqlmodel import col, select

from flows.engine import when
from flows.engine.hot import OPEN_RUNS
from flows.engine.matter import Matter
from flows.engine.who import age_of
from models.age import ADULT_AT, PARENTS_STAND_BACK_AT, birthday
from models.code import Errand
from models.refusal import Refused
from models.tables import CasePerson, Person, WatchedDate, Youth
from models.window import WIDEST, Window, windows

AFTER_CHRISTMAS, SCHOOL_YEAR = (1, 11), (9, 7)
VARIANTS = {
    "standard": "standard",
    "residential": "residential",
    "special education": "school leaver",
    "light": "light",
}


def parents_must_agree(matter: Matter) -> bool:
    """Under 16 those with custody agree with the trusted person."""
    return age_of(matter) < PARENTS_STAND_BACK_AT


def somebody_looks(matter: Matter) -> bool:
    """Whether the youth is being looked for already; one search at a time is enough."""
    return any(stage == Errand.FIND for _, stage in matter.tx.all(OPEN_RUNS, case=matter.case.id))


def contact_windows(matter: Matter) -> list[dict[str, Any]]:
    """The windows of the chosen variant, and those around moments at which things go wrong more often."""
    start = _starts_on(matter)
    regular = list(_regular(matter, start))
    found = windows(regular, _risky_moments(matter, start, regular[-1]))
    return [_as_facts(window) for window in found if window.closes_on >= matter.today] or [another_window(matter)]


def another_window(matter: Matter) -> dict[str, Any]:
    """One more window, three months from now."""
    middle = when.due(matter, "contact standard 3", agency=None).on or matter.today
    return _as_facts(Window(middle - WIDEST, middle + WIDEST))


def _as_facts(window: Window) -> dict[str, Any]:
    return {"opens_on": window.opens_on, "closes_on": window.closes_on}


def _starts_on(matter: Matter) -> date:
    departs_on = matter.session.get_one(Youth, matter.case.youth_id).departs_on
    return departs_on or matter.today


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
    """Start of the school year, after Christmas, the 18th birthday, the end of an indication or a placement."""
    birth_on = matter.session.get_one(Person, matter.case.youth_id).birth_on
    moments = [date(year, *each) for year in range(start.year, end.year + 1) for each in (AFTER_CHRISTMAS, SCHOOL_YEAR)]
    if birth_on is not None:
        moments.append(birthday(birth_on, ADULT_AT))
    watched = matter.session.exec(select(col(WatchedDate.day)).where(WatchedDate.case_id == matter.case.id))
    yield from (day for day in (*moments, *watched) if start + timedelta(days=14) <= day <= end)
