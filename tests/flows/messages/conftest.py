# ruff: noqa: N802, ARG002 - aiosmtpd names its hooks and hands in more than we read
"""What the tests of the outbox share: a desk with one case, a door that remembers, and a real mail server."""

import itertools
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from sqlmodel import select

from flows.engine.matter import packed
from flows.messages.batch import Delivered
from flows.messages.deliver import deliver
from models.code import MailMoment
from models.holder import Holder
from models.secret import digest_of_email
from models.store import Store
from models.tables import Agency, CaseFile, Imposition, MailChoice, Message, Person, Professional, Row, StageRun, Wait
from notifications.door import Door, MemoryDoor
from notifications.envelope import Sender

SENDER = Sender("post@vangnet.example")
CASE, NOOR, HILDE = 1, 1, 2


@dataclass
class Desk:
    """The one case of a small region, its outbox, and the door its mails leave by."""

    store: Store
    now: datetime
    door: MemoryDoor = field(default_factory=MemoryDoor)
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def later(self, **by: int) -> "Desk":
        """Lets time pass."""
        self.now += timedelta(**by)
        return self

    def add(self, row: Row) -> int:
        """Keeps a row and gives its number."""
        with self.store.write(self.now) as tx:
            tx.session.add(row)
            tx.flush()
            number = getattr(row, "id", 0)
        return int(number)

    def change(self, model: type[Row], number: Any, **values: Any) -> None:
        """Changes a row."""
        with self.store.write(self.now) as tx:
            row = tx.session.get_one(model, number)
            for name, value in values.items():
                setattr(row, name, value)
            tx.session.add(row)

    def person(self, email: str) -> Holder:
        """A professional of the region, as a holder."""
        with self.store.read(self.now) as tx:
            row = tx.session.exec(select(Professional).where(Professional.email_digest == digest_of_email(email))).one()
            return Holder("invited", row.agency_id, row.id)

    def agency(self, code: str) -> Holder:
        """An agency of the region, as a holder without a person."""
        with self.store.read(self.now) as tx:
            return Holder("invited", tx.session.exec(select(Agency.id).where(Agency.code == code)).one())

    def run(self, stage: str = "intake", about: int | None = None) -> int:
        """A run of the case."""
        number = next(self._numbers)
        return self.add(
            StageRun(case_id=CASE, stage=stage, number=number, about=about, status="waiting", started_at=self.now)
        )

    def ask(self, form: str, holder: Holder, *, run: int | None = None, **values: Any) -> int:
        """An open question to this holder."""
        values.setdefault("key", form.lower())
        values.setdefault("kind", "ask")
        return self.add(
            Wait(
                case_id=CASE,
                stage_run_id=run or self.run(),
                form=form,
                form_version=1,
                part=holder.part,
                agency_id=holder.agency_id,
                professional_id=holder.professional_id,
                person_id=holder.person_id,
                asked_at=self.now,
                **values,
            )
        )

    def order(self) -> int:
        """A binding decision that is being prepared."""
        binds = Imposition(
            case_id=CASE,
            agreement_id=1,
            imposed_by=1,
            agency_id=1,
            why="Ieder wijst naar de ander.",
            requested_at=self.now,
            holds_until=date(2027, 5, 1),
        )
        return self.add(binds)

    def answer(self, wait: int, status: str = "given", **values: Any) -> None:
        """The question is over."""
        self.change(Wait, wait, status=status, closed_at=self.now, next_look_at=None, **values)

    def queue(self, notice: str, to: Holder, content: dict[str, Any] | None = None, **values: Any) -> int:
        """A message in the outbox."""
        values.setdefault("not_before", self.now)
        return self.add(
            Message(
                case_id=CASE,
                notice=notice,
                to_professional_id=to.professional_id,
                to_agency_id=to.agency_id if to.professional_id is None else None,
                to_person_id=to.person_id,
                content=packed(content or {}),
                queued_at=self.now,
                **values,
            )
        )

    def tell(self, form: str, holder: Holder, **values: Any) -> tuple[int, int]:
        """A question and the message that asks it: the numbers of both."""
        wait = self.ask(form, holder, **values)
        return wait, self.queue("QuestionAsked", holder, {"waits": [wait]}, wait_id=wait)

    def deliver(self, door: Door | None = None, *, wall: datetime | None = None, **options: Any) -> Delivered:
        """Delivers one batch; no time passes on the way unless a test says so."""
        options.setdefault("clock", lambda: 0.0)
        return deliver(self.store, door or self.door, SENDER, self.now, wall or self.now, **options)

    def message(self, number: int) -> Message:
        """A row of the outbox."""
        with self.store.read(self.now) as tx:
            row = tx.session.get_one(Message, number)
            tx.session.expunge(row)
            return row

    def became(self, number: int) -> tuple[str, str | None]:
        """How far a message got, and why."""
        row = self.message(number)
        return row.status.value, row.reason

    def wait(self, number: int) -> Wait:
        """A question as it is now."""
        with self.store.read(self.now) as tx:
            row = tx.session.get_one(Wait, number)
            tx.session.expunge(row)
            return row

    def messages(self) -> list[Message]:
        """The whole outbox."""
        with self.store.read(self.now) as tx:
            rows = list(tx.session.exec(select(Message).order_by(Message.id)))  # type: ignore[arg-type]
            tx.session.expunge_all()
            return rows

    def sent(self) -> EmailMessage:
        """The one mail that left."""
        assert len(self.door.sent) == 1
        return self.door.sent[0]

    def close_case(self, outcome: str = "helped") -> None:
        """The case is over."""
        self.change(CaseFile, CASE, closed_at=self.now, outcome=outcome, retain_until=date(2028, 11, 23))


def _give_address(desk: Desk, person: int, email: str) -> Holder:
    desk.change(Person, person, email=email)
    return Holder("", person_id=person)


def _at_once(desk: Desk) -> Desk:
    """Everybody chose to hear of everything at once: what a message says is then seen at once, too."""
    with desk.store.write(desk.now) as tx:
        for number in tx.session.exec(select(Professional.id)).all():
            tx.session.add(MailChoice(professional_id=number, notice="*", moment=MailMoment.AT_ONCE))
    return desk


@pytest.fixture
def desk(fresh: Callable[[], Store], now: datetime) -> Desk:
    return _at_once(Desk(fresh(), now))


@pytest.fixture
def daily_desk(fresh: Callable[[], Store], now: datetime) -> Desk:
    """The same, where nobody chose anything about their mail."""
    return Desk(fresh(), now)


@pytest.fixture
def either_desk(either: Store, now: datetime) -> Desk:
    """The same, on SQLite and on PostgreSQL."""
    return _at_once(Desk(either, now))


@pytest.fixture
def bram(desk: Desk) -> Holder:
    """Of the school that registered the youth."""
    return desk.person("bram.hoevelaar@waalzicht.example")


@pytest.fixture
def dennis(desk: Desk) -> Holder:
    """Of the Geldloket."""
    return desk.person("dennis.culemborg@geldloket.example")


@pytest.fixture
def noor(desk: Desk) -> Holder:
    """The youth, sixteen years old, with a mail address."""
    return _give_address(desk, NOOR, "jongere@post.example")


@pytest.fixture
def hilde(desk: Desk) -> Holder:
    """Her mother, with a mail address."""
    return _give_address(desk, HILDE, "ouder@post.example")


@pytest.fixture
def words() -> Callable[[EmailMessage], str]:
    """Everything a reader of a mail may come to see: subject, plain text, HTML and calendar; not whom it goes to."""

    def read(mail: EmailMessage) -> str:
        parts = [str(part.get_content()) for part in mail.walk() if not part.is_multipart()]
        return "\n".join([str(mail["Subject"]), *parts])

    return read


@pytest.fixture
def plain() -> Callable[[EmailMessage], str]:
    """The subject and the plain text of a mail."""

    def read(mail: EmailMessage) -> str:
        body = mail.get_body(("plain",))
        assert isinstance(body, EmailMessage)
        return f"{mail['Subject']}\n{body.get_content()}"

    return read


@dataclass
class MailServer:
    """A real mail server on this machine, that answers as it is told and keeps what it takes."""

    port: int
    answers: dict[str, str] = field(default_factory=dict)
    kept: list[EmailMessage] = field(default_factory=list)
    sessions: int = 0

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        """Counts who called."""
        session.host_name = hostname
        self.sessions += 1
        return responses

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Takes the sender, unless told otherwise."""
        envelope.mail_from = address
        return self.answers.get("MAIL", "250 OK")

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Takes the recipient, unless told otherwise."""
        answer = self.answers.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Keeps the mail."""
        self.kept.append(message_from_bytes(envelope.original_content or b"", policy=default))
        return "250 2.0.0 taken"


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = MailServer(port)
    controller = Controller(server, hostname="127.0.0.1", port=port)
    controller.start()
    yield server
    controller.stop()
