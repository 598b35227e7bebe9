"""The results of a school year: what the region wanted and what happened, and why things waited. Never per person.

Who looks over the region sees all of it; an agency its own waiting days. Every number says below what it means.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from dashboard.desk import Desk
from dashboard.part import figure_table
from dashboard.part.figure_chart import blocked_chart, flow_chart, targets_chart
from dashboard.part.figure_table import Table, hides, year_called
from dashboard.part.kept import kept
from dashboard.part.picture import show_picture
from dashboard.part.plain import plain
from dashboard.part.taking import as_csv
from flows.queries.blocked_table import blocked_table
from flows.queries.cumulative_flow import cumulative_flow
from flows.queries.results import results, years
from flows.queries.results_export import results_to_take
from models.access import RegionDeed, may_in_region
from models.speech import mark
from notifications.spreadsheet import MEDIA_TYPE, TextSheet, as_workbook

YEAR, TAB = "year", "results tab"
LONGEST_NAME = 31
"""Signs in the name of a sheet."""


@dataclass(frozen=True, slots=True)
class Part:
    """One tab of the page."""

    title: str
    show: Callable[[Desk, int], None]


def show(desk: Desk) -> None:
    """The school year on top, its figures in tabs of which only the open one is read, and the files below."""
    st.title(desk.say(mark("Results")), anchor=False)
    with desk.read() as tx:
        there = years(tx, desk.viewer)
    names = {year_called(year): year for year in there}
    chosen = st.selectbox(desk.say(mark("School year")), list(names), key=YEAR, bind="query-params", width=250)
    year = names.get(chosen or "", there[0])
    st.caption(desk.say(mark("A school year runs from 1 August up to and including 31 July.")))
    if not may_in_region(desk.viewer, RegionDeed.LOOK_OVER):
        st.caption(desk.say(mark("You see the figures of your own organisation.")))
        _blocked(desk, year)
    else:
        tabs = st.tabs([desk.say(part.title) for part in PARTS], key=TAB, on_change="rerun")
        for tab, part in zip(tabs, PARTS, strict=True):
            if tab.open:
                with tab:
                    part.show(desk, year)
    _files(desk, year)


def _targets(desk: Desk, year: int) -> None:
    reached = kept(desk, "reached", lambda tx: results(tx, desk.viewer, year), year)
    table = figure_table.targets(desk, reached)
    if not table.rows:
        st.info(desk.say(mark("For this school year there are no targets. An administrator can set them: The region.")))
    chart = targets_chart(desk, reached)
    if chart is not None:
        st.caption(desk.say(mark("The bar: what happened. The line across: what was wanted.")))
        show_picture(chart, alt=desk.say(mark("Targets of the year; the table below says the same.")))
        _table(desk, table)
    _table(desk, figure_table.numbers(desk, reached))


def _times(desk: Desk, year: int) -> None:
    reached = kept(desk, "reached", lambda tx: results(tx, desk.viewer, year), year)
    if all(time.half is None for time in reached.times):
        st.info(desk.say(mark("There are too few youths to say how long it took. It stands here once there are 5.")))
    _table(desk, figure_table.times(desk, reached))


def _flow(desk: Desk, year: int) -> None:
    points = kept(desk, "flow", lambda tx: cumulative_flow(tx, desk.viewer, year), year)
    if not any(point.total != 0 for point in points):
        st.info(desk.say(mark("There were no youths in this school year. They stand here once one is registered.")))
        return
    show_picture(flow_chart(desk, points), alt=desk.say(mark("Youths per stage; the table below says the same.")))
    _table(desk, figure_table.flow(desk, points), folded=True)


def _blocked(desk: Desk, year: int) -> None:
    rows = kept(desk, "blocked", lambda tx: blocked_table(tx, desk.viewer, year), year)
    if not rows:
        st.success(desk.say(mark("Nothing stood still in this school year.")))
        return
    show_picture(blocked_chart(desk, rows), alt=desk.say(mark("Working days; the table below says the same.")))
    _table(desk, figure_table.blocked(desk, rows), folded=True)


PARTS: Sequence[Part] = (
    Part(mark("Targets"), _targets),
    Part(mark("How long it took"), _times),
    Part(mark("Where youths were"), _flow),
    Part(mark("Why things waited"), _blocked),
)
"""The tabs of who looks over the region, in their order."""


def _table(desk: Desk, table: Table, *, folded: bool = False) -> None:
    """The numbers, and below them what they mean."""
    if folded:
        with st.expander(desk.say(mark("The same as a table"))):
            st.markdown(_markdown(table))
    else:
        st.subheader(table.title, anchor=False)
        st.markdown(_markdown(table))
    st.caption("  \n".join([*map(plain, table.means), plain(hides(desk))]))


def _markdown(table: Table) -> str:
    lines = [table.heads, ["---"] + ["---:" if place else "---" for place in range(len(table.heads) - 1)], *table.rows]
    return "\n".join(f"| {' | '.join(plain(cell) if row is not lines[1] else cell for cell in row)} |" for row in lines)


def _files(desk: Desk, year: int) -> None:
    """A button for each kind of file; it is made, and logged, only when one is pressed."""
    kinds = (("xlsx", mark("Take these figures as a file (XLSX)"), MEDIA_TYPE),
             ("csv", mark("Take these figures as a file (CSV)"), "text/csv"))  # fmt: skip
    with st.container(horizontal=True):
        for kind, label, media_type in kinds:
            st.download_button(
                desk.say(label),
                partial(file_of, desk, year, kind),
                f"vangnet-{year_called(year)}.{kind}",
                media_type,
                icon=":material/download:",
                on_click="ignore",
                help=desk.say(mark("Numbers only, hidden in the same places. That you took them is logged.")),
            )


def file_of(desk: Desk, year: int, kind: str) -> bytes:
    """All tables of a school year: a sheet each, or below each other."""
    with desk.read() as tx:
        taken = results_to_take(tx, desk.viewer, year)
    every = [
        (table.title, [table.heads, *table.rows, [], *([line] for line in (*table.means, hides(desk)))])
        for table in figure_table.tables(desk, taken)
    ]
    if kind == "csv":
        return as_csv(row for title, rows in every for row in ([f"{title} {year_called(year)}"], *rows, []))
    return as_workbook([TextSheet(title[:LONGEST_NAME], rows) for title, rows in every])
