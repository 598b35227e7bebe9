"""The picture of who stands around a youth: initials, by kind and nearness. The list beside it says the same."""

from collections.abc import Mapping, Sequence
from math import cos, pi, sin
from typing import Any

import altair as alt
import streamlit as st

from dashboard.desk import Desk
from dashboard.part.picture import show_picture
from flows.queries.file_network import SupporterView
from models.choice import CHOICES
from models.label import called, capital
from models.speech import mark

SIDE, EDGE = 320, 12.0
"""Pixels of a side, and how far the picture reaches from the youth in the middle."""
LEGEND = 68
"""Pixels the legend takes from the height of the picture."""
RINGS = (3.5, 6.5, 10.0)
SHAPES: Mapping[str, str] = {
    "informal": "circle", "peer": "triangle-up", "volunteer": "diamond", "professional": "square",
}  # fmt: skip
COLOURS: Mapping[str, str] = {
    "informal": "#2f6fab", "peer": "#3d8f6c", "volunteer": "#b8741a", "professional": "#7a7a85",
}  # fmt: skip
LETTERS = {"practical": mark("P"), "company": mark("C"), "advice": mark("A"), "emotional": mark("E")}


def show_network_chart(desk: Desk, supporters: Sequence[SupporterView]) -> None:
    """The youth in the middle, everybody around; the nearer, the higher the youth's own mark for them."""
    if not supporters:
        return
    show_picture(
        _chart(desk, supporters),
        width="content",
        alt=desk.say(mark("Who stands around the youth; the list below says the same.")),
    )
    st.caption(
        desk.say(
            mark(
                "The nearer, the higher the mark the youth gave. Letters: P practical help, C company, A advice, "
                "E emotional support; * always there; ! reachable in a crisis. The list below says the same."
            )
        )
    )


def _chart(desk: Desk, supporters: Sequence[SupporterView]) -> Any:
    kinds = {kind: capital(called(CHOICES, kind, desk.language)) for kind in SHAPES}
    axis: dict[str, Any] = {"axis": None, "scale": alt.Scale(domain=[-EDGE, EDGE])}
    x, y = alt.X("x:Q", **axis), alt.Y("y:Q", **axis)
    people = alt.Chart(alt.InlineData(values=placed(desk, supporters))).encode(x=x, y=y)
    names = list(kinds.values())
    kind = alt.Scale(domain=names, range=list(COLOURS.values()))
    shape = alt.Scale(domain=names, range=list(SHAPES.values()))
    legend = alt.Legend(title=None, orient="bottom", columns=2)
    dots = people.mark_point(filled=True, size=190, opacity=1).encode(
        color=alt.Color("kind:N", scale=kind, legend=legend), shape=alt.Shape("kind:N", scale=shape, legend=legend)
    )
    initials = people.mark_text(dy=-15, fontWeight="bold", color="#7d7d7d").encode(text="initials:N")
    gives = people.mark_text(dy=17, fontSize=10, color="#7d7d7d").encode(text="gives:N")
    middle = alt.Chart(alt.InlineData(values=[{"x": 0, "y": 0, "text": desk.say(mark("youth"))}])).encode(x=x, y=y)
    rings = [
        middle.mark_point(shape="circle", size=(ring / EDGE * SIDE) ** 2, color="#9a9a9a", opacity=0.5)
        for ring in RINGS
    ]
    youth = middle.mark_text(fontWeight="bold", color="#7d7d7d").encode(text="text:N")
    whole: Any = alt.layer(*rings, youth, dots, initials, gives).properties(width=SIDE, height=SIDE + LEGEND)
    return whole.configure_view(stroke=None)


def placed(desk: Desk, supporters: Sequence[SupporterView]) -> list[dict[str, Any]]:
    """Everybody with a place: kind by kind around the youth, nearer for a higher mark."""
    order = list(SHAPES)
    found = sorted(supporters, key=lambda each: (order.index(each.kind), each.initials))
    return [_place(desk, each, number * 2 * pi / len(found)) for number, each in enumerate(found)]


def _place(desk: Desk, one: SupporterView, angle: float) -> dict[str, Any]:
    far = RINGS[0] + (RINGS[-1] - RINGS[0]) * (10 - one.rating) / 10
    signs = [desk.say(LETTERS[gift]) for gift in one.gives] + ["*"] * one.always_there + ["!"] * one.in_a_crisis
    return {
        "x": round(far * sin(angle), 2),
        "y": round(far * cos(angle), 2),
        "initials": one.initials,
        "kind": capital(called(CHOICES, one.kind, desk.language)),
        "gives": " ".join(signs),
    }
