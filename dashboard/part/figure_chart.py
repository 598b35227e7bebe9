"""The pictures of the results of a school year; each has its numbers in it and a table below. Reads nothing."""

from collections.abc import Sequence
from typing import Any

import altair as alt

from dashboard.desk import Desk
from dashboard.part.figure_table import HIDDEN, band_called, row_called
from flows.facts.course import BANDS
from flows.queries.blocked_table import ALL, BlockedRow
from flows.queries.cumulative_flow import FlowPoint
from flows.queries.results import Results
from models.reason import REASONS
from models.speech import mark

BAR, HEADING = 34, 110
PALE, FULL, ON_PALE, ON_FULL = "#fdf1e3", "#9a4a00", "#1f1f1f", "#ffffff"
SHADES = ("#08306b", "#2171b5", "#4292c6", "#6baed6", "#9ecae1", "#fdd0a2", "#d9d9d9")
"""From the first stage to done, dark to light; each has its number in it where there is room."""
LEAST = 0.06
"""The part of the highest pile from which a number fits in."""
Chart = alt.LayerChart | alt.FacetChart


def targets_chart(desk: Desk, each: Results) -> Chart | None:
    """What happened as a bar, what was wanted as a line across it; nothing where no number may be shown."""
    wanted = each.wanted
    if wanted is None:
        return None
    numbers = (
        (mark("All youths"), wanted.youths, each.numbers["taken"]),
        (mark("mbo"), wanted.youths_mbo, each.numbers["mbo"]),
        (mark("vo"), wanted.youths_vo, each.numbers["vo"]),
    )
    values = [
        {
            "what": desk.say(name),
            "wanted": target,
            "there": there or 0,
            "label": _label(target, there),
            "end": max(target, there or 0),
        }
        for name, target, there in numbers
    ]
    order = [desk.say(name) for name, _, _ in numbers]
    base = alt.Chart(alt.InlineData(values=values)).encode(y=alt.Y("what:N", sort=order, title=None))
    bars = base.mark_bar(color="#6baed6").encode(
        x=alt.X("there:Q", title=desk.say(mark("Youths")), scale=_room_for_words(values))
    )
    lines = base.mark_tick(color="#9a4a00", thickness=4, bandSize=BAR).encode(x="wanted:Q")
    words = base.mark_text(align="left", dx=8, fontSize=12).encode(x="end:Q", text="label:N")
    layers: Chart = alt.layer(bars, lines, words).properties(height=BAR * len(values) + 50)
    return layers


def _room_for_words(values: Sequence[dict[str, Any]]) -> alt.Scale:
    """The numbers stand beside bar and line, where nothing is drawn below them."""
    return alt.Scale(domain=[0, max(each["end"] for each in values) * 1.15 or 1], nice=False)


def _label(wanted: int, there: int | None) -> str:
    return f"{HIDDEN if there is None else there} / {wanted}"


def flow_chart(desk: Desk, points: Sequence[FlowPoint]) -> Chart:
    """Youths in piles, one for each month, cut by where they stand; what is hidden is not in a pile."""
    highest = max((sum(number or 0 for number in point.youths.values()) for point in points), default=0) or 1
    values: list[dict[str, Any]] = [
        {
            "day": desk.day(point.day).split(" ", 1)[-1],
            "where": band_called(desk, band),
            "place": place,
            "youths": point.youths[band],
            "label": str(point.youths[band]) if (point.youths[band] or 0) >= LEAST * highest else "",
            "dark": place < _DARK,
        }
        for point in points
        for place, band in enumerate(BANDS)
        if point.youths[band]
    ]
    names = [band_called(desk, band) for band in BANDS]
    base = alt.Chart(alt.InlineData(values=values)).encode(
        x=alt.X(
            "day:N", sort=[desk.day(point.day).split(" ", 1)[-1] for point in points], title=None,
            axis=alt.Axis(labelAngle=-60),
        ),
        y=alt.Y("youths:Q", stack="zero", title=desk.say(mark("Youths")), axis=alt.Axis(tickMinStep=1)),
        order=alt.Order("place:Q"),
        tooltip=[
            alt.Tooltip("day:N", title=desk.say(mark("On"))),
            alt.Tooltip("where:N", title=desk.say(mark("Where"))),
            alt.Tooltip("youths:Q", title=desk.say(mark("Youths"))),
        ],
    )  # fmt: skip
    colour = alt.Color(
        "where:N",
        scale=alt.Scale(domain=names, range=list(SHADES)),
        legend=alt.Legend(orient="bottom", columns=2, title=None, labelLimit=200),
    )
    piles = base.mark_bar(stroke="#ffffff", strokeWidth=1).encode(color=colour)
    numbers = base.mark_text(fontSize=11, dy=9, baseline="middle").encode(
        y=alt.Y("youths:Q", stack="zero"),
        text="label:N",
        color=alt.condition("datum.dark", alt.value(ON_FULL), alt.value(ON_PALE)),
        detail="where:N",
    )
    layers: Chart = alt.layer(piles, numbers).properties(height=420)
    return layers


_DARK = 3
"""So many of the first shades are dark, and have white numbers."""


def blocked_chart(desk: Desk, rows: Sequence[BlockedRow]) -> Chart:
    """Agency by reason: the number in the cell, darker for more."""
    shown = [row for row in rows if row.agency_id != ALL]
    most = max((days or 0 for row in shown for days in row.days.values()), default=0) or 1
    codes = [code for code in (shown[0].days if shown else ()) if any(row.days[code] != 0 for row in shown)]
    values = [
        {
            "agency": row_called(desk, row),
            "reason": desk.say(REASONS[code].label),
            "days": days or 0,
            "label": HIDDEN if days is None else str(days) if days else "",
            "dark": (days or 0) * 2 > most,
        }
        for row in shown
        for code in codes
        for days in (row.days[code],)
    ]
    base = alt.Chart(alt.InlineData(values=values)).encode(
        x=alt.X(
            "reason:N", sort=[desk.say(REASONS[code].label) for code in codes], title=None,
            axis=alt.Axis(orient="top", labelAngle=-60, labelLimit=150, labelOverlap=False),
        ),
        y=alt.Y("agency:N", sort=[row_called(desk, row) for row in shown], title=None, axis=alt.Axis(labelLimit=120)),
    )  # fmt: skip
    fill = alt.Color("days:Q", scale=alt.Scale(domain=[0, most], range=[PALE, FULL]), legend=None)
    faces = base.mark_rect(cornerRadius=3, stroke="#8a8a8a", strokeWidth=0.5).encode(color=fill)
    letters = alt.condition("datum.dark", alt.value(ON_FULL), alt.value(ON_PALE))
    numbers = base.mark_text(fontSize=11).encode(text="label:N", color=letters)
    layers: Chart = alt.layer(faces, numbers).properties(height=HEADING + BAR * max(len(shown), 1))
    return layers
