"""Every message there is, with an example as its reader gets it. Examples are invented; nothing of a case is here."""

import streamlit as st
from streamlit.components.v1 import html as framed

from dashboard.desk import Desk
from dashboard.part.plain import plain
from flows.messages.called import title_of
from models.access import RegionDeed, may_in_region
from models.code import MailMoment
from models.label import LABELS, called
from models.speech import mark
from notifications.choice import default_for, may_choose
from notifications.letter import write
from notifications.notice import NOTICES
from notifications.plain import LANGUAGES, Language, Notice

NAMES: dict[Language, str] = {"nl": "Nederlands", "en": "English"}
HEIGHT = 620
"""Of the frame the example stands in, in pixels: a mail is read without scrolling, a long one with."""


def has(desk: Desk) -> bool:
    """Who looks after the region, and everybody in the demo."""
    return desk.is_demo or may_in_region(desk.viewer, RegionDeed.SEE_LETTERS)


def show(desk: Desk) -> None:
    """All of them in the order of the process; one is chosen, and shown in either language."""
    st.title(desk.say(mark("What is sent")), anchor=False)
    st.caption(desk.say(mark("No mail names a youth: whoever opens it signs in to read more. These are examples.")))
    names = list(NOTICES)
    left, right = st.columns([2, 1])
    chosen = left.selectbox(
        desk.say(mark("Which message")), names, format_func=lambda name: title_of(name, desk.language), key="letter"
    )
    language = right.segmented_control(
        desk.say(mark("Language")),
        LANGUAGES,
        format_func=NAMES.__getitem__,
        default=desk.language,
        key="letter language",
    )
    _example(desk, NOTICES[chosen], language or desk.language)
    with st.expander(desk.say(mark("All {number} messages"), number=len(names))):
        st.markdown(
            "\n".join(f"- **{title_of(name, desk.language)}** · {_when(desk, NOTICES[name])}" for name in names)
        )


def _example(desk: Desk, notice: type[Notice], language: Language) -> None:
    st.markdown(_when(desk, notice))
    letter = write(notice.example(), language)
    st.subheader(plain(letter.subject), anchor=False)
    framed(letter.html, height=HEIGHT, scrolling=True)
    with st.expander(desk.say(mark("The same as plain text"))):
        st.code(letter.text, language=None, wrap_lines=True)


def _when(desk: Desk, notice: type[Notice]) -> str:
    """When it comes, and whether its reader may choose otherwise."""
    moment = called(LABELS[MailMoment], default_for(notice), desk.language)
    others = [called(LABELS[MailMoment], each, desk.language) for each in may_choose(notice)[1:]]
    if notice.to == "jij" or not others:
        return moment
    return f"{moment} ({desk.say(mark('may be chosen: {others}'), others=', '.join(others))})"
