"""Lists and tables drawn by a template: a name means nothing in them, and every part has its looks."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from dashboard.part.drawing import DRAWN
from models.tables import Agency

Look = Callable[..., Any]
NAME = "<img src=x onerror=alert(1)> **&amp;** [hier](//elders.example)"


@pytest.mark.parametrize("page", ["overview", "cases", "agency"])
def test_a_name_reads_as_it_was_typed_and_means_nothing(
    house: Any, look: Look, words: Any, links: Any, page: str
) -> None:
    ref = house.register("bram.hoevelaar@waalzicht.example")
    point = int(house.agency("aanmeldpunt").removeprefix("agency:"))
    with house.office.store.write(house.now) as tx:
        agency = tx.session.get_one(Agency, point)
        agency.name = NAME
        tx.session.add(agency)

    at = look(page, "margriet.oosterwold@aanmeldpunt.example", agency=str(point))

    drawn = "".join(each.proto.body for each in at.get("html"))
    assert NAME in words(at)
    assert "<img" not in drawn
    assert "//elders" not in "".join(links(at).values())
    assert links(at)[ref] == f"case?ref={ref}"


def test_every_class_of_a_template_has_its_looks() -> None:
    style = (DRAWN / "style.css").read_text()
    templates = "".join(path.read_text() for path in DRAWN.glob("*.html"))
    named = set(re.findall(r"vn-[a-z]+", templates))

    assert {each for each in named if f".{each}" not in style} == {"vn-here"}  # what the script follows, and no looks
    assert {each for each in set(re.findall(r"\.(vn-[a-z]+)", style)) if each not in templates} == {
        "vn-good",
        "vn-must",
    }


def test_whom_one_waits_for_can_be_called_from_the_row(house: Any, look: Look, links: Any) -> None:
    ref = house.until_plan()
    waits = links(look("home", "ruben.dijkzicht@aanmeldpunt.example"))

    assert waits[ref] == f"case?ref={ref}"
    assert [each for each in waits.values() if re.fullmatch(r"tel:\+?\d{10,}", each)]
