"""What becomes of one mail: taken, refused for now, refused for good; and a door that is shut."""

from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from sqlmodel import select

from models.tables import Agency, Alarm, Message, Person, Professional
from notifications.door import MemoryDoor, Never, Stopped, TryAgain

DENNIS = "dennis.culemborg@geldloket.example"
BRAM = "bram.hoevelaar@waalzicht.example"


@pytest.fixture
def two(desk: Any, dennis: Any, bram: Any) -> tuple[int, int]:
    """Two messages, to Dennis first and then to Bram."""
    return desk.tell("ActionDone", dennis)[1], desk.tell("Arrived", bram)[1]


def test_a_mail_refused_for_now_is_tried_again_after_a_pause_that_grows(desk: Any, two: Any) -> None:
    desk.door.refusing[DENNIS] = TryAgain("recipient 450 4.2.0")

    delivered = desk.deliver()

    assert (delivered.sent, delivered.again) == (1, 1)
    row = desk.message(two[0])
    assert (row.status, row.reason, row.tries) == ("queued", "recipient 450 4.2.0", 1)
    assert row.next_try_at == desk.now + timedelta(minutes=1)
    desk.deliver(wall=desk.now + timedelta(seconds=59))
    assert desk.message(two[0]).tries == 1
    desk.deliver(wall=desk.now + timedelta(seconds=61))
    assert desk.message(two[0]).next_try_at == desk.now + timedelta(seconds=61, minutes=5)


def test_a_mail_refused_for_five_days_never_arrives(desk: Any, two: Any) -> None:
    desk.door.refusing[DENNIS] = TryAgain("recipient 450")
    wall = desk.now

    for _ in range(30):
        desk.deliver(wall=wall)
        wall = desk.message(two[0]).next_try_at or wall

    assert desk.became(two[0]) == ("failed", "gave up: recipient 450")
    assert timedelta(days=4, hours=12) <= wall - desk.now <= timedelta(days=5)
    assert 10 <= desk.message(two[0]).tries <= 20


def test_a_mail_that_arrives_at_last_keeps_its_name_and_forgets_the_reason(desk: Any, two: Any) -> None:
    desk.door.refusing[DENNIS] = TryAgain("recipient 450")
    desk.deliver()
    desk.door.refusing.clear()

    desk.deliver(wall=desk.now + timedelta(minutes=2))

    assert desk.became(two[0]) == ("sent", None)
    assert desk.message(two[0]).tries == 2


def test_an_address_that_does_not_exist_is_not_written_to_again(desk: Any, two: Any, dennis: Any) -> None:
    desk.door.refusing[DENNIS] = Never("recipient 550 5.1.1", hard_bounce=True)
    desk.deliver()
    again = desk.tell("RunningAnswer", dennis)[1]

    desk.deliver()

    assert desk.became(two[0]) == ("failed", "recipient 550 5.1.1")
    assert desk.became(again) == ("skipped", "address failed")
    assert desk.became(two[1]) == ("sent", None)


def test_an_address_of_one_of_the_people_is_marked_too(desk: Any, noor: Any) -> None:
    desk.tell("TrustedPerson", noor)
    desk.door.refusing["jongere@post.example"] = Never("recipient 550", hard_bounce=True)

    desk.deliver()

    with desk.store.read(desk.now) as tx:
        assert tx.session.get_one(Person, 1).email_failed_at == desk.now


def test_a_refusal_that_is_not_about_the_address_leaves_the_address_alone(desk: Any, two: Any, dennis: Any) -> None:
    desk.door.refusing[DENNIS] = Never("size 552", hard_bounce=False)

    desk.deliver()

    assert desk.became(two[0]) == ("failed", "size 552")
    with desk.store.read(desk.now) as tx:
        assert tx.session.get_one(Professional, dennis.professional_id).email_failed_at is None


def test_an_address_changed_while_the_old_one_was_tried_is_not_marked(desk: Any, two: Any, dennis: Any) -> None:
    class ChangedMeanwhile(MemoryDoor):
        async def send(self, message: EmailMessage) -> None:  # noqa: ARG002 - refused unread
            """Refuses the old address; it was changed a moment ago."""
            desk.change(Professional, dennis.professional_id, email="nieuw@geldloket.example")
            raise Never("recipient 550 5.1.1", hard_bounce=True)

    desk.deliver(ChangedMeanwhile(), batch=1)

    with desk.store.read(desk.now) as tx:
        assert tx.session.get_one(Professional, dennis.professional_id).email_failed_at is None


def _alarms(desk: Any) -> list[tuple[str, str, bool]]:
    with desk.store.read(desk.now) as tx:
        rows = tx.session.exec(select(Alarm).order_by(Alarm.id)).all()
        return [(row.kind, row.detail, row.cleared_at is None) for row in rows]


def test_a_shut_door_stops_the_queue_burns_no_tries_and_leaves_one_alarm(desk: Any, two: Any) -> None:
    desk.door.refusing["*"] = Stopped("sign-in 535")

    first = desk.deliver()
    second = desk.deliver(wall=desk.now + timedelta(minutes=6))

    assert (first.stopped, second.stopped) == ("sign-in 535", "sign-in 535")
    assert [desk.message(number).tries for number in two] == [0, 0]
    assert [desk.message(number).status for number in two] == ["queued", "queued"]
    assert _alarms(desk) == [("mail", "sign-in 535", True)]


def test_a_shut_door_is_left_alone_for_a_while_also_by_what_is_queued_since(desk: Any, two: Any, dennis: Any) -> None:
    knocks = []

    class Shut(MemoryDoor):
        async def send(self, message: EmailMessage) -> None:
            """Is shut."""
            knocks.append(message["Message-ID"])
            raise Stopped("tls")

    desk.deliver(Shut())
    late = desk.tell("RunningAnswer", dennis)[1]

    delivered = desk.deliver(Shut(), wall=desk.now + timedelta(minutes=1))

    assert (len(knocks), delivered.sent, delivered.stopped) == (1, 0, None)
    assert desk.message(late).next_try_at == desk.now + timedelta(minutes=5)


def test_the_next_mail_that_leaves_clears_the_alarm(desk: Any, two: Any) -> None:
    desk.door.refusing["*"] = Stopped("tls")
    desk.deliver()
    desk.door.refusing.clear()

    delivered = desk.deliver(wall=desk.now + timedelta(minutes=5))

    assert delivered.sent == 2
    assert _alarms(desk) == [("mail", "tls", False)]


def test_a_second_time_the_door_is_shut_is_a_second_alarm(desk: Any, two: Any, dennis: Any) -> None:
    desk.door.refusing["*"] = Stopped("tls")
    desk.deliver()
    desk.door.refusing.clear()
    desk.deliver(wall=desk.now + timedelta(minutes=5))
    desk.tell("RunningAnswer", dennis)
    desk.door.refusing["*"] = Stopped("sign-in 535")

    desk.deliver(wall=desk.now + timedelta(minutes=6))

    assert _alarms(desk) == [("mail", "tls", False), ("mail", "sign-in 535", True)]


def test_when_the_mail_server_is_away_one_mail_finds_out_for_all(desk: Any, two: Any) -> None:
    desk.door.refusing["*"] = TryAgain("connect")

    delivered = desk.deliver()

    assert (delivered.again, delivered.more) == (1, True)
    assert [desk.message(number).tries for number in two] == [0, 0]
    assert [desk.message(number).next_try_at for number in two] == [desk.now + timedelta(minutes=1)] * 2


def test_a_mail_that_cannot_be_made_holds_up_no_other(desk: Any, two: Any) -> None:
    desk.change(Message, two[0], content="no json at all")

    delivered = desk.deliver()

    assert (delivered.sent, delivered.again) == (1, 1)
    assert desk.became(two[0]) == ("queued", "JSONDecodeError")


@pytest.mark.parametrize("name", ["Aanmeldpunt\r\nBcc: x@y.example", "Aan\nmeldpunt", "Aan\x7fmeldpunt"])
def test_a_name_that_breaks_the_lines_of_a_mail_is_refused_at_once_and_by_name(desk: Any, bram: Any, name: str) -> None:
    desk.change(Agency, 1, name=name)
    number = desk.queue("RegistrationReceived", bram)

    assert desk.deliver().failed == 1

    assert desk.became(number) == ("failed", "does not fit a mail")
    assert "y.example" not in "".join(map(str, desk.door.sent))
    assert [row.notice for row in desk.messages()] == ["RegistrationReceived", "DeliveryFailed"]


def test_a_mail_the_door_chokes_on_holds_up_no_other(desk: Any, two: Any) -> None:
    class Chokes(MemoryDoor):
        async def send(self, message: EmailMessage) -> None:
            """Knows nothing of Dennis."""
            if message["To"] == DENNIS:
                raise KeyError(DENNIS)
            await super().send(message)

    delivered = desk.deliver(Chokes())

    assert (delivered.sent, delivered.again) == (1, 1)
    assert desk.became(two[0]) == ("queued", "KeyError")


def test_no_log_line_holds_an_address(desk: Any, two: Any, caplog: pytest.LogCaptureFixture) -> None:
    class Chokes(MemoryDoor):
        async def send(self, message: EmailMessage) -> None:
            """Says too much."""
            raise RuntimeError(f"cannot write to {message['To']}")

    desk.deliver(Chokes())

    assert len(caplog.records) == 2
    assert "example" not in caplog.text
