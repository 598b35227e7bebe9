"""Who may ask what of their file, by age on that day; who decides, and what it must say. Pure; reads no row.

Source: AVG art. 15-21; Jeugdwet 7.3.8-7.3.10; domain.md section 6: "youth from 12 and parents with custody under 16".
"""

from collections.abc import Mapping
from dataclasses import dataclass

from models.age import AGREES_TOO_AT, PARENTS_STAND_BACK_AT
from models.code import Part, RightKind
from models.refusal import NotAllowed
from models.speech import mark


@dataclass(frozen=True, slots=True)
class Right:
    """One right.

    Attributes:
        decides: the part of who decides on it. Seeing and putting right is for who knows the file; whether the file is
            used or kept at all is for the registration point.
        says_what: the request has to say what it is about, in words.
        always: it is never refused.
        gives_copy: a copy of the file is made for it.
    """

    decides: Part = Part.CASE_MANAGER
    says_what: bool = False
    always: bool = False
    gives_copy: bool = False


RIGHTS: Mapping[RightKind, Right] = {
    RightKind.ACCESS: Right(gives_copy=True),
    RightKind.COPY: Right(gives_copy=True),
    RightKind.CORRECTION: Right(says_what=True),
    RightKind.STATEMENT: Right(says_what=True, always=True),
    RightKind.OBJECTION: Right(decides=Part.COORDINATOR, says_what=True),
    RightKind.ERASURE: Right(decides=Part.COORDINATOR),
}
"""Every right; a test holds it against the list of kinds."""


def insist_may_ask(years: int, *, is_youth: bool, has_custody: bool, guardian: bool = False) -> None:
    """Refuses who may not ask this of the file of a youth of that age.

    Args:
        years: how old the youth is today.
        is_youth: the youth asks it.
        has_custody: who asks it has custody.
        guardian: an institution that has custody asks it for the youth.

    Raises:
        NotAllowed: says who may.
    """
    if is_youth and years < AGREES_TOO_AT and not guardian:
        raise NotAllowed(mark("Under twelve, those with custody ask this for the child."))
    if not is_youth and not has_custody:
        raise NotAllowed(mark("Only the youth and those with custody may ask this; or somebody they authorised."))
    if not is_youth and years >= PARENTS_STAND_BACK_AT:
        raise NotAllowed(mark("From sixteen the youth asks this, or somebody the youth authorised."))
