"""Registrations as a referrer would hand them in: at a walk-in point, by phone, whole or lacking something."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from models.access import Viewer
from models.age import AGREES_TOO_AT, PARENTS_STAND_BACK_AT
from models.code import AgencyKind, Domain, Living, Sector
from simulation.cast import Cast, Desk
from simulation.course import Course
from simulation.deck import Luck, dealt
from simulation.people import Invented, address, custody, names, words

SCHOOL_OF: dict[Sector, tuple[AgencyKind, int]] = {
    Sector.PRESCHOOL: (AgencyKind.SCHOOL, -1),
    Sector.PRIMARY: (AgencyKind.SCHOOL, -1),
    Sector.VO: (AgencyKind.SCHOOL, 1),
    Sector.VSO: (AgencyKind.SCHOOL, 1),
    Sector.PRO: (AgencyKind.SCHOOL, 1),
    Sector.OPDC: (AgencyKind.PLUS_FACILITY, 0),
    Sector.MBO: (AgencyKind.SCHOOL, 0),
}
"""Which of the schools of the region, by its place in the list."""

GROUNDS = dealt({"legal task": 6, "consent": 3, "anonymous": 1})
MANY_PARTNERS = {"plain": (0, 2), "usual": (1, 4), "heavy": (6, 8)}
RUNNING: Sequence[tuple[AgencyKind, str]] = (
    (AgencyKind.BENEFITS, "work capacity"),
    (AgencyKind.DEBT, "debt talk"),
    (AgencyKind.YOUTH_CARE, "treeknorm intake"),
    (AgencyKind.INCOME, "search term"),
    (AgencyKind.NEIGHBOURHOOD_TEAM, "youth care decision"),
    (AgencyKind.SCHOOL_BOARD, "tlv"),
)
"""What is often asked already, of whom, under which term."""


def school_of(cast: Cast, sector: Sector) -> Desk | None:
    """The school of a youth in that sector."""
    if sector not in SCHOOL_OF:
        return None
    kind, place = SCHOOL_OF[sector]
    schools = cast.of_kind(kind)
    return schools[max(place, -len(schools)) if place < 0 else min(place, len(schools) - 1)] if schools else None


def referrer(luck: Luck, cast: Cast, school: Desk | None) -> Viewer:
    """Who registers: the walk-in point at school mostly, a partner, or the coordinator for youths who call."""
    way = luck.draw("referrer", dealt({"school": 5, "partner": 3, "coordinator": 1}))
    if way == "school" and school is not None:
        return luck.rng.choice(cast.at(school.number))
    if way == "partner":
        return luck.rng.choice(list(cast.viewers.values()))
    return cast.coordinator


def registration(luck: Luck, cast: Cast, course: Course, youth: Invented, number: int, on: date) -> dict[str, Any]:
    """One registration on a day, as JSON fields."""
    school = school_of(cast, youth.sector)
    form: dict[str, Any] = {
        "given_name": youth.given_name,
        "prefix": youth.prefix,
        "family_name": youth.family_name,
        "birth_on": youth.birth_on.isoformat(),
        "municipality": luck.rng.choice(names()["municipalities"]),
        "sector": youth.sector.value,
        "ground": luck.draw("ground", GROUNDS),
        "worry": luck.rng.choice(words()["worry"]),
        "wish": luck.rng.choice(words()["wish"]),
        "school": school.token if school else None,
        "custody": custody(luck.rng, number, youth, on),
    }
    form |= _told(luck, youth, on, form["ground"])
    form |= _more(luck, course, number, youth, on)
    form["partners"] = _partners(luck, cast, course)
    form["running"] = _running(luck, cast, on)
    form["consents"] = _consents(luck, youth, form, on)
    return {name: value for name, value in form.items() if value not in (None, [], False)}


def _told(luck: Luck, youth: Invented, on: date, ground: Any) -> dict[str, Any]:
    if ground == "anonymous":
        return {}
    told_on = (on - timedelta(days=luck.rng.randrange(7))).isoformat()
    how = luck.rng.choice(("talk", "talk", "phone", "letter"))
    told = {"told_youth_on": told_on, "told_youth_how": how}
    if youth.years(on) < PARENTS_STAND_BACK_AT:
        told |= {"told_parents_on": told_on, "told_parents_how": luck.rng.choice(("phone", "letter"))}
    return told


def _more(luck: Luck, course: Course, number: int, youth: Invented, on: date) -> dict[str, Any]:
    leaves = course.first_step == "aftercare" or luck.happens(0.1)
    away = timedelta(days=luck.rng.randrange(10, 90))
    return {
        "urgent": luck.happens(0.1),
        "danger": luck.happens(0.02),
        "neighbourhood": luck.rng.choice(names()["neighbourhoods"]),
        "email": address(number, youth) if luck.happens(0.7) else None,
        "phone": f"06-5501{number % 10_000:04d}" if luck.happens(0.6) else None,
        "living": luck.rng.choice([*Living, Living.HOME, Living.HOME]).value,
        "secret_address": luck.happens(0.03),
        "absent_since": (on - away).isoformat() if luck.happens(0.2) else None,
        "departs_on": (on + away).isoformat() if leaves else None,
        "siblings": "een zusje en een broer" if luck.happens(0.2) else None,
        "notes": [
            {"domain": domain.value, "kind": kind, "words": luck.rng.choice(words()["note"])}
            for domain in Domain
            for kind in ("worry", "strength")
            if luck.happens(0.25)
        ],
    }


def _partners(luck: Luck, cast: Cast, course: Course) -> list[str]:
    fewest, most = MANY_PARTNERS[course.weight]
    desks = list(cast.desks.values())
    many = min(luck.rng.randint(fewest, most), len(desks))
    return [desk.token for desk in luck.rng.sample(desks, many)]


def _running(luck: Luck, cast: Cast, on: date) -> list[dict[str, Any]]:
    if not luck.happens(0.25):
        return []
    kind, term = luck.draw("running", RUNNING)
    asked_on = on - timedelta(days=luck.rng.randrange(5, 80))
    return [running_request(luck, desk, term, asked_on) for desk in cast.of_kind(kind)[:1]]


def running_request(luck: Luck, desk: Desk, term: str, asked_on: date) -> dict[str, Any]:
    """Something an agency was already asked, under its own term."""
    what = luck.rng.choice(words()["action"])
    return {"agency": desk.token, "asked_on": asked_on.isoformat(), "term": term, "words": what}


def _consents(luck: Luck, youth: Invented, form: dict[str, Any], on: date) -> list[dict[str, Any]]:
    if not luck.happens(0.5):
        return []
    years = youth.years(on)
    parents = [f"{each} custody holder" for each in ("first", "second")][: len(form["custody"])]
    givers = (["youth"] if years >= AGREES_TOO_AT else []) + (parents if years < PARENTS_STAND_BACK_AT else [])
    given_on = (on - timedelta(days=luck.rng.randrange(5))).isoformat()
    return [
        {"giver": giver, "agrees": luck.happens(0.93), "way": luck.rng.choice(("table", "phone", "paper")),
         "given_on": given_on}
        for giver in givers
    ]  # fmt: skip
