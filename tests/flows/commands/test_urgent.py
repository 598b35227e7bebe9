"""A question that becomes urgent is asked anew, and what was asked before stays on record."""

from datetime import date
from typing import Any

import pytest

from flows.commands.answer import answer
from flows.commands.pause import pause
from flows.commands.urgent import make_urgent
from models.refusal import BadAnswer, Refused
from models.store import Store
from models.tables import Message, Statement, Wait

REF = "VN-TEST222"
DENNIS = "dennis.culemborg@geldloket.example"
FATIMA = "fatima.bouzidi@doorstroompunt.example"
EVICTION = {"code": "eviction", "words": "Op 25 november staat de deurwaarder voor de deur."}


def test_noor_s_first_talk_about_debts_becomes_urgent_and_has_three_working_days(clockwork: Any) -> None:
    old = clockwork.on("2026-10-12").ask()
    fatima = clockwork.on("2026-11-20").guided_by(FATIMA)

    due = make_urgent(clockwork.store, fatima, REF, "talk", EVICTION, clockwork.now)

    new = clockwork.rows(Wait)[-1]
    assert (due, new.due_on, new.supersedes_id, new.term_amount) == (date(2026, 11, 25), date(2026, 11, 25), old, 3)


def test_the_days_the_old_question_waited_longer_stay_on_record(clockwork: Any) -> None:
    old = clockwork.on("2026-10-12").ask()
    fatima = clockwork.on("2026-11-20").guided_by(FATIMA)
    make_urgent(clockwork.store, fatima, REF, "talk", EVICTION, clockwork.now)

    clockwork.on("2026-12-18")

    assert (clockwork.wait(old).status, clockwork.wait(old).code) == ("withdrawn", "eviction")
    assert clockwork.delay(old).days_late == 9
    assert clockwork.delay(old + 1).days_late == 17


def test_the_answer_to_the_urgent_question_settles_the_step(clockwork: Any) -> None:
    clockwork.ask()
    fatima = clockwork.guided_by(FATIMA)
    make_urgent(clockwork.store, fatima, REF, "talk", EVICTION, clockwork.now)

    said = answer(
        clockwork.store,
        clockwork.viewer(DENNIS),
        REF,
        "talk",
        {"result": "granted", "decided_on": "2026-11-23"},
        clockwork.now,
    )

    assert said.status == "given"


def test_its_holder_is_asked_anew_and_the_words_are_sealed_in_a_note(clockwork: Any) -> None:
    clockwork.ask()
    fatima = clockwork.guided_by(FATIMA)

    make_urgent(clockwork.store, fatima, REF, "talk", EVICTION, clockwork.now)

    assert [each.notice for each in clockwork.rows(Message)] == ["QuestionAsked"]
    assert ["deurwaarder" in (each.words or "") for each in clockwork.rows(Statement)] == [True]


def test_a_clock_that_stood_still_runs_for_the_urgent_question(clockwork: Any) -> None:
    clockwork.ask()
    fatima = clockwork.guided_by(FATIMA)
    pause(clockwork.store, fatima, REF, "talk", {"code": "youth away", "until": "2026-12-01"}, clockwork.now)

    due = make_urgent(clockwork.store, fatima, REF, "talk", EVICTION, clockwork.on("2026-11-24").now)

    assert (due, clockwork.rows(Wait)[-1].paused_on) == (date(2026, 11, 27), None)


def test_a_partner_that_knows_of_it_may_say_so(clockwork: Any) -> None:
    clockwork.ask()
    bram = clockwork.viewer("bram.hoevelaar@waalzicht.example")

    assert make_urgent(clockwork.store, bram, REF, "talk", EVICTION, clockwork.now) == date(2026, 11, 26)


def test_a_question_is_made_urgent_once(clockwork: Any) -> None:
    clockwork.ask()
    fatima = clockwork.guided_by(FATIMA)
    make_urgent(clockwork.store, fatima, REF, "talk", EVICTION, clockwork.now)

    with pytest.raises(Refused, match="urgent already"):
        make_urgent(clockwork.store, fatima, REF, "talk", EVICTION, clockwork.now)


@pytest.mark.parametrize("within", ["work capacity", date(2026, 12, 4), None])
def test_a_question_without_an_urgent_term_is_not_made_urgent(clockwork: Any, within: Any) -> None:
    clockwork.ask(within=within)
    fatima = clockwork.guided_by(FATIMA)

    with pytest.raises(Refused, match="no urgent term"):
        make_urgent(clockwork.store, fatima, REF, "talk", EVICTION, clockwork.now)


def test_an_event_that_is_not_in_the_list_is_refused_by_its_field(clockwork: Any) -> None:
    clockwork.ask()

    with pytest.raises(BadAnswer) as refused:
        make_urgent(clockwork.store, clockwork.guided_by(FATIMA), REF, "talk", {"code": "not ours"}, clockwork.now)

    assert refused.value.field == "code"


def test_asking_anew_is_the_same_on_both_databases(either: Store, clockwork_on: Any) -> None:
    there = clockwork_on(either)
    there.on("2026-10-12").ask()
    fatima = there.on("2026-11-20").guided_by(FATIMA)

    make_urgent(there.store, fatima, REF, "talk", EVICTION, there.now)

    assert [(each.status, each.due_on) for each in there.rows(Wait)] == [
        ("withdrawn", date(2026, 11, 9)),
        ("open", date(2026, 11, 25)),
    ]
