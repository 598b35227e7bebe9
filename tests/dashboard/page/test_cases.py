"""The list of cases: narrowed by what stands in the address, by name for who may, and taken away as a file."""

from collections.abc import Callable
from typing import Any

import pytest

from dashboard.part.taking import as_csv

ILSE, MARGRIET = "ilse.verhagen@aanmeldpunt.example", "margriet.oosterwold@aanmeldpunt.example"
BRAM = "bram.hoevelaar@waalzicht.example"
NAME = "name of the youth"
Look = Callable[..., Any]


@pytest.mark.parametrize(("asked", "kept"), [("Tielerwaard", "Tielerwaard"), ("Elders", None)])
def test_a_municipality_in_the_address_is_kept_where_it_occurs(
    house: Any, look: Look, words: Any, asked: str, kept: str | None
) -> None:
    house.register(BRAM)

    at = look("cases", ILSE, municipality=asked)

    assert at.query_params.get("municipality") == kept
    assert "1 casus" in words(at)


def test_the_coordinator_finds_a_youth_by_name_and_the_name_stands_in_no_address(
    house: Any, look: Look, words: Any
) -> None:
    house.register(BRAM)
    at = look("cases", ILSE)

    found = at.text_input(key=NAME).set_value("noor").run()
    assert "1 casus" in words(found)
    assert "noor" not in str(found.query_params).lower()
    assert "Geen casus past hierbij" in words(found.text_input(key=NAME).set_value("bakker").run())


def test_who_looks_over_figures_only_has_no_field_for_a_name(house: Any, look: Look) -> None:
    house.register(BRAM)

    assert not [each for each in look("cases", MARGRIET).text_input if each.key == NAME]


@pytest.mark.parametrize("cell", ["=1+1", "+31", "-2", "@sum", " =1", "\t=1"])
def test_no_cell_of_a_file_is_run_as_a_formula(cell: str) -> None:
    assert f"'{cell}".encode() in as_csv([[cell, "VN-1"]])


def test_a_stage_says_since_when_on_the_screen_and_opens_its_list_within_the_filter(
    house: Any, look: Look, words: Any, links: Any
) -> None:
    ref = house.register(BRAM)
    house.later(days=20)
    at = look("cases", ILSE, longer="true", municipality="Tielerwaard")

    assert f"sinds 23 nov 2026 {ref}" in words(at)
    assert links(at)["Intake 1"] == "cases?stage=intake&longer=true&municipality=Tielerwaard"
    opened = look("cases", ILSE, stage="intake", longer="true", municipality="Tielerwaard")

    assert "1 casus" in words(opened)
    assert ref in words(opened)
    assert "Intake 1" not in links(opened)
