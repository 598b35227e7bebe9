"""Tells what happened in a case, the newest first, in sentences. The sentences themselves stand with the events."""

from collections.abc import Iterable

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.plain import plain
from flows.queries.event import Event
from flows.queries.event_sentence import event_sentence, is_told
from models.speech import mark

MOST = 200


def show_timeline(events: Iterable[Event], desk: Desk) -> None:
    """The events, newest first, by day."""
    told = [event for event in events if is_told(event)]
    if not told:
        st.info(desk.say(mark("Nothing happened here yet.")))
        return
    by_day: dict[str, list[str]] = {}
    for event in reversed(told[-MOST:]):
        by_day.setdefault(desk.day(event.at), []).append(event_sentence(event, desk.language, plain))
    lines = [f"**{day}**\n" + "\n".join(f"- {each}" for each in sentences) for day, sentences in by_day.items()]
    st.markdown("\n\n".join(lines))
