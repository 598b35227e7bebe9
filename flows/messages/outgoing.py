"""One message on its way out: its row, its case and its reader, read at the moment of sending. Decides nothing."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select

from flows.engine.hot import AGENCY, CASE, CASE_COLUMNS, MESSAGE
from flows.engine.matter import AMSTERDAM, CaseRow, Matter
from flows.engine.who import READ_COLLEAGUE
from flows.messages.recipient import Recipient
from models.holder import Holder
from models.prepared import Prepared
from models.store import Tx
from notifications.envelope import CalendarPart, Sender
from notifications.plain import Notice

READ_CASE = Prepared(
    select(*(CASE.c[name] for name in CASE_COLUMNS), CASE.c.outcome, CASE.c.anonymous).where(
        CASE.c.id == bindparam("case")
    )
)
READ_AGENCY_NAME = Prepared(select(AGENCY.c.name).where(AGENCY.c.id == bindparam("agency")))
ROW_COLUMNS = (
    "id", "case_id", "wait_id", "notice", "to_professional_id", "to_agency_id", "to_person_id", "content",
    "queued_at", "tries", "lease_by",
)  # fmt: skip
ROW = tuple(MESSAGE.c[name] for name in ROW_COLUMNS)


class Queued(NamedTuple):
    """A row of the outbox; the columns of ``ROW_COLUMNS``."""

    id: int
    case_id: int | None
    wait_id: int | None
    notice: str
    to_professional_id: int | None
    to_agency_id: int | None
    to_person_id: int | None
    content: str
    queued_at: datetime
    tries: int
    lease_by: str | None

    @property
    def to(self) -> Holder:
        """Whom it was written to."""
        return Holder("", self.to_agency_id, self.to_professional_id, self.to_person_id)


@dataclass(frozen=True, slots=True)
class House:
    """Who the mails come from, and the web address people open Vangnet at."""

    sender: Sender
    address: str

    @property
    def domain(self) -> str:
        """The domain that Message-IDs and calendars know us by."""
        return self.sender.address.rpartition("@")[2]


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message and everything its words may be made of.

    Attributes:
        content: the codes, numbers and dates it was queued with.
        outcome: how the case ended, once it has.
        anonymous: the case is discussed without the youth being known, or told.
    """

    row: Queued
    content: dict[str, Any]
    matter: Matter
    outcome: str | None
    anonymous: bool
    to: Recipient
    house: House

    @property
    def tx(self) -> Tx:
        """The transaction it is read in."""
        return self.matter.tx

    @property
    def ref(self) -> str:
        """The number of the case: the only thing a mail says of a youth."""
        return self.matter.case.ref

    @property
    def to_youth(self) -> bool:
        """The reader is the youth."""
        return self.to.asked.person_id == self.matter.case.youth_id

    @property
    def link(self) -> str:
        """Where the reader goes on: the case, behind sign-in."""
        return f"{self.house.address}/case?ref={self.ref}"

    @property
    def queued_on(self) -> date:
        """The day it was queued, in Amsterdam."""
        return day_of(self.row.queued_at)

    @property
    def case_manager_agency(self) -> int | None:
        """The agency the case manager works at; none before there is a case manager."""
        return self.agency_of(self.matter.case.case_manager_id)

    def agency_of(self, professional: int | None) -> int | None:
        """The agency somebody works at."""
        row = self.tx.one(READ_COLLEAGUE, professional=professional) if professional is not None else None
        return int(row[0]) if row else None

    def name_of(self, agency: int) -> str:
        """What an agency is called."""
        row = self.tx.one(READ_AGENCY_NAME, agency=agency)
        return str(row[0]) if row else ""


@dataclass(frozen=True, slots=True)
class Told:
    """What one reader is told.

    Attributes:
        notice: the words to be.
        calendar: what travels along for a calendar.
        waits: the questions it tells of.
        rows: other rows of the outbox that it says too; they need no mail of their own.
        gathered: the rows an overview brings together; what becomes of it becomes of them.
    """

    notice: Notice
    calendar: CalendarPart | None = None
    waits: tuple[int, ...] = ()
    rows: tuple[int, ...] = ()
    gathered: tuple[int, ...] = ()


def case_of(tx: Tx, number: int) -> tuple[CaseRow, str | None, bool] | None:
    """A case without its lock, how it ended, and whether it is discussed anonymously."""
    row = tx.one(READ_CASE, case=number)
    return (CaseRow(*row[:-2]), row[-2], bool(row[-1])) if row else None


def day_of(moment: datetime) -> date:
    """The day it is in Amsterdam at that moment."""
    return moment.astimezone(AMSTERDAM).date()
