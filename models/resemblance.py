"""Whether two registrations may be about the same youth: names compared, fuzzily. Proposes only; a person decides."""

from rapidfuzz.fuzz import token_sort_ratio

from models.secret import normalised

ALIKE = 80
"""From 0 to 100; proposed, and a person decides. Catches a letter typed wrong and names in another order."""


def resembles(one: str, other: str) -> bool:
    """Whether two full names are alike enough to ask somebody."""
    return token_sort_ratio(normalised(one), normalised(other)) >= ALIKE


def full_name(given: str, prefix: str | None, family: str | None) -> str:
    """A name as people write it."""
    return " ".join(part for part in (given, prefix, family) if part)
