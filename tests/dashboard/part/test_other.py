"""What may be said instead of an answer; a case manager says in the same form what happens meanwhile."""

from collections.abc import Callable
from typing import Any

import pytest

BRAM, ILSE = "bram.hoevelaar@waalzicht.example", "ilse.verhagen@aanmeldpunt.example"
FATIMA, DENNIS = "fatima.bouzidi@doorstroompunt.example", "dennis.culemborg@geldloket.example"
Look = Callable[..., Any]


@pytest.fixture
def asked_of(house: Any) -> Callable[[str], str]:
    """A case that Fatima guides, in which an agency is asked about a running request."""

    def asked(agency: str) -> str:
        request = {"asked_on": "2026-11-16", "term": "debt talk", "words": "Een gesprek over schulden."}
        ref = str(house.register(BRAM, running=[{"agency": house.agency(agency), **request}]))
        house.answer(ref, ILSE, "weighing", decision="consultant", case_manager=house.professional(FATIMA))
        house.answer(ref, FATIMA, "case-manager")
        return ref

    return asked


def _one(elements: Any, place: str) -> Any:
    (found,) = [each for each in elements if each.key and each.key.endswith(place)]
    return found


def test_a_case_manager_who_needs_longer_says_at_once_what_happens_meanwhile(
    house: Any, look: Look, asked_of: Callable[[str], str]
) -> None:
    ref = asked_of("doorstroompunt")
    page = look("case", FATIMA, ref=ref)
    _one(page.button, ".needs_longer/meanwhile#add").click().run()
    _one(page.date_input, ".needs_longer/until").set_value("2027-02-01")
    _one(page.selectbox, ".needs_longer/code").set_value("no place")
    _one(page.text_area, ".needs_longer/meanwhile.0.what").set_value("De school belt elke week.")

    _one(page.button, ".needs_longer#send").click().run()
    house.go_on()

    assert page.success[0].value == "Genoteerd, met de nieuwe datum."
    assert not [key for key in house.open_keys(ref) if key.startswith("meanwhile")]


def test_an_agency_is_not_asked_what_the_case_manager_says(look: Look, asked_of: Callable[[str], str]) -> None:
    page = look("case", DENNIS, ref=asked_of("geldloket"))

    assert [each for each in page.button if "meanwhile" in (each.key or "")] == []
    assert _one(page.date_input, ".needs_longer/until") is not None
