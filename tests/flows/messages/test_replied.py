"""What a calendar program answers to an invitation becomes an answer; a stranger's, or a late one, changes nothing."""

from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import EmailMessage
from typing import Any

import pytest
from icalendar import Calendar

from flows.messages.bounced import take_in
from models.tables import Meeting, Wait

THURSDAY = datetime(2026, 11, 26, 13, 30, tzinfo=UTC)
FRIDAY = datetime(2026, 12, 4, 9, 0, tzinfo=UTC)


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
    number: int = desk.add(Meeting(case_id=1, stage_run_id=desk.run("meeting"), starts_at=THURSDAY))
    return number


@pytest.fixture
def wait(desk: Any, dennis: Any, meeting: int) -> int:
    """Dennis is invited, and asked whether he comes."""
    number: int = desk.ask("Attendance", dennis, run=1, kind="ask_all", key="attendance")
    desk.queue("MeetingInvited", dennis, {"meeting": meeting, "starts_at": THURSDAY})
    desk.deliver()
    return number


def _reply(mail: EmailMessage, says: str, **changed: str) -> bytes:
    """What Outlook or Google Calendar sends back to that invitation."""
    part = next(part for part in mail.walk() if part.get_content_type() == "text/calendar")
    event = Calendar.from_ical(part.get_content()).walk("VEVENT")[0]
    values = {
        "uid": str(event["UID"]),
        "attendee": str(event["ATTENDEE"]).removeprefix("mailto:"),
        "sequence": str(event["SEQUENCE"]),
        **changed,
    }
    answer = EmailMessage()
    answer["From"], answer["To"], answer["Subject"] = values["attendee"], "post@vangnet.example", "Accepted"
    answer.set_content("Accepted")
    answer.add_alternative(
        "BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nVERSION:2.0\r\nPRODID:-//X//X//EN\r\nBEGIN:VEVENT\r\n"
        f"UID:{values['uid']}\r\nSEQUENCE:{values['sequence']}\r\n"
        f"ATTENDEE;PARTSTAT={says}:mailto:{values['attendee']}\r\nDTSTAMP:20261120T090000Z\r\n"
        "END:VEVENT\r\nEND:VCALENDAR\r\n",
        subtype="calendar",
        params={"method": "REPLY"},
    )
    return answer.as_bytes()


def _became(desk: Any, wait: int) -> str:
    return str(desk.wait(wait).status.value)


@pytest.mark.parametrize(
    ("says", "became"), [("ACCEPTED", "given"), ("DECLINED", "declined"), ("TENTATIVE", "open"), ("X", "open")]
)
def test_the_answer_of_a_calendar_is_the_answer(desk: Any, wait: int, says: str, became: str) -> None:
    take_in(desk.store, desk.now, _reply(desk.sent(), says))

    assert _became(desk, wait) == became


def test_the_same_answer_twice_is_one_answer(desk: Any, wait: int) -> None:
    reply = _reply(desk.sent(), "ACCEPTED")
    for _ in range(2):
        take_in(desk.store, desk.now, reply)

    assert _became(desk, wait) == "given"


@pytest.mark.parametrize(
    "changed",
    [
        {"attendee": "stranger@elsewhere.example"},
        {"uid": "meeting-1@vangnet.example"},
        {"uid": "meeting-1-00000000000000000000000000000000@vangnet.example"},
        {"uid": "' OR 1=1 --"},
        {"sequence": "-1"},
    ],
)
def test_who_was_not_invited_changes_nothing(desk: Any, wait: int, changed: dict[str, str]) -> None:
    take_in(desk.store, desk.now, _reply(desk.sent(), "ACCEPTED", **changed))

    assert _became(desk, wait) == "open"


def test_a_yes_to_the_old_moment_is_no_yes_to_the_new_one(desk: Any, dennis: Any, meeting: int, wait: int) -> None:
    old = _reply(desk.sent(), "ACCEPTED")
    desk.change(Meeting, meeting, starts_at=FRIDAY, sequence=1)
    desk.queue("MeetingMoved", dennis, {"meeting": meeting, "starts_at": FRIDAY})
    desk.deliver()

    take_in(desk.store, desk.now, old)
    assert _became(desk, wait) == "open"

    take_in(desk.store, desk.now, _reply(desk.door.sent[-1], "ACCEPTED"))
    assert _became(desk, wait) == "given"


def test_an_answer_after_the_question_was_closed_changes_nothing(desk: Any, wait: int) -> None:
    reply = _reply(desk.sent(), "ACCEPTED")
    desk.change(Wait, wait, status="withdrawn", code="no longer needed", closed_at=desk.now, next_look_at=None)

    take_in(desk.store, desk.now, reply)

    assert _became(desk, wait) == "withdrawn"
