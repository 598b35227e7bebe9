"""Where questions wait: the picture of agencies and stages, the questions asked for, and the ways to others.

What is asked for stands in the address of the overview; every way is a link. Figures are per agency, never per person.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.drawing import draw
from dashboard.part.heat_map import column_called, show_heat
from dashboard.part.link import address_of
from dashboard.part.paging import number_in, page_at_address
from dashboard.part.question_list import rows_of
from flows.queries.heat import COLUMNS, HeatCell, Spot, add_up, heat, questions_at
from models.speech import mark
from models.store import Tx

ROWS = 10
AGENCY, COLUMN, LATE, PAGE = "agency", "column", "longer", "page"


def show_whereabouts(desk: Desk, tx: Tx) -> None:
    """The picture, and below it the questions that the address of the page asks for; empty where nobody is asked."""
    cells = heat(tx, desk.viewer)
    if not cells:
        st.success(desk.say(mark("We wait for no agency. As soon as something is asked of one, it stands here.")))
        return
    spot = _spot()
    show_heat(desk, cells, spot, _address)
    _questions(desk, tx, cells, spot)


def _spot() -> Spot:
    """Which questions the address of this page asks for; what no question can have is passed over.

    An agency of which nothing is asked any more stays asked for: a link that was kept shows no others in its place.
    """
    asked = st.query_params
    column = asked.get(COLUMN)
    agency = number_in(asked.get(AGENCY, "")) or None
    return Spot(agency, column if column in COLUMNS else None, asked.get(LATE) == "true")


def _address(spot: Spot, page: int = 1) -> str | None:
    """Where on this page these questions stand."""
    query = {
        AGENCY: spot.agency,
        COLUMN: spot.column,
        LATE: "true" if spot.late else None,
        PAGE: page if page > 1 else None,
    }
    return address_of("overview", {name: str(value) for name, value in query.items() if value is not None})


def _questions(desk: Desk, tx: Tx, cells: list[HeatCell], spot: Spot) -> None:
    """The questions asked for, with the ways to others."""
    found = add_up(cells, spot)
    page = page_at_address(found, ROWS)
    draw(
        "asked",
        desk.language,
        title="",
        head=_head(desk, cells, spot, found),
        links=list(_others(desk, spot)),
        rows=rows_of(desk, questions_at(tx, desk.viewer, spot, limit=ROWS, offset=(page - 1) * ROWS)),
        nothing=desk.say(mark("No question fits this. Take a filter away to see more.")),
        pages=_pages(desk, spot, page, found),
    )


def _head(desk: Desk, cells: list[HeatCell], spot: Spot, found: int) -> str:
    """How many there are, and of what."""
    names = {cell.agency_id: cell.agency for cell in cells}
    nobody = desk.say(mark("an agency of which nothing is asked now"))
    parts = [
        desk.count(mark("{number} question"), mark("{number} questions"), found),
        names.get(spot.agency, nobody) if spot.agency else "",
        column_called(desk, spot.column) if spot.column else "",
        desk.say(mark("longer than agreed")) if spot.late else "",
    ]
    return " · ".join(filter(None, parts))


def _others(desk: Desk, spot: Spot) -> Iterator[Mapping[str, str | None]]:
    """The ways to more of them, and to fewer."""
    if spot != Spot():
        yield {"words": desk.say(mark("Show all questions")), "href": _address(Spot())}
    if not spot.late:
        yield {
            "words": desk.say(mark("Only what waits longer than agreed")),
            "href": _address(replace(spot, late=True)),
        }


def _pages(desk: Desk, spot: Spot, page: int, found: int) -> Mapping[str, object] | None:
    """The ways to those before and after; nothing where all of them are shown."""
    if found <= ROWS:
        return None
    before, after = (page - 1) * ROWS, min(page * ROWS, found)
    ways = []
    if before:
        ways.append({"words": desk.say(mark("Earlier ones")), "href": _address(spot, page - 1)})
    if after < found:
        ways.append({"words": desk.say(mark("Next ones")), "href": _address(spot, page + 1)})
    told = mark("{first} to {last} of {number}")
    numbers = {"first": before + 1, "last": after, "number": found}
    told = desk.say(told, **{name: desk.number(value) for name, value in numbers.items()})
    return {"name": desk.say(mark("More questions")), "ways": ways, "told": told}
