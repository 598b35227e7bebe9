"""Addresses at which mail does not arrive, and whether any mail leaves at all. Never gives an address itself."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlmodel import col, select, union

from flows.messages.alarm import AWAY, MAIL
from flows.queries.option import Option
from flows.queries.people import professional_name
from flows.queries.visible import visible
from models.access import RegionDeed, Viewer, may_in_region
from models.store import Tx
from models.tables import Agency, Alarm, CaseFile, CasePerson, Custody, Person, Professional


def unreachable_staff(tx: Tx, viewer: Viewer) -> list[str]:
    """Agencies of the region whose mailbox, or somebody's address there, fails; none for who does not look after it."""
    if not may_in_region(viewer, RegionDeed.SEE_TROUBLE):
        return []
    region = select(Agency.region_id).where(Agency.id == viewer.agency_id).scalar_subquery()
    failing = select(Professional.agency_id).where(col(Professional.email_failed_at).is_not(None), Professional.active)
    return list(
        tx.session.exec(
            select(Agency.name)
            .where(
                Agency.region_id == region,
                Agency.active,
                col(Agency.mailbox_failed_at).is_not(None) | col(Agency.id).in_(failing),
            )
            .order_by(Agency.name)
        )
    )


def unreachable_people(tx: Tx, viewer: Viewer) -> list[str]:
    """The numbers of open cases in which mail to the youth, or somebody around them, does not arrive."""
    if not may_in_region(viewer, RegionDeed.SEE_TROUBLE):
        return []
    failing = select(Person.id).where(col(Person.email_failed_at).is_not(None))
    around = select(CasePerson.case_id).where(
        col(CasePerson.person_id).in_(failing), col(CasePerson.until_on).is_(None)
    )
    return list(
        tx.session.exec(
            select(CaseFile.ref)
            .where(
                visible(viewer),
                col(CaseFile.closed_at).is_(None),
                col(CaseFile.youth_id).in_(failing)
                | col(CaseFile.youth_id).in_(select(Custody.youth_id).where(col(Custody.person_id).in_(failing)))
                | col(CaseFile.id).in_(around),
            )
            .order_by(CaseFile.ref)
        )
    )


def failing_addresses(tx: Tx, region: int) -> Iterator[Option]:
    """Whose address fails: an agency by its mailbox, a professional, and somebody of a case by its number."""
    agencies = select(Agency).where(Agency.region_id == region, col(Agency.mailbox_failed_at).is_not(None))
    for agency in tx.session.exec(agencies.order_by(Agency.name)):
        yield Option(f"agency:{agency.id}", agency.name)
    staff = (
        select(Professional.id)
        .join(Agency, col(Agency.id) == Professional.agency_id)
        .where(Agency.region_id == region, col(Professional.email_failed_at).is_not(None), Professional.active)
    )
    for number in tx.session.exec(staff.order_by(col(Professional.id))):
        yield Option(f"professional:{number}", professional_name(tx, number))
    seen = set()
    for person, ref in tx.session.exec(_people_failing(region)):
        if person not in seen:
            yield Option(f"person:{person}", ref)
        seen.add(person)


def _people_failing(region: int) -> Any:
    """Everybody around an open case whose address fails, with the number of that case."""
    failing = col(Person.email_failed_at).is_not(None)
    youths: Any = select(col(Person.id).label("person"), col(CaseFile.ref).label("ref")).join(
        CaseFile, col(CaseFile.youth_id) == Person.id
    )
    parents: Any = (
        select(col(Person.id).label("person"), col(CaseFile.ref).label("ref"))
        .join(Custody, col(Custody.person_id) == Person.id)
        .join(CaseFile, col(CaseFile.youth_id) == Custody.youth_id)
    )
    others: Any = (
        select(col(Person.id).label("person"), col(CaseFile.ref).label("ref"))
        .join(CasePerson, col(CasePerson.person_id) == Person.id)
        .join(CaseFile, col(CaseFile.id) == CasePerson.case_id)
        .where(col(CasePerson.until_on).is_(None))
    )
    is_open = (col(CaseFile.region_id) == region) & col(CaseFile.closed_at).is_(None)
    return union(*(each.where(failing, is_open) for each in (youths, parents, others))).order_by("ref", "person")


def mail_is_away_since(tx: Tx, viewer: Viewer) -> datetime | None:
    """Since when the mail server does not answer, where that takes an hour or more; to who looks after the region."""
    if not may_in_region(viewer, RegionDeed.SEE_TROUBLE):
        return None
    since = select(Alarm.since_at).where(Alarm.kind == AWAY, col(Alarm.cleared_at).is_(None))
    return tx.session.exec(since).first()


def mail_is_stopped(tx: Tx, viewer: Viewer) -> bool:
    """The mail server lets nothing through; said to who looks after the region."""
    if not may_in_region(viewer, RegionDeed.SEE_TROUBLE):
        return False
    is_open = select(Alarm.id).where(Alarm.kind == MAIL, col(Alarm.cleared_at).is_(None))
    return tx.session.exec(is_open).first() is not None
