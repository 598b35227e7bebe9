"""The kinds of field a form may have, and whether the journal may keep what they hold. Knows no form.

The journal keeps codes, numbers, dates and holders; never words. What is a name or a sentence is ``Private``.
"""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from models.code import Domain
from models.speech import mark


class Private:
    """Marks a field whose content is words or names: sealed in the statement, absent from the journal."""


LONGEST_WORDS = 5_000
_TURNS_TEXT_AROUND = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def _clean(text: str) -> str:
    if any(_cannot_be_kept(letter) for letter in text):
        raise PydanticCustomError("control_characters", mark("contains characters that cannot be kept"))
    if not any(map(_is_seen, text)):
        raise PydanticCustomError("blank", mark("is empty"))
    return unicodedata.normalize("NFC", text)


def _cannot_be_kept(letter: str) -> bool:
    if letter in "\n\t":
        return False
    return unicodedata.category(letter) in {"Cc", "Cs"} or letter in _TURNS_TEXT_AROUND


def _is_seen(letter: str) -> bool:
    return not unicodedata.category(letter).startswith(("C", "Z"))


CLEAN = AfterValidator(_clean)
"""Refuses what cannot be kept or seen; one way of writing for each letter."""


def _unix(text: Any) -> Any:
    return text.replace("\r\n", "\n").replace("\r", "\n") if isinstance(text, str) else text


def _domain(code: str) -> str:
    if code not in set(Domain):
        raise PydanticCustomError("domain", mark("is none of the life domains"))
    return code


Words = Annotated[
    str,
    # First the limits: around another validator they would look before they strip, and let blanks pass.
    StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_WORDS),
    BeforeValidator(_unix),
    AfterValidator(_clean),
    Private(),
]
"""Free text, of several lines."""

Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=200, pattern=r"^[^\r\n]*$"),
    AfterValidator(_clean),
    Private(),
]
"""Free text of one line."""

Name = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=80, pattern=r"^[^\r\n]*$"),
    AfterValidator(_clean),
    Private(),
]
"""Part of somebody's name, in any script."""

Phone = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^\+?[0-9][0-9 \-]{6,18}$"), Private()]
Email = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=254, pattern=r"^[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>]+$"),
    AfterValidator(_clean),
    Private(),
]
Place = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80), AfterValidator(_clean), Private()
]
"""A municipality, neighbourhood or address of a meeting."""

Birth = Annotated[date, Private()]
Mark = Annotated[int, Field(ge=0, le=10)]
"""0 is as bad as can be, 10 as good as can be."""

Cents = Annotated[int, Field(ge=0, le=100_000_000)]
Number = Annotated[int, Field(ge=1, le=2**53)]
"""The number of a row the form chose from a list."""

DomainCode = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]{1,23}$"), AfterValidator(_domain)]
"""A life domain, by its code."""

_NINE_DIGITS = re.compile(r"(?<!\d)(?:\d[ .]?){8}\d(?!\d)")


def looks_like_a_citizen_number(text: str) -> bool:
    """Whether the text holds nine digits that pass the eleven-test of a citizen service number.

    One in eleven other numbers passes too, so a person may say that it is another number. Source: UAVG art. 46.
    """
    return any(_passes_eleven_test(re.sub(r"\D", "", found)) for found in _NINE_DIGITS.findall(text))


def _passes_eleven_test(digits: str) -> bool:
    weights: Mapping[int, int] = {place: 9 - place if place < 8 else -1 for place in range(9)}
    return digits != "000000000" and sum(int(digit) * weights[place] for place, digit in enumerate(digits)) % 11 == 0
