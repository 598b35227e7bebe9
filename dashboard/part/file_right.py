"""What was asked of the file by right: each request, its letter, and the copy to hand over. Decides nothing."""

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.copy_mask import show_masks
from dashboard.part.plain import plain
from flows.copy.hand_over import TYPES, handed_over, name_of
from flows.copy.letter import letter_for
from flows.queries.right import OwnStatement, RightLine, own_statements, rights_of
from models.choice import choice_called
from models.code import RightAbout, RightKind
from models.label import LABELS, called
from models.reason import REASONS
from models.speech import mark


def show_rights(desk: Desk, ref: str) -> None:
    """Every request, the newest first; for who makes the copy, what is left out of it and the copy itself."""
    with desk.read() as tx:
        found = rights_of(tx, desk.viewer, ref)
    if not found:
        st.info(
            desk.say(
                mark("Nobody asked anything of this file yet. Who speaks with the youth can write it down, above.")
            )
        )
    for line in found:
        with st.container(border=True):
            _request(desk, ref, line)


def show_own_words(desk: Desk, ref: str, *about: RightAbout) -> None:
    """Somebody's own words, beside the part of the file they are about; nothing where there are none."""
    with desk.read() as tx:
        found = own_statements(tx, desk.viewer, ref, *about)
    for statement in found:
        with st.container(border=True):
            st.markdown(f"**{_whose(desk, statement)}**")
            st.text(statement.words)


def _whose(desk: Desk, statement: OwnStatement) -> str:
    about = called(LABELS[RightAbout], statement.about, desk.language)
    words = desk.say(mark("Own words of {who}, about {about}"), who=plain(statement.who), about=about)
    return f"{words} · {desk.day(statement.added_on)}"


def _request(desk: Desk, ref: str, line: RightLine) -> None:
    kind = called(LABELS[RightKind], line.kind, desk.language)
    st.markdown(f"**{plain(line.who)}: {kind}**")
    st.caption(" · ".join(_facts(desk, line)))
    if line.words:
        st.text(line.words)
    if line.why:
        st.text(line.why)
    _letter(desk, ref, line)
    if line.gives_copy and line.result not in {"refused", "taken back"}:
        _copy(desk, ref, line)


def _facts(desk: Desk, line: RightLine) -> list[str]:
    facts = [desk.say(mark("asked on {day}"), day=desk.day(line.asked_on))]
    if line.result is None:
        until = desk.day(line.longer_until) if line.longer_until else ""
        facts.append(desk.say(mark("is being looked at")) + (f", {desk.say(mark('until'))} {until}" if until else ""))
    elif line.result == "taken back":
        facts.append(desk.say(mark("taken back")))
    else:
        result = choice_called("RightAnswered", "result", line.result, desk.language)
        facts.append(desk.say(mark("decided on {day}: {result}"), day=desk.day(line.ended_on), result=result))
    if line.ground:
        facts.append(desk.say(REASONS[line.ground].label))
    return facts


def _letter(desk: Desk, ref: str, line: RightLine) -> None:
    def made() -> bytes:
        from notifications.pdf import as_pdf  # noqa: PLC0415 - typst is loaded only where something is printed

        with desk.office.store.read(desk.now) as tx:
            return as_pdf(letter_for(tx, desk.viewer, ref, line.id, desk.now))

    st.download_button(
        desk.say(mark("Letter to who asked (PDF)")),
        made,
        file_name=f"{ref}-{line.id}.pdf",
        mime=TYPES["pdf"],
        key=f"right letter {line.id}",
        icon=":material/mail:",
        on_click="ignore",
    )


def _copy(desk: Desk, ref: str, line: RightLine) -> None:
    label = desk.say(mark("Look at what goes in the copy and what is left out, before it is handed over"))
    if not st.toggle(label, key=f"right copy {line.id}"):
        return
    show_masks(desk, ref, line.id, may_change=line.result is None)
    with st.container(horizontal=True):
        for form, title in (("pdf", mark("The copy (PDF)")), ("json", mark("The copy for another computer (JSON)"))):
            _download(desk, ref, line.id, form, desk.say(title))


def _download(desk: Desk, ref: str, request: int, form: str, title: str) -> None:
    """Made when it is clicked, and kept nowhere."""

    def made() -> bytes:
        with desk.office.store.read(desk.now) as tx:
            return handed_over(tx, desk.viewer, ref, request, form, desk.now)

    st.download_button(
        title,
        made,
        file_name=name_of(ref, form),
        mime=TYPES[form],
        key=f"right {form} {request}",
        icon=":material/download:",
        on_click="ignore",
    )
