"""A list to take away as a file that spreadsheets open: no cell of it is ever run as a formula. Reads nothing."""

import csv
import io
from collections.abc import Iterable, Sequence

import streamlit as st

from dashboard.desk import Desk
from flows.queries.case_export import SheetLine, cases_to_take
from flows.queries.case_filter import CaseFilter
from models.code import Stage
from models.label import LABELS, called
from models.speech import mark

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


def show_taking(desk: Desk, wanted: CaseFilter) -> None:
    """A button; the file is made, and logged, only when it is pressed."""
    st.download_button(
        desk.say(mark("Take this list as a file (CSV)")),
        lambda: _file(desk, wanted),
        f"vangnet-{desk.today.isoformat()}.csv",
        "text/csv",
        icon=":material/download:",
        on_click="ignore",
        help=desk.say(mark("Case numbers, no names. That you took it is logged.")),
    )


def _file(desk: Desk, wanted: CaseFilter) -> bytes:
    with desk.read() as tx:
        lines = cases_to_take(tx, desk.viewer, wanted)
    return as_csv([[desk.say(head) for head in HEADS], *(_row(desk, line) for line in lines)])


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
