"""Why something in a file is not for who asked for a copy: it is of somebody else. A person decides after it.

Source: AVG art. 15(4): a copy does not harm the rights of others; domain.md, R8.
"""

from typing import Any

from flows.copy.item import Mask
from flows.copy.reach import Reach
from models.code import Errand
from models.item import Item
from models.medical import CONCLUSION
from models.tables import Goal, OwnAsk, Person, Youth

REACHED_BY = frozenset({"phone", "email", "address", "birth_on"})
WHERE = frozenset({"address", "neighbourhood", "school_id"})
SAID = frozenset({"words", "said_by_name", "why", "longer_why", "representative"})
OF_FAMILY = frozenset({"siblings", "words", "given_name", "relation"})
OF_OWN_ASK = {"stage": Errand.OWN_ASK, "form": "OwnAskReply", "notice": "OwnAskAnswered"}
ASKED = frozenset({*OF_OWN_ASK, "kind", "words", "result", "reply", "outcome"})
OF_A_SUPPORTER = frozenset({"initials", "relation"})


def how_others_are_reached(reach: Reach, row: Any, column: str) -> Mask | None:
    """Phone, mail, address and birth date of other people; not of who asks."""
    return Mask.CONTACT if column in REACHED_BY and row.id != reach.asker else None


def where_they_live(reach: Reach, _row: Any, column: str) -> Mask | None:
    """A secret address, with the neighbourhood and school that would give it away, for anybody but the youth.

    Nor where the youth said that who asks must not see it.
    """
    if column not in WHERE:
        return None
    if reach.secret:
        return Mask.SECRET_ADDRESS
    return None if reach.is_for_asker(Item.ADDRESS) else Mask.NOT_FOR_PARENTS


def family(_reach: Reach, _row: Any, column: str) -> Mask | None:
    """What is known of brothers, sisters and others of the family."""
    return Mask.FAMILY if column in OF_FAMILY else None


def said_by_others(reach: Reach, row: Any, column: str) -> Mask | None:
    """What another of the people said, or asked by right of their own."""
    if column == "said_by_name":
        return Mask.ABOUT_OTHERS
    by = {getattr(row, name, None) for name in ("said_by_person_id", "asker_id", "person_id")}
    return Mask.SAID_BY_OTHERS if column in SAID and not by <= reach.own else None


def about_others(reach: Reach, _row: Any, column: str) -> Mask | None:
    """Whom the youth leans on is told to the youth, and to nobody else."""
    return Mask.ABOUT_OTHERS if column in OF_A_SUPPORTER and reach.asker != reach.youth else None


def from_own_page(reach: Reach, row: Any, column: str) -> Mask | None:
    """What the youth asked from their own page is told to the youth, and to nobody else."""
    of_it = isinstance(row, OwnAsk) or any(getattr(row, name, None) == code for name, code in OF_OWN_ASK.items())
    return Mask.NOT_FOR_PARENTS if of_it and column in ASKED and reach.asker != reach.youth else None


def of_an_agency(_reach: Reach, _row: Any, column: str) -> Mask | None:
    """The number an agency files it under."""
    return Mask.OF_AN_AGENCY if column == "reference" else None


def to_the_youth(reach: Reach, _row: Any, _column: str) -> Mask | None:
    """What the youth says of who may see what is told to the youth, and to nobody else."""
    return Mask.NOT_FOR_PARENTS if reach.asker != reach.youth else None


def own_story(reach: Reach, _row: Any, column: str) -> Mask | None:
    """What the youth wants, in own words."""
    return Mask.NOT_FOR_PARENTS if column == "wish" and not reach.is_for_asker(Item.STORY) else None


def medical(reach: Reach, row: Any, _column: str) -> Mask | None:
    """The conclusion of a youth doctor, by its own row of the table of policies."""
    is_one = row.kind == CONCLUSION
    return Mask.NOT_FOR_PARENTS if is_one and not reach.is_for_asker(Item.MEDICAL) else None


def of_a_life_domain(reach: Reach, row: Any, _column: str) -> Mask | None:
    """What is of a life domain that who asks must not hear of."""
    goal = getattr(row, "goal_id", None)
    domain = reach.tx.session.get_one(Goal, goal).domain if goal else getattr(row, "domain", None)
    return None if domain is None or reach.is_domain_for_asker(domain) else Mask.NOT_FOR_PARENTS


def note(_reach: Reach, _row: Any, column: str) -> Mask | None:
    """A private note, a concern about safety, that advice was asked."""
    return Mask.NOTE if column in {"kind", "words"} else None


def is_kept_from_maker(reach: Reach, row: Any, column: str) -> bool:
    """Where somebody lives whose address is secret, with the neighbourhood and school that would give it away."""
    if column not in WHERE or not isinstance(row, Person | Youth):
        return False
    person = row if isinstance(row, Person) else reach.tx.session.get_one(Person, row.person_id)
    return reach.is_kept_from_maker(person)
