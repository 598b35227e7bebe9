"""Whether somebody can be asked at each agency. Changes nothing."""

from collections.abc import Iterator

from sqlmodel import col, select

from cli.check.finding import Finding, Level
from flows.office import Office
from models.speech import mark
from models.store import Tx
from models.tables import Agency, Contact, Professional, RegistrationPoint


def agencies(office: Office) -> Iterator[Finding]:
    """Agencies nobody can be asked at, and those that did not sign."""
    with office.store.read(office.now()) as tx:
        there = tx.session.exec(select(Agency).order_by(col(Agency.id))).all()
        reached = _reached(tx)
    for agency in there:
        if agency.signed_on is None:
            sentence = mark("{agency} did not sign the cooperation agreement, so nothing can be asked there.")
            yield Finding("agency", Level.NOTE, sentence, {"agency": agency.name})
        elif agency.active and agency.id not in reached and not agency.mailbox:
            sentence = mark("Nobody can be asked at {agency}: give it a contact or a mailbox.")
            yield Finding("agency", Level.WRONG, sentence, {"agency": agency.name})


def _reached(tx: Tx) -> set[int]:
    """Agencies with a contact who works there, and the registration point, which has its coordinator."""
    contacts = select(Contact.agency_id).join(Professional, col(Professional.id) == Contact.professional_id)
    points = select(RegistrationPoint.agency_id).where(col(RegistrationPoint.coordinator_id).is_not(None))
    return {*tx.session.exec(contacts.where(col(Professional.active))), *tx.session.exec(points)}
