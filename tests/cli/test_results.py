"""``vangnet results``: the figures of a school year for who looks over the region, and the own row of an agency."""

from typing import Any

MARGRIET, KARIN = "margriet.oosterwold@aanmeldpunt.example", "karin.lingeman@debrug.example"


def test_the_figures_are_printed_with_few_youths_hidden(vangnet: Any) -> None:
    vangnet.register()

    facts = vangnet.facts("results", "--as", MARGRIET)

    assert facts["reached"]["wanted"]["youths"] == 100
    assert facts["reached"]["numbers"]["opened"] is None
    assert facts["reached"]["numbers"]["closed"] == 0
    assert vangnet("results", "--as", MARGRIET) == 0
    assert "opened" in vangnet.said


def test_an_agency_gets_nothing_of_the_region(vangnet: Any) -> None:
    vangnet.register()

    facts = vangnet.facts("results", "--as", KARIN)

    assert (facts["reached"], facts["flow"]) == (None, [])


def test_a_year_without_figures_is_refused(vangnet: Any) -> None:
    assert vangnet("results", "--year", "1999", "--as", MARGRIET) == 1
    assert "1999" in vangnet.complained
