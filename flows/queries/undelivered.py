"""Addresses at which mail does not arrive, and whether any mail leaves at all. Never gives an address itself."""

from sqlmodel import col, select

from flows.messages.alarm import MAIL
from flows.queries.visible import visible
from models.access import RegionDeed, Viewer, may_in_region
from models.store import Tx
from models.tables import Agency, Alarm, CaseFile, CasePerson, Person, Professional


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
                col(CaseFile.youth_id).in_(failing) | col(CaseFile.id).in_(around),
            )
            .order_by(CaseFile.ref)
        )
    )


def mail_is_stopped(tx: Tx, viewer: Viewer) -> bool:
    """The mail server lets nothing through; said to who looks after the region."""
    if not may_in_region(viewer, RegionDeed.SEE_TROUBLE):
        return False
    is_open = select(Alarm.id).where(Alarm.kind == MAIL, col(Alarm.cleared_at).is_(None))
    return tx.session.exec(is_open).first() is not None
