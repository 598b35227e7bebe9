"""Hands in what was filled in, and says what came of it: on top, or at the field that does not fit. Decides nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from dashboard.part.clicked import clicked
from dashboard.part.crossing import forget_sent
from dashboard.part.field import Field
from dashboard.part.flash import flash, top
from dashboard.part.form import Content, drop_blank_rows, full_lines, left_empty, place_of
from dashboard.part.paper import Paper, spoken
from dashboard.part.plain import plain
from models.forms.form import Sheet
from models.refusal import BadAnswer, CameLate, Changed, NotOpen, Refused
from models.speech import mark

CROSSED = (Changed, NotOpen)
"""Somebody else was first: said on top, since the sheet it was sent from may be gone."""
CLOSED = mark("This question was answered or taken back just before. What you said is kept; nothing is lost.")


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as it was sent.

    Attributes:
        within: what a refusal puts before the names of these fields (``cannot.``).
        beside: places on the paper that are no fields of the form.
    """

    sheet: type[Sheet]
    fields: tuple[Field, ...]
    content: Content
    within: str = ""
    beside: tuple[str, ...] = ()


def hand_in(
    paper: Paper, filled: Filled, do: Callable[[dict[str, Any]], str], since: Callable[[], str] = lambda: ""
) -> None:
    """Does it once, with what was filled in; ``do`` gives the sentence that says what was done.

    Nothing is lost: what does not fit is said at its field, and what was typed stays; what crossed it is said on top,
    with what somebody else did ``since`` the page was drawn, in Markdown. Ends this run of the page.
    """
    drop_blank_rows(paper, filled.fields, filled.content)
    content = full_lines(filled.fields, filled.content)
    wrong = left_empty(paper, filled.fields, content)
    above, heard = top(), clicked()
    forget_sent()
    try:
        if not wrong:
            above.put(do(content))
            heard.handed = paper.key
            paper.forget_earlier()
    except BadAnswer as refused:
        wrong = place_and_sentence(refused, filled, paper)
    except Refused as refused:
        text = paper.say(CLOSED) if isinstance(refused, CameLate) else refused.text(paper.language)
        wrong, news = {"": text}, since()
        if news or isinstance(refused, CROSSED):
            paper.keep_for_next(content)
            flash(f"{plain(text)} {news}".strip(), "info")
    paper.refuse(wrong)
    st.rerun()


def place_and_sentence(refused: BadAnswer, filled: Filled, paper: Paper) -> dict[str, str]:
    """Where on the paper a refusal is shown, and what is said there."""
    place = refused.field
    if place not in filled.beside:
        place = place_of(place.removeprefix(filled.within), filled.fields)
    return {place: spoken(refused, filled.sheet, paper.language, within=filled.within)}
