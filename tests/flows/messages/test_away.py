"""A mail server that is away for a day: all arrives afterwards, in order; what is obsolete is dropped by name."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from flows.messages.health import mail_health
from flows.messages.watch import watch_terms
from flows.queries.undelivered import mail_is_away_since
from models.access import Viewer
from models.code import Role
from models.tables import Meeting, Professional, Wait
from notifications.door import TryAgain
from notifications.smtp_door import SmtpDoor
from notifications.smtp_setting import smtp_setting

DENNIS = "dennis.culemborg@geldloket.example"
BRAM = "bram.hoevelaar@waalzicht.example"
SVEN = "sven.asperen@werkplein.example"
LOTTE = "lotte.appelhof@smw.example"
NOWHERE = "smtp://127.0.0.1:1?tls=off"


def _away_for_a_day(desk: Any) -> None:
    """The worker keeps trying, every twenty minutes, over a real connection that nobody answers."""
    for _ in range(72):
        assert desk.deliver(SmtpDoor(smtp_setting(NOWHERE))).sent == 0
        desk.later(minutes=20)


def _back(desk: Any, mail_server: Any) -> list[str]:
    """Who got a mail when the server was back, in order."""
    desk.deliver(SmtpDoor(smtp_setting(f"smtp://127.0.0.1:{mail_server.port}?tls=off")))
    return [mail["To"] for mail in mail_server.kept]


@pytest.fixture
def queued(desk: Any) -> list[int]:
    """Four questions, an hour apart."""
    found = []
    for email in (LOTTE, DENNIS, SVEN, BRAM):
        found.append(desk.tell("ActionDone", desk.person(email))[1])
        desk.later(hours=1)
    return found


def test_everything_arrives_afterwards_at_once_and_in_order(desk: Any, queued: list[int], mail_server: Any) -> None:
    _away_for_a_day(desk)
    assert [desk.message(number).tries for number in queued] == [0] * 4
    assert mail_health(desk.store, desk.now).oldest_due_at == desk.now - timedelta(hours=28)

    assert _back(desk, mail_server) == [LOTTE, DENNIS, SVEN, BRAM]

    assert [desk.became(number) for number in queued] == [("sent", None)] * 4
    assert [desk.message(number).tries for number in queued] == [1] * 4


def test_after_an_hour_it_is_an_alarm_and_once_it_answers_it_is_over(
    desk: Any, queued: list[int], mail_server: Any
) -> None:
    since = desk.now
    for minutes in (0, 20, 39):
        desk.later(minutes=minutes)
        desk.deliver(SmtpDoor(smtp_setting(NOWHERE)))
    assert mail_health(desk.store, desk.now).well
    assert _away_since(desk) is None

    desk.later(minutes=1)
    desk.deliver(SmtpDoor(smtp_setting(NOWHERE)))

    [alarm] = mail_health(desk.store, desk.now).alarms
    assert (alarm.kind, alarm.since_at) == ("mail away", since)
    assert _away_since(desk) == since
    desk.later(minutes=2)
    _back(desk, mail_server)
    assert mail_health(desk.store, desk.now).well
    assert _away_since(desk) is None


def test_a_server_that_answers_no_is_not_away(desk: Any, queued: list[int]) -> None:
    desk.deliver(SmtpDoor(smtp_setting(NOWHERE)))
    desk.later(hours=2)
    desk.door.refusing["*"] = TryAgain("recipient 450")
    desk.deliver()
    desk.later(hours=2)
    desk.deliver(SmtpDoor(smtp_setting(NOWHERE)))

    assert mail_health(desk.store, desk.now).well


def _away_since(desk: Any) -> datetime | None:
    with desk.store.read(desk.now) as tx:
        return mail_is_away_since(tx, Viewer(1, 1, frozenset({Role.COORDINATOR})))


def test_a_week_away_loses_no_mail(desk: Any, queued: list[int], mail_server: Any) -> None:
    for _ in range(28):
        desk.deliver(SmtpDoor(smtp_setting(NOWHERE)))
        desk.later(hours=6)

    assert _back(desk, mail_server) == [LOTTE, DENNIS, SVEN, BRAM]


def test_what_is_obsolete_by_then_is_dropped_by_name(desk: Any, mail_server: Any) -> None:
    lotte, dennis, sven, bram = (desk.person(email) for email in (LOTTE, DENNIS, SVEN, BRAM))
    answered, said = desk.tell("ActionDone", lotte)
    passed_on, asked = desk.tell("ActionDone", dennis)
    starts_at = desk.now + timedelta(hours=20)
    meeting = desk.add(Meeting(case_id=1, stage_run_id=desk.run("meeting"), starts_at=starts_at))
    invited = desk.queue("MeetingInvited", bram, {"meeting": meeting, "starts_at": starts_at})
    _, left = desk.tell("Arrived", sven)
    kept = desk.tell("Weighing", bram)[1]
    desk.answer(answered)
    desk.change(Wait, passed_on, professional_id=bram.professional_id, agency_id=bram.agency_id)
    desk.change(Professional, sven.professional_id, active=False)
    _away_for_a_day(desk)

    assert _back(desk, mail_server) == [BRAM]

    assert [desk.became(number) for number in (said, asked, invited, left, kept)] == [
        ("skipped", "wait closed"),
        ("skipped", "asked of somebody else"),
        ("skipped", "moment passed"),
        ("skipped", "left"),
        ("sent", None),
    ]


def test_a_reminder_does_not_arrive_with_its_own_question(desk: Any, dennis: Any, mail_server: Any) -> None:
    wait, asked = desk.tell("ActionDone", dennis)
    reminder = desk.queue("Reminder", dennis, {"waits": [wait]}, wait_id=wait)
    _away_for_a_day(desk)

    assert _back(desk, mail_server) == [DENNIS]

    assert (desk.became(asked), desk.became(reminder)) == (("sent", None), ("skipped", "asked today"))


def test_a_date_that_moved_meanwhile_drops_its_reminder_and_arms_a_new_one(
    desk: Any, dennis: Any, mail_server: Any
) -> None:
    wait = desk.ask("ActionDone", dennis, due_on=date(2026, 11, 27), next_look_at=desk.now, told_at=desk.now)
    desk.later(days=2)
    assert watch_terms(desk.store, desk.now).done["reminded ahead"] == 1
    _away_for_a_day(desk)
    moved = date(2026, 12, 10)
    desk.change(
        Wait, wait, due_on=moved, agreed_from=date(2026, 11, 26), agreed_on=moved, shifts=1, next_look_at=desk.now
    )
    watch_terms(desk.store, desk.now)
    assert _back(desk, mail_server) == []

    armed_at = desk.wait(wait).next_look_at
    desk.now = armed_at
    watch_terms(desk.store, desk.now)

    assert [desk.became(row.id) for row in desk.messages()] == [("skipped", "date moved"), ("queued", None)]
    assert date(2026, 12, 1) < armed_at.date() < moved
    assert _back(desk, mail_server) == [DENNIS]
