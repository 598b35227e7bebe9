"""The figures as people read them."""

import pytest

from models.store import Store
from simulation.table import as_lines
from simulation.tally import Tally


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_figure_has_its_line(played: tuple[Store, Tally], language: str) -> None:
    _, tally = played

    lines = list(as_lines(tally, language))

    agency = next(line for line in lines if "Waalzicht College" in line)
    assert str(tally.figures["agencies"]["Waalzicht College"]["asked"]) in agency.split()
    assert any("QuestionAsked" in line for line in lines)
    assert not any("{" in line for line in lines)


def test_what_is_wrong_is_said(played: tuple[Store, Tally]) -> None:
    _, tally = played
    wrong = Tally({**tally.figures, "refused": {"Plan: no": 3}}, ["VN-TEST01: a run is blocked (plan)"])

    lines = list(as_lines(wrong, "en"))

    assert "  VN-TEST01: a run is blocked (plan)" in lines
    assert "  3 x Plan: no" in lines
