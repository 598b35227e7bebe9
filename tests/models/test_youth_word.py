"""What a youth says about who may see what: which things it opens and closes, and from what age it counts."""

import pytest

from models.code import FilePart
from models.item import Action, Item
from models.link import Link
from models.policy import POLICY
from models.youth_word import ITEMS, NOTHING, WITH_ANY, Word, counting

SAID = Word(frozenset({FilePart.PLAN}), frozenset({FilePart.LOOKED}), frozenset({"income"}))
ONLY_NO = Word(must_not=SAID.must_not, domains_not=SAID.domains_not)


def test_everything_that_may_be_handed_to_others_is_a_part_the_youth_can_speak_of() -> None:
    others = {Link.PARENT, Link.SUPPORTER}
    handed = {item for (item, action), grant in POLICY.items() if action is Action.PRINT and others & set(grant)}

    assert handed == frozenset().union(WITH_ANY, *ITEMS.values())
    assert set(ITEMS) == set(FilePart)


def test_a_yes_opens_its_part_and_whose_file_it_is_and_no_more() -> None:
    assert {item for item in Item if SAID.says(item)} == {Item.PLAN, Item.GOAL, *WITH_ANY}
    assert not any(NOTHING.says(item) or NOTHING.forbids(item) for item in Item)


def test_a_no_closes_its_part_and_every_part_of_a_life_domain() -> None:
    assert {item for item in Item if SAID.forbids(item)} == {Item.LOG}
    assert SAID.forbids(Item.GOAL, "income")
    assert not SAID.forbids(Item.GOAL, "living")


@pytest.mark.parametrize(
    ("said_at", "now_at", "custody_agrees", "has_custody", "counts"),
    [
        (11, 11, False, True, NOTHING),  # who has custody reads for the child
        (11, 11, True, False, SAID),  # their yes opens it to a supporter
        (11, 11, False, False, ONLY_NO),
        (11, 12, True, False, NOTHING),  # from twelve on the youth is asked
        (14, 14, False, True, SAID),
        (14, 14, False, False, ONLY_NO),  # until sixteen both agree
        (14, 14, True, False, SAID),
        (14, 16, False, False, SAID),
        (17, 17, False, True, SAID),
    ],
)
def test_what_was_said_counts_by_age(
    said_at: int, now_at: int, *, custody_agrees: bool, has_custody: bool, counts: Word
) -> None:
    known = counting(SAID, said_at=said_at, now_at=now_at, custody_agrees=custody_agrees, has_custody=has_custody)

    assert known == counts
