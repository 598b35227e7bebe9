"""Every query, for everybody one can be to a case: what comes out is what the table of policies lets them see."""

import importlib
import inspect
import itertools
import json
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from types import ModuleType
from typing import Any

import pytest

import flows.queries
from flows.acts.act import About
from flows.acts.table import ACTS
from flows.queries.case_filter import CaseFilter, conditions
from flows.queries.case_list import case_list
from flows.queries.door import open_case
from flows.queries.heat import Spot
from flows.queries.lawful import lawful
from flows.queries.pick import PICKS, Asking, options
from flows.queries.process_map import At
from models.item import Action, Item
from models.policy import allows
from models.refusal import Refused
from models.store import Tx
from models.tables import AnswerDraft, CommandDraft

REF, HIDDEN = "VN-ZQCASE", "VN-ZQHIDE"
FILE, NUMBER = Item.FILE, Item.NUMBER
AROUND = frozenset({Item.NAME, Item.CONTACT, Item.PERSON, Item.ADDRESS, Item.SCHOOL})
NO_WORDS: tuple[Item, frozenset[Item]] = (NUMBER, frozenset())

CARRIES: Mapping[str, tuple[Item, frozenset[Item]]] = {
    "agenda.agenda_item": (
        Item.MEETING,
        frozenset({Item.NAME, Item.STORY, Item.CONTRIBUTION, Item.MEDICAL, Item.MEETING, Item.PLAN, Item.GOAL}),
    ),
    "at_table.at_table": (Item.MEETING, frozenset({Item.NAME})),
    "case_story.case_story": (NUMBER, frozenset({Item.NAME})),
    "emergency.emergency_file": (Item.EMERGENCY, AROUND),
    "family.family_of": (FILE, frozenset({Item.FAMILY})),
    "file_consent.consents_of": (FILE, frozenset({Item.PERSON, Item.NAME})),
    "file_meeting.meetings_of": (FILE, frozenset({Item.MEETING, Item.CONTRIBUTION, Item.MEDICAL, Item.NAME})),
    "file_network.network_of": (FILE, frozenset({Item.NETWORK})),
    "rhythm.rhythm_of": (FILE, frozenset()),
    "file_plan.plan_of": (FILE, frozenset({Item.PLAN, Item.GOAL})),
    "file_plan.own_part_of_plan": (NUMBER, frozenset({Item.PLAN, Item.GOAL})),
    "file_registration.registered": (FILE, AROUND | {Item.REGISTRATION, Item.STORY, Item.CONTRIBUTION, Item.MEDICAL}),
    "imposition.orders_of": (NUMBER, frozenset({Item.ORDER_WORDS})),
    "ladder.ladder_of_case": (NUMBER, frozenset({Item.LADDER_WORDS})),
    "note.notes_of": (NUMBER, frozenset({Item.NOTE_PRIVATE, Item.NOTE_SAFETY})),
    "youth_word.words_of": (FILE, frozenset({Item.YOUTH_WORD, Item.PERSON})),
    "draft.draft_of": (Item.DRAFT, frozenset({Item.DRAFT})),
    "draft.drafts_of": (Item.DRAFT, frozenset({Item.DRAFT})),
    "door.name_for": (NUMBER, frozenset({Item.NAME})),
    "sitting.sitting": (NUMBER, frozenset({Item.NAME, Item.REGISTRATION, Item.STORY, Item.PLAN, Item.GOAL})),
    **dict.fromkeys(
        (
            "ageing.ageing", "agency_list.agency_numbered", "agency_list.how_many_agencies",
            "agreement.agreement_of_region", "agreement.agreements_of_region", "agency_record.how_many_questions_to",
            "answer_draft.has_typed", "answer_draft.typed_by", "blocked.blocked_runs", "blocked.open_alarms",
            "blocked_days.blocked_days", "case_export.cases_to_take", "case_list.case_list",
            "case_list.how_many_cases", "case_message.messages_of", "correctable.answers_to_correct",
            "colleague.colleague_called", "colleague.how_many_work_here", "colleague.who_work_here",
            "command_draft.typed_to_commands",
            "correctable.correctable", "correction.corrections_of", "door.may_know_whom", "door.open_case",
            "door.open_file", "emergency.emergencies_of_case", "emergency.emergencies_of_region",
            "emergency.my_emergencies", "heat.heat", "heat.how_many_questions", "heat.questions_at",
            "imposition.orders_per_agency", "agenda.agenda_of_sitting", "instrument.catalogue",
            "knooppunt.calendar_of_weeks", "knooppunt.sitting_numbered", "knooppunt.sheet_of_sitting",
            "knooppunt.sittings_ahead", "instrument.uses_of", "lawful.lawful",
            "lawful_region.why_not_in_region", "log.log_of", "mail.my_mail", "money.budget_of", "money.programme",
            "my_day.how_many_in", "my_day.room", "my_day.still_to_answer",
            "my_day.ten_to_answer", "my_meeting.meetings_of_week",
            "my_question.guides_any", "my_question.how_many_questions_of",
            "my_question.questions_of", "note.new_concerns", "pace.open_before", "pace.pace",
            "personal.sees_personal_data", "pick_about.about_what", "pointer.kept_case",
            "region_calendar.school_holidays_to_come",
            "region_day.days_off_to_come", "region_ladder.ladder_now", "region_ladder.ladder_of_region",
            "region_term.term_of_region",
            "region_term.terms_of_region", "right.own_statements", "right.rights_of", "row_of_ten.became",
            "staff.looked_after", "staff.staff_of", "tally.per_agency", "tally.per_stage",
            "undelivered.mail_is_away_since", "undelivered.mail_is_stopped", "undelivered.unreachable_people",
            "undelivered.unreachable_staff", "waiting.how_many_waits", "waiting.waits_visible_to",
            "destruction.destruction_list", "destruction.proof_for", "destruction.proof_numbered",
            "destruction.region_of_approver", "log.case_for", "log_search.log_of_person", "log_search.who_worked_here",
            "machinery.held_runs", "machinery.mail_queue", "machinery.wake_ups", "process_map.days_at_step",
            "process_map.how_many_at_step", "process_map.questions_at_step", "process_map.runs_now",
            "process_map.steps_now", "who_looked.who_looked",
            "region_ground.ground_of_region", "region_ground.grounds_of_region",
            "case_export.may_take", "why_not.why_not", "journey.journey_of",
            "over_region.region_looked_over", "agency_record.questions_to", "agency_record.record_of",
            "agency_record.whom_to_call",
            "blocked_table.blocked_table", "cumulative_flow.cumulative_flow", "results.results", "results.years",
            "results_export.results_to_take",
        ),
        NO_WORDS,
    ),
}  # fmt: skip
"""What each query can show, and what somebody must be allowed to see to get anything at all. Most show numbers, codes,
days and who works somewhere, and no word of a case."""

NAMES_AGENCIES = frozenset(
    {"agency_list.agencies_of_region", "agency_record.agencies_to_see", "case_option.case_options",
     "pick_about.instruments_of", "trouble_staff.agencies_without_contact"}
)  # fmt: skip
"""Lists of organisations, of which a school is one; they say nothing of a youth."""

CONDITIONS = frozenset(
    {"case_filter.conditions", "over_region.insist_on_who_takes_part",
     "case_filter.is_late", "case_filter.may_see_wait", "case_filter.region_of",
     "my_question.asked_of", "my_question.guides", "stood_still.stood_still_for",
     "visible.in_a_case_visible_to", "visible.sees_its_region", "blocked.insist_on_keeper",
     "visible.cases_where", "visible.visible", "youth_filter.about_youth",
     "youth_filter.may_search_by_name"}
)  # fmt: skip
"""These narrow other queries and give no rows."""

PARTS = frozenset(
    {"around.around_now", "around.everybody_around", "around.is_hidden", "around.the_youth", "at_table.seat_at",
     "at_table.may_sit_at", "door.without_a_look",
     "case_story.asked_of", "door.about_ground", "door.as_it_is_now", "door.matter_of", "door.note",
     "history.once_a_day", "imposition.imposable", "imposition.open_orders",
     "imposition.signatories", "instrument.instruments", "instrument.open_actions", "instrument.open_uses",
     "lawful.situation",
     "lawful_people.lawful_people", "lawful_power.lawful_power", "money.budget_actions", "money.payments",
     "pick_meeting.invited", "pick_meeting.responsible", "pick_meeting.sittings", "pick_meeting.supporters",
     "pick_people.agreements_of_the_youth", "pick_people.givers_who_said_yes", "pick_people.other_regions",
     "pick_people.people_of_the_case", "pick_people.who_may_leave", "proposed.proposed", "question_about.facts_about",
     "own_given.own_link_since", "own_given.the_youth_reads", "own_link.behind", "own_link.own_page_of",
     "own_page.open_own", "own_page.printed_page", "own_page.whom_it_is_for",
     "question_about.may_be_named", "question_about.may_know_what", "right.askers", "youth_word.around_the_youth",
     "youth_word.spoken_of", "door.nameless", "note.may_read"}
)  # fmt: skip
"""Parts of the queries above and of the lists a command offers; those are walked as people meet them."""

MORE: Mapping[str, Callable[[Any], dict[str, Any]]] = {
    "agenda.agenda_item": lambda world: {"meeting": world.numbers[f"{REF} meeting"]},
    "agenda.agenda_of_sitting": lambda _: {"sitting": 1},
    "at_table.at_table": lambda world: {"meeting": world.numbers[f"{REF} meeting"]},
    "knooppunt.calendar_of_weeks": lambda _: {"day": date(2026, 11, 23)},
    "knooppunt.sheet_of_sitting": lambda _: {"number": 1},
    "knooppunt.sitting_numbered": lambda _: {"number": 1},
    "agency_record.questions_to": lambda world: {"agency": world.numbers["at partner"], "limit": 50},
    "agency_record.how_many_questions_to": lambda world: {"agency": world.numbers["at partner"]},
    "agency_record.record_of": lambda world: {"agency": world.numbers["at partner"]},
    "agency_record.whom_to_call": lambda world: {"agency": world.numbers["at partner"]},
    "agency_list.agency_numbered": lambda world: {"number": world.numbers["at partner"]},
    "colleague.colleague_called": lambda world: {"who": f"professional:{world.numbers['partner']}"},
    "colleague.who_work_here": lambda _: {"limit": 50},
    "agreement.agreement_of_region": lambda _: {"number": 1},
    "answer_draft.has_typed": lambda world: {"waits": [world.numbers[f"{REF} wait"]]},
    "answer_draft.typed_by": lambda world: {"wait": world.numbers[f"{REF} wait"]},
    "case_export.cases_to_take": lambda _: {"wanted": CaseFilter()},
    "draft.draft_of": lambda world: {"number": world.numbers["draft"]},
    "heat.how_many_questions": lambda _: {"spot": Spot()},
    "heat.questions_at": lambda _: {"spot": Spot()},
    "lawful_region.why_not_in_region": lambda _: {"name": "change_term"},
    "my_day.how_many_in": lambda _: {"which": "mine"},
    "my_day.room": lambda _: {"which": "mine"},
    "my_question.how_many_questions_of": lambda _: {"which": "mine"},
    "my_question.questions_of": lambda _: {"which": "mine"},
    "my_day.still_to_answer": lambda world: {"numbers": [world.numbers[f"{REF} wait"]]},
    "my_meeting.meetings_of_week": lambda _: {"day": date(2026, 11, 23)},
    "pick_about.about_what": lambda _: {"about": About.ANSWER},
    "region_ground.ground_of_region": lambda _: {"code": "consent"},
    "region_term.term_of_region": lambda _: {"name": "accept"},
    "destruction.proof_numbered": lambda _: {"number": 1},
    "log_search.log_of_person": lambda world: {
        "professional": world.numbers["partner"],
        "first_on": date(2026, 1, 1),
        "last_on": date(2026, 11, 23),
    },
    "machinery.held_runs": lambda world: {"wall": world.now, "limit": 50},
    "machinery.wake_ups": lambda world: {"wall": world.now},
    "process_map.days_at_step": lambda _: {"at": At("assignment")},
    "process_map.how_many_at_step": lambda _: {"at": At("assignment")},
    "process_map.questions_at_step": lambda _: {"at": At("assignment")},
    "process_map.steps_now": lambda _: {"stage": "assignment"},
    **dict.fromkeys(
        (
            "blocked_table.blocked_table",
            "cumulative_flow.cumulative_flow",
            "results.results",
            "results_export.results_to_take",
        ),
        lambda _: {"year": 2026},
    ),
    "row_of_ten.became": lambda world: {"waits": [world.numbers[f"{REF} wait"]], "after": world.now},
    "tally.per_agency": lambda _: {"wanted": CaseFilter()},
    "tally.per_stage": lambda _: {"wanted": CaseFilter()},
}
"""What a query takes besides who looks and at which case."""


def _queries_of(module: ModuleType) -> Iterator[tuple[str, Callable[..., Any]]]:
    for name, query in inspect.getmembers(module, inspect.isfunction):
        takes = set(inspect.signature(query).parameters)
        if query.__module__ == module.__name__ and not name.startswith("_") and takes & {"viewer", "opened"}:
            yield f"{module.__name__.removeprefix('flows.queries.')}.{name}", query


QUERIES = {
    name: query
    for each in pkgutil.iter_modules(flows.queries.__path__)
    for name, query in _queries_of(importlib.import_module(f"flows.queries.{each.name}"))
}


def _given(tx: Tx, world: Any, who: str, name: str) -> Any:
    """What a query gives somebody; nothing where it refuses."""
    viewer = world.viewers[who]
    known = {
        "tx": lambda: tx,
        "viewer": lambda: viewer,
        "ref": lambda: REF,
        "opened": lambda: open_case(tx, viewer, REF),
    }
    try:
        taken = {each: known[each]() for each in inspect.signature(QUERIES[name]).parameters if each in known}
        given = QUERIES[name](**taken, **(MORE[name](world) if name in MORE else {}))
        return list(given) if inspect.isgenerator(given) else given
    except Refused:
        return ""


def test_every_query_has_a_row() -> None:
    rows = [*CARRIES, *NAMES_AGENCIES, *CONDITIONS, *PARTS]

    assert set(QUERIES) - set(rows) == set(), "say what it shows"
    assert set(rows) - set(QUERIES) == set(), "these are gone"
    assert len(rows) == len(set(rows))


@pytest.mark.parametrize("name", sorted(CARRIES))
def test_a_query_shows_what_the_table_says_and_nothing_else(world: Any, name: str) -> None:
    gate, items = CARRIES[name]
    wrong = {}
    for who, held in world.held.items():
        with world.store.read(world.now) as tx:
            seen = world.seen(_given(tx, world, who, name))
        at_the_table = world.thing(who, "zqminutes")
        opens = allows(held, gate, thing=at_the_table)
        may = {word for word in world.may_see(who) if world.item(word) in items} if opens else set()
        if seen != may if name != "sitting.sitting" else not seen <= may:
            wrong[who] = {"shown too": seen - may, "not shown": may - seen}

    assert wrong == {}


def test_the_youth_behind_a_coded_link_is_told_nothing_by_any_query_about_a_case(world: Any) -> None:
    """Their own page is the one thing they open; it is made of prints."""
    told = {}
    world.viewers["youth"] = world.youth
    try:
        for name in CARRIES:
            if {"ref", "opened"} & set(inspect.signature(QUERIES[name]).parameters):
                with world.store.read(world.now) as tx:
                    told[name] = _given(tx, world, "youth", name)
    finally:
        del world.viewers["youth"]

    assert len(told) > 20
    assert {name: each for name, each in told.items() if each} == {}


def test_what_somebody_types_and_did_not_send_is_given_by_no_query_to_anybody_else(world: Any) -> None:
    case, wait, typist = world.numbers[REF], world.numbers[f"{REF} wait"], world.numbers["asked"]
    typed = json.dumps({"content": {"words": "zqunsent"}, "before": {}})
    with world.store.write(world.now) as tx:
        tx.session.add_all(
            [
                AnswerDraft(wait_id=wait, professional_id=typist, case_id=case, turn=1, typed='{"": {"a": "zqunsent"}}',
                            kept_at=world.now),
                CommandDraft(professional_id=typist, command="write_note", about=REF, case_id=case, typed=typed,
                             kept_at=world.now),
            ]
        )  # fmt: skip

    told = set()
    for who, name in itertools.product(world.viewers, QUERIES):
        if name in CARRIES:
            with world.store.read(world.now) as tx:
                if "zqunsent" in repr(_given(tx, world, who, name)):
                    told.add((who.split(",")[0], name))

    assert told == {("asked", "answer_draft.typed_by"), ("asked", "command_draft.typed_to_commands")}


def test_every_kind_of_word_is_shown_to_somebody(world: Any) -> None:
    with world.store.read(world.now) as tx:
        shown = [
            world.seen(_given(tx, world, who, name))
            for who in ("case manager", "referrer", "drafter")
            for name in CARRIES
        ]

    assert set().union(*shown) == world.words


def test_what_a_command_lets_somebody_choose_from_is_what_they_may_see(world: Any) -> None:
    wrong = {}
    for who, viewer in world.viewers.items():
        with world.store.read(world.now) as tx:
            try:
                opened, names = open_case(tx, viewer, REF), lawful(tx, viewer, REF)
            except Refused:
                continue
            picks = {
                (field.json_schema_extra or {}).get("pick")
                for name in names
                for field in ACTS[name].sheet.model_fields.values()
            }
            offered = {pick: world.seen(options(Asking(tx, opened), pick)) for pick in picks & set(PICKS)}
        may = world.may_see(who) | {"zqschool"}
        wrong |= {(who, pick): seen - may for pick, seen in offered.items() if seen - may}

    assert wrong == {}


@pytest.mark.parametrize(
    ("filtered", "by"),
    [
        (CaseFilter(name="Zqgiven"), Item.NAME),
        (CaseFilter(municipality="Tielerwaard"), Item.REGISTRATION),
        (CaseFilter(sector="mbo"), Item.REGISTRATION),
    ],
)
def test_a_search_finds_what_the_table_lets_somebody_search_by(world: Any, filtered: CaseFilter, by: Item) -> None:
    for who, held in world.held.items():
        found = _found(world, who, filtered)
        assert (REF in found) == allows(held, by, Action.SEARCH, world.thing(who, "zqgiven")), who


def test_a_search_by_school_finds_no_youth_whose_address_is_secret_but_for_the_case_manager(world: Any) -> None:
    finds = {who: _found(world, who, CaseFilter(school=world.numbers["school"])) for who in world.viewers}

    assert {who for who, refs in finds.items() if HIDDEN in refs} == {"case manager"}
    searching = {who for who, held in world.held.items() if allows(held, Item.SCHOOL, Action.SEARCH)}
    assert {who for who, refs in finds.items() if REF in refs} == searching


def test_a_list_of_cases_holds_those_one_may_know_of(world: Any) -> None:
    for who, held in world.held.items():
        # What was opened in an emergency is opened by its number, and stands in no list.
        known = allows(held, NUMBER) and who != "emergency"
        assert (REF in _found(world, who, CaseFilter())) == known, who


def _found(world: Any, who: str, wanted: CaseFilter) -> set[str]:
    viewer = world.viewers[who]
    with world.store.read(world.now) as tx:
        return {line.ref for line in case_list(tx, viewer, *conditions(tx, viewer, wanted))}


def test_where_the_address_is_secret_only_the_case_manager_reads_address_and_school(world: Any) -> None:
    hidden = {"zqstreet", "zqhood", "zqschool"}
    for who, viewer in world.viewers.items():
        with world.store.read(world.now) as tx:
            try:
                shown = world.seen(QUERIES["file_registration.registered"](tx, viewer, HIDDEN))
            except Refused:
                shown = set()
        assert (hidden & shown) == (hidden if who == "case manager" else set()), who


def test_a_case_one_may_not_know_of_is_refused_in_the_words_for_one_that_is_not_there(world: Any) -> None:
    for who, held in world.held.items():
        if allows(held, NUMBER):
            continue
        told = []
        for ref in (REF, "VN-NOBODY9"):
            with pytest.raises(Refused) as refused, world.store.read(world.now) as tx:
                open_case(tx, world.viewers[who], ref)
            told.append((type(refused.value), refused.value.text("en").replace(ref, "")))
        assert told[0] == told[1], who
