"""The calendar of one professional at a secret address: neutral, revocable, and nobody else's."""

import re
from datetime import date
from typing import Any

import pytest
from icalendar import Calendar
from sqlmodel import select

from dashboard.route import calendar as route
from dashboard.route.limit import Limit
from flows.commands.feed import end_feed, make_feed
from models.tables import CalendarFeed, CaseFile, Meeting, Professional

DENNIS = "dennis.culemborg@geldloket.example"
FATIMA = "fatima.bouzidi@doorstroompunt.example"
KARIN = "karin.lingeman@debrug.example"
NAMES = re.compile(r"\bNoor\b|Veldwijk|verhuurder|2008")


@pytest.fixture(autouse=True)
def _never_too_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(route, "PER_CLIENT", Limit(1000, lambda: 0.0))


@pytest.fixture
def ref(house: Any) -> str:
    return str(house.until_plan())


def _address(house: Any, who: str = DENNIS) -> str:
    return f"/calendar/{make_feed(house.office.store, house.viewer(who), house.now)}.ics"


def _events(client: Any, address: str) -> list[Any]:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/calendar")
    assert "no-store" in answer.headers["cache-control"]
    assert not NAMES.search(answer.text)
    return list(Calendar.from_ical(answer.text).walk("VEVENT"))


def test_a_day_to_answer_by_stands_in_the_calendar(house: Any, client: Any, ref: str) -> None:
    (event,) = [each for each in _events(client, _address(house)) if each.decoded("DTSTART") == date(2026, 12, 1)]

    assert event["SUMMARY"] == f"Graag antwoord ({ref})"
    assert event["CLASS"] == "PRIVATE"


def test_a_second_reader_finds_the_same_days_and_meetings(
    house: Any, client: Any, ref: str, read_calendar: Any
) -> None:
    address = _address(house)

    read = read_calendar(client.get(address).text)

    assert read["METHOD"] == "PUBLISH"
    assert [each["UID"] for each in read.parts] == [str(each["UID"]) for each in _events(client, address)]
    assert read.parts


def test_a_meeting_stands_in_the_calendar_of_who_guides_the_case(house: Any, client: Any, ref: str) -> None:
    with house.office.store.write(house.now) as tx:
        number = tx.session.exec(select(CaseFile.id).where(CaseFile.ref == ref)).one()
        tx.session.add(Meeting(case_id=number, starts_at=house.now.replace(hour=13), place="Bij Noor thuis"))

    events = _events(client, _address(house, FATIMA))

    (meeting,) = [each for each in events if str(each["UID"]).startswith("meeting-")]
    assert re.fullmatch(r"Overleg \d{2}\.\d{2}", str(meeting["SUMMARY"]))
    assert "LOCATION" not in meeting


def test_who_has_no_part_has_an_empty_calendar(house: Any, client: Any, ref: str) -> None:
    assert ref
    assert _events(client, _address(house, KARIN)) == []


def test_a_new_address_ends_the_old_one(house: Any, client: Any, ref: str) -> None:
    old = _address(house)
    new = _address(house)

    assert client.get(old).status_code == 404
    assert client.get(new).status_code == 200

    end_feed(house.office.store, house.viewer(DENNIS), house.now)
    assert client.get(new).status_code == 404


def test_who_left_has_no_calendar(house: Any, client: Any, ref: str) -> None:
    address, number = _address(house), house.viewer(DENNIS).professional_id
    with house.office.store.write(house.now) as tx:
        tx.session.get_one(Professional, number).active = False

    assert client.get(address).status_code == 404


@pytest.mark.parametrize("token", ["x", "a" * 5000, "' OR 1=1 --", "..%2f..%2fetc", "%00"])
def test_a_secret_nobody_has_shows_nothing(client: Any, house: Any, token: str) -> None:
    answer = client.get(f"/calendar/{token}.ics")

    assert (answer.status_code, answer.text) in {(404, ""), (404, "Not Found")}


def test_the_secret_stands_in_no_table(house: Any) -> None:
    token = _address(house).removeprefix("/calendar/").removesuffix(".ics")
    with house.office.store.read(house.now) as tx:
        (row,) = tx.session.exec(select(CalendarFeed))
        assert token not in str(row.model_dump())


def test_whoever_guesses_waits(client: Any, monkeypatch: pytest.MonkeyPatch, house: Any, caplog: Any) -> None:
    monkeypatch.setattr(route, "PER_CLIENT", Limit(2, lambda: 0.0))

    assert [client.get("/calendar/x.ics").status_code for _ in range(3)] == [404, 404, 429]
    assert caplog.messages == ["calendar refused: unknown"] * 2 + ["calendar refused: too often"]
