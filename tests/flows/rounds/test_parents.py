"""A youth becomes sixteen while those with custody were asked something: from then on the youth decides."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlmodel import select

from flows.rounds.renew import renew_consents
from models.tables import Wait

ILSE, FATIMA = "ilse.verhagen@aanmeldpunt.example", "fatima.bouzidi@doorstroompunt.example"
SIXTEEN_ON = date(2026, 12, 10)


@pytest.fixture
def ref(desk: Any) -> str:
    """Aftercare begins at fifteen; somebody was chosen, and the mother is asked whether she agrees."""
    told = {"told_parents_on": desk.day(0), "told_parents_how": "phone"}
    mother = [{"given_name": "Hilde", "family_name": "Terborg"}]
    ref = str(desk.register(birth_on="2010-12-10", sector="vo", custody=mother, **told))
    manager, school = desk.professional(FATIMA), f"agency:{desk.agency('waalzicht')}"
    desk.answer(
        ILSE, ref, "weighing", decision="aftercare", case_manager=manager, leaves=school, leaves_on=desk.day(40)
    )
    desk.answer(FATIMA, ref, "case-manager")
    trusted = {"name": "Tante Riet", "relation": "tante", "email": "riet@post.example"}
    desk.answer(FATIMA, ref, "trusted-person", trusted=trusted)
    desk.answer(FATIMA, ref, "trusted-agrees")
    return ref


def round_on(desk: Any, day: date) -> list[str]:
    desk.now = datetime(day.year, day.month, day.day, 8, 0, tzinfo=UTC)
    asked = renew_consents(desk.store, desk.now)
    desk.carry()
    assert asked.failed == 0
    return [what for what in asked.asked if what == "youth decides"]


def test_until_the_birthday_they_are_asked(desk: Any, ref: str) -> None:
    assert round_on(desk, date(2026, 12, 9)) == []

    assert "parents-agree" in desk.waits(ref)


def test_on_the_birthday_it_is_taken_back_and_aftercare_goes_on_without(desk: Any, ref: str) -> None:
    assert round_on(desk, SIXTEEN_ON) == ["youth decides"]

    open_now = desk.waits(ref)
    assert "parents-agree" not in open_now
    assert "contact:1" in open_now
    with desk.store.read(desk.now) as tx:
        asked = tx.session.exec(select(Wait).where(Wait.key == "parents-agree")).one()
        assert (asked.status, asked.code) == ("withdrawn", "youth decides")
    assert desk.told(ref, "QuestionWithdrawn")


def test_a_late_round_takes_it_back_once(desk: Any, ref: str) -> None:
    assert round_on(desk, date(2026, 12, 17)) == ["youth decides"]

    assert round_on(desk, date(2026, 12, 18)) == []


def test_what_is_asked_of_them_after_the_birthday_stands(desk: Any, ref: str) -> None:
    round_on(desk, SIXTEEN_ON)
    with desk.store.write(desk.now) as tx:
        row = tx.session.exec(select(Wait).where(Wait.key == "parents-agree")).one()
        later = row.model_dump(exclude={"id", "closed_at", "code", "value"}) | {"status": "open", "kind": "open"}
        tx.session.add(Wait(**later | {"asked_at": desk.now, "key": "own-words"}))

    assert round_on(desk, date(2026, 12, 11)) == []
