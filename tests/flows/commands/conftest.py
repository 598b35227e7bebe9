"""What the tests of commands share: a region on either database, its people, a clock, and the case of Lieke."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from sqlmodel import col, select

import flows.stages  # noqa: F401 - every story is known
from flows.commands.answer import answer
from flows.commands.kept import Said
from flows.commands.register import register
from flows.commands.viewer import viewer_of
from flows.engine.drain import drain
from flows.messages.deliver import deliver
from flows.messages.gather import EVERYTHING
from flows.messages.watch import watch_terms
from models.access import Viewer
from models.code import MailMoment
from models.store import Store
from models.tables import Agency, CaseFile, MailChoice, Message, Professional, Wait
from notifications.door import MemoryDoor
from notifications.envelope import Sender

SENDER = Sender("post@vangnet.example")
ILSE, BRAM = "ilse.verhagen@aanmeldpunt.example", "bram.hoevelaar@waalzicht.example"
FATIMA = "fatima.bouzidi@doorstroompunt.example"


class Desk:
    """A region as its people use it: every answer carries what is due."""

    def __init__(self, store: Store, now: datetime) -> None:
        self.store, self.now, self._door = store, now, MemoryDoor()

    def viewer(self, email: str) -> Viewer:
        with self.store.read(self.now) as tx:
            return viewer_of(tx, email)

    def professional(self, email: str) -> str:
        return f"professional:{self.viewer(email).professional_id}"

    def agency(self, code: str) -> int:
        with self.store.read(self.now) as tx:
            return tx.session.exec(select(Agency.id).where(Agency.code == code)).one()

    def register(self, by: str = BRAM, **fields: Any) -> str:
        """Lieke, sixteen, known to her school; gives the number of her case."""
        registration = {
            "given_name": "Lieke", "family_name": "Terborg", "birth_on": "2010-06-15", "municipality": "Tielerwaard",
            "sector": "mbo", "told_youth_on": str(self.today), "told_youth_how": "talk", "ground": "legal task",
            "worry": "Schulden en steeds minder op school.", "wish": "Een eigen plek.",
        }  # fmt: skip
        ref = register(self.store, self.viewer(by), registration | fields, self.now).ref
        self.carry()
        return ref

    @property
    def today(self) -> date:
        return self.now.date()

    def day(self, ahead: int) -> str:
        return str(self.today + timedelta(days=ahead))

    def later(self, **by: float) -> None:
        self.now += timedelta(**by)
        self.carry()

    def carry(self) -> None:
        blocked = [each.blocked for each in drain(self.store, self.now) if each.blocked]
        assert not blocked, blocked
        watch_terms(self.store, self.now)

    def answer(self, email: str, ref: str, key: str, said: Said | None = None, **fields: Any) -> str:
        status = answer(self.store, self.viewer(email), ref, key, fields, self.now, said=said).status
        self.later(minutes=1)
        return status

    def file(self, ref: str) -> CaseFile:
        with self.store.read(self.now) as tx:
            return tx.session.exec(select(CaseFile).where(CaseFile.ref == ref)).one()

    def youth(self, ref: str) -> str:
        return f"person:{self.file(ref).youth_id}"

    def waits(self, ref: str, *, open_only: bool = True) -> dict[str, Wait]:
        """The open questions by key; with all of them, the newest of each key."""
        with self.store.read(self.now) as tx:
            rows = tx.session.exec(
                select(Wait)
                .join(CaseFile, col(CaseFile.id) == Wait.case_id)
                .where(CaseFile.ref == ref, col(Wait.form).is_not(None))
                .order_by(col(Wait.id))
            )
            return {row.key: row for row in rows if row.closed_at is None or not open_only}

    def held_by(self, ref: str, agency: int) -> list[str]:
        """The keys of what an agency is asked now, in order."""
        with self.store.read(self.now) as tx:
            rows = tx.session.exec(
                select(Wait.key)
                .join(CaseFile, col(CaseFile.id) == Wait.case_id)
                .where(CaseFile.ref == ref, Wait.agency_id == agency, col(Wait.closed_at).is_(None))
                .order_by(col(Wait.id))
            )
            return list(rows)

    def told(self, ref: str, notice: str) -> list[Message]:
        case = self.file(ref).id
        with self.store.read(self.now) as tx:
            return list(tx.session.exec(select(Message).where(Message.case_id == case, Message.notice == notice)).all())

    def mails(self, address: str) -> list[EmailMessage]:
        """Everything this address was sent by now; nobody at this desk waits for an overview of the day."""
        with self.store.write(self.now) as tx:
            chose = set(tx.session.exec(select(MailChoice.professional_id)))
            for number in set(tx.session.exec(select(Professional.id))) - chose:
                tx.session.add(MailChoice(professional_id=number, notice=EVERYTHING, moment=MailMoment.AT_ONCE))
        deliver(self.store, self._door, SENDER, self.now, self.now, address="https://vangnet.example")
        return [mail for mail in self._door.sent if mail["To"] == address]

    def guided(self, ref: str, manager: str = FATIMA) -> str:
        """The case as it is once somebody is case manager and a meeting is being arranged."""
        self.answer(ILSE, ref, "weighing", decision="meeting", case_manager=self.professional(manager))
        self.answer(manager, ref, "case-manager")
        return ref


@pytest.fixture
def desk(either: Store, now: datetime) -> Desk:
    return Desk(either, now)


@pytest.fixture
def new_desk(either: Store) -> Callable[[datetime], Desk]:
    """A desk in the same region at another moment."""
    return lambda now: Desk(either, now)


@pytest.fixture
def desks(now: datetime) -> Callable[[Store], Desk]:
    """Desks on databases of the test's own choice."""
    return lambda store: Desk(store, now)
