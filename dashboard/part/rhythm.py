"""The days somebody is in touch with the youth, by week and in a list. Plans nothing, and blames nobody."""

from calendar import Calendar
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

import streamlit as st
from babel.dates import format_date, get_day_names

from dashboard.desk import Desk
from flows.queries.rhythm import Contact, Kind, State, rhythm_of
from models.label import capital
from models.speech import mark
from notifications.phrase import week

KINDS: Mapping[Kind, str] = {
    Kind.WINDOW: mark("contact window"),
    Kind.EXTRA: mark("extra contact window"),
    Kind.CHECK_IN: mark("check-in"),
}
STATES: Mapping[State, str] = {
    State.MET: mark("you were in touch"),
    State.NOT_REACHED: mark("it did not work out this time"),
    State.NO_WORD: mark("no word was heard"),
    State.NOW: mark("now"),
    State.COMING: mark("still to come"),
}
SIGNS: Mapping[Kind, str] = {Kind.WINDOW: "▪", Kind.EXTRA: "✚", Kind.CHECK_IN: "●"}
DONE: Mapping[State, str] = {State.MET: "✓", State.NOT_REACHED: "○", State.NO_WORD: "○"}


def show_rhythm(desk: Desk, ref: str) -> None:
    """A month to choose, its weeks with what lies in them, and every contact in words."""
    with desk.read() as tx:
        found = rhythm_of(tx, desk.viewer, ref)
    if not found:
        return
    st.header(desk.say(mark("Contact and coaching on the calendar")), anchor=False)
    months = sorted({day.replace(day=1) for each in found for day in (each.opens_on, each.closes_on)})
    shown = min(months, key=lambda month: abs(month - desk.today.replace(day=1)))
    chosen = st.selectbox(
        desk.say(mark("Month")),
        months,
        index=months.index(shown),
        format_func=lambda month: format_date(month, "MMMM y", locale=desk.language),
        key=f"month{ref}",
    )
    st.markdown(month_table(desk, chosen, found))
    st.caption(
        desk.say(
            mark("▪ contact window; ✚ extra contact window; ● check-in; ✓ you were in touch; ○ it did not work out.")
        )
    )
    st.markdown("\n".join(f"- {_line(desk, each)}" for each in found))


def month_table(desk: Desk, month: date, found: Sequence[Contact]) -> str:
    """A month as a table in Markdown: a row for each week with its number, a sign on each day that counts."""
    names = get_day_names("short", locale=desk.language)
    head = ["wk", *(names[day] for day in range(7))]
    rows = [
        [f"**{days[0].isocalendar().week}**", *(_cell(day, month, found) for day in days)]
        for days in Calendar().monthdatescalendar(month.year, month.month)
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows))


def _cell(day: date, month: date, found: Iterable[Contact]) -> str:
    if day.month != month.month:
        return " "
    signs = [SIGNS[each.kind] + DONE.get(each.state, "") for each in found if each.opens_on <= day <= each.closes_on]
    return f"{day.day} {''.join(dict.fromkeys(signs))}".strip()


def _line(desk: Desk, each: Contact) -> str:
    days = desk.day(each.opens_on)
    if each.closes_on - each.opens_on >= timedelta(days=1):
        days = f"{days} - {desk.day(each.closes_on)}"
    kind, state = desk.say(KINDS[each.kind]), desk.say(STATES[each.state])
    return f"{capital(week(each.opens_on, desk.language))}: {days} · {kind} · **{state}**"
