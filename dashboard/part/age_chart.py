"""The picture of how long youths are in each stage, beside how long that took before; and the same as a list."""

from collections.abc import Sequence
from typing import Any

import altair as alt
import streamlit as st

from dashboard.desk import Desk
from dashboard.part.case_query import query_of
from dashboard.part.link import link_to
from dashboard.part.picture import show_picture
from flows.queries.ageing import FEWEST, StageAge
from flows.queries.case_filter import CaseFilter
from models.code import Stage
from models.label import LABELS, called, capital
from models.speech import mark

HEIGHT = 320
LOWEST_TOP = 4.0
"""Weeks the axis shows at least."""


def show_ages(desk: Desk, ages: Sequence[StageAge]) -> None:
    """Circles for the cases there are, lines for how long the stage took before; below it the same in words."""
    if any(age.running for age in ages):
        show_picture(_chart(desk, ages), alt=desk.say(mark("Weeks in the stage; the list below says the same.")))
        st.caption(
            desk.say(
                mark(
                    "Each circle: cases that are so many weeks in the stage; larger for more. Thick line (P85): 85 of"
                    " every 100 were done by then in the last year. Thin line (P50): half of them."
                )
            )
        )
    for age in ages:
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            link_to(
                "cases",
                f"**{_called(desk, age)}**: {desk.number(age.running)}",
                query=query_of(CaseFilter(stage=age.stage)),
            )
            st.caption(_before(desk, age), width="content")
            if age.older:
                older = desk.say(mark("{number} longer than P85"), number=desk.number(age.older))
                wanted = CaseFilter(stage=age.stage, older=age.p85)
                link_to("cases", older, ":material/hourglass_bottom:", query=query_of(wanted))


def _called(desk: Desk, age: StageAge) -> str:
    return capital(called(LABELS[Stage], age.stage, desk.language))


def _before(desk: Desk, age: StageAge) -> str:
    if age.p50 is None or age.p85 is None:
        too_few = mark("not yet {number} done in the last year, so no line")
        return desk.say(too_few, number=FEWEST)
    took = mark("half took at most {half} days (P50), 85 of every 100 at most {most} days (P85)")
    return desk.say(took, half=age.p50, most=age.p85)


def _chart(desk: Desk, ages: Sequence[StageAge]) -> alt.LayerChart | alt.FacetChart:
    names = [_called(desk, age) for age in ages]
    weeks = desk.say(mark("Weeks in the stage"))
    x = alt.X("stage:N", sort=names, scale=alt.Scale(domain=names), title=None, axis=alt.Axis(labelAngle=-30))
    circles = alt.Chart(alt.InlineData(values=[each for age in ages for each in _circles(desk, age)])).mark_circle(
        opacity=0.7
    )
    circles = circles.encode(
        x=x,
        y=alt.Y("weeks:Q", title=weeks, scale=alt.Scale(domain=[0, _highest(ages)]), axis=alt.Axis(tickMinStep=1)),
        size=alt.Size("cases:Q", legend=None, scale=alt.Scale(range=[60, 700])),
        tooltip=[
            alt.Tooltip("stage:N", title=desk.say(mark("Stage"))),
            alt.Tooltip("weeks:Q", title=weeks),
            alt.Tooltip("cases:Q", title=desk.say(mark("Cases"))),
        ],
    )
    lines = [_lines(desk, ages, x, which, thick) for which, thick in (("p50", 2), ("p85", 5))]
    layers: alt.LayerChart | alt.FacetChart = alt.layer(circles, *lines).properties(height=HEIGHT)
    return layers


def _highest(ages: Sequence[StageAge]) -> float:
    """Where the axis ends, in weeks: above the oldest circle and the highest line."""
    weeks = [each for age in ages for each in age.weeks]
    lines = [age.p85 / 7 for age in ages if age.p85 is not None]
    return max(LOWEST_TOP, *weeks, *lines) * 1.05


def _circles(desk: Desk, age: StageAge) -> list[dict[str, Any]]:
    return [{"stage": _called(desk, age), "weeks": weeks, "cases": cases} for weeks, cases in age.weeks.items()]


def _lines(desk: Desk, ages: Sequence[StageAge], x: alt.X, which: str, thick: int) -> alt.Chart:
    values = [
        {"stage": _called(desk, age), "weeks": days / 7, "label": f"{which.upper()}: {days}"}
        for age in ages
        if (days := getattr(age, which)) is not None
    ]
    ticks: alt.Chart = alt.Chart(alt.InlineData(values=values)).mark_tick(thickness=thick, color="#d9822b", bandSize=44)
    return ticks.encode(x=x, y="weeks:Q", tooltip=[alt.Tooltip("label:N", title=desk.say(mark("Days")))])
