"""What mail costs: a thousand messages over one connection, their words, ten thousand overviews. Mails nobody.

The outbox commits before and after each message, with the disk waited for; the mail server is a real one on loopback.
"""

import json
import socket
import tempfile
import time
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from sqlalchemy import insert
from sqlmodel import select

from benchmarks.process import NOW, open_store
from benchmarks.watch import case_row, run_row
from flows.engine.hot import CASE, MESSAGE, PROFESSIONAL, RUN
from flows.messages.daily import queue_overviews
from flows.messages.deliver import deliver
from models.code import MailMoment
from models.store import Store
from models.tables import MailChoice, Professional
from notifications.envelope import Sender
from notifications.letter import write
from notifications.notice import NOTICES
from notifications.plain import LANGUAGES
from notifications.smtp_door import SmtpDoor
from notifications.smtp_setting import smtp_setting

MESSAGES, READERS, AGENCY = 1_000, 10_000, 11
SENDER = Sender("post@vangnet.example")


class Taking:
    """A mail server that takes everything and keeps a count."""

    taken = 0

    async def handle_DATA(self, _server: SMTP, _session: Session, _envelope: Envelope) -> str:  # noqa: N802 - its hook
        """Takes one."""
        self.taken += 1
        return "250 taken"


def main() -> None:
    """Prints the figures as JSON."""
    print(json.dumps({"mail_1000_s": _sent(), "render_ms": _rendered(), "overviews_s": _overviews()}))


def _sent() -> float:
    with tempfile.TemporaryDirectory() as folder, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        store, server = open_store(Path(folder) / "mail.db"), Taking()
        with store.write(NOW) as tx:
            # Of the agency that registered the case, which may know of it without consent.
            colleague = tx.session.exec(select(Professional.id).where(Professional.agency_id == AGENCY)).first() or 0
            tx.session.add(MailChoice(professional_id=colleague, notice="*", moment=MailMoment.AT_ONCE))
        _queue(store, MESSAGES, lambda _: {"to_professional_id": colleague})
        controller = Controller(server, hostname="127.0.0.1", port=port)
        controller.start()
        began = time.perf_counter()
        door = SmtpDoor(smtp_setting(f"smtp://127.0.0.1:{port}?tls=off"))
        while deliver(store, door, SENDER, NOW, NOW, batch=MESSAGES).more:
            pass
        seconds = time.perf_counter() - began
        controller.stop()
        if server.taken != MESSAGES:
            raise RuntimeError(f"only {server.taken} arrived")
        store.close()
    return seconds


def _rendered() -> float:
    """Milliseconds for the words of one message, over every kind in both languages."""
    letters = [(notice.example(), language) for notice in NOTICES.values() for language in LANGUAGES]
    letters = [(notice, language) for notice, language in letters if write(notice, language)]
    began = time.perf_counter()
    for notice, language in letters:
        write(notice, language)
    return (time.perf_counter() - began) * 1000 / len(letters)


def _overviews() -> float:
    """Ten thousand readers, each with two messages put aside, whose hour has come."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "overviews.db")
        with store.write(NOW) as tx:
            people = [
                {
                    "id": 1_000 + number, "agency_id": AGENCY, "given_name": "Collega", "family_name": str(number),
                    "language": "nl", "active": True,
                }
                for number in range(READERS)
            ]  # fmt: skip
            tx.connection.execute(insert(PROFESSIONAL), people)
        _queue(
            store,
            2 * READERS,
            lambda number: {
                "to_professional_id": 1_000 + number % READERS, "gathered_for_id": 1_000 + number % READERS,
                "gathered_at": NOW,
            },
        )  # fmt: skip
        began = time.perf_counter()
        found = queue_overviews(store, NOW)
        seconds = time.perf_counter() - began
        if found.queued != READERS:
            raise RuntimeError(f"only {found}")
        store.close()
    return seconds


def _queue(store: Store, many: int, reader: Any) -> None:
    with store.write(NOW) as tx:
        tx.connection.execute(insert(CASE), [case_row(0)])
        tx.connection.execute(insert(RUN), [run_row(0)])
        rows = [
            {
                "case_id": 1, "notice": "RegistrationJoined", "content": "{}", "queued_at": NOW, "not_before": NOW,
                "status": "queued", "tries": 0, **reader(number),
            }
            for number in range(many)
        ]  # fmt: skip
        tx.connection.execute(insert(MESSAGE), rows)


if __name__ == "__main__":
    main()
