"""A meeting by mail: invited, moved, cancelled, and in everybody's calendar."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from icalendar import Calendar

from flows.messages.entry import meeting_in
from models.holder import Holder
from models.tables import Invitation, Meeting, Person, Sitting

THURSDAY = datetime(2026, 11, 26, 13, 30, tzinfo=UTC)
FRIDAY = datetime(2026, 12, 4, 9, 0, tzinfo=UTC)


def _event(mail: EmailMessage) -> Any:
    part = next(part for part in mail.walk() if part.get_content_type() == "text/calendar")
    calendar = Calendar.from_ical(part.get_content())
    assert part.get_param("method") == str(calendar["METHOD"])
    return calendar["METHOD"], calendar.walk("VEVENT")[0]


@pytest.fixture(autouse=True)
def _read_twice(desk: Any, read_calendar: Any) -> Iterator[None]:
    """Every invitation that left in a test is read by a second reader too, and says the same to both."""
    yield
    for mail in desk.door.sent:
        for part in (part for part in mail.walk() if part.get_content_type() == "text/calendar"):
            [mine] = read_calendar(part.get_payload(decode=True).decode()).parts
            [theirs] = Calendar.from_ical(part.get_content()).walk("VEVENT")
            for name in ("UID", "SEQUENCE", "SUMMARY", "STATUS"):
                assert mine[name] == str(theirs[name])
            assert mine["DTSTART"] == theirs["DTSTART"].to_ical().decode()


@pytest.fixture
def meeting(desk: Any) -> int:
    """A meeting on Thursday at half past two in Amsterdam."""
    number: int = desk.add(
        Meeting(case_id=1, stage_run_id=desk.run("meeting"), starts_at=THURSDAY, place="Wijkhuis De Schakel, zaal 2")
    )
    return number


def _tell(desk: Any, notice: str, to: Any, meeting: int, starts_at: datetime = THURSDAY) -> int:
    number: int = desk.queue(notice, to, {"meeting": meeting, "starts_at": starts_at})
    return number


def _move(desk: Any, meeting: int, to: datetime, sequence: int = 1) -> None:
    desk.change(Meeting, meeting, starts_at=to, sequence=sequence)


def test_an_invitation_says_when_and_where_and_until_when_to_answer(
    desk: Any, dennis: Any, meeting: int, plain: Any
) -> None:
    _tell(desk, "MeetingInvited", dennis, meeting)
    run = 1
    desk.ask("Attendance", dennis, run=run, kind="ask_all", due_on=date(2026, 11, 24))

    desk.deliver()

    text = plain(desk.sent())
    assert "do 26 november 2026, 14.30 – 15.30 uur" in text  # noqa: RUF001 - a dash as people write it
    assert "Wijkhuis De Schakel, zaal 2" in text
    assert "Graag uiterlijk di 24 november 2026" in text


def test_at_short_notice_nobody_is_asked_to_answer(desk: Any, dennis: Any, meeting: int, plain: Any) -> None:
    _tell(desk, "MeetingInvited", dennis, meeting)

    desk.deliver()

    assert "U hoeft niet te antwoorden" in plain(desk.sent())


def test_a_calendar_knows_only_the_hour_the_place_and_the_number(desk: Any, dennis: Any, meeting: int) -> None:
    _tell(desk, "MeetingInvited", dennis, meeting)

    desk.deliver()

    method, event = _event(desk.sent())
    assert method == "REQUEST"
    assert meeting_in(str(event["UID"])) == meeting
    assert event["SEQUENCE"] == 0
    assert str(event["SUMMARY"]) == "Overleg 14.30"
    assert event.decoded("DTSTART") == THURSDAY
    assert event.decoded("DTEND") == THURSDAY + timedelta(hours=1)
    assert str(event["ATTENDEE"]) == "mailto:dennis.culemborg@geldloket.example"
    assert str(event["ORGANIZER"]) == "mailto:post@vangnet.example"


def test_a_place_in_a_sitting_takes_its_part_of_the_sitting(desk: Any, dennis: Any, meeting: int) -> None:
    sitting = desk.add(Sitting(region_id=1, place="Lokaal 1.12", starts_at=THURSDAY, minutes=120, places=4))
    desk.change(Meeting, meeting, sitting_id=sitting, place="Lokaal 1.12")
    _tell(desk, "MeetingInvited", dennis, meeting)

    desk.deliver()

    _, event = _event(desk.sent())
    assert event.decoded("DTEND") == THURSDAY + timedelta(minutes=30)


def test_moving_updates_the_same_entry(desk: Any, dennis: Any, meeting: int, plain: Any) -> None:
    _tell(desk, "MeetingInvited", dennis, meeting)
    desk.deliver()
    _move(desk, meeting, FRIDAY)
    desk.later(hours=1)
    _tell(desk, "MeetingMoved", dennis, meeting, FRIDAY)

    desk.deliver()

    first, second = desk.door.sent
    (_, was), (method, event) = _event(first), _event(second)
    assert method == "REQUEST"
    assert str(event["UID"]) == str(was["UID"])
    assert event["SEQUENCE"] == was["SEQUENCE"] + 1
    assert event.decoded("DTSTART") == FRIDAY
    assert "Het overleg was op do 26 november 2026, 14.30 uur" in plain(second)


def test_moved_before_the_first_invitation_left_there_is_one_invitation(
    desk: Any, dennis: Any, meeting: int, plain: Any
) -> None:
    first = _tell(desk, "MeetingInvited", dennis, meeting)
    _move(desk, meeting, FRIDAY)
    second = _tell(desk, "MeetingMoved", dennis, meeting, FRIDAY)

    desk.deliver()

    assert (desk.became(first), desk.became(second)) == (("skipped", "meeting changed"), ("sent", None))
    assert "U bent uitgenodigd voor een overleg" in plain(desk.sent())
    assert _event(desk.sent())[1]["SEQUENCE"] == 1


def test_a_meeting_planned_anew_after_it_was_not_held_still_changes_the_entry(
    desk: Any, dennis: Any, meeting: int
) -> None:
    _tell(desk, "MeetingInvited", dennis, meeting)
    desk.deliver()
    _move(desk, meeting, FRIDAY, sequence=0)
    desk.later(hours=1)
    _tell(desk, "MeetingInvited", dennis, meeting, FRIDAY)

    desk.deliver()

    assert [_event(mail)[1]["SEQUENCE"] for mail in desk.door.sent] == [0, 1]


def test_who_said_that_they_cannot_come_gets_no_agenda(desk: Any, dennis: Any, bram: Any, meeting: int) -> None:
    for who, status in ((dennis, "cannot"), (bram, "comes")):
        desk.add(Invitation(meeting_id=meeting, agency_id=who.agency_id, status=status))
    away, there = (_tell(desk, "AgendaReady", who, meeting) for who in (dennis, bram))

    desk.deliver()

    assert desk.became(away) == ("skipped", "does not come")
    assert desk.became(there) == ("sent", None)


def test_cancelling_takes_it_out_of_the_calendar(desk: Any, dennis: Any, meeting: int, plain: Any) -> None:
    _tell(desk, "MeetingInvited", dennis, meeting)
    desk.deliver()
    desk.change(Meeting, meeting, sequence=1)
    desk.close_case("youth stopped")
    _tell(desk, "MeetingCancelled", dennis, meeting)

    desk.deliver()

    method, event = _event(desk.door.sent[1])
    assert (method, event["SEQUENCE"], str(event["STATUS"])) == ("CANCEL", 1, "CANCELLED")
    assert "gaat niet door" in plain(desk.door.sent[1])


def test_who_never_heard_of_a_meeting_does_not_hear_that_it_is_cancelled(desk: Any, dennis: Any, meeting: int) -> None:
    message = _tell(desk, "MeetingCancelled", dennis, meeting)

    desk.deliver()

    assert desk.became(message) == ("skipped", "nothing to say")


@pytest.mark.parametrize("notice", ["MeetingInvited", "MeetingMoved", "MeetingCancelled"])
def test_of_a_moment_that_passed_nothing_is_said(desk: Any, dennis: Any, meeting: int, notice: str) -> None:
    message = _tell(desk, notice, dennis, meeting)

    desk.later(days=4).deliver()

    assert desk.became(message) == ("skipped", "moment passed")


def test_the_youth_is_invited_moved_and_told_off_in_words_of_their_own(
    desk: Any, noor: Any, meeting: int, plain: Any
) -> None:
    _tell(desk, "MeetingInvited", noor, meeting)
    desk.deliver()
    _move(desk, meeting, FRIDAY)
    _tell(desk, "MeetingMoved", noor, meeting, FRIDAY)
    desk.deliver()
    desk.change(Meeting, meeting, sequence=2)
    _tell(desk, "MeetingCancelled", noor, meeting, FRIDAY)
    desk.deliver()

    invited, moved, cancelled = map(plain, desk.door.sent)
    assert "Het gaat over jou, dus jij hoort erbij." in invited
    assert "Het gesprek was op do 26 november 2026" in moved
    assert "gaat niet door" in cancelled
    assert [_event(mail)[0] for mail in desk.door.sent] == ["REQUEST", "REQUEST", "CANCEL"]


@pytest.mark.parametrize("place", ["Bij Noor thuis", "Keuken van de fam. VELDWIJK", "thuis bij Hilde"])
def test_a_place_that_names_somebody_of_the_case_stays_behind_the_link(
    desk: Any, dennis: Any, meeting: int, words: Any, place: str
) -> None:
    desk.change(Meeting, meeting, place=place)
    _tell(desk, "MeetingInvited", dennis, meeting)

    desk.deliver()

    assert place not in words(desk.sent())
    assert "LOCATION" not in words(desk.sent())


def test_where_the_address_of_a_youth_is_secret_no_place_is_mailed(
    desk: Any, dennis: Any, meeting: int, words: Any
) -> None:
    desk.change(Person, 1, secret_address=True)
    _tell(desk, "MeetingInvited", dennis, meeting)

    desk.deliver()

    assert "Schakel" not in words(desk.sent())


def test_a_supporter_without_an_address_is_not_mailed(desk: Any, meeting: int) -> None:
    supporter = desk.add(Person(given_name="Sam"))
    message = _tell(desk, "MeetingInvited", Holder("invited", person_id=supporter), meeting)

    desk.deliver()

    assert desk.became(message) == ("skipped", "no address")
