"""Appointments, read back by the iCalendar library and by a second reader of our own, from RFC 5545 alone."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from icalendar import Calendar
from pydantic import ValidationError

from notifications.address import BadAddress
from notifications.invitation import Appointment, DueDay, appointment_uid, cancelled, feed, requested
from notifications.plain import Language

Read = Callable[[str], Any]
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
STARTS = datetime(2026, 11, 26, 13, 30, tzinfo=UTC)
MEETING = Appointment(
    uid=appointment_uid("41", "vangnet.example"),
    sequence=0,
    starts_at=STARTS,
    ends_at=STARTS + timedelta(minutes=30),
    case_ref="VN-7K3M9Q",
    place="Knooppunt Waalzicht College; lokaal 1.12, links",
    link="https://vangnet.example/a/kJ3x",
    agenda=("Opening", "Afspraken, en wie wat doet; samen"),
)


def invite(meeting: Appointment = MEETING, language: Language = "nl") -> str:
    return requested(meeting, "els@brug.example", organizer="post@vangnet.example", language=language, now=NOW).ics


def test_an_invitation_is_read_back_by_a_calendar() -> None:
    calendar = Calendar.from_ical(invite())

    (event,) = calendar.walk("VEVENT")
    assert calendar["METHOD"] == "REQUEST"
    assert event["UID"] == "meeting-41@vangnet.example"
    assert event["SEQUENCE"] == 0
    assert event["SUMMARY"] == "Overleg 14.30"
    assert event.decoded("DTSTART") == STARTS
    assert event.decoded("DTEND") - event.decoded("DTSTART") == timedelta(minutes=30)
    assert event["STATUS"] == "CONFIRMED"
    assert event["ORGANIZER"] == "mailto:post@vangnet.example"
    assert event["ATTENDEE"] == "mailto:els@brug.example"
    assert event["ATTENDEE"].params["RSVP"] == "TRUE"


def test_a_second_reader_finds_the_same(read_calendar: Read) -> None:
    calendar = read_calendar(invite())
    [read] = calendar.parts

    assert read["DTSTART"] == "20261126T133000Z"
    assert read["DTEND"] == "20261126T140000Z"
    assert read["DTSTAMP"] == "20261120T090000Z"
    assert read["SUMMARY"] == "Overleg 14.30"
    assert read["LOCATION"] == "Knooppunt Waalzicht College; lokaal 1.12, links"
    assert read["DESCRIPTION"] == "Kenmerk VN-7K3M9Q\nOpening\nAfspraken, en wie wat doet; samen"
    assert read["CLASS"] == "PRIVATE"
    assert read.all("ATTENDEE") == ["mailto:els@brug.example"]
    assert (calendar["METHOD"], calendar["VERSION"]) == ("REQUEST", "2.0")


@pytest.mark.parametrize(
    ("was", "broken"),
    [
        ("\r\n", "\n"),
        ("END:VEVENT", "END:VTODO"),
        ("SUMMARY:Overleg", "SUMMARY:Overleg, en"),
        ("DTSTART:20261126T133000Z", "DTSTART:26 november"),
        ("UID:", "UID:twee\r\nUID:"),
        ("SUMMARY:", "SUMMARY:" + 80 * "x"),
    ],
)
def test_the_second_reader_takes_nothing_that_breaks_the_rules(read_calendar: Read, was: str, broken: str) -> None:
    assert was in invite()

    with pytest.raises(AssertionError):
        read_calendar(invite().replace(was, broken))


def test_every_line_is_as_short_as_calendars_want_and_ends_as_they_want(read_calendar: Read) -> None:
    ics = invite(MEETING.model_copy(update={"agenda": ("é" * 150,)}))

    assert max(len(line.encode()) for line in ics.split("\r\n")) <= 75
    assert "\n" not in ics.replace("\r\n", "")
    assert "é" * 150 in read_calendar(ics).parts[0]["DESCRIPTION"]


def test_a_moved_meeting_is_the_same_one_with_a_higher_number(read_calendar: Read) -> None:
    moved = MEETING.model_copy(update={"sequence": 1, "starts_at": STARTS - timedelta(hours=4)})

    before, after = read_calendar(invite()).parts[0], read_calendar(invite(moved)).parts[0]

    assert before["UID"] == after["UID"]
    assert int(after["SEQUENCE"]) > int(before["SEQUENCE"])
    assert after["SUMMARY"] == "Overleg 10.30"


def test_a_cancelled_meeting_leaves_the_calendar(read_calendar: Read) -> None:
    gone = MEETING.model_copy(update={"sequence": 2})

    part = cancelled(gone, "els@brug.example", organizer="post@vangnet.example", language="en", now=NOW)

    calendar = read_calendar(part.ics)
    [read] = calendar.parts
    assert part.method == calendar["METHOD"] == "CANCEL"
    assert read["STATUS"] == "CANCELLED"
    assert read["SUMMARY"] == "Meeting 14:30"
    assert read["SEQUENCE"] == "2"


def test_a_meeting_in_another_zone_is_written_in_utc(read_calendar: Read) -> None:
    there = timezone(timedelta(hours=1))
    local = MEETING.model_copy(update={"starts_at": STARTS.astimezone(there)})

    assert read_calendar(invite(local)).parts[0]["DTSTART"] == "20261126T133000Z"


def test_an_international_address_is_invited_as_mail_servers_speak_it() -> None:
    part = requested(MEETING, "els@bücher.example", organizer="post@vangnet.example", language="nl", now=NOW)

    assert "mailto:els@xn--bcher-kva.example" in part.ics.replace("\r\n ", "")


def test_one_attendee_means_one_address() -> None:
    with pytest.raises(BadAddress):
        requested(MEETING, "a@b.example,c@d.example", organizer="post@vangnet.example", language="nl", now=NOW)


@pytest.mark.parametrize(
    "changes",
    [
        {"starts_at": datetime(2026, 11, 26, 13, 30)},  # noqa: DTZ001 - without a zone, which is the point
        {"ends_at": STARTS},
        {"case_ref": "VN-1\r\nATTENDEE:mailto:x@y.example"},
        {"agenda": ("regel\r\nBEGIN:VALARM",)},
        {"sequence": -1},
    ],
)
def test_what_is_no_appointment_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Appointment.model_validate(MEETING.model_dump() | changes)


def test_a_feed_holds_meetings_and_days_and_no_addresses(read_calendar: Read) -> None:
    due = DueDay(uid="wait-9@vangnet.example", on=date(2026, 12, 7), case_ref="VN-4D8HWT")

    ics = feed([MEETING, due], name="Vangnet", language="nl", now=NOW)

    meeting, day = Calendar.from_ical(ics).walk("VEVENT")
    assert meeting["SUMMARY"] == "Overleg 14.30"
    assert day["SUMMARY"] == "Graag antwoord (VN-4D8HWT)"
    assert day.decoded("DTSTART") == date(2026, 12, 7)
    assert "mailto" not in ics
    read = read_calendar(ics)
    assert read["METHOD"] == "PUBLISH"
    assert [each["SUMMARY"] for each in read.parts] == ["Overleg 14.30", "Graag antwoord (VN-4D8HWT)"]


def test_a_feed_of_nothing_is_still_a_calendar(read_calendar: Read) -> None:
    assert not Calendar.from_ical(feed([], name="Vangnet", language="en", now=NOW)).walk("VEVENT")
    assert read_calendar(feed([], name="Vangnet", language="en", now=NOW)).parts == []
