"""Takes a region from one spreadsheet: first what it would bring, row by row; then all of it, or nothing."""

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.flash import flash
from dashboard.part.plain import plain
from flows.commands.import_region import Import, import_region
from flows.region_book.place import Became
from flows.region_book.reading import Fault
from flows.region_book.template import template
from models.refusal import Refused
from models.speech import mark
from notifications.spreadsheet import MEDIA_TYPE

KEY = "region file"
TURN = "region file turn"
MOST_SHOWN = 200
"""Rows of which it is said what is wrong; who mends those sees the rest."""
HOW = mark(
    "With one spreadsheet you add or change agencies, people, contacts, agreements, terms, the ladder, chain "
    "instruments and days. "
    "Nothing is taken away, and a file you take twice changes nothing."
)
BROUGHT = {
    Became.ADDED: mark("{number} new"),
    Became.CHANGED: mark("{number} changed"),
    Became.SAME: mark("{number} as they were"),
}


def show_import(desk: Desk) -> None:
    """The empty file, a place for the filled one, what it would bring, and the button that does it."""
    st.markdown(desk.say(HOW))
    st.download_button(
        desk.say(mark("Save the empty spreadsheet")),
        template,
        "vangnet-regio.xlsx",
        MEDIA_TYPE,
        icon=":material/download:",
        on_click="ignore",
        help=desk.say(mark("Its first sheet explains how it is filled in. The heads are in Dutch.")),
    )
    turn = st.session_state.get(TURN, 0)
    # Any name may be chosen: what a file is, is read in its content, and said in a sentence of ours.
    file = st.file_uploader(desk.say(mark("The spreadsheet, filled in (.xlsx)")), key=f"{KEY} {turn}")
    if file is None:
        return
    try:
        tried = import_region(desk.office.store, desk.viewer, file.getvalue(), desk.now, dry_run=True)
    except Refused as refused:
        st.error(plain(refused.text(desk.language)), icon=":material/info:")
        return
    _show(desk, tried)
    if tried.faults:
        return
    if tried.count(Became.SAME) == len(tried.rows):
        st.info(desk.say(mark("Everything in this file is in the region already. There is nothing to do.")))
        return
    if st.button(desk.say(mark("Take all of it")), type="primary", key="take region"):
        _take(desk, file.getvalue(), turn)


def _take(desk: Desk, content: bytes, turn: int) -> None:
    taken = import_region(desk.office.store, desk.viewer, content, desk.now)
    if not taken.done:
        flash(desk.say(mark("Something changed meanwhile, and nothing was taken. Look at the rows below.")), "error")
    else:
        counts = {became.value: taken.count(became) for became in Became}
        sentence = mark("Taken: {added} new, {changed} changed, {same} as they were.")
        flash(desk.say(sentence, **counts))
        st.session_state[TURN] = turn + 1
    st.rerun()


def _show(desk: Desk, tried: Import) -> None:
    if tried.faults:
        several = mark("{number} things are wrong. Mend them in the file, and choose it again. Nothing was taken.")
        one = mark("One thing is wrong. Mend it in the file, and choose it again. Nothing was taken.")
        st.error(desk.count(one, several, len(tried.faults)), icon=":material/info:")
        st.markdown("\n".join(f"- {_fault(desk, each)}" for each in tried.faults[:MOST_SHOWN]))
        return
    st.markdown(f"**{desk.say(mark('What this file would bring'))}**")
    st.markdown("\n".join(f"- {_sheet(desk, tried, name)}" for name in tried.sheets))


def _fault(desk: Desk, fault: Fault) -> str:
    why = plain(fault.why.text(desk.language))
    if fault.row is None:
        return f"**{plain(fault.sheet)}**: {why}" if fault.sheet else why
    where = desk.say(mark("{sheet}, row {row}"), sheet=fault.sheet, row=fault.row)
    return f"**{plain(where)}**: {why}"


def _sheet(desk: Desk, tried: Import, name: str) -> str:
    told = []
    for became, sentence in BROUGHT.items():
        rows = [str(row.row) for row in tried.rows if row.sheet == name and row.became is became]
        if not rows:
            continue
        words = desk.say(sentence, number=len(rows))
        which = "" if became is Became.SAME else f" ({desk.say(mark('row'))} {', '.join(rows[:MOST_SHOWN])})"
        told.append(f"{words}{which}")
    return f"**{plain(name)}**: {', '.join(told)}"
