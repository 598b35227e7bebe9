"""What was typed to an open question: kept by its turn, put back, and shown what happened since. Sends nothing.

What is kept goes when the question is answered or closed.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.crossing import as_seen, paper_key
from dashboard.part.drafting import Sheeted, kept_once
from dashboard.part.form import Content
from dashboard.part.meanwhile import told_since
from dashboard.part.paper import Paper
from dashboard.part.said import SAID, Typed
from flows.commands.answer_draft import Typed as TypedSheet
from flows.commands.answer_draft import keep_typed
from flows.queries.answer_draft import Kept, typed_by
from flows.queries.sitting import Question
from models.speech import mark

CHANGED = mark("You typed this on {day}; the question was changed since. What you typed still stands here: look again.")


def draft_of(desk: Desk, question: Question) -> Mapping[str, Mapping[str, Any]]:
    """What was typed on an earlier visit; read once, as the question is drawn for the first time."""
    kept = _kept(desk, question)
    return kept.sheets if kept else {}


def words_kept(desk: Desk, question: Question) -> list[str]:
    """What was typed to a question up to now, as words, whatever its form was."""
    found = _read(desk, question)
    return [str(value) for sheet in (found.sheets if found else {}).values() for value in sheet.values() if value]


def _kept(desk: Desk, question: Question) -> Kept | None:
    return kept_once(paper_key(question), "draft", lambda: _read(desk, question))


def _read(desk: Desk, question: Question) -> Kept | None:
    with desk.read() as tx:
        return typed_by(tx, desk.viewer, question.line.id)


def sheet_of(desk: Desk, ref: str, question: Question, paper: Paper, name: str = "") -> Sheeted:
    """A sheet of a question, kept as it is filled in; ``name`` is empty for the form itself."""
    return Sheeted(desk, paper, partial(_keep, desk, ref, question, name), paper.draft.get(name, {}))


def _keep(desk: Desk, ref: str, question: Question, name: str, content: Content) -> None:
    typed = TypedSheet(ref, question.line.id, question.line.turn, name, content)
    keep_typed(desk.office.store, desk.viewer, typed, desk.office.now())


def said_beside(said: Typed) -> dict[str, Any]:
    """Who said it and when, as a draft keeps it beside the fields."""
    return {SAID: said.kept} if said.kept else {}


def show_changed(desk: Desk, ref: str, question: Question, paper: Paper) -> None:
    """Somebody changed the question after this was typed: says so, with what happened in the case since."""
    kept = _kept(desk, question)
    with st.container():
        if kept is not None and paper.draft and kept.turn != question.line.turn:
            news = as_seen(ref, f"{paper.key}/news", lambda: told_since(desk, ref, kept.at))
            st.info(f"{desk.say(CHANGED, day=desk.day(kept.at.date()))} {news}".strip())
