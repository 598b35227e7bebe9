"""What the youth says today of somebody around them, and whether that closes something to this person. Reads only."""

from sqlmodel import col, select

from flows.engine.matter import Matter
from flows.engine.who import age_of
from flows.records.around import with_custody
from models.code import FilePart
from models.condition import Thing
from models.item import Item
from models.link import Link
from models.policy import is_handed_to
from models.tables import YouthWord
from models.youth_word import NOTHING, Word, counting


def words_that_hold(matter: Matter) -> list[YouthWord]:
    """What was said and not taken back, whom it is about in the order it was said."""
    rows = select(YouthWord).where(YouthWord.case_id == matter.case.id, col(YouthWord.until_at).is_(None))
    return list(matter.session.exec(rows.order_by(col(YouthWord.id))))


def word_about(matter: Matter, person: int) -> Word:
    """What counts today of what the youth said of that person."""
    row = next((each for each in words_that_hold(matter) if each.person_id == person), None)
    if row is None:
        return NOTHING
    return counting(
        word_of(row),
        said_at=age_of(matter, row.said_on),
        now_at=age_of(matter),
        custody_agrees=row.custody_agrees,
        has_custody=has_custody(matter, person),
    )


def word_of(row: YouthWord) -> Word:
    """A row as it was said."""
    may, must_not = (frozenset(map(FilePart, codes_in(codes))) for codes in (row.may, row.must_not))
    return Word(may, must_not, frozenset(codes_in(row.domains_not)))


def codes_in(codes: str) -> list[str]:
    """The codes one column holds."""
    return [code for code in codes.split(",") if code]


def has_custody(matter: Matter, person: int) -> bool:
    """Whether that person has custody of the youth today."""
    return any(each.holder.person_id == person for each in with_custody(matter))


def is_closed_to(matter: Matter, person: int, item: Item, domain: str | None = None) -> bool:
    """Whether the youth said that this person must not be told of it; never of the youth.

    What nobody said anything of is no matter of this: each question that may go to the people says to whom.
    """
    return person != matter.case.youth_id and word_about(matter, person).forbids(item, domain)


def may_read_domain(matter: Matter, person: int, link: Link, domain: str) -> bool:
    """Whether one of the people may read of a life domain in what is handed to them."""
    thing = Thing(age=age_of(matter))
    return is_handed_to(link, Item.GOAL, thing, word_about(matter, person), domain)
