"""The privacy officer reads who looked, by case and by person; nobody else has the page."""

from typing import Any

import pytest

ILSE, BRAM = "ilse.verhagen@aanmeldpunt.example", "bram.hoevelaar@waalzicht.example"
OFFICER = "yvonne.degrient@aanmeldpunt.example"


@pytest.fixture
def ref(house: Any) -> str:
    return str(house.register(BRAM))


def _words(at: Any) -> str:
    return " ".join(
        str(each.value) for kind in ("markdown", "info", "error", "success", "title") for each in at.get(kind)
    )


def test_by_case_stands_who_looked_and_what_they_were_to_it(look: Any, ref: str) -> None:
    look("case", ILSE, ref=ref)
    at = look("log", OFFICER)

    at.text_input(key="log case").set_value(ref).run()

    assert not at.exception
    shown = at.table[0].value.to_string()
    assert "Ilse Verhagen" in shown
    assert "coördinator" in shown


def test_a_number_that_is_none_says_so(look: Any) -> None:
    at = look("log", OFFICER)

    at.text_input(key="log case").set_value("VN-2222222").run()

    assert at.error


def test_by_person_stands_which_cases_they_looked_at(look: Any, ref: str, house: Any) -> None:
    look("case", ILSE, ref=ref)
    at = look("log", OFFICER)
    at.session_state["log tab"] = "Per persoon"
    at.run()

    at.selectbox(key="log person").select(house.viewer(ILSE).professional_id).run()

    assert ref in at.table[0].value.to_string()


@pytest.mark.parametrize("who", [ILSE, BRAM])
def test_nobody_else_has_the_page(look: Any, who: str) -> None:
    at = look("log", who)

    assert "Wie keek" not in _words(at)


def test_who_guides_the_case_makes_the_print_there(look: Any, ref: str) -> None:
    at = look("case", ILSE, ref=ref)
    at.session_state["tab1"] = "Wie keek"
    at.run()

    assert not at.exception
    assert at.get("download_button")


def test_the_case_says_for_what_each_partner_may_know_and_why(look: Any, ref: str) -> None:
    at = look("case", ILSE, ref=ref)
    at.session_state["tab1"] = "Toestemming"
    at.run()

    read = _words(at)
    assert "waarvoor: de jongere aanmelden voor hulp" in read
    assert "grondslag: Wettelijke taak van de aanmelder" in read
