"""The region at a glance, for who looks over it: where questions wait, what must not be, how old the work is.

Every number opens the list it was counted from. Figures are per agency and stage, never per person.
"""

from collections.abc import Callable, Mapping

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.address import choose_one
from dashboard.part.age_chart import show_ages
from dashboard.part.case_query import query_of
from dashboard.part.clicked import clicked
from dashboard.part.heat_map import column_called, show_heat
from dashboard.part.link import link_to, link_to_case
from dashboard.part.plain import plain
from dashboard.part.wait import in_short
from flows.queries.ageing import ageing
from flows.queries.blocked_days import blocked_days
from flows.queries.case_filter import CASE_MANAGER, NEXT_STEP, OPENED, CaseFilter, conditions
from flows.queries.case_list import how_many_cases
from flows.queries.heat import COLUMNS, HeatCell, Spot, add_up, heat, questions_at
from flows.queries.pace import Pace, open_before, pace
from flows.queries.waiting import WaitLine
from models.access import Viewer
from models.code import Role
from models.reason import REASONS
from models.speech import mark
from models.store import Tx

ROWS, LOOKS_AT = 10, 25
"""Questions shown at a time; and of how many with the earliest last day the one is sought that waits longest."""
AGENCY, COLUMN, LATE, PAGE = "agency", "column", "longer", "page"
EVER = mark(
    "Over all the time Vangnet was used here, in open and in closed cases. A reason opens the cases in "
    "which it was given. Cases that were destroyed count in the days, and stand in no list any more."
)
TILE = 150
"""Width of a number with what it counts, in pixels: two of them stand beside each other on a phone."""


LOOKS_OVER = frozenset({Role.COORDINATOR, Role.MANAGER})


def looks_over(viewer: Viewer) -> bool:
    """Whether this viewer looks over the whole region."""
    return bool(viewer.roles & LOOKS_OVER)


def has(desk: Desk) -> bool:
    """Who looks over the region."""
    return looks_over(desk.viewer)


def show(desk: Desk) -> None:
    """What must not be on top; below it where questions wait, the age of the work, and what changed: one at a time."""
    st.title(desk.say(mark("Overview")), anchor=False)
    st.caption(desk.day(desk.today))
    # One transaction: what is late is found once for the numbers and for the picture, and both say the same.
    with desk.read() as tx:
        _numbers(desk, tx)
        _parts(desk, tx)


def _parts(desk: Desk, tx: Tx) -> None:
    """The parts as tabs, of which the open one is drawn."""
    place = "overview part"
    titles = [desk.say(title) for title in PARTS]
    tabs = st.tabs(titles, key=place, on_change=clicked().note, args=(place,))
    for tab, part in zip(tabs, PARTS.values(), strict=True):
        if tab.open:
            with tab:
                part(desk, tx)


def _where(desk: Desk, tx: Tx) -> None:
    cells = heat(tx, desk.viewer)
    if not cells:
        st.success(desk.say(mark("We wait for no agency. As soon as something is asked of one, it stands here.")))
        return
    show_heat(desk, cells, _pick)
    _questions(desk, tx, cells)


def _how_long(desk: Desk, tx: Tx) -> None:
    show_ages(desk, ageing(tx, desk.viewer))


def _changed(desk: Desk, tx: Tx) -> None:
    _trend(desk, tx)
    _why(desk, tx)


PARTS: Mapping[str, Callable[[Desk, Tx], None]] = {
    mark("Where questions wait"): _where,
    mark("How long youths are in a stage"): _how_long,
    mark("The trend, and why things waited"): _changed,
}
"""What stands below the numbers, by its title; only the one that is open is read and drawn."""


def _numbers(desk: Desk, tx: Tx) -> None:
    tiles = (
        (mark("Open cases"), CaseFilter(), False),
        (mark("Wait longer than agreed"), CaseFilter(late=True), False),
        (mark("Without a case manager"), CaseFilter(lacks=CASE_MANAGER), True),
        (mark("Without a next step"), CaseFilter(lacks=NEXT_STEP), True),
    )
    counted = [how_many_cases(tx, desk.viewer, *conditions(tx, desk.viewer, wanted)) for _, wanted, _ in tiles]
    longest = _longest(questions_at(tx, desk.viewer, Spot(late=True), limit=LOOKS_AT))
    with st.container(horizontal=True):
        for (label, wanted, must_be_none), number in zip(tiles, counted, strict=True):
            with st.container(border=True, width=TILE, height="stretch", gap="xxsmall"):
                _number(desk, label, number)
                if must_be_none:
                    st.caption(_must_be_none(desk, number))
                if number:
                    link_to("cases", desk.say(mark("Show these")), query=query_of(wanted))
                if wanted == CaseFilter():
                    _before(desk, tx)
        if longest is not None:
            with st.container(border=True, width=2 * TILE, height="stretch", gap="xxsmall"):
                st.caption(desk.say(mark("Longest waiting")))
                st.markdown(in_short(longest, desk))
                link_to_case(longest.ref, plain(longest.ref))


def _before(desk: Desk, tx: Tx) -> None:
    """How many were open four weeks ago; of what waited longer than agreed then, too little is kept to say it."""
    number, then = open_before(tx, desk.viewer)
    _compared(desk, mark("Four weeks ago"), number, then)


def _compared(desk: Desk, label: str, number: int, asked: CaseFilter) -> None:
    """A number of before with its list; the words stand above it, since a link is one line and cuts off the rest."""
    if number:
        st.caption(desk.say(label))
        link_to("cases", str(number), query=query_of(asked))
    else:
        st.caption(f"{desk.say(label)}: {number}")


def _number(desk: Desk, label: str, number: int) -> None:
    """A number with what it counts above it, in as many lines as that takes."""
    st.caption(desk.say(label))
    st.metric(desk.say(label), number, label_visibility="collapsed")


def _must_be_none(desk: Desk, number: int) -> str:
    if number:
        return f":material/warning: {desk.say(mark('must be 0'))}"
    return f":material/check: {desk.say(mark('as it must be'))}"


def _longest(lines: list[WaitLine]) -> WaitLine | None:
    """Of those with the earliest last day, the one that waits longest net of pauses and days off."""
    return max(lines, key=lambda line: line.days_late, default=None)


def _pick(agency: int, column: str) -> None:
    """What a click on a cell asks for, in the fields below the picture and so in the address."""
    st.session_state.update({AGENCY: str(agency), COLUMN: column, PAGE: 1})


def _spot(desk: Desk, cells: list[HeatCell]) -> Spot:
    names = {str(cell.agency_id): cell.agency for cell in cells}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        agency = choose_one(desk, mark("We wait for"), AGENCY, list(names), names.__getitem__)
        column = choose_one(desk, mark("Stage"), COLUMN, COLUMNS, lambda code: column_called(desk, code))
        late = st.checkbox(desk.say(mark("Longer than agreed")), key=LATE, bind="query-params")
    return Spot(int(agency) if agency else None, column, late)


def _questions(desk: Desk, tx: Tx, cells: list[HeatCell]) -> None:
    spot = _spot(desk, cells)
    found = add_up(cells, spot)
    last = max(-(-found // ROWS), 1)
    page = min(max(st.session_state.get(PAGE) or 1, 1), last)
    lines = questions_at(tx, desk.viewer, spot, limit=ROWS, offset=(page - 1) * ROWS)
    st.subheader(desk.count(mark("{number} question"), mark("{number} questions"), found), anchor=False)
    if not lines:
        st.info(desk.say(mark("No question fits this. Take a filter away to see more.")))
    for line in lines:
        with st.container(border=True, gap="xxsmall"):
            st.markdown(in_short(line, desk))
            link_to_case(line.ref, plain(line.ref))
    if last > 1:
        st.pagination(last, key=PAGE)


def _why(desk: Desk, tx: Tx) -> None:
    """The reasons for which clocks stood still or days moved, the most first, each with its cases; never a person."""
    days = blocked_days(tx, desk.viewer)
    if not days:
        return
    st.header(desk.say(mark("Why things waited, in working days")), anchor=False)
    st.caption(desk.say(EVER))
    with st.container(gap="xxsmall"):
        for code, number in days.items():
            label = f"{desk.say(REASONS[code].label)}: {number}"
            link_to("cases", label, query=query_of(CaseFilter(reason=code)))


def _trend(desk: Desk, tx: Tx) -> None:
    found = pace(tx, desk.viewer)
    st.header(desk.say(mark("The last four weeks")), anchor=False)
    with st.container(horizontal=True):
        for each in found:
            with st.container(border=True, width=TILE, height="stretch", gap="xxsmall"):
                _pace(desk, each)


def _pace(desk: Desk, each: Pace) -> None:
    label = mark("Cases opened") if each.moved == OPENED else mark("Cases closed")
    _number(desk, label, each.now)
    if each.now:
        link_to("cases", desk.say(mark("Show these")), query=query_of(each.asked))
    _compared(desk, mark("In the four weeks before"), each.before, each.asked_before)
