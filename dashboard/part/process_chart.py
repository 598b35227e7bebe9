"""The picture of one stage: a box for each step, below each other, and the ways between them. Counts nothing."""

import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

import altair as alt

from dashboard.desk import Desk
from dashboard.part.place_name import number_called, numbered
from flows.map.plan import Place, Plan
from flows.queries.process_map import StepCount

PICKED = "place"
UNSEEN = 0.001
PITCH, HALF = 84, 0.37
"""Height of a step and the way to the next in pixels, and half a box in steps."""
LEFT, RIGHT, EDGE, DOWN = 0, 82, 100, 8
WIDEST = 36
"""Characters on a line of a box: what fits on a phone."""
QUIET, BUSY, LATE, LETTERS, LINES = "#f1f3f6", "#dbe9fb", "#fde3c8", "#1f1f1f", "#8a8a8a"
"""Fills and letters of a box, each pair readable on its own whatever the colours of the page are."""
NOTHING = StepCount()


def chart_of(desk: Desk, drawn: Plan, counts: Mapping[str, StepCount]) -> alt.LayerChart | alt.FacetChart:
    """The picture, that hears clicks on a step under the name ``PICKED``."""
    last = len(drawn.places)
    x = alt.X("x:Q", scale=alt.Scale(domain=[LEFT, EDGE]), axis=None)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[last - 0.5, -0.5]), axis=None)
    boxes = alt.Chart(alt.InlineData(values=[_box(desk, n, each, counts) for n, each in enumerate(drawn.places)]))
    top = alt.Y("top:Q", scale=alt.Scale(domain=[last - 0.5, -0.5]), axis=None)
    place = {"x": x, "y": top, "x2": "x2:Q", "y2": "bottom:Q"}
    faces = boxes.mark_rect(cornerRadius=5, stroke=LINES, strokeWidth=0.8).encode(
        **place, color=alt.Color("fill:N", scale=None, legend=None)
    )
    words = boxes.mark_text(
        align="left", baseline="top", dx=8, dy=8, fontSize=11, lineHeight=14, lineBreak="\n"
    ).encode(x=x, y=top, text="label:N", color=alt.value(LETTERS))
    step = alt.selection_point(PICKED, fields=["key"], toggle=False)
    # What lies on top hears the click: with the letters on top a click on them would be lost.
    ear = boxes.mark_rect(opacity=UNSEEN, cursor="pointer").encode(**place).add_params(step)
    ways = alt.Chart(alt.InlineData(values=list(_ways(drawn)))).mark_line(
        interpolate="basis", color=LINES, strokeWidth=1.2
    )
    lines = ways.encode(
        x=x, y=y, detail="way:N", order="order:Q",
        strokeDash=alt.StrokeDash("back:N", scale=alt.Scale(domain=[False, True], range=[[1, 0], [4, 3]]), legend=None),
    )  # fmt: skip
    heads = alt.Chart(alt.InlineData(values=list(_heads(drawn)))).mark_point(filled=True, size=50, color=LINES)
    points = heads.encode(
        x=x, y=y, angle=alt.Angle("angle:Q", scale=None), shape=alt.value("triangle-up"), opacity=alt.value(1)
    )
    layers: alt.LayerChart | alt.FacetChart = alt.layer(lines, points, faces, words, ear).properties(
        height=PITCH * last
    )
    return layers


def _box(desk: Desk, number: int, place: Place, counts: Mapping[str, StepCount]) -> dict[str, Any]:
    here = counts.get(place.key, NOTHING)
    lines = textwrap.wrap(numbered(desk, number, place), WIDEST, max_lines=2, placeholder=" …")
    if place.form or place.verb == "wait_until":
        lines.append(number_called(desk, here))
    return {
        "key": place.key, "x": LEFT, "x2": RIGHT, "y": number, "top": number - HALF, "bottom": number + HALF,
        "label": "\n".join(lines), "fill": LATE if here.late else BUSY if here.open else QUIET,
    }  # fmt: skip


def _drawn(drawn: Plan) -> Iterator[tuple[int, int]]:
    """The ways of the picture: that it may also end stands in the table, and is drawn where nothing else follows."""
    end = len(drawn.places) - 1
    beyond = {here for here, there in drawn.ways if there not in {end, here}}
    yield from ((here, there) for here, there in drawn.ways if there != end or here not in beyond)


def _ways(drawn: Plan) -> Iterator[dict[str, Any]]:
    for way, (here, there) in enumerate(_drawn(drawn)):
        for order, (x, y) in enumerate(_bend(here, there)):
            yield {"way": way, "order": order, "x": x, "y": y, "back": there < here}


def _bend(here: int, there: int) -> list[tuple[float, float]]:
    """Straight down to the next; to any other a bow at the right, the wider the further."""
    if there == here + 1:
        return [(DOWN, here + HALF), (DOWN, there - HALF)]
    out = min(RIGHT + 4 + 2.5 * abs(there - here), EDGE - 1)
    start, end = here + 0.15, there - 0.15
    return [(RIGHT, start), (out, start), (out, (start + end) / 2), (out, end), (RIGHT + 1, end)]


def _heads(drawn: Plan) -> Iterator[dict[str, Any]]:
    for here, there in _drawn(drawn):
        straight = there == here + 1
        x, y = (DOWN, there - HALF - 0.05) if straight else (RIGHT + 1.5, there - 0.15)
        yield {"x": x, "y": y, "angle": 180 if straight else 270}
