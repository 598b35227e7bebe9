"""Where questions wait, agency by stage, as a table whose colours show what is late. A cell is a link; no list."""

from collections.abc import Callable, Mapping, Sequence

from dashboard.desk import Desk
from dashboard.part.drawing import draw
from flows.queries.heat import BESIDE, COLUMNS, HeatCell, Spot
from models.code import Stage
from models.label import LABELS, called, capital
from models.speech import mark

SHADES = 4
"""Shades of a cell in which something waits longer than agreed; one more for the others."""


def column_called(desk: Desk, column: str) -> str:
    """A column as people call it: the stage, or what runs beside the stages."""
    if column == BESIDE:
        return desk.say(mark("Beside the stages"))
    return capital(called(LABELS[Stage], column, desk.language))


def show_heat(desk: Desk, cells: Sequence[HeatCell], spot: Spot, address_of: Callable[[Spot], str | None]) -> None:
    """The picture, which is a table: it reads without its colours, and by ear.

    Args:
        desk: who looks.
        cells: every cell in which something is asked.
        spot: what is asked for now.
        address_of: where the questions stand that are asked for so.
    """
    most = max((cell.late for cell in cells), default=0) or 1
    found = {(cell.agency_id, cell.column): cell for cell in cells}

    def drawn(cell: HeatCell | None) -> Mapping[str, object] | None:
        if cell is None:
            return None
        return {
            "label": _label(desk, cell),
            "shade": -(-cell.late * SHADES // most),
            "href": address_of(Spot(cell.agency_id, cell.column, spot.late)),
            "since": desk.say(mark("the oldest since {day}"), day=desk.day(cell.since)),
            "chosen": (spot.agency, spot.column) == (cell.agency_id, cell.column),
        }

    rows = [
        {
            "agency": name,
            "href": address_of(Spot(number, None, spot.late)),
            "cells": [drawn(found.get((number, column))) for column in COLUMNS],
        }
        for number, name in _names(cells).items()
    ]
    told = mark(
        "Open questions; in brackets how many wait longer than agreed. Click a number, an agency or a stage to see its "
        "questions."
    )
    draw(
        "heat",
        desk.language,
        name=desk.say(mark("Open questions per agency and stage")),
        told=desk.say(told),
        agency=desk.say(mark("Agency")),
        columns=[
            {"name": column_called(desk, column), "href": address_of(Spot(None, column, spot.late))}
            for column in COLUMNS
        ],
        rows=rows,
    )


def _names(cells: Sequence[HeatCell]) -> dict[int, str]:
    """The agencies by number, the most late first; two of one name stay two rows."""
    late: dict[int, int] = {}
    for cell in cells:
        late[cell.agency_id] = late.get(cell.agency_id, 0) + cell.late
    called_so: dict[int, str] = {}
    for cell in sorted(cells, key=lambda each: (-late[each.agency_id], each.agency)):
        taken = cell.agency in [name for number, name in called_so.items() if number != cell.agency_id]
        called_so.setdefault(cell.agency_id, f"{cell.agency} ({cell.agency_id})" if taken else cell.agency)
    return called_so


def _label(desk: Desk, cell: HeatCell) -> str:
    late = f" ({desk.number(cell.late)})" if cell.late else ""
    return f"{desk.number(cell.questions)}{late}"
