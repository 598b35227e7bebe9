"""What the coordinator weighs, and what begins with it: a handover beside aftercare, a place in a plus facility."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import select

from models.refusal import BadAnswer, Refused
from models.tables import Handover, Partner, WatchedDate, Youth

ILSE, FATIMA = "ilse.verhagen@aanmeldpunt.example", "fatima.bouzidi@doorstroompunt.example"
KADE = "femke.waardenburg@dekade.example"
WINTER = datetime(2026, 12, 18, 9, 0, tzinfo=UTC)


def weighs(desk: Any, ref: str, decision: str, **fields: Any) -> None:
    desk.answer(ILSE, ref, "weighing", decision=decision, case_manager=desk.professional(FATIMA), **fields)
    desk.answer(FATIMA, ref, "case-manager")


def rows(desk: Any, model: Any) -> Any:
    with desk.store.read(desk.now) as tx:
        return tx.session.exec(select(model)).all()


def handovers(desk: Any, ref: str) -> list[Any]:
    return [wait for key, wait in desk.waits(ref).items() if key.startswith("handover:")]


def test_who_leaves_a_school_begins_aftercare_and_a_handover_at_once(desk: Any) -> None:
    school = desk.agency("waalzicht")
    ref = desk.register(school=f"agency:{school}", departs_on=desk.day(60))

    weighs(desk, ref, "aftercare", agency=f"agency:{desk.agency('debrug')}")

    row = rows(desk, Handover)[0]
    assert (row.from_agency_id, row.to_agency_id) == (school, desk.agency("debrug"))
    assert row.first_on == desk.today + timedelta(days=61)
    assert "trusted-person" in desk.waits(ref)
    key = f"handover:{school}-{desk.agency('debrug')}"
    assert key in desk.held_by(ref, school)
    assert key in desk.held_by(ref, desk.agency("debrug"))


def test_a_handover_is_ready_ten_working_days_ahead_and_looked_at_two_weeks_after_the_first_day(desk: Any) -> None:
    ref = desk.register(school=f"agency:{desk.agency('waalzicht')}", departs_on="2027-03-07")
    weighs(desk, ref, "aftercare", agency=f"agency:{desk.agency('debrug')}")
    assert handovers(desk, ref)[0].due_on == date(2027, 2, 22)

    for by in ("bram.hoevelaar@waalzicht.example", "karin.lingeman@debrug.example"):
        desk.answer(by, ref, handovers(desk, ref)[0].key, items=["story", "plan"])

    check = next(wait for key, wait in desk.waits(ref).items() if key.startswith("handover-check"))
    assert check.opens_at.date() == date(2027, 3, 22)


def test_without_a_receiver_the_case_manager_holds_the_handover(desk: Any) -> None:
    ref = desk.register()

    weighs(desk, ref, "aftercare", leaves=f"agency:{desk.agency('waalzicht')}", leaves_on=desk.day(40))

    holder = desk.viewer(FATIMA).agency_id
    assert any(key.startswith("handover:") for key in desk.held_by(ref, holder))
    assert desk.today + timedelta(days=40) in [row.departs_on for row in rows(desk, Youth)]


def test_who_left_already_is_handed_over_as_soon_as_that_usually_takes(desk: Any) -> None:
    ref = desk.register()

    weighs(desk, ref, "aftercare", leaves=f"agency:{desk.agency('waalzicht')}", leaves_on=desk.day(-5))

    assert {wait.due_on for wait in handovers(desk, ref)} == {date(2026, 12, 7)}


@pytest.mark.parametrize(
    ("registered", "said", "field"),
    [
        ({}, {"leaves_on": "2027-02-01"}, "leaves"),
        ({"living": "institution"}, {"leaves_on": "2027-02-01"}, "leaves"),
        ({}, {"leaves": "waalzicht"}, "leaves_on"),
        ({}, {"leaves": "waalzicht", "agency": "waalzicht", "leaves_on": "2027-02-01"}, "agency"),
        ({}, {"leaves": "agency:9999", "leaves_on": "2027-02-01"}, "leaves"),
    ],
)
def test_aftercare_takes_what_is_left_and_when(
    desk: Any, registered: dict[str, Any], said: dict[str, str], field: str
) -> None:
    ref = desk.register(**registered)
    fields = {name: f"agency:{desk.agency(value)}" if value == "waalzicht" else value for name, value in said.items()}

    with pytest.raises(BadAnswer) as refused:
        weighs(desk, ref, "aftercare", **fields)

    assert refused.value.field == field
    assert "weighing" in desk.waits(ref)
    assert rows(desk, Handover) == []


def test_why_an_answer_does_not_fit_is_said_in_the_language_of_who_reads_it(desk: Any) -> None:
    with pytest.raises(Refused) as refused:
        weighs(desk, desk.register(), "aftercare", leaves_on="2027-02-01")

    assert "er staat niet welke school of instelling" in refused.value.text("nl")
    assert "does not say which school or institution" in refused.value.text("en")


def place(desk: Any, **differs: Any) -> dict[str, Any]:
    usual = {"basic_qualification": True, "starts_on": "2027-01-11", "ends_on": "2028-07-14"}
    return {"agency": f"agency:{desk.agency('dekade')}", **usual, **differs}


def test_a_plus_facility_is_asked_once_the_place_starts_and_its_latest_end_is_watched(
    new_desk: Any,
) -> None:
    desk = new_desk(WINTER)
    school = desk.agency("waalzicht")
    ref = desk.register(school=f"agency:{school}")

    weighs(desk, ref, "plus facility", **place(desk))

    asked = desk.waits(ref)["placed"]
    assert (asked.opens_at.date(), asked.agency_id) == (date(2027, 1, 11), desk.agency("dekade"))
    assert asked.due_on == date(2027, 1, 25)
    assert desk.mails(KADE) == []
    desk.later(days=24)
    assert len(desk.mails(KADE)) == 1
    desk.answer(KADE, ref, "placed", started_on="2027-01-11")
    assert ("end of place", date(2028, 7, 14)) in [(row.kind, row.day) for row in rows(desk, WatchedDate)]
    assert "proposal" in desk.waits(ref)


def test_a_place_that_began_already_is_asked_about_at_once(desk: Any) -> None:
    ref = desk.register()

    weighs(desk, ref, "plus facility", **place(desk, starts_on="2026-09-01", ends_on="2028-08-31"))

    assert desk.waits(ref)["placed"].due_on == date(2026, 12, 7)
    assert "placed" in desk.held_by(ref, desk.agency("dekade"))


@pytest.mark.parametrize(
    ("differs", "field"),
    [
        ({"ends_on": "2029-01-19"}, "ends_on"),
        ({"starts_on": "2025-09-01", "ends_on": "2026-03-01"}, "ends_on"),
        ({"ends_on": "2027-01-11"}, "ends_on"),
        ({"basic_qualification": False}, "basic_qualification"),
        ({"basic_qualification": None}, "basic_qualification"),
        ({"starts_on": None}, "starts_on"),
    ],
)
def test_a_place_lasts_two_years_at_most_and_is_for_who_can_reach_a_basic_qualification(
    desk: Any, differs: dict[str, Any], field: str
) -> None:
    ref = desk.register()
    said = {name: value for name, value in place(desk, **differs).items() if value is not None}

    with pytest.raises(BadAnswer) as refused:
        weighs(desk, ref, "plus facility", **said)

    assert refused.value.field == field
    assert "weighing" in desk.waits(ref)
    assert rows(desk, WatchedDate) == []


def test_a_school_that_stays_responsible_has_a_part_in_the_case(desk: Any) -> None:
    school = desk.agency("debrug")
    ref = desk.register(school=f"agency:{school}")
    weighs(desk, ref, "plus facility", **place(desk, starts_on=desk.day(0), ends_on=desk.day(200)))

    desk.answer(KADE, ref, "placed", started_on=desk.day(0))

    assert {school, desk.agency("dekade")} <= {row.agency_id for row in rows(desk, Partner)}
    assert school in [row.school_id for row in rows(desk, Youth)]
