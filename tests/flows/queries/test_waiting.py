"""Whom we wait for, and what a line of that list says of its time."""

from datetime import date
from typing import Any

import pytest

from cli.cases import wait_facts
from flows.commands.pause import pause
from flows.queries.case_story import case_story
from flows.queries.waiting import WaitLine, waits_of_cases
from models.tables import Partner

REF = "VN-TEST222"
FATIMA = "fatima.bouzidi@doorstroompunt.example"
AWAY = {"code": "youth away", "until": "2026-12-01"}


def _lines(clockwork: Any) -> list[WaitLine]:
    with clockwork.store.read(clockwork.now) as tx:
        return waits_of_cases(tx, [1])


def test_a_question_tells_another_program_its_term_its_pause_its_days_and_its_step(clockwork: Any) -> None:
    clockwork.on("2026-10-12").ask()
    fatima = clockwork.on("2026-11-12").guided_by(FATIMA)
    pause(clockwork.store, fatima, REF, "talk", {**AWAY, "until": "2026-11-17"}, clockwork.now)

    facts = wait_facts(_lines(clockwork.on("2026-11-23"))[0])

    assert facts["term"] == {"name": "debt talk", "amount": 4, "unit": "weeks", "kind": "statutory"}
    assert (facts["due"], facts["paused_days"], facts["days_late"], facts["step"]) == (date(2026, 11, 9), 3, 7, 0)


def test_a_question_for_an_agreed_day_has_no_term(clockwork: Any) -> None:
    clockwork.ask(within=date(2026, 12, 4))

    assert wait_facts(_lines(clockwork)[0])["term"] is None


@pytest.mark.parametrize("viewer", [FATIMA, "dennis.culemborg@geldloket.example"])
def test_a_pause_stands_on_the_timeline_of_who_guides_and_of_who_was_asked(clockwork: Any, viewer: str) -> None:
    clockwork.ask()
    fatima = clockwork.guided_by(FATIMA)
    pause(clockwork.store, fatima, REF, "talk", AWAY, clockwork.now)
    geldloket = clockwork.agency("geldloket")
    with clockwork.store.write(clockwork.now) as tx:
        tx.session.add(Partner(case_id=1, agency_id=geldloket, joined_at=clockwork.now))

    with clockwork.store.read(clockwork.now) as tx:
        told = case_story(tx, clockwork.viewer(viewer), REF).timeline

    assert [(each.kind, each.actor, each.code) for each in told if each.kind == "paused"] == [
        ("paused", "Geldloket", "youth away")
    ]
