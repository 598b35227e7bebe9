"""The picture of the whole way of a case over time. The list below it tells the same; colour tells nothing alone."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

import altair as alt
import streamlit as st

from dashboard.desk import Desk
from dashboard.part.picture import show_picture
from flows.queries.event_sentence import WHO
from flows.queries.journey import Journey, Stretch
from models.code import Stage
from models.forms import question_named
from models.label import LABELS, called, capital
from models.speech import mark

ROW, MOST = 30, 12
"""Pixels of a row, and how many holders of questions have one."""
THICK = {"stage": 18, "question": 11, "pause": 3}
COLOURS = {"stage": "#3b6ea8", "question": "#c98a3a", "pause": "#1c1c1c"}


def show_journey(desk: Desk, found: Journey) -> None:
    """Bars for stages and questions, a dark line where the clock stands still, signs for steps and messages."""
    if not found.stretches:
        return
    said = mark("The whole way of this case; the list below says the same.")
    show_picture(_chart(desk, found), alt=desk.say(said))
    st.caption(
        desk.say(
            mark(
                "Thick bar: a stage. Thin bar: a question, from when it opened until its answer, or today. Dark line: "
                "the clock stood still. ▲ with a number: a step of the ladder. ✉ a message. "
                "The list below says the same."
            )
        )
    )


def rows_of(desk: Desk, found: Journey) -> list[str]:
    """The rows of the picture: the stages in their order, then who was asked most, then the messages."""
    stages = {each.what for each in found.stretches if each.kind == "stage"}
    asked = Counter(each.what for each in found.stretches if each.kind == "question")
    rows = [_row(desk, "stage", stage) for stage in Stage if stage in stages]
    rows += [_row(desk, "question", what) for what, _ in asked.most_common(MOST)]
    return [*rows, _messages(desk)] if found.messages else rows


def _row(desk: Desk, kind: str, what: str) -> str:
    names = LABELS[Stage] if kind == "stage" else WHO
    return capital(called(names, what, desk.language) or what)


def _messages(desk: Desk) -> str:
    return capital(desk.say(mark("messages")))


def _chart(desk: Desk, found: Journey) -> Any:
    rows = rows_of(desk, found)
    ticks = alt.Axis(format="%d-%m-%y", tickCount=4, labelAngle=0, title=None)
    y = alt.Y("row:N", sort=rows, scale=alt.Scale(domain=rows), title=None, axis=alt.Axis(labelLimit=130))
    x = alt.X("from:T", axis=ticks)
    layers: list[Any] = [
        _bars(desk, [each for each in found.stretches if each.kind == kind], kind, x, y, rows) for kind in THICK
    ]
    signs = [each for each in _signs(desk, found) if each["row"] in rows]
    layers.append(
        alt.Chart(alt.InlineData(values=signs))
        .mark_text(fontSize=13, fontWeight="bold", color="#8a8a8a", dy=-10)
        .encode(x=x, y=y, text="sign:N", tooltip=[alt.Tooltip("day:N", title=desk.say(mark("Day")))])
    )
    whole: Any = alt.layer(*layers).properties(height=ROW * len(rows) + 40)
    return whole


def _bars(desk: Desk, stretches: Sequence[Stretch], kind: str, x: alt.X, y: alt.Y, rows: Sequence[str]) -> alt.Chart:
    values = [value for each in stretches if (value := _bar(desk, each))["row"] in rows]
    bars: alt.Chart = alt.Chart(alt.InlineData(values=values)).mark_bar(
        size=THICK[kind], color=COLOURS[kind], opacity=0.8 if kind != "pause" else 1, stroke="#ffffff", strokeWidth=0.5
    )
    tooltip = [alt.Tooltip("what:N", title=" "), alt.Tooltip("days:N", title=desk.say(mark("Days")))]
    return bars.encode(x=x, x2="until:T", y=y, tooltip=tooltip)


def _bar(desk: Desk, each: Stretch) -> dict[str, Any]:
    until = each.until_on or desk.today
    row = _row(desk, each.kind, each.what)
    end = desk.day(each.until_on) if each.until_on else desk.say(mark("still going on"))
    return {
        "row": row,
        "from": _at(each.from_on),
        # A stretch within one day has a day, so that it can be seen.
        "until": _at(max(until, each.from_on) + timedelta(days=1)),
        "what": desk.say(question_named(each.form)) if each.form else row,
        "days": f"{desk.day(each.from_on)} - {end}",
    }


def _signs(desk: Desk, found: Journey) -> Iterator[dict[str, Any]]:
    for step in found.steps:
        if step.what:
            row = _row(desk, "question", step.what)
            yield {"row": row, "from": _at(step.on), "sign": f"▲{step.step}", "day": desk.day(step.on)}
    days = {(line.done_at or line.queued_at).date() for line in found.messages}
    for day in sorted(days):
        yield {"row": _messages(desk), "from": _at(day), "sign": "✉", "day": desk.day(day)}


def _at(day: date) -> str:
    return f"{day.isoformat()}T00:00:00"
