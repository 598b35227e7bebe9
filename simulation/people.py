"""Invented youths and the people around them, put together by chance. Holds nobody who exists."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

from models.age import ADULT_AT, age
from models.code import Sector
from models.secret import normalised
from simulation.cast import DATA

YOUNGEST, OLDEST = 4, 26


@dataclass(frozen=True, slots=True)
class Invented:
    """A youth who does not exist."""

    given_name: str
    prefix: str | None
    family_name: str
    birth_on: date
    sector: Sector

    def years(self, on: date) -> int:
        """How old the youth is on that day."""
        return age(self.birth_on, on)


SECTORS: Sequence[tuple[int, tuple[Sector, ...]]] = (
    (5, (Sector.PRESCHOOL, Sector.PRIMARY)),
    (12, (Sector.PRIMARY,)),
    (16, (Sector.VO, Sector.VO, Sector.VSO, Sector.PRO, Sector.OPDC)),
    (18, (Sector.VO, Sector.MBO, Sector.MBO, Sector.VSO, Sector.PRO)),
    (23, (Sector.MBO, Sector.MBO, Sector.NONE)),
    (OLDEST + 1, (Sector.NONE, Sector.MBO)),
)
"""Up to which age a youth learns where."""

AGES = (*range(YOUNGEST, OLDEST + 1), *range(12, 23), *range(15, 20))
"""Most youths are between twelve and twenty-two."""


@cache
def names() -> Mapping[str, list[str]]:
    """The parts of names."""
    return tomllib.loads((DATA / "names.toml").read_text())


@cache
def words() -> Mapping[str, list[str]]:
    """What people write."""
    return tomllib.loads((DATA / "words.toml").read_text())


def invent(rng: Random, on: date) -> Invented:
    """A youth of some age on that day; one in forty goes by a nickname."""
    years = rng.choice(AGES)
    birth_on = on - timedelta(days=int(years * 365.25) + rng.randrange(2, 360))
    given = rng.choice(names()["nickname"] if rng.random() < 0.025 else names()["given"])
    prefix = rng.choice(names()["prefix"]) if rng.random() < 0.2 else None
    return Invented(given, prefix, rng.choice(names()["family"]), birth_on, sector_at(rng, years))


def sector_at(rng: Random, years: int) -> Sector:
    """Where somebody of that age may learn."""
    return rng.choice(next(sectors for below, sectors in SECTORS if years < below))


def mistyped(rng: Random, youth: Invented) -> Invented:
    """The same youth as somebody else might write it down: one letter of the family name doubled."""
    place = rng.randrange(1, len(youth.family_name))
    family = youth.family_name[:place] + youth.family_name[place - 1] + youth.family_name[place:]
    return Invented(youth.given_name, youth.prefix, family, youth.birth_on, youth.sector)


def address(number: int, youth: Invented) -> str:
    """A mail address no mail ever reaches."""
    plain = "".join(filter(str.isascii, normalised(youth.given_name))).replace(" ", "") or "jongere"
    return f"{plain}.{number}@jongere.example"


def custody(rng: Random, number: int, youth: Invented, on: date) -> list[dict[str, Any]]:
    """Who has custody: two parents mostly, one, or a guardian; nobody from eighteen."""
    if youth.years(on) >= ADULT_AT:
        return []
    relation = "guardian" if rng.random() < 0.08 else "parent"
    many = 1 if relation == "guardian" or rng.random() < 0.35 else 2
    return [
        {
            "given_name": rng.choice(names()["people"]),
            "family_name": youth.family_name,
            "relation": relation,
            "email": f"gezag.{number}.{each}@ouder.example",
        }
        for each in range(1, many + 1)
    ]
