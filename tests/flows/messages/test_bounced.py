"""A delivery report marks the message and the address; a stranger's report changes nothing."""

from pathlib import Path
from typing import Any

import pytest

from flows.messages.bounced import read_bounces, take_in
from models.tables import Professional


def _report(message_id: str, to: str, status: str = "5.1.1", action: str = "failed") -> bytes:
    return f"""\
From: MAILER-DAEMON@mx.brug.example
To: post@vangnet.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

--b1
Content-Type: text/plain; charset=utf-8

Your mail did not arrive.
--b1
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.brug.example

Final-Recipient: rfc822; {to}
Action: {action}
Status: {status}

--b1
Content-Type: message/rfc822

Message-ID: {message_id}
Subject: Vraag

Tekst
--b1--
""".encode()


def _sent(desk: Any, bram: Any) -> tuple[int, str, str]:
    _, message = desk.tell("Weighing", bram)
    desk.deliver()
    mail = desk.sent()
    return message, str(mail["Message-ID"]), str(mail["To"])


def _failed_at(desk: Any, bram: Any) -> Any:
    with desk.store.read(desk.now) as tx:
        return tx.session.get_one(Professional, bram.professional_id).email_failed_at


def test_a_report_marks_the_message_and_the_address(desk: Any, bram: Any) -> None:
    message, message_id, to = _sent(desk, bram)

    take_in(desk.store, desk.now, _report(message_id, to))

    assert desk.became(message) == ("failed", "came back: 5.1.1")
    assert _failed_at(desk, bram) == desk.now


def test_a_full_mailbox_leaves_the_address_alone(desk: Any, bram: Any) -> None:
    message, message_id, to = _sent(desk, bram)

    take_in(desk.store, desk.now, _report(message_id, to, "5.2.2"))

    assert desk.became(message) == ("failed", "came back: 5.2.2")
    assert _failed_at(desk, bram) is None


@pytest.mark.parametrize(
    "forged", ["<message-1.000000000000@vangnet.example>", "<x@y.example>", "<message-9.aa@b.example>"]
)
def test_a_report_about_no_mail_of_ours_changes_nothing(desk: Any, bram: Any, forged: str) -> None:
    message, _, to = _sent(desk, bram)

    take_in(desk.store, desk.now, _report(forged, to))

    assert desk.became(message) == ("sent", None)
    assert _failed_at(desk, bram) is None


def test_a_server_that_still_tries_is_no_failure(desk: Any, bram: Any) -> None:
    message, message_id, to = _sent(desk, bram)

    take_in(desk.store, desk.now, _report(message_id, to, "4.4.1", "delayed"))

    assert desk.became(message) == ("sent", None)


def test_reports_in_a_maildir_are_read_once(desk: Any, bram: Any, tmp_path: Path) -> None:
    message, message_id, to = _sent(desk, bram)
    for folder in ("new", "cur", "tmp"):
        (tmp_path / folder).mkdir()
    (tmp_path / "new" / "1.mx").write_bytes(_report(message_id, to))
    (tmp_path / "new" / "2.mx").write_bytes(b"Subject: hello\n\nno report")

    first = read_bounces(desk.store, f"maildir:{tmp_path}", desk.now)
    again = read_bounces(desk.store, f"maildir:{tmp_path}", desk.now)

    assert (first.handled, again.handled) == (2, 0)
    assert desk.became(message)[0] == "failed"
