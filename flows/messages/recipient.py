"""Whom a message goes to, looked up at the moment of sending: address and language. Never decides whether they may."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select

from flows.engine.hot import AGENCY, table
from flows.engine.matter import Matter
from flows.engine.who import contact_of
from flows.messages.unsent import NotSent, Why
from models.holder import Holder
from models.prepared import Prepared
from models.store import Tx
from models.tables import Person, Professional
from notifications.address import BadAddress, mail_address
from notifications.plain import Language

_PROFESSIONAL, _PERSON = table(Professional), table(Person)

READ_PROFESSIONAL = Prepared(
    select(
        _PROFESSIONAL.c.email,
        _PROFESSIONAL.c.email_failed_at,
        _PROFESSIONAL.c.language,
        _PROFESSIONAL.c.agency_id,
        _PROFESSIONAL.c.active,
        AGENCY.c.active.label("agency_active"),
    )
    .join(AGENCY, AGENCY.c.id == _PROFESSIONAL.c.agency_id)
    .where(_PROFESSIONAL.c.id == bindparam("professional"))
)
READ_PERSON = Prepared(
    select(_PERSON.c.email, _PERSON.c.email_failed_at, _PERSON.c.language).where(_PERSON.c.id == bindparam("person"))
)
READ_AGENCY = Prepared(
    select(AGENCY.c.mailbox, AGENCY.c.active, AGENCY.c.mailbox_failed_at).where(AGENCY.c.id == bindparam("agency"))
)


@dataclass(frozen=True, slots=True)
class Recipient:
    """One reader.

    Attributes:
        asked: whom the message was written to; an agency, one of its people, or a person.
        agency_id: the reader's agency; none for one of the people.
        address: where the mail goes.
        professional_id: whose address that is; none for a mailbox and for one of the people.
    """

    asked: Holder
    agency_id: int | None
    address: str
    language: Language
    professional_id: int | None = None

    @property
    def token(self) -> str:
        """The reader as a question names its holder."""
        return self.asked.token


def recipient_of(matter: Matter, asked: Holder) -> Recipient:
    """The reader of a message to this holder.

    Raises:
        NotSent: they left, or there is no address that works.
    """
    if asked.person_id is not None:
        email, failed_at, language = matter.tx.one(READ_PERSON, person=asked.person_id) or (None, None, "nl")
        return Recipient(asked, None, _working(email, failed_at), _spoken(language))
    if asked.professional_id is not None:
        return professional_reader(matter.tx, asked, asked.professional_id)
    return _agency(matter, asked)


def professional_reader(tx: Tx, asked: Holder, number: int) -> Recipient:
    """Somebody who works here, as the reader of what was written to this holder.

    Raises:
        NotSent: they left, or there is no address that works.
    """
    row = tx.one(READ_PROFESSIONAL, professional=number)
    email, failed_at, language, agency, active, agency_active = row or (None, None, "nl", None, False, False)
    if not (active and agency_active):
        raise NotSent(Why.LEFT)
    return Recipient(asked, agency, _working(email, failed_at), _spoken(language), number)


def _agency(matter: Matter, asked: Holder) -> Recipient:
    """Its mailbox; without one, whoever is its contact by now."""
    agency = asked.agency_id or 0
    mailbox, active, failed_at = matter.tx.one(READ_AGENCY, agency=agency) or (None, False, None)
    if not active:
        raise NotSent(Why.LEFT)
    if mailbox is None:
        contact = contact_of(matter, agency, None)
        if contact is None:
            raise NotSent(Why.NO_ADDRESS)
        return professional_reader(matter.tx, asked, contact)
    return Recipient(asked, agency, _working(mailbox, failed_at), "nl")


def _working(email: str | None, failed_at: datetime | None) -> str:
    if email is None:
        raise NotSent(Why.NO_ADDRESS)
    if failed_at is not None:
        raise NotSent(Why.ADDRESS_FAILED)
    try:
        return mail_address(email)
    except BadAddress:
        raise NotSent(Why.BAD_ADDRESS) from None


def _spoken(language: str) -> Language:
    return "en" if language == "en" else "nl"
