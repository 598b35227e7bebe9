"""A list to take away as a file that spreadsheets open: no cell of it is ever run as a formula. Reads nothing."""

import csv
import io
from collections.abc import Iterable, Sequence
from functools import partial

import streamlit as st

from dashboard.desk import Desk
from flows.queries.case_export import MOST, SheetLine, cases_to_take
from flows.queries.case_filter import CaseFilter
from models.code import Stage
from models.label import LABELS, called
from models.speech import mark
from notifications.spreadsheet import MEDIA_TYPE, TextSheet, as_workbook

BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
HEADS = (
    mark("Case"),
    mark("Stage"),
    mark("Case manager"),
    mark("Closed"),
    mark("Open questions"),
    mark("Longer than agreed"),
    mark("We wait for"),
    mark("Since"),
    mark("Until"),
    mark("Working days longer than agreed"),
)


CUT = mark("The list is longer: it holds {found} cases, and a file holds {most}. Choose a filter and take it in parts.")


def show_taking(desk: Desk, wanted: CaseFilter, found: int) -> None:
    """A button for each kind of file; it is made, and logged, only when one is pressed."""
    kinds = (("xlsx", mark("Take this list as a file (XLSX)"), MEDIA_TYPE),
             ("csv", mark("Take this list as a file (CSV)"), "text/csv"))  # fmt: skip
    with st.container(horizontal=True):
        for kind, label, media_type in kinds:
            st.download_button(
                desk.say(label),
                partial(file_of, desk, wanted, kind, found),
                f"vangnet-{desk.today.isoformat()}.{kind}",
                media_type,
                icon=":material/download:",
                on_click="ignore",
                help=desk.say(mark("Case numbers, no names. That you took it is logged.")),
            )
    if found > MOST:
        st.caption(desk.say(CUT, found=found, most=MOST))


def file_of(desk: Desk, wanted: CaseFilter, kind: str, found: int) -> bytes:
    """The list as a file; where it is longer than a file may be, its last row says so."""
    with desk.read() as tx:
        lines = cases_to_take(tx, desk.viewer, wanted)
    rows = [[desk.say(head) for head in HEADS], *(_row(desk, line) for line in lines)]
    if found > MOST:
        rows.append([desk.say(CUT, found=found, most=MOST)])
    return as_csv(rows) if kind == "csv" else as_workbook([TextSheet(desk.say(mark("Cases")), rows)])


def _row(desk: Desk, line: SheetLine) -> list[str]:
    return [
        line.ref,
        called(LABELS[Stage], line.stage, desk.language),
        line.case_manager,
        desk.say(mark("yes") if line.closed else mark("no")),
        str(line.questions),
        str(line.late),
        line.agency,
        line.since.isoformat() if line.since else "",
        line.due.isoformat() if line.due else "",
        str(line.days_late),
    ]


def as_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """The rows apart by semicolons, as Dutch spreadsheets read them, with the mark by which they know it is UTF-8."""
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([_harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    """A text stays a text. Source: OWASP, CSV injection."""
    return f"'{cell}" if cell.lstrip(" ").startswith(BEGINS_A_FORMULA) else cell
