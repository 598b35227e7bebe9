"""Whatever comes in, it is told apart and nothing ever falls over."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.bounce import Bounce
from notifications.calendar_reply import CalendarReply
from notifications.incoming import Unknown, read_mail

REPLY = """\
From: Els <els@brug.example>
To: post@vangnet.example
Subject: Geaccepteerd: Overleg 14.30
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="b1"

--b1
Content-Type: text/plain; charset=utf-8

Els komt.

--b1
Content-Type: text/calendar; charset=utf-8; method=REPLY

BEGIN:VCALENDAR
METHOD:REPLY
PRODID:-//Example//Calendar//NL
VERSION:2.0
BEGIN:VEVENT
UID:meeting-41@vangnet.example
SEQUENCE:1
DTSTAMP:20261123T100000Z
DTSTART:20261126T133000Z
ORGANIZER:mailto:post@vangnet.example
ATTENDEE;PARTSTAT={said};CN=Els:MAILTO:Els@brug.example
END:VEVENT
END:VCALENDAR

--b1--
"""


def reply(said: str = "ACCEPTED") -> str:
    return REPLY.replace("{said}", said)


@pytest.mark.parametrize(
    ("said", "attendance"), [("ACCEPTED", "accepted"), ("DECLINED", "declined"), ("TENTATIVE", "tentative")]
)
def test_an_answer_to_an_invitation_says_who_comes_to_what(said: str, attendance: str) -> None:
    read = read_mail(reply(said).encode())

    assert read == CalendarReply("meeting-41@vangnet.example", "els@brug.example", attendance, 1)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("PARTSTAT=ACCEPTED", "PARTSTAT=DELEGATED"),
        ("METHOD:REPLY", "METHOD:REQUEST"),
        ("UID:meeting-41@vangnet.example\n", ""),
        ("BEGIN:VEVENT", "BEGIN:VWEIRD"),
        ("SEQUENCE:1", "SEQUENCE:many"),
        ("ATTENDEE;", "ATTENDING;"),
    ],
)
def test_any_other_calendar_text_is_for_a_person_to_look_at(was: str, becomes: str) -> None:
    assert isinstance(read_mail(reply().replace(was, becomes).encode()), Unknown)


def test_a_delivery_report_is_a_bounce() -> None:
    raw = b"X-Failed-Recipients: els@brug.example\nFrom: Mailer-Daemon@mx.example\n\n550 5.1.1 unknown\n"

    assert read_mail(raw) == Bounce(None, "els@brug.example", "5.1.1", hard=True, final=True)


def test_the_answer_of_a_person_says_which_mail_it_answers() -> None:
    raw = b"From: els@brug.example\nIn-Reply-To: <message-8.k3@vangnet.example>\nSubject: Re: vraag\n\nDank!\n"

    assert read_mail(raw) == Unknown("<message-8.k3@vangnet.example>", automatic=False)


def test_an_absence_notice_is_known_to_be_automatic() -> None:
    raw = b"From: els@brug.example\nAuto-Submitted: auto-replied\nSubject: Afwezig\n\nTot maandag.\n"

    assert read_mail(raw) == Unknown(None, automatic=True)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00\xff\xfe",
        b"Subject: =?utf-9?B?////?=\nFrom: =?x?\n\n",
        b"Content-Type: text/calendar; charset=martian\n\nBEGIN:VCALENDAR\nMETHOD:REPLY\n",
        b"Content-Type: multipart/report; boundary=\n\n--\n",
        b"Content-Type: message/delivery-status\n\nAction: failed\n\nStatus: 9.9.9\n",
        b"Content-Type: message/rfc822\n\nContent-Type: message/rfc822\n\n",
        b'From: \xe9ls@brug.example\nContent-Type: text/plain; charset="\x00"\n\n%%%',
        b"Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n%%%",
    ],
)
def test_a_malformed_mail_is_read_without_falling_over(raw: bytes) -> None:
    assert isinstance(read_mail(raw), Unknown | Bounce)


PIECES = st.sampled_from(
    b"""\
Content-Type: multipart/report; boundary=b

--b
Content-Type: message/delivery-status
Action: failed
Final-Recipient: rfc822; x
Status: 5.1.1
--b--
Content-Type: text/calendar
BEGIN:VCALENDAR
METHOD:REPLY
BEGIN:VEVENT
UID:1
ATTENDEE;PARTSTAT=ACCEPTED:x
SEQUENCE:x
END:VEVENT
END:VCALENDAR
From: MAILER-DAEMON@x
Subject: =?utf-8?q?=FF?=
Content-Transfer-Encoding: base64
Message-ID: <a@b>
Content-Type: message/rfc822
""".splitlines(keepends=True)
)


@given(st.lists(PIECES | st.binary(max_size=12), max_size=25).map(b"".join))
def test_no_mail_at_all_makes_the_reader_fall_over(raw: bytes) -> None:
    assert isinstance(read_mail(raw), Bounce | CalendarReply | Unknown)
