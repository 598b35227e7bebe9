"""How long each kind of data is kept: by a term a region can change, and with two people where it is about a case."""

import pytest

from models.ending import OUTCOMES
from models.retention import CATEGORIES, OF_A_CASE, Category
from models.term_list import load_terms


def test_every_category_says_how_it_is_kept() -> None:
    assert set(CATEGORIES) == set(Category)


@pytest.mark.parametrize("category", Category)
def test_what_is_kept_for_a_time_has_a_term_with_its_ground(category: Category) -> None:
    kept = CATEGORIES[category]

    assert bool(kept.term) != bool(kept.stays) or category is Category.ERASURE
    if kept.term:
        assert load_terms()[kept.term].ground


def test_two_people_look_at_every_case_before_it_is_destroyed() -> None:
    assert {category for category, kept in CATEGORIES.items() if kept.four_eyes} == OF_A_CASE


def test_every_ending_keeps_the_case_for_a_term_of_a_category() -> None:
    terms = {CATEGORIES[category].term for category in OF_A_CASE}

    assert {outcome.retained for outcome in OUTCOMES.values()} <= terms


def test_what_began_nothing_is_kept_three_months_and_every_other_case_two_years() -> None:
    terms = load_terms()
    kept = {code: str(terms[outcome.retained].amount) for code, outcome in OUTCOMES.items()}

    assert {code for code, months in kept.items() if months == "3"} == {
        "another place", "withdrawn", "no ground", "registered by mistake",
    }  # fmt: skip
    assert set(kept.values()) == {"3", "24"}
