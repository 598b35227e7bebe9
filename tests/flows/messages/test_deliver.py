"""Delivering a batch: over one connection, by a real mail server, and through crashes."""

import asyncio
import subprocess
import sys
import threading
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest

from flows.messages.batch import Batch
from flows.messages.deliver import delivering
from flows.messages.outgoing import House
from models.tables import Agency, Professional
from notifications.address import BadAddress
from notifications.door import MemoryDoor
from notifications.envelope import Sender
from notifications.smtp_door import SmtpDoor
from notifications.smtp_setting import smtp_setting

EVERYBODY = (
    "dennis.culemborg@geldloket.example",
    "bram.hoevelaar@waalzicht.example",
    "sven.asperen@werkplein.example",
    "lotte.appelhof@smw.example",
)


class Killed(BaseException):
    """The process ends here and now."""


@pytest.fixture
def four(desk: Any) -> list[int]:
    """Four messages, each to somebody else."""
    return [desk.tell("ActionDone", desk.person(email))[1] for email in EVERYBODY]


def _smtp(mail_server: Any) -> SmtpDoor:
    return SmtpDoor(smtp_setting(f"smtp://127.0.0.1:{mail_server.port}?tls=off"))


def test_a_batch_leaves_over_one_connection_with_one_recipient_a_mail(
    desk: Any, four: Any, mail_server: Any, plain: Any
) -> None:
    delivered = desk.deliver(_smtp(mail_server))

    assert (delivered.sent, delivered.more) == (4, False)
    assert mail_server.sessions == 1
    assert [mail["To"] for mail in mail_server.kept] == list(EVERYBODY)
    assert mail_server.kept[0]["Auto-Submitted"] == "auto-generated"
    assert "Geef dan" not in plain(mail_server.kept[0])


def test_a_real_server_that_knows_nobody_there_marks_the_address(desk: Any, four: Any, mail_server: Any) -> None:
    mail_server.answers[EVERYBODY[1]] = "550 5.1.1 no such user"
    mail_server.answers[EVERYBODY[2]] = "450 4.2.0 come back later"

    delivered = desk.deliver(_smtp(mail_server))

    assert (delivered.sent, delivered.failed, delivered.again) == (2, 1, 1)
    assert desk.became(four[1]) == ("failed", "recipient 550 5.1.1")
    again = desk.tell("Arrived", desk.person(EVERYBODY[1]))[1]
    desk.deliver(_smtp(mail_server))
    assert desk.became(again) == ("skipped", "address failed")


def test_a_real_server_that_is_away_is_tried_once(desk: Any, four: Any) -> None:
    door = SmtpDoor(smtp_setting("smtp://127.0.0.1:1?tls=off"))

    delivered = desk.deliver(door)

    assert (delivered.again, delivered.sent) == (1, 0)
    assert [desk.message(number).tries for number in four] == [0, 0, 0, 0]


def test_a_real_server_that_does_not_take_the_sender_stops_the_queue(desk: Any, four: Any, mail_server: Any) -> None:
    mail_server.answers["MAIL"] = "553 5.7.1 not from you"

    delivered = desk.deliver(_smtp(mail_server))

    assert delivered.stopped == "sender 553 5.7.1"
    assert str(delivered).endswith("the mail server says: sender 553 5.7.1")
    assert {desk.message(number).tries for number in four} == {0}


def test_nothing_leaves_before_its_own_moment(desk: Any, dennis: Any) -> None:
    wait = desk.ask("ActionDone", dennis)
    desk.queue("QuestionAsked", dennis, {"waits": [wait]}, not_before=desk.now + timedelta(seconds=1))

    assert desk.deliver(wall=desk.now + timedelta(days=9)).sent == 0
    assert desk.later(seconds=1).deliver().sent == 1


def test_what_has_been_due_the_longest_goes_first_and_the_rest_in_the_next_batch(desk: Any, four: Any) -> None:
    first = desk.deliver(batch=3)
    second = desk.deliver(batch=3)

    assert (first.sent, first.more, second.sent, second.more) == (3, True, 1, False)
    assert [mail["To"] for mail in desk.door.sent] == list(EVERYBODY)


def test_a_batch_that_takes_long_leaves_the_rest_to_the_next(desk: Any, four: Any) -> None:
    seconds = iter(range(0, 10_000, 4))

    delivered = desk.deliver(clock=lambda: float(next(seconds)))

    assert 0 < delivered.sent < 4
    assert delivered.more
    assert {row.lease_by for row in desk.messages()} == {None}
    assert desk.deliver().sent == 4 - delivered.sent


def test_an_address_of_our_own_that_is_none_is_found_before_anything_is_tried(desk: Any, four: Any) -> None:
    batch = Batch(desk.store, House(Sender("no address"), "https://vangnet.example"), desk.now, desk.now)

    with pytest.raises(BadAddress):
        asyncio.run(delivering(batch, desk.door))

    assert {row.tries for row in desk.messages()} == {0}


def test_a_crash_between_sending_and_recording_repeats_one_mail_by_the_same_name(desk: Any, four: Any) -> None:
    class Crashes(MemoryDoor):
        async def send(self, message: EmailMessage) -> None:
            """Takes the second mail, and then all is over."""
            await super().send(message)
            if len(self.sent) == 2:
                raise Killed

    crashing = Crashes()
    with pytest.raises(Killed):
        desk.deliver(crashing)
    desk.deliver()

    names = [mail["Message-ID"] for mail in [*crashing.sent, *desk.door.sent]]
    assert len(names) == 5
    assert len(set(names)) == 4
    assert names[1] == names[2]
    assert {row.status for row in desk.messages()} == {"sent"}


CRASHING = """
import asyncio, os, sys
from datetime import datetime
from flows.messages.deliver import deliver
from models.secret import Vault
from models.store import Store
from notifications.envelope import Sender
from notifications.smtp_door import SmtpDoor
from notifications.smtp_setting import smtp_setting

url, secret, port, now = sys.argv[1:]

class Crashes(SmtpDoor):
    sent = 0
    async def send(self, message):
        await super().send(message)
        Crashes.sent += 1
        if Crashes.sent == 3:
            os._exit(9)

door = Crashes(smtp_setting(f"smtp://127.0.0.1:{port}?tls=off"))
moment = datetime.fromisoformat(now)
deliver(Store(url, Vault([secret])), door, Sender("post@vangnet.example"), moment, moment)
"""


def test_a_killed_process_loses_no_mail_and_repeats_one_after_its_lease(desk: Any, four: Any, mail_server: Any) -> None:
    url = desk.store.engine.url.render_as_string(hide_password=False)
    secret = "a secret of the tests, and long enough"  # noqa: S105 - of the tests
    command = [sys.executable, "-c", CRASHING, url, secret, str(mail_server.port), desk.now.isoformat()]
    killed = subprocess.run(command, check=False, capture_output=True, text=True, timeout=120)  # noqa: S603
    assert killed.returncode == 9, killed.stderr
    assert [desk.message(number).status for number in four] == ["sent", "sent", "queued", "queued"]

    too_soon = desk.deliver(_smtp(mail_server), wall=desk.now + timedelta(minutes=1))
    after = desk.deliver(_smtp(mail_server), wall=desk.now + timedelta(minutes=6))

    assert (too_soon.sent, after.sent) == (0, 2)
    names = [mail["Message-ID"] for mail in mail_server.kept]
    assert len(names) == 5
    assert names[2] == names[3]
    assert len(set(names)) == 4


def test_a_message_another_worker_took_over_is_left_to_it(desk: Any, four: Any) -> None:
    class TakenOver(MemoryDoor):
        async def send(self, message: EmailMessage) -> None:
            """Takes so long that the lease of the last message went to somebody else."""
            desk.change(type(desk.message(four[3])), four[3], lease_by="another worker")
            await super().send(message)

    slow = TakenOver()
    delivered = desk.deliver(slow)

    assert (delivered.sent, len(slow.sent)) == (3, 3)
    assert desk.message(four[3]).lease_by == "another worker"


def test_a_mail_that_left_is_recorded_also_when_its_lease_was_lost_meanwhile(desk: Any, four: Any) -> None:
    class LosesLease(MemoryDoor):
        async def send(self, message: EmailMessage) -> None:
            """Takes very long."""
            await super().send(message)
            desk.change(type(desk.message(four[0])), four[0], lease_by="another worker")

    desk.deliver(LosesLease(), batch=1)

    assert desk.became(four[0]) == ("sent", None)


def test_a_message_done_meanwhile_is_not_sent(desk: Any, four: Any) -> None:
    class Meanwhile(MemoryDoor):
        async def send(self, message: EmailMessage) -> None:
            """Somebody else sent the last one."""
            if not self.sent:
                desk.change(type(desk.message(four[3])), four[3], status="sent", done_at=desk.now)
            await super().send(message)

    assert desk.deliver(Meanwhile()).sent == 3


def test_two_workers_send_each_message_once(either_desk: Any) -> None:
    desk = either_desk
    for number in range(40):
        holder = desk.person(EVERYBODY[number % 4])
        desk.tell("ActionDone", holder)
        desk.queue("ReassignedAway", holder, {"waits": [desk.ask("Arrived", desk.agency("uwv"))]})
    doors = [MemoryDoor(), MemoryDoor()]
    start = threading.Barrier(2)

    def work(door: MemoryDoor) -> None:
        start.wait()
        while desk.deliver(door, batch=7).more:
            pass

    workers = [threading.Thread(target=work, args=(door,)) for door in doors]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)

    names = [mail["Message-ID"] for door in doors for mail in door.sent]
    assert len(names) == len(set(names))
    assert {row.status for row in desk.messages()} <= {"sent", "skipped"}
    assert sum(row.status == "sent" for row in desk.messages()) == len(names)
    assert {row.reason for row in desk.messages()} <= {None, "told together"}


@pytest.mark.parametrize("count", ["0 sent, 0 skipped, 0 gathered, 0 failed, 0 to be tried again"])
def test_an_empty_outbox_is_no_news(desk: Any, count: str) -> None:
    assert str(desk.deliver()) == count


def test_of_those_invited_a_colleague_who_left_is_skipped_and_the_others_hear_of_it(desk: Any, four: Any) -> None:
    desk.change(Professional, desk.person(EVERYBODY[2]).professional_id, active=False)

    assert desk.deliver().sent == 3

    assert [desk.became(number)[0] for number in four] == ["sent", "sent", "skipped", "sent"]
    assert desk.became(four[2]) == ("skipped", "left")


def test_a_name_that_would_add_a_header_leaves_no_mail_and_holds_up_no_other(
    desk: Any, four: Any, caplog: pytest.LogCaptureFixture
) -> None:
    order = desk.queue("HearingAsked", desk.person(EVERYBODY[3]), {"imposition": desk.order()})
    desk.change(Agency, desk.person(EVERYBODY[3]).agency_id, name="SMW\r\nBcc: a@b.example")

    assert desk.deliver().sent == 4

    assert desk.became(order) == ("failed", "does not fit a mail")
    assert not [mail for mail in desk.door.sent if mail["Bcc"]]
    assert f"message {order} does not fit" in caplog.text
    assert "b.example" not in caplog.text
