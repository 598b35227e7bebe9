"""What an agency fills in about its own number for a case. Files nothing.

The number travels in mails, so it must say nothing about a person: letters and digits as in a file number, no name.
"""

import re
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from models.forms.field import looks_like_a_citizen_number
from models.forms.form import Sheet, asked
from models.speech import mark

_MOST_LETTERS_TOGETHER = 3
_A_WORD = re.compile(rf"[^\W\d_]{{{_MOST_LETTERS_TOGETHER + 1},}}")
_YEAR, _PART = r"(?:19|20)\d{2}", r"\d{1,2}"
_A_DAY = re.compile(rf"(?<!\d)(?:{_PART}[-./ ]{_PART}[-./ ]{_YEAR}|{_YEAR}[-./ ]{_PART}[-./ ]{_PART})(?!\d)")
_SHAPE = r"^\s*[A-Za-z0-9][A-Za-z0-9 ./_-]*\s*$"


def _says_nothing_about_a_person(text: str) -> str:
    if _A_WORD.search(text) or not any(letter.isdigit() for letter in text):
        raise ValueError(mark("a number of your own records: digits, with a few letters at most; never a name"))
    if _A_DAY.search(text):
        raise ValueError(mark("this looks like a date; a reference must say nothing about a person"))
    if looks_like_a_citizen_number(text):
        raise ValueError(mark("this looks like a citizen service number, which may not be kept here"))
    return text


Reference = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=2, max_length=30, pattern=_SHAPE),
    AfterValidator(_says_nothing_about_a_person),
]


class OwnNumber(Sheet):
    """The number an agency knows this case by."""

    reference: Reference = asked(
        mark("Your own reference"),
        help=mark("The number of this case in your own records. Our mails to you carry it. No name, no birth date."),
    )  # fmt: skip
