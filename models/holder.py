"""Who holds a question: an agency (with or without a person there) or one of the people. Never looks anybody up."""

import re
from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from models.code import Part

PEOPLE = frozenset({Part.YOUTH, Part.CUSTODY_HOLDERS, Part.TRUSTED_PERSON})
"""Parts without a ladder: never late, never counted; whoever speaks with them may record their answer."""

INVITED = "invited"
"""The part of an agency or person that an answer named, rather than a line of the story."""

_TOKEN = re.compile(r"^(agency|professional|person):([1-9]\d{0,11})$")


@dataclass(frozen=True, slots=True)
class Holder:
    """One holder of a question."""

    part: str
    agency_id: int | None = None
    professional_id: int | None = None
    person_id: int | None = None

    @property
    def token(self) -> str:
        """The holder as an answer names it; never a name."""
        if self.person_id is not None:
            return f"person:{self.person_id}"
        if self.professional_id is not None:
            return f"professional:{self.professional_id}"
        return f"agency:{self.agency_id}"


def parsed(token: str) -> tuple[str, int]:
    """``("agency", 3)`` for ``agency:3``.

    Raises:
        ValueError: when it names no holder.
    """
    match = _TOKEN.match(token)
    if not match:
        raise ValueError("a holder is agency:1, professional:1 or person:1")
    return match[1], int(match[2])


def _kind(*kinds: str) -> AfterValidator:
    def check(token: str) -> str:
        match = _TOKEN.match(token)
        if not match or match[1] not in kinds:
            raise PydanticCustomError("holder", "choose one of: {expected}", {"expected": ", ".join(kinds)})
        return token

    return AfterValidator(check)


_SEEN = re.compile(r"^(?:agency|professional|person):[1-9]\d{0,11}(?:\.\d{1,9})?$")


def _seen(token: str) -> str:
    if not _SEEN.match(token):
        raise PydanticCustomError("holder", "choose one of: {expected}", {"expected": "person, professional, agency"})
    return token


def as_it_was_seen(token: str) -> tuple[str, int | None]:
    """``("person:3", 2)`` for ``person:3.2``: somebody, and how often they had been changed when they were looked at.

    Without the number nothing is said about what was seen.
    """
    who, _, turn = token.partition(".")
    return who, int(turn) if turn else None


class Names:
    """Marks a field that names a holder: what it names must be there, and have to do with the case."""


Anybody = Annotated[str, _kind("agency", "professional", "person"), Names()]
AnAgency = Annotated[str, _kind("agency"), Names()]
AProfessional = Annotated[str, _kind("professional"), Names()]
APerson = Annotated[str, _kind("person"), Names()]
SeenHolder = Annotated[str, AfterValidator(_seen)]
"""Somebody of the case as the person saw them; see ``as_it_was_seen``."""

AgencyOrProfessional = Annotated[str, _kind("agency", "professional"), Names()]
