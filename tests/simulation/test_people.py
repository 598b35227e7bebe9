"""Invented youths, and what a referrer writes about them."""

from collections.abc import Iterator
from datetime import date, datetime

import pytest

from models.forms import form_from
from models.resemblance import full_name, resembles
from models.store import Store
from simulation.cast import Cast, found_cast
from simulation.course import HAPPENINGS as MAY_HAPPEN
from simulation.course import new_course
from simulation.deck import Luck
from simulation.happening import HAPPENINGS
from simulation.people import OLDEST, YOUNGEST, Invented, address, invent, mistyped, names
from simulation.registration import registration

MONDAY = date(2026, 11, 23)


@pytest.fixture
def cast(store: Store, now: datetime) -> Cast:
    return found_cast(store, now)


def youths(number: int) -> Iterator[Invented]:
    rng = Luck(5).rng
    return (invent(rng, MONDAY) for _ in range(number))


def test_youths_are_from_four_to_twenty_six_years_old() -> None:
    assert {youth.years(MONDAY) for youth in youths(600)} == set(range(YOUNGEST, OLDEST + 1))


def test_names_are_of_many_scripts() -> None:
    letters = "".join(names()["given"] + names()["family"] + names()["nickname"])

    assert all(letter in letters for letter in "ığşÖüŁليО🛹")


def test_nobody_has_an_address_that_mail_reaches() -> None:
    assert all(address(7, youth).endswith(".example") for youth in youths(100))


def test_who_writes_a_name_down_differently_still_means_the_same_youth() -> None:
    rng = Luck(5).rng
    for youth in youths(100):
        other = mistyped(rng, youth)
        assert other.birth_on == youth.birth_on
        assert resembles(
            full_name(youth.given_name, youth.prefix, youth.family_name),
            full_name(other.given_name, other.prefix, other.family_name),
        )


def test_every_registration_fits_its_form(cast: Cast) -> None:
    luck = Luck(5)
    for number, youth in enumerate(youths(150)):
        fields = registration(luck, cast, new_course(luck), youth, number, MONDAY)
        assert form_from("Registration", 1, fields)


def test_registrations_differ_as_real_ones_do(cast: Cast) -> None:
    luck = Luck(5)
    found = [registration(luck, cast, new_course(luck), youth, 1, MONDAY) for youth in youths(150)]

    assert {form["ground"] for form in found} == {"legal task", "consent", "anonymous"}
    for field in ("running", "consents", "partners", "custody", "departs_on", "urgent", "told_parents_on"):
        assert any(field in form for form in found), f"nobody writes {field}"
        assert any(field not in form for form in found), f"everybody writes {field}"


def test_everything_that_may_happen_can_be_carried_out() -> None:
    assert set(HAPPENINGS) == (set(MAY_HAPPEN) - {""}) | {"comes back"}
