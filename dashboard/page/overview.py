"""The region at a glance, for who looks over it: where questions wait, what must not be, how old the work is.

Every number opens the list it was counted from. Figures are per agency and stage, never per person.
"""

from collections.abc import Callable, Mapping

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.age_chart import show_ages
from dashboard.part.case_query import query_of
from dashboard.part.drawing import draw
from dashboard.part.link import address_of, link_to
from dashboard.part.question_list import rows_of
from dashboard.part.tile import GOOD, MUST, Note, Tile, show_tiles
from dashboard.part.whereabouts import show_whereabouts
from flows.queries.ageing import ageing
from flows.queries.blocked_days import blocked_days
from flows.queries.case_filter import CASE_MANAGER, NEXT_STEP, OPENED, CaseFilter, conditions
from flows.queries.case_list import how_many_cases
from flows.queries.heat import Spot, questions_at
from flows.queries.pace import Pace, open_before, pace
from flows.queries.waiting import WaitLine
from models.access import Viewer
from models.code import Role
from models.reason import REASONS
from models.speech import mark
from models.store import Tx

LOOKS_AT = 25
"""Of how many with the earliest last day the one is sought that waits longest."""
PART, FIRST = "part", "where"
EVER = mark(
    "Over all the time Vangnet was used here, in open and in closed cases. A reason opens the cases in "
    "which it was given. Cases that were destroyed count in the days, and stand in no list any more."
)
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
    part = st.query_params.get(PART, FIRST)
    title, draw_part = PARTS.get(part) or PARTS[FIRST]
    # One transaction: what is late is found once for the numbers and for the picture, and both say the same.
    with desk.read() as tx:
        draw("overview", desk.language, day=desk.day(desk.today), parts=_parts(desk, title), **_numbers(desk, tx))
        draw_part(desk, tx)


def _parts(desk: Desk, shown: str) -> Mapping[str, object]:
    """The ways to the parts, of which one is read and drawn; it stands in the address."""
    ways = [
        {
            "words": desk.say(title),
            "href": address_of("overview", {PART: code} if code != FIRST else {}),
            "chosen": title == shown,
        }
        for code, (title, _) in PARTS.items()
    ]
    return {"name": desk.say(mark("Parts of the overview")), "ways": ways}


def _how_long(desk: Desk, tx: Tx) -> None:
    show_ages(desk, ageing(tx, desk.viewer))


def _changed(desk: Desk, tx: Tx) -> None:
    _trend(desk, tx)
    _why(desk, tx)


PARTS: Mapping[str, tuple[str, Callable[[Desk, Tx], None]]] = {
    FIRST: (mark("Where questions wait"), show_whereabouts),
    "ages": (mark("How long youths are in a stage"), _how_long),
    "trend": (mark("The trend, and why things waited"), _changed),
}
"""What stands below the numbers, by its code in the address; only the one that is asked for is read and drawn."""


def _numbers(desk: Desk, tx: Tx) -> Mapping[str, object]:
    """The numbers on top, and the question that waits longest, as the template knows them."""
    asked = (
        (mark("Open cases"), CaseFilter(), _four_weeks_ago),
        (mark("Wait longer than agreed"), CaseFilter(late=True), None),
        (mark("Without a case manager"), CaseFilter(lacks=CASE_MANAGER), _must_be_none),
        (mark("Without a next step"), CaseFilter(lacks=NEXT_STEP), _must_be_none),
    )
    tiles = []
    for label, wanted, noted in asked:
        number = how_many_cases(tx, desk.viewer, *conditions(tx, desk.viewer, wanted))
        notes = (noted(desk, tx, number),) if noted else ()
        tiles.append(Tile(desk.say(label), number, _list_of(wanted), notes))
    longest = _longest(questions_at(tx, desk.viewer, Spot(late=True), limit=LOOKS_AT))
    return {"tiles": tiles, "title": desk.say(mark("Longest waiting")), "rows": rows_of(desk, longest)}


def _list_of(wanted: CaseFilter) -> str | None:
    return address_of("cases", query_of(wanted))


def _four_weeks_ago(desk: Desk, tx: Tx, _number: int) -> Note:
    """How many were open four weeks ago; of what waited longer than agreed then, too little is kept to say it."""
    number, then = open_before(tx, desk.viewer)
    return _compared(desk, mark("Four weeks ago"), number, then)


def _compared(desk: Desk, label: str, number: int, asked: CaseFilter) -> Note:
    """A number of before, with its list."""
    return Note(f"{desk.say(label)}:", desk.number(number), _list_of(asked) if number else None)


def _must_be_none(desk: Desk, _tx: Tx, number: int) -> Note:
    words, sign = (mark("must be 0"), MUST) if number else (mark("as it must be"), GOOD)
    return Note(desk.say(words), mark=sign)


def _longest(lines: list[WaitLine]) -> list[WaitLine]:
    """Of those with the earliest last day, the one that waits longest net of pauses and days off; none of none."""
    return sorted(lines, key=lambda line: -line.days_late)[:1]


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
    st.header(desk.say(mark("The last four weeks")), anchor=False)
    show_tiles(desk, [_pace(desk, each) for each in pace(tx, desk.viewer)])


def _pace(desk: Desk, each: Pace) -> Tile:
    label = mark("Cases opened") if each.moved == OPENED else mark("Cases closed")
    before = _compared(desk, mark("In the four weeks before"), each.before, each.asked_before)
    return Tile(desk.say(label), each.now, _list_of(each.asked), (before,))
