"""Which consents end soon, or ended, and were not given again. Never writes."""

from datetime import date, timedelta
from typing import Any

from sqlmodel import col, select

from flows.engine import when
from flows.engine.matter import Matter
from flows.facts.consent import (
    agencies_asked_about,
    decided_for,
    givers_of,
    givers_on,
    partners_without_ground,
    words_of,
)
from flows.facts.sharing import has_ground
from models.code import Errand
from models.tables import Consent

AHEAD = ("consent ahead", "birthday ahead")


def what_ends(matter: Matter) -> dict[str, Any]:
    """The partners whose consent ends within the term for asking again, and the first day one of them has none.

    A run about somebody asks of those partners for which their word is lacking: they must agree from today on.
    """
    if matter.stage == Errand.RENEWAL and matter.about is not None:
        return _what_waits_for(matter, matter.about)
    ends = {agency: _ends_on(matter, agency) for agency in partners_without_ground(matter)}
    soon = {agency: day for agency, day in ends.items() if day is not None and day <= _horizon(matter)}
    on = min(soon.values(), default=matter.today)
    return {"agencies": sorted(soon), "on": on, "last_on": on - timedelta(days=1)}


def _what_waits_for(matter: Matter, giver: int) -> dict[str, Any]:
    agencies = [agency for agency in agencies_asked_about(matter) if is_silent(matter, giver, agency)]
    last_on = when.due(matter, "consent", agency=None).on or matter.today
    return {"agencies": agencies, "on": matter.today, "last_on": last_on}


def is_silent(matter: Matter, giver: int, agency: int) -> bool:
    """Whether this person's yes is needed today for this partner, and neither a word nor a decision is there."""
    said, decided = words_of(matter, [agency], matter.today), decided_for(matter, [agency])
    return giver in givers_of(matter) and (giver, agency) not in said and (giver, agency) not in decided


def still_holds(matter: Matter, agencies: list[int]) -> bool:
    """Whether all of these partners may know of the case today."""
    return all(has_ground(matter, agency) for agency in agencies)


def newest_word(matter: Matter, agencies: list[int]) -> int:
    """The number of the last word anybody gave about these partners: it tells one round of asking from the next."""
    return (
        matter.session.exec(
            select(Consent.id)
            .where(Consent.case_id == matter.case.id, col(Consent.agency_id).in_(agencies))
            .order_by(col(Consent.id).desc())
        ).first()
        or 0
    )


def whose_yes_will_be_missing(matter: Matter, agencies: list[int], on: date) -> list[int]:
    """Who must agree on that day, and whose last word about some of these partners does not reach it."""
    on = max(on, matter.today)
    given = words_of(matter, agencies, on)
    return [giver for giver in givers_on(matter, on) if not all((giver, agency) in given for agency in agencies)]


def _ends_on(matter: Matter, agency: int) -> date | None:
    """The first day on which somebody's yes is lacking; nothing where nobody ever gave one, or somebody said no."""
    rows = matter.session.exec(
        select(Consent)
        .where(Consent.case_id == matter.case.id, Consent.agency_id == agency)
        .order_by(col(Consent.given_on), col(Consent.id))
    )
    last = {row.giver_id: row for row in rows}
    if not last or any(row.withdrawn_at is not None or not row.agrees for row in last.values()):
        return None
    needed = [last[giver] for giver in givers_on(matter, matter.today) if giver in last]
    return min((row.ends_on for row in needed if row.ends_on is not None), default=None)


def _horizon(matter: Matter) -> date:
    days = (when.due(matter, term, agency=None).on for term in AHEAD)
    return max((day for day in days if day is not None), default=matter.today)
