"""Every form can be drawn, filled in and handed in; what does not fit is said at its field; what was typed stays."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.part.field import Field, Kind, fields_of
from dashboard.part.form import full_lines, left_empty, place_of
from dashboard.part.paper import Paper
from models.forms import FORMS, line_from
from models.forms.form import Sheet
from models.forms.intake import Registration
from models.forms.meeting import Minutes
from models.forms.other_answer import Cannot, NeedsLonger, SomeoneElse

DAY = "2026-11-30"
AGREEMENT = {"who": "agency:3", "words": "Bellen", "due_on": DAY, "paid_by": "budget", "cents": 12_050}
MARKS = [{"domain": "living", "youth": 3}, {"domain": "income", "youth": 0, "professional": 10}]
SUPPORTER = {
    "initials": "R", "relation": "tante", "kind": "informal", "company": True, "in_a_crisis": True, "adult": True,
    "rating": 8,
}  # fmt: skip
NOTE = {"domain": "income", "kind": "worry", "words": "Huurschuld"}

EXAMPLES: Mapping[str, dict[str, Any]] = {
    "Acceptance": {},
    "ActionDone": {"done_on": DAY, "words": "Gebeld.\nKomt goed."},
    "Arrived": {"arrived": False},
    "Attempts": {
        "giver": "person:2",
        "attempts": [
            {"way": "phone", "tried_on": DAY, "result": "not reached"},
            {"way": "mail", "tried_on": DAY, "result": "not reached"},
        ],
    },
    "Attendance": {"comes": "sends someone", "sends": "professional:5", "notes": [NOTE]},
    "Breakthrough": {"talked_on": DAY, "actions": [AGREEMENT], "takes_over": "agency:4"},
    "StepConfirmed": {"needed": False, "why": "Het is al opgelost."},
    "TableDecided": {"result": "decides", "decided_on": DAY, "words": "De plek gaat open.", "actions": [AGREEMENT]},
    "AdministratorsDecided": {"decided_on": DAY, "words": "De plek gaat open.", "actions": [AGREEMENT]},
    "BudgetApproval": {"approves": True},
    "CheckIn": {
        "youth_mark": 7,
        "domains": MARKS[:1],
        "line": "Gaat beter",
        "network": [SUPPORTER, {**SUPPORTER, "initials": "S", "adult": False}],
        "youth_wants_less": True,
        "coach_wants_less": True,
        "takes_over": "person:9",
        "fallback": True,
    },
    "ConsentsAgain": {"givers": [{"giver": "person:1", "agrees": True, "way": "table", "given_on": DAY}]},
    "CostsSettled": {"settled": True},
    "Evaluation": {"youth_mark": 6, "words": "Het gaat de goede kant op.", "needed": "go on"},
    "Hearing": {"view": "proposes", "words": "Een week later."},
    "Order": {"orders": False, "why": "Het is opgelost."},
    "OrderDone": {"done_on": DAY},
    "OrderObjection": {"code": "who pays", "words": "Dit betaalt de gemeente."},
    "PaidOtherwise": {"paid_by": "other scheme"},
    "PlanFor18": {"living": "Bij tante", "not_yet": True},
    "SettlementHeard": {"result": "stays as paid", "words": "Zo blijft het."},
    "Successor": {"who": "professional:5"},
    "TargetGroup": {"goes_on": "handed over", "words": "Aan het Werkplein."},
    "Closing": {
        "outcome": "back to school",
        "marks": MARKS,
        "helped": 8,
        "goals": [{"goal": 1, "status": "reached"}],
        "letter": "Het ga je goed.",
    },
    "ConditionMet": {"met": True},
    "Consents": {
        "givers": [
            {"giver": "person:2", "agrees": True, "way": "table", "given_on": DAY, "not_with": ["agency:4"]},
            {"giver": "person:3", "agrees": False, "way": "paper", "given_on": DAY, "only_about": ["living", "income"]},
        ],
        "partners": ["agency:3"],
    },
    "Contact": {"reached": True, "how": "app", "youth_mark": 6, "worrying": True, "words": "Klinkt moe"},
    "DirectHelp": {"started_on": DAY},
    "Elsewhere": {"held_on": DAY, "present": ["agency:3", "professional:5"], "agreements": [AGREEMENT]},
    "Found": {"found": False, "how": "Langs geweest"},
    "ContestDecided": {"accepted": True, "why": "De vraag kwam later binnen."},
    "OwnAskReply": {"result": "talk first", "reply": "Ik bel je morgen."},
    "RightAnswered": {"result": "partly", "ground": "rights of others", "why": "Er staat iets van je broer in."},
    "GoalReviewed": {"status": "partly"},
    "HandoverCheck": {"goes_well": True},
    "HandoverItems": {"items": ["story", "plan"]},
    "Helped": {"result": "more needed"},
    "Informed": {"told_youth_on": DAY, "told_youth_how": "phone"},
    "Introduction": {"met_on": DAY, "clicks": False},
    "Invitees": {
        "agencies": ["agency:3", "agency:4"], "youth": True, "parents": False, "supporter": "Tante Riet",
        "chair": "professional:5", "minute_taker": "professional:6",
    },
    "Landed": {"landed": True, "where": "work"},
    "Meanwhile": {"who": "agency:3", "what": "Wekelijks bellen"},
    "Minutes": {
        "held": "held",
        "present": ["agency:3", "person:2"],
        "decisions": "Eén plan.",
        "goals": [{"domain": "living", "words": "Een kamer"}, {"domain": "income", "words": "Rust"}],
        "agreements": [AGREEMENT, {**AGREEMENT, "who": "person:2", "paid_by": "own means", "cents": 0}],
        "goes_on": "consultant",
        "evaluation_on": DAY,
        "youth_mark": 0,
    },
    "Objection": {"agrees": False, "code": "who pays", "words": "Dit is niet begroot."},
    "ObjectionHeard": {"goes_on": True},
    "OwnWords": {"words": "Ik wil ook werken."},
    "ParentsAgree": {"agrees": True},
    "PartnerConsent": {"givers": ["person:2"], "way": "phone", "given_on": DAY},
    "Plan": {
        "goals": [
            {"domain": "living", "words": "Een kamer", "actions": [AGREEMENT, {**AGREEMENT, "who": "person:2"}]},
            {"domain": "income", "words": "Geen schuld"},
        ],
        "marks": MARKS,
        "week": "Ma t/m do stage",
        "coach": "professional:5",
        "youth_agrees": True,
        "review_on": DAY,
    },
    "Proposal": {"consultant": "professional:5"},
    "Registration": {
        "given_name": "Zoë",
        "prefix": "van",
        "family_name": "Öztürk",
        "birth_on": "2010-02-28",
        "municipality": "Tielerwaard",
        "sector": "vo",
        "told_youth_on": DAY,
        "told_youth_how": "talk",
        "told_parents_on": DAY,
        "told_parents_how": "talk",
        "ground": "consent",
        "worry": "Komt niet meer.",
        "wish": "Rust 🙂",
        "urgent": True,
        "living": "home",
        "school": "agency:3",
        "custody": [{"given_name": "Saskia", "relation": "parent", "phone": "06-11112222"}],
        "partners": ["agency:4"],
        "notes": [NOTE],
        "running": [{"agency": "agency:4", "asked_on": DAY, "term": "work capacity", "words": "Beoordeling"}],
        "consents": [
            {"giver": "youth", "agrees": True, "way": "table", "given_on": DAY, "not_with": ["agency:4"]},
            {"giver": "first custody holder", "agrees": True, "way": "phone", "given_on": DAY},
        ],
    },
    "Review": {
        "marks": MARKS,
        "goals": [{"goal": 1, "status": "under way"}],
        "goes_on": "ready for aftercare",
        "condition": {"what": "80 % op school", "weeks": 8, "reporter": "agency:3"},
        "actions": [AGREEMENT],
    },
    "RunningAnswer": {"result": "granted", "decided_on": DAY},
    "SameYouth": {"is_same": True, "case": 1},
    "Slot": {"starts_at": "2026-12-04T14:30:00+01:00", "place": "Lokaal 12", "comes": ["agency:3"]},
    "Supplied": {"supplied": True},
    "TrustedAgrees": {},
    "TrustedPerson": {
        "trusted": {"name": "Tante Riet", "relation": "tante", "phone": "06-11112222"},
        "substitute": {"professional": "professional:5"},
        "variant": "residential",
    },
    "PilotFlame": {"goes_on": "more coaching"},
    "UrgentReview": {"needed": "more coaching"},
    "Weighing": {
        "decision": "plus facility", "case_manager": "professional:5", "agency": "agency:3", "starts_on": DAY,
        "ends_on": "2027-07-01", "basic_qualification": True,
    },
    "WhoHasCustody": {"custody": [{"given_name": "Hilde", "relation": "parent"}]},
    "WithoutYes": {"decision": "court", "court_on": DAY, "why": "Vader is onbereikbaar."},
    "Cannot": {"code": "not ours", "who_then": "agency:4"},
    "NeedsLonger": {"until": DAY, "code": "no place", "words": "Wachtlijst"},
    "SomeoneElse": {"colleague": "professional:5"},
}  # fmt: skip
SHEETS: Mapping[str, type[Sheet]] = {**FORMS, **{each.__name__: each for each in (Cannot, NeedsLonger, SomeoneElse)}}


def _script(name: str, in_form: bool) -> None:  # noqa: FBT001 - arguments of a script are plain
    import streamlit as st  # noqa: PLC0415 - this is a script of its own

    from dashboard.part.field import fields_of  # noqa: PLC0415
    from dashboard.part.form import draw, drop_blank_rows, full_lines, show_summary  # noqa: PLC0415
    from dashboard.part.paper import Paper  # noqa: PLC0415
    from flows.queries.option import Option  # noqa: PLC0415
    from models.forms import FORMS, other_answer  # noqa: PLC0415

    numbers = [Option(str(number), f"Nummer {number}") for number in range(1, 10)]
    tokens = [
        Option(f"{kind}:{number}", f"{kind} {number}")
        for kind in ("agency", "professional", "person")
        for number in range(1, 10)
    ]
    codes = [Option(code, code) for code in ("living", "income", "work capacity", "helped")]
    lists = {"goal": numbers, "sitting": numbers, "alike": numbers, "domain": codes, "term": codes, "outcome": codes}
    fields = fields_of(FORMS.get(name) or getattr(other_answer, name))
    paper = Paper("p", "nl", lambda pick: tuple(lists.get(pick, tokens)), in_form=in_form)
    if in_form:
        with st.form("f"):
            show_summary(paper)
            content = draw(paper, fields)
            sent = st.form_submit_button("go", key="go")
    else:
        content = draw(paper, fields)
        sent = st.button("go", key="go")
    if sent:
        drop_blank_rows(paper, fields, content)
        st.session_state["content"] = full_lines(fields, content)


def _draw(name: str, *, in_form: bool = True) -> AppTest:
    at = AppTest.from_function(_script, default_timeout=30, kwargs={"name": name, "in_form": in_form})
    at.run()
    assert not at.exception, at.exception[0].value
    return at


def _fill(at: AppTest, fields: tuple[Field, ...], values: Mapping[str, Any], key: str = "p/") -> None:
    for field in fields:
        if field.name not in values:
            continue
        if field.kind in {Kind.LINES, Kind.GROUP}:
            lines = values[field.name] if field.kind is Kind.LINES else [values[field.name]]
            shown = max(field.least, int(field.required))
            for number, line in enumerate(lines):
                if number >= shown:
                    at.button(key=f"{key}{field.name}#add").click().run()
                _fill(at, field.lines, line, f"{key}{field.name}.{number}.")
        else:
            _set(at, field, f"{key}{field.name}", values[field.name])


def _set(at: AppTest, field: Field, key: str, value: Any) -> None:
    few = len(field.choices) <= 5 and (field.required or field.default is not None)
    place = {
        Kind.WORDS: at.text_area,
        Kind.LINE: at.text_input,
        Kind.DAY: at.date_input,
        Kind.MOMENT: at.datetime_input,
        Kind.YES_NO: at.radio,
        Kind.TICK: at.checkbox,
        Kind.CHOICE: at.radio if few else at.selectbox,
        Kind.CHOICES: at.multiselect,
        Kind.PICK: at.selectbox,
        Kind.PICKS: at.multiselect,
        Kind.MARK: at.number_input,
        Kind.MONEY: at.number_input,
        Kind.NUMBER: at.number_input,
    }[field.kind](key=key)
    place.set_value(_typed(field, value))


def _typed(field: Field, value: Any) -> Any:
    if field.kind is Kind.DAY:
        return date.fromisoformat(value)
    if field.kind is Kind.MOMENT:
        return datetime.fromisoformat(value).replace(tzinfo=None)
    if field.kind is Kind.MONEY:
        return value / 100
    return str(value) if field.kind is Kind.PICK else value


@pytest.mark.parametrize("name", sorted(SHEETS))
def test_every_form_filled_in_on_the_page_is_the_answer_that_was_meant(name: str) -> None:
    sheet, example = SHEETS[name], EXAMPLES[name]
    at = _draw(name)

    _fill(at, fields_of(sheet), example)
    at.button(key="go").click().run()

    assert not at.exception
    assert line_from(sheet, at.session_state["content"]) == line_from(sheet, example)


def test_there_is_an_example_of_every_form() -> None:
    assert set(EXAMPLES) == set(SHEETS)


def test_a_registration_can_also_be_filled_in_field_by_field() -> None:
    at = _draw("Registration", in_form=False)

    _fill(at, fields_of(Registration), EXAMPLES["Registration"])
    at.button(key="go").click().run()

    assert line_from(Registration, at.session_state["content"]) == line_from(Registration, EXAMPLES["Registration"])


def test_a_line_taken_away_leaves_what_stands_in_the_others() -> None:
    at = _draw("Minutes")
    for number, words in enumerate(("eerste", "tweede", "derde")):
        at.button(key="p/goals#add").click().run()
        at.text_area(key=f"p/goals.{number}.words").set_value(words)

    at.button(key="p/goals#drop1").click().run()
    at.button(key="go").click().run()

    assert [line["words"] for line in at.session_state["content"]["goals"]] == ["eerste", "derde"]


def test_a_line_nobody_filled_in_is_left_out_and_goes_from_the_page() -> None:
    at = _draw("Minutes")
    at.button(key="p/agreements#add").click().run()
    at.button(key="p/agreements#add").click().run()
    at.text_area(key="p/agreements.1.words").set_value("Bellen")

    at.button(key="go").click().run()
    at.run()

    assert [line["words"] for line in at.session_state["content"]["agreements"]] == ["Bellen"]
    assert at.session_state["p/agreements#rows"] == [1]


def test_what_must_be_filled_in_and_is_not_is_named_place_by_place() -> None:
    paper = Paper("p", "nl", lambda _pick: ())
    content = {"held": "held", "agreements": [{"who": "agency:3", "words": "Bellen"}], "goals": [{"words": "Rust"}]}

    empty = left_empty(paper, fields_of(Minutes), full_lines(fields_of(Minutes), content))

    assert set(empty) == {"agreements.0.due_on", "goals.0.domain"}


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        ("given_name", "given_name"),
        ("told", "told_youth_on"),
        ("custody.1.phone", "custody.1.phone"),
        ("running.agency", "running"),
        ("running.0.nothing", "running.0"),
        ("", ""),
        ("Registration", ""),
    ],
)
def test_a_refusal_is_shown_at_its_field_or_the_nearest_one_around_it(wrong: str, place: str) -> None:
    assert place_of(wrong, fields_of(Registration)) == place
