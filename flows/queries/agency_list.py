"""The agencies of a region and whom to ask there. For who looks over the region; never an address, never a case."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import col, func, select

from flows.engine.matter import AMSTERDAM
from flows.queries.over_region import insist_on_who_takes_part, region_looked_over
from flows.queries.people import agency_name
from flows.queries.waiting import name_of
from models.access import Viewer
from models.forms.agency import ChangedAgency
from models.store import Tx
from models.tables import Agency, Contact, Ground, Leave, Professional, RegistrationPoint


@dataclass(frozen=True, slots=True)
class ContactLine:
    """Somebody to ask at an agency.

    Attributes:
        question: the form they are asked with; empty for every question.
        where: the neighbourhood or school it is for; empty for all.
        away: they are on leave or blocked today.
        coordinates: they are asked as the coordinator of the region.
    """

    who: str
    question: str | None
    where: str
    away: bool
    coordinates: bool = False


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """One agency.

    Attributes:
        kind: as a code.
        ground: on what it may be told of a youth, in the viewer's language.
        mailbox: it has a mailbox of its own, for what nobody in particular is asked.
        fails: mail to its mailbox does not arrive.
    """

    name: str
    kind: str
    ground: str
    active: bool
    mailbox: bool
    fails: bool
    contacts: tuple[ContactLine, ...]


def how_many_agencies(tx: Tx, viewer: Viewer) -> int:
    """How many agencies the viewer's region has.

    Raises:
        NotAllowed: the viewer looks over no region.
    """
    counted = select(func.count()).where(Agency.region_id == region_looked_over(tx, viewer))
    return tx.session.exec(counted).one()


def agency_numbered(tx: Tx, viewer: Viewer, number: int) -> dict[str, Any]:
    """The fields of the sheet of an agency, for who may change it; nothing where there is none by that number.

    Raises:
        NotAllowed: the viewer may not change it.
    """
    region = insist_on_who_takes_part(tx, viewer)
    row = tx.session.get(Agency, number)
    if row is None or row.region_id != region:
        return {}
    return {name: value for name in ChangedAgency.model_fields if (value := getattr(row, name)) is not None}


def agencies_of_region(tx: Tx, viewer: Viewer, *, limit: int | None = None, offset: int = 0) -> tuple[AgencyLine, ...]:
    """The agencies of the viewer's region, by name; all of them, or a page.

    Raises:
        NotAllowed: the viewer looks over no region.
    """
    region = region_looked_over(tx, viewer)
    rows = tx.session.exec(
        select(Agency, Ground)
        .outerjoin(Ground, col(Ground.id) == Agency.ground_id)
        .where(Agency.region_id == region)
        .order_by(Agency.name, col(Agency.id))
        .limit(limit)
        .offset(offset)
    ).all()
    contacts, away = _contacts(tx, region), _away(tx)
    coordinator = _coordinator(tx, region, away)
    return tuple(
        AgencyLine(
            row.name,
            str(row.kind),
            (ground.label_en if viewer.language == "en" else ground.label_nl) if ground else "",
            row.active,
            row.mailbox is not None,
            row.mailbox_failed_at is not None,
            (*coordinator.get(row.id, ()), *(_contact(tx, each, who, away) for each, who in contacts.get(row.id, ()))),
        )
        for row, ground in rows
    )


def _coordinator(tx: Tx, region: int, away: frozenset[int]) -> dict[int, tuple[ContactLine]]:
    """Whom to ask at the registration point, by the number of its agency."""
    rows = tx.session.exec(
        select(RegistrationPoint.agency_id, Professional)
        .join(Professional, col(Professional.id) == RegistrationPoint.coordinator_id)
        .where(RegistrationPoint.region_id == region, Professional.active)
    ).all()
    return {agency: (ContactLine(name_of(who), None, "", who.id in away, coordinates=True),) for agency, who in rows}


def _contacts(tx: Tx, region: int) -> dict[int, list[tuple[Contact, Professional]]]:
    found: dict[int, list[tuple[Contact, Professional]]] = {}
    rows = tx.session.exec(
        select(Contact, Professional)
        .join(Professional, col(Professional.id) == Contact.professional_id)
        .join(Agency, col(Agency.id) == Contact.agency_id)
        .where(Professional.active, Agency.region_id == region)
        .order_by(Contact.question, col(Contact.id))
    )
    for contact, who in rows:
        found.setdefault(contact.agency_id, []).append((contact, who))
    return found


def _away(tx: Tx) -> frozenset[int]:
    today: date = tx.now.astimezone(AMSTERDAM).date()
    rows = select(Leave.professional_id).where(
        Leave.from_on <= today, col(Leave.until_on).is_(None) | (col(Leave.until_on) >= today)
    )
    return frozenset(tx.session.exec(rows))


def _contact(tx: Tx, row: Contact, who: Professional, away: frozenset[int]) -> ContactLine:
    where = row.neighbourhood or agency_name(tx, row.school_id)
    return ContactLine(name_of(who), None if row.question == "*" else row.question, where, who.id in away)
