"""Shows what the youth says about who may see what of the file, to who may see that. Changes nothing."""

from collections.abc import Iterator

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.plain import plain
from flows.queries.youth_word import WordLine, words_of
from models.choice import CHOICES
from models.code import Domain, FilePart
from models.label import LABELS, called
from models.speech import mark


def show_words_of_youth(desk: Desk, ref: str) -> None:
    """Of each person: what they may see, what not, and since when; or what holds while nothing was said."""
    with desk.read() as tx:
        found = words_of(tx, desk.viewer, ref)
    st.markdown(f"**{desk.say(mark('Who may see what, says the youth'))}**")
    if not found:
        st.info(
            desk.say(
                mark(
                    "The youth said nothing yet. Under sixteen who has custody may see the plan, from sixteen on"
                    " nobody, and a supporter never. Ask the youth, and write it down under 'Do something'."
                )
            )
        )
    for line in found:
        with st.container(border=True, gap="xxsmall"):
            relation = f" ({called(CHOICES, line.relation, desk.language)})" if line.relation else ""
            st.markdown(f"**{plain(line.who)}**{plain(relation)} · {desk.day(line.said_on)}")
            st.markdown("\n".join(f"- {told}" for told in _told(desk, line)))
            if line.words:
                st.text(line.words)
            if not line.counts:
                st.warning(desk.say(mark("Not all of this counts at the age of the youth today. Please ask again.")))


def _told(desk: Desk, line: WordLine) -> Iterator[str]:
    for sentence, codes, labels in (
        (mark("May see: {what}"), line.may, LABELS[FilePart]),
        (mark("Must not see: {what}"), line.must_not, LABELS[FilePart]),
        (mark("Must not hear of: {what}"), line.domains_not, LABELS[Domain]),
    ):
        if codes:
            yield desk.say(sentence, what=", ".join(called(labels, code, desk.language) for code in codes))
