"""The process as the code tells it, with what waits at each step now; what stopped; and how the machine is.

A number and the list behind it come from one query. Nothing of a youth stands here.
"""

from collections.abc import Iterator, Mapping

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.address import choose_one
from dashboard.part.link import address_of, link_to_case
from dashboard.part.machinery import show_machinery
from dashboard.part.paging import page_of, show_pages
from dashboard.part.place_name import place_called, run_called
from dashboard.part.plain import plain
from dashboard.part.process_map import STAGE, STEP, show_map
from dashboard.part.question_list import show_questions
from dashboard.part.stopped import how_many_stopped, show_stopped
from dashboard.part.tile import MUST, Note, Tile, show_tiles
from flows.map.plan import Plan, plan
from flows.queries.process_map import (
    ELSEWHERE,
    At,
    RunCount,
    days_at_step,
    how_many_at_step,
    questions_at_step,
    runs_now,
    steps_now,
)
from models.code import Errand, Role, Stage
from models.speech import mark
from models.store import Tx

HAVE = frozenset({Role.COORDINATOR, Role.MANAGER, Role.OPERATOR})
KEEP = frozenset({Role.COORDINATOR, Role.OPERATOR})
LATE, PAGE = "longer", "page"
FIRST = Stage.INTAKE.value
ROWS = 25
NAMES = (*(each.value for each in Stage), *sorted(each.value for each in Errand))


def has(desk: Desk) -> bool:
    """Who looks over the region, and who keeps the machine going."""
    return bool(desk.viewer.roles & HAVE)


def show(desk: Desk) -> None:
    """The map; for who keeps the machine going also what stopped, and how the machine is."""
    st.title(desk.say(mark("The process")), anchor=False)
    if not desk.viewer.roles & KEEP:
        _map(desk)
        return
    stopped = how_many_stopped(desk)
    titles = {
        _map: desk.say(mark("Map")),
        show_stopped: f"{desk.say(mark('What stopped'))} ({stopped})",
        show_machinery: desk.say(mark("The machine")),
    }
    for tab, part in zip(st.tabs(list(titles.values()), key="process", on_change="rerun"), titles, strict=True):
        if tab.open:
            with tab:
                part(desk)


def _map(desk: Desk) -> None:
    # One transaction: what is late is found once for all that is counted and listed.
    with desk.read() as tx:
        _stages(desk, runs_now(tx, desk.viewer))
        chosen = choose_one(desk, mark("Stage or what runs beside"), STAGE, NAMES, lambda code: run_called(desk, code))
        name = chosen or FIRST
        drawn, counts = plan(name), steps_now(tx, desk.viewer, name)
        st.header(run_called(desk, name), anchor=False)
        show_map(desk, drawn, counts, lambda step: st.session_state.update({STEP: step, PAGE: 1}))
        _list(desk, tx, drawn, elsewhere=ELSEWHERE in counts)


def _stages(desk: Desk, found: Mapping[str, RunCount]) -> None:
    """How many runs of each stage go on, with the steps of that stage behind the number."""
    tiles = []
    for stage in Stage:
        run = found.get(stage)
        notes = tuple(_notes(desk, run)) if run else ()
        href = address_of("process", {STAGE: stage.value})
        tiles.append(Tile(run_called(desk, stage), run.runs if run else 0, href, notes))
    show_tiles(desk, tiles)


def _notes(desk: Desk, run: RunCount) -> Iterator[Note]:
    if run.late:
        yield Note(desk.say(mark("{number} wait longer than agreed"), number=desk.number(run.late)))
    if run.blocked:
        yield Note(desk.say(mark("{number} stopped"), number=desk.number(run.blocked)), mark=MUST)


def _list(desk: Desk, tx: Tx, drawn: Plan, *, elsewhere: bool) -> None:
    """The list behind a number: of a step, or of the whole stage."""
    steps = [place.key for place in drawn.waiting] + ([ELSEWHERE] if elsewhere else [])
    called = {place.key: place_called(desk, place) for place in drawn.waiting}
    called[ELSEWHERE] = desk.say(mark("A step of an older version"))
    if st.session_state.get(STEP) not in steps:  # it was chosen of another stage
        st.session_state.pop(STEP, None)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        step = choose_one(desk, mark("Step"), STEP, steps, called.__getitem__)
        late = st.checkbox(desk.say(mark("Longer than agreed")), key=LATE, bind="query-params")
    at = At(drawn.name, step, late)
    found = how_many_at_step(tx, desk.viewer, at)
    lines = questions_at_step(tx, desk.viewer, at, limit=ROWS, offset=(page_of(found, ROWS) - 1) * ROWS)
    days = [] if late else days_at_step(tx, desk.viewer, at, limit=ROWS)
    st.subheader(desk.count(mark("{number} question"), mark("{number} questions"), found), anchor=False)
    if not lines and not days:
        st.info(desk.say(mark("Nothing waits here now. Choose another step or stage to see what does.")))
    show_questions(desk, lines)
    show_pages(found, ROWS)
    for day in days:
        with st.container(border=True, gap="xxsmall"):
            st.markdown(desk.say(mark("waits for {day}"), day=desk.day(day.until_on)))
            link_to_case(day.ref, plain(day.ref))
