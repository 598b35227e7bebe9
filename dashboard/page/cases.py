"""Where everybody is: the five stages side by side, whom we wait for, and the list of cases behind every number."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.address import choose_one
from dashboard.part.case_query import Beside, beside, query_of, show_beside
from dashboard.part.drawing import draw
from dashboard.part.kept import kept
from dashboard.part.link import address_of, address_of_case
from dashboard.part.paging import page_of, show_pages
from dashboard.part.question_list import asked
from dashboard.part.taking import show_taking
from dashboard.part.tile import Note, Tile, show_tiles
from flows.queries.case_filter import CaseFilter, conditions
from flows.queries.case_list import CaseLine, case_list, how_many_cases
from flows.queries.case_option import case_options
from flows.queries.tally import AgencyTally, StageTally, per_agency, per_stage
from flows.queries.youth_filter import may_search_by_name
from models.choice import CHOICES
from models.code import Sector, Stage
from models.label import LABELS, called, capital
from models.ladder import shipped
from models.speech import mark
from notifications.phrase import short_day

ROWS = 25
FEW_AGENCIES = 5
SHOWN_WAITS = 3
MORE = ("school", "municipality", "sector", "consultant", "step")
NAME = "name of the youth"
STEPS = ("1", "2", "3", "4", "5")


def show(desk: Desk) -> None:
    """Numbers on top, and the list they come from below."""
    st.title(desk.say(mark("Where is everybody?")), anchor=False)
    at_address = beside()
    # One transaction: what is late is found once for the agencies and for the list, and both say the same.
    with desk.read() as tx:
        agencies = per_agency(tx, desk.viewer, CaseFilter())
        wanted = _filter(desk, agencies, at_address)
        show_beside(desk, at_address)
        met = conditions(tx, desk.viewer, wanted)
        stages = per_stage(tx, desk.viewer, wanted)
        found = how_many_cases(tx, desk.viewer, *met)
        page = page_of(found, ROWS)
        lines = case_list(tx, desk.viewer, *met, limit=ROWS, offset=(page - 1) * ROWS, soonest=True)
    _stages(desk, stages, wanted)
    _agencies(desk, agencies)
    st.header(desk.count(mark("{number} case"), mark("{number} cases"), found), anchor=False)
    if lines:
        show_taking(desk, wanted, found)
        draw("cases", desk.language, rows=[_case(desk, line) for line in lines])
    else:
        st.info(desk.say(mark("No case fits this. Take a filter away, or register a youth.")))
    show_pages(found, ROWS)


def _filter(desk: Desk, agencies: list[AgencyTally], asked: Beside) -> CaseFilter:
    """What is asked for; it stands in the address, so that a link keeps it."""
    names = {str(each.agency_id): each.agency for each in agencies}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        stage = choose_one(
            desk,
            mark("Stage"),
            "stage",
            [stage.value for stage in Stage],
            lambda code: capital(called(LABELS[Stage], code, desk.language)),
        )
        agency = choose_one(desk, mark("We wait for"), "agency", list(names), names.__getitem__)
        ref = st.text_input(
            desk.say(mark("Case number")), key="number", placeholder="VN-", max_chars=12, bind="query-params"
        )
        late = st.checkbox(desk.say(mark("Longer than agreed")), key="longer", bind="query-params")
        closed = st.checkbox(desk.say(mark("Closed cases")), key="closed", bind="query-params")
    return CaseFilter(
        stage,
        int(agency) if agency else None,
        late,
        ref or "",
        closed,
        lacks=asked.lacks,
        older=asked.older,
        moved=asked.moved,
        since=asked.since,
        until=asked.until,
        reason=asked.reason,
        **_more(desk),
    )


def _more(desk: Desk) -> dict[str, Any]:
    """The rest of the filter, folded away until something of it is asked. A name stands in no address."""
    options = kept(desk, "options", lambda tx: case_options(tx, desk.viewer))
    asked = bool(set(MORE) & set(st.query_params)) or bool(st.session_state.get(NAME))
    with st.expander(desk.say(mark("More filters")), expanded=asked), st.container(horizontal=True):
        schools = options.schools
        school = choose_one(desk, mark("School"), "school", list(schools), schools.__getitem__)
        municipality = choose_one(desk, mark("Municipality"), "municipality", options.municipalities, str)
        sector = choose_one(
            desk, mark("Sector"), "sector", list(Sector), lambda code: called(LABELS[Sector], code, desk.language)
        )
        people = options.consultants
        consultant = choose_one(desk, mark("Transition consultant"), "consultant", list(people), people.__getitem__)
        step = choose_one(desk, mark("Step of the ladder, or higher"), "step", STEPS, lambda code: _rung(desk, code))
        name = ""
        if may_search_by_name(desk.viewer):
            name = st.text_input(
                desk.say(mark("Name of the youth")),
                key=NAME,
                max_chars=80,
                placeholder="",
                width=250,
                autocomplete="off",
            )
            st.caption(
                desk.say(mark("The beginning of a name is enough, from two letters. That you searched is logged."))
            )
    return {
        "school": int(school) if school else None,
        "municipality": municipality,
        "sector": sector,
        "consultant": int(consultant) if consultant else None,
        "step": int(step) if step else None,
        "name": name or "",
    }


def _rung(desk: Desk, code: str) -> str:
    rung = shipped()[0][int(code)]
    return f"{code}: {rung.en if desk.language == 'en' else rung.nl}"


def _stages(desk: Desk, stages: list[StageTally], wanted: CaseFilter) -> None:
    """How many are in each stage under this filter, with the list of these; and the oldest, with since when."""
    # A name stands in no address; and beside a stage that is asked for, a number counts who is in both.
    links = not wanted.name and not wanted.stage
    tiles = []
    for tally in stages:
        here = address_of("cases", query_of(replace(wanted, stage=tally.stage))) if links else None
        oldest = tuple(
            Note(desk.say(mark("since {day}"), day=short_day(since, desk.language)), ref, address_of_case(ref))
            for ref, since in tally.oldest
        )
        tiles.append(Tile(capital(called(LABELS[Stage], tally.stage, desk.language)), tally.cases, here, oldest))
    show_tiles(desk, tiles)


def _agencies(desk: Desk, agencies: list[AgencyTally]) -> None:
    title = desk.say(mark("Whom we wait for, per agency"))
    with st.expander(title, expanded=0 < len(agencies) <= FEW_AGENCIES):
        if not agencies:
            st.caption(desk.say(mark("We wait for nobody.")))
        else:
            soonest = sorted(agencies, key=lambda each: -each.late)
            draw("agencies", desk.language, rows=[_agency(desk, tally) for tally in soonest])


def _agency(desk: Desk, tally: AgencyTally) -> Mapping[str, object]:
    questions = desk.count(mark("{number} question"), mark("{number} questions"), tally.questions)
    cases = desk.count(mark("in {number} case"), mark("in {number} cases"), tally.cases)
    since = desk.say(mark("the oldest since {day}"), day=desk.day(tally.since))
    return {
        "agency": tally.agency,
        "href": address_of("cases", {"agency": str(tally.agency_id)}),
        "late": desk.say(mark("{number} longer than agreed"), number=desk.number(tally.late)) if tally.late else "",
        "asked": f"{questions} {cases} · {since}",
    }


def _case(desk: Desk, line: CaseLine) -> Mapping[str, object]:
    """One case as a row: which, at what stage and with whom; and beside it whom it waits for."""
    return {
        "ref": line.ref,
        "href": address_of_case(line.ref),
        "state": capital(_state(desk, line)),
        "manager": line.case_manager or desk.say(mark("no case manager yet")),
        "waits": [asked(wait, desk) for wait in line.waiting[:SHOWN_WAITS]],
        "more": _more_waits(desk, line),
    }


def _state(desk: Desk, line: CaseLine) -> str:
    if line.closed:
        return f"{desk.say(mark('closed'))}: {called(CHOICES, line.outcome, desk.language)}"
    running = [run.stage for run in line.stages if run.status != "ended" and run.stage in set(Stage)]
    return ", ".join(called(LABELS[Stage], each, desk.language) for each in running or [line.stage])


def _more_waits(desk: Desk, line: CaseLine) -> str:
    """How many more it waits for than are shown; and where there are none, so."""
    more = len(line.waiting) - SHOWN_WAITS
    if more > 0:
        return desk.say(mark("and {number} more"), number=more)
    closed, nothing = mark("We wait for nobody."), mark("Nothing is asked of you in this case now.")
    return "" if line.waiting else desk.say(closed if line.closed else nothing)
