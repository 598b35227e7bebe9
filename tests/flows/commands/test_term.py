"""A region changes a term: for new questions, and old ones keep theirs."""

from datetime import date
from typing import Any

import pytest

from flows.commands.pause import pause
from flows.commands.term import change_term
from flows.queries.term_note import term_note
from flows.queries.waiting import waits_of_cases
from models.refusal import BadAnswer, NotAllowed, Refused
from models.store import Store
from models.tables import TermRow

REF = "VN-TEST222"
ILSE = "ilse.verhagen@aanmeldpunt.example"
LONGER = {
    "name": "inform",
    "amount": "8 working days",
    "valid_from": "2026-11-20",
    "ground": "Afgesproken in de regio.",
}


def _notes(clockwork: Any, language: str = "en") -> dict[str, list[str]]:
    with clockwork.store.read(clockwork.now) as tx:
        return {line.key: term_note(tx, line, language) for line in waits_of_cases(tx, [1])}


def test_a_changed_term_holds_for_new_questions_and_both_are_said(clockwork: Any) -> None:
    clockwork.on("2026-11-12").ask(within="inform", key="before", form="Informed")
    change_term(clockwork.store, clockwork.viewer(ILSE), LONGER, clockwork.now)

    clockwork.on("2026-11-23").ask(within="inform", key="after", form="Informed")

    assert _notes(clockwork) == {
        "before": [
            "5 working days, agreed, from 12 November",
            "asked from 20 November on: 8 working days, agreed; this question keeps its own term",
        ],
        "after": ["8 working days, agreed, from 23 November"],
    }
    assert [each.due_on for each in map(clockwork.wait, (1, 2))] == [date(2026, 11, 19), date(2026, 12, 3)]


def test_a_term_that_is_switched_off_leaves_new_questions_without_a_last_day(clockwork: Any) -> None:
    change_term(
        clockwork.store, clockwork.viewer(ILSE), {**LONGER, "valid_from": "2026-11-23", "off": True}, clockwork.now
    )

    wait = clockwork.ask(within="inform", form="Informed")

    assert (clockwork.wait(wait).due_on, clockwork.delay(wait).days_late) == (None, 0)


def test_an_urgent_amount_may_be_agreed_with_it(clockwork: Any) -> None:
    content = {**LONGER, "valid_from": "2026-11-23", "urgent": "1 working day"}

    change_term(clockwork.store, clockwork.viewer(ILSE), content, clockwork.now)

    row = clockwork.rows(TermRow, TermRow.name == "inform")[-1]
    assert (row.urgent_amount, row.urgent_unit, row.kind) == (1, "working_days", "agreed")


def test_changing_a_term_twice_from_one_day_on_is_one_change(clockwork: Any) -> None:
    ilse = clockwork.viewer(ILSE)
    first = change_term(clockwork.store, ilse, {**LONGER, "valid_from": "2026-12-01"}, clockwork.now)

    again = change_term(
        clockwork.store, ilse, {**LONGER, "valid_from": "2026-12-01", "amount": "2 weeks"}, clockwork.now
    )

    assert first == again
    assert [each.amount for each in clockwork.rows(TermRow, TermRow.name == "inform")] == [5, 2]


@pytest.mark.parametrize(
    ("changed", "field", "why"),
    [
        ({"amount": "0 working days"}, "amount", "at least 1"),
        ({"amount": "10 tea breaks"}, "amount", "no unit"),
        ({"amount": "11 years"}, "amount", "at most ten years"),
        ({"amount": "5"}, "amount", "number and a unit"),
        ({"urgent": "0 weeks"}, "urgent", "at least 1"),
        ({"valid_from": "2026-11-22"}, "valid_from", "from today on"),
        ({"kind": "holy"}, "kind", "must be one of"),
        ({"ground": ""}, "ground", "ground"),
    ],
)
def test_a_change_that_cannot_be_is_refused_at_its_field(
    clockwork: Any, changed: dict[str, str], field: str, why: str
) -> None:
    content = {**LONGER, "valid_from": "2026-11-23", **changed}

    with pytest.raises(BadAnswer, match=why) as refused:
        change_term(clockwork.store, clockwork.viewer(ILSE), content, clockwork.now)

    assert refused.value.field == field


def test_a_term_of_ten_years_exactly_is_a_term(clockwork: Any) -> None:
    content = {**LONGER, "valid_from": "2026-11-23", "amount": "10 years"}

    change_term(clockwork.store, clockwork.viewer(ILSE), content, clockwork.now)

    assert clockwork.wait(clockwork.ask(within="inform", form="Informed")).due_on == date(2036, 11, 23)


def test_a_term_nobody_knows_is_not_changed(clockwork: Any) -> None:
    with pytest.raises(Refused, match="no term called 'tea break'"):
        change_term(
            clockwork.store,
            clockwork.viewer(ILSE),
            {**LONGER, "name": "tea break", "valid_from": "2026-12-01"},
            clockwork.now,
        )


def test_only_the_region_changes_its_terms(clockwork: Any) -> None:
    with pytest.raises(NotAllowed):
        change_term(clockwork.store, clockwork.viewer("lotte.appelhof@smw.example"), LONGER, clockwork.now)


def test_a_clock_that_stands_still_is_said_with_the_day_it_goes_on(clockwork: Any) -> None:
    clockwork.ask()
    fatima = clockwork.guided_by("fatima.bouzidi@doorstroompunt.example")
    pause(clockwork.store, fatima, REF, "talk", {"code": "youth away", "until": "2026-12-01"}, clockwork.now)

    assert _notes(clockwork)["talk"][1:] == ["the clock stands still until 1 December"]


def test_a_question_for_an_agreed_day_has_no_term_to_explain(clockwork: Any) -> None:
    clockwork.ask(within=date(2026, 12, 4))

    assert _notes(clockwork) == {"talk": []}


def test_terms_change_alike_on_both_databases(either: Store, clockwork_on: Any) -> None:
    there = clockwork_on(either)
    change_term(there.store, there.viewer(ILSE), {**LONGER, "valid_from": "2026-11-23"}, there.now)

    assert there.wait(there.ask(within="inform", form="Informed")).due_on == date(2026, 12, 3)
