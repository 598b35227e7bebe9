"""The picture of where questions wait, agency by stage, and the same as a table. A click names a cell; no list."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import altair as alt
import streamlit as st

from dashboard.desk import Desk
from dashboard.part.clicked import clicked
from dashboard.part.picture import show_picture
from dashboard.part.plain import plain
from flows.queries.heat import BESIDE, COLUMNS, HeatCell
from models.code import Stage
from models.label import LABELS, called, capital
from models.speech import mark

CHART, PICKED = "heat", "cell"
UNSEEN = 0.001
ROW, HEADING = 28, 130
"""Height of a row, and of the names of the stages above, in pixels."""
PALE, FULL, ON_PALE, ON_FULL = "#fdf1e3", "#9a4a00", "#1f1f1f", "#ffffff"
"""Fill and letters of a cell, each pair readable on its own whatever the colours of the page are."""


def column_called(desk: Desk, column: str) -> str:
    """A column as people call it: the stage, or what runs beside the stages."""
    if column == BESIDE:
        return desk.say(mark("Beside the stages"))
    return capital(called(LABELS[Stage], column, desk.language))


def show_heat(desk: Desk, cells: Sequence[HeatCell], picked: Callable[[int, str], None]) -> None:
    """The picture, and below it the table that says the same.

    Args:
        desk: who looks.
        cells: every cell in which something is asked.
        picked: what to do when somebody clicks a cell, with the number of its agency and its column.
    """
    st.caption(
        desk.say(
            mark("Open questions; in brackets how many wait longer than agreed. Click a cell to see its questions.")
        )
    )
    show_picture(
        _chart(desk, cells),
        key=CHART,
        on_select=lambda: _pick(picked),
        selection_mode=PICKED,
        alt=desk.say(mark("Open and late questions per agency and stage; the table below says the same.")),
    )
    place = "heat table"
    table = st.expander(desk.say(mark("The same as a table")), key=place, on_change=clicked().note, args=(place,))
    if table.open:
        table.markdown(_table(desk, cells))


def _pick(picked: Callable[[int, str], None]) -> None:
    """Hears a click; a second click on a cell lets go of it, and changes nothing."""
    state: Any = st.session_state.get(CHART)
    chosen = state["selection"].get(PICKED) if state else None
    if chosen:
        picked(int(chosen[0]["agency_id"]), str(chosen[0]["code"]))


def _chart(desk: Desk, cells: Sequence[HeatCell]) -> alt.LayerChart | alt.FacetChart:
    most = max((cell.late for cell in cells), default=0) or 1
    names = _names(cells)
    values = [_value(desk, cell, names, most) for cell in cells]
    stages = [column_called(desk, column) for column in COLUMNS]
    base = alt.Chart(alt.InlineData(values=values)).encode(
        x=alt.X(
            "stage:N", sort=stages, scale=alt.Scale(domain=stages), title=None,
            axis=alt.Axis(orient="top", labelAngle=-60, labelLimit=110, labelOverlap=False),
        ),
        y=alt.Y("agency:N", sort=list(names.values()), title=None, axis=alt.Axis(labelLimit=120)),
        tooltip=[
            alt.Tooltip("agency:N", title=desk.say(mark("Agency"))),
            alt.Tooltip("stage:N", title=desk.say(mark("Stage"))),
            alt.Tooltip("questions:Q", title=desk.say(mark("Open questions"))),
            alt.Tooltip("late:Q", title=desk.say(mark("Longer than agreed"))),
            alt.Tooltip("since:N", title=desk.say(mark("The oldest since"))),
        ],
    )  # fmt: skip
    cell = alt.selection_point(PICKED, fields=["agency_id", "code"], toggle=False)
    fill = alt.Color("late:Q", scale=alt.Scale(domain=[0, most], range=[PALE, FULL]), legend=None)
    faces = base.mark_rect(cornerRadius=3, stroke="#8a8a8a", strokeWidth=0.5)
    letters = alt.condition("datum.dark", alt.value(ON_FULL), alt.value(ON_PALE))
    numbers = base.mark_text(fontSize=11).encode(text="label:N", color=letters)
    # What lies on top hears the click: with the letters on top a click on a number would be lost.
    ear = base.mark_rect(opacity=UNSEEN, cursor="pointer").add_params(cell)
    height = HEADING + ROW * max(len(names), 1)
    layers: alt.LayerChart | alt.FacetChart = alt.layer(faces.encode(color=fill), numbers, ear).properties(
        height=height
    )
    return layers


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


def _value(desk: Desk, cell: HeatCell, names: Mapping[int, str], most: int) -> dict[str, Any]:
    return {
        "agency_id": cell.agency_id,
        "code": cell.column,
        "agency": names[cell.agency_id],
        "stage": column_called(desk, cell.column),
        "questions": cell.questions,
        "late": cell.late,
        "since": desk.day(cell.since),
        "label": _label(cell),
        "dark": cell.late * 2 > most,
    }


def _label(cell: HeatCell) -> str:
    return f"{cell.questions} ({cell.late})" if cell.late else str(cell.questions)


def _table(desk: Desk, cells: Sequence[HeatCell]) -> str:
    """Rows and columns in Markdown: a table a screen reader walks through."""
    found = {(cell.agency_id, cell.column): _label(cell) for cell in cells}
    heads = [desk.say(mark("Agency")), *(column_called(desk, column) for column in COLUMNS)]
    lines = [_row(heads), _row(["---"] * len(heads))]
    for number, name in _names(cells).items():
        lines.append(_row([plain(name), *(found.get((number, column), "") for column in COLUMNS)]))
    return "\n".join(lines)


def _row(words: Sequence[str]) -> str:
    return f"| {' | '.join(words)} |"
