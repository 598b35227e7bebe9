"""Tells what happened in a case, the newest first, in sentences. The sentences themselves stand with the events."""

from collections.abc import Iterable, Iterator
from datetime import datetime

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.plain import plain
from dashboard.part.told import receiver_of
from flows.messages.called import CALLED
from flows.queries.case_message import MessageLine
from flows.queries.event import Event
from flows.queries.event_sentence import event_sentence, is_told
from models.label import called, capital
from models.speech import mark

MOST = 200


def show_timeline(events: Iterable[Event], desk: Desk, messages: Iterable[MessageLine] = ()) -> None:
    """The events and the messages that went out, newest first, by day."""
    told = sorted([*_happened(events, desk), *_sent(messages, desk)], key=lambda each: each[0])
    if not told:
        st.info(desk.say(mark("Nothing happened here yet.")))
        return
    by_day: dict[str, list[str]] = {}
    for at, sentence in reversed(told[-MOST:]):
        by_day.setdefault(desk.day(at), []).append(sentence)
    lines = [f"**{day}**\n" + "\n".join(f"- {each}" for each in sentences) for day, sentences in by_day.items()]
    st.markdown("\n\n".join(lines))


def _happened(events: Iterable[Event], desk: Desk) -> Iterator[tuple[datetime, str]]:
    for event in events:
        if is_told(event):
            yield event.at, event_sentence(event, desk.language, plain)


def _sent(messages: Iterable[MessageLine], desk: Desk) -> Iterator[tuple[datetime, str]]:
    """To whom and what about; the tab of the messages has when, and what did not arrive."""
    for line in messages:
        what = capital(called(CALLED, line.notice, desk.language))
        yield line.done_at or line.queued_at, f"✉ {receiver_of(line, desk)}: {what}"
