"""Keeps what is typed to an open question as each field is left, and puts it back after a refusal or a lost connection.

For the person who typed it alone. Sends nothing; what is kept goes when the question is answered or closed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.crossing import as_seen, paper_key
from dashboard.part.field import Field
from dashboard.part.form import Content, full_lines, is_touched
from dashboard.part.meanwhile import told_since
from dashboard.part.paper import Paper, is_new
from dashboard.part.plain import plain
from dashboard.part.said import SAID, Typed
from flows.commands.answer_draft import Typed as TypedSheet
from flows.commands.answer_draft import keep_typed
from flows.queries.answer_draft import Kept, typed_by
from flows.queries.sitting import Question
from flows.queries.waiting import WaitLine
from models.refusal import Refused
from models.speech import mark

IS_KEPT = mark(":material/cloud_done: What you type is kept as a draft; only you see it.")
CHANGED = mark("You typed this on {day}; the question was changed since. What you typed still stands here: look again.")


@dataclass(frozen=True, slots=True)
class Sheeted:
    """Where something is typed: to which question, on which paper; ``sheet`` is empty for the form itself."""

    desk: Desk
    ref: str
    line: WaitLine
    paper: Paper
    sheet: str = ""


def draft_of(desk: Desk, question: Question) -> Mapping[str, Mapping[str, Any]]:
    """What was typed on an earlier visit; read once, as the question is drawn for the first time."""
    kept = _kept(desk, question)
    return kept.sheets if kept else {}


def words_kept(desk: Desk, question: Question) -> list[str]:
    """What was typed to a question up to now, as words, whatever its form was."""
    with desk.read() as tx:
        found = typed_by(tx, desk.viewer, question.line.id)
    return [str(value) for sheet in (found.sheets if found else {}).values() for value in sheet.values() if value]


def _kept(desk: Desk, question: Question) -> Kept | None:
    key = paper_key(question)
    name = f"{key}#draft"
    if name in st.session_state and not is_new(key):
        found: Kept | None = st.session_state[name]
        return found
    with desk.read() as tx:
        found = typed_by(tx, desk.viewer, question.line.id)
    if found is not None:
        _begin_lines_anew(key)
    st.session_state[name] = found
    return found


def _begin_lines_anew(key: str) -> None:
    """A draft has its lines one after another, whatever numbers they had on the sheet before."""
    for name in [str(each) for each in st.session_state if str(each).startswith(key) and str(each).endswith("#rows")]:
        st.session_state.pop(name)


def keep_sheet(on: Sheeted, fields: Sequence[Field], content: Content, said: Typed | None = None) -> None:
    """Keeps what stands on a sheet, where that is something and something else than was kept."""
    desk, paper = on.desk, on.paper
    full = full_lines(fields, content) if is_touched(paper, fields, content) else {}
    if full and said is not None and said.kept:
        full[SAID] = said.kept
    name, before = f"{paper.key}#kept", dict(paper.draft.get(on.sheet, {}))
    if st.session_state.get(name, before) != full:
        typed = TypedSheet(on.ref, on.line.id, on.line.turn, on.sheet, full)
        try:
            keep_typed(desk.office.store, desk.viewer, typed, desk.office.now())
        except Refused as refused:
            st.caption(plain(refused.text(desk.language)))
            return
        st.session_state[name] = full


def show_changed(desk: Desk, ref: str, question: Question, paper: Paper) -> None:
    """Somebody changed the question after this was typed: says so, with what happened in the case since."""
    kept = _kept(desk, question)
    with st.container():
        if kept is not None and paper.draft and kept.turn != question.line.turn:
            news = as_seen(ref, f"{paper.key}/news", lambda: told_since(desk, ref, kept.at))
            st.info(f"{desk.say(CHANGED, day=desk.day(kept.at.date()))} {news}".strip())
