"""The round of who left: in every case in which they still hold something, it is handed on. Asks nobody."""

from datetime import date, datetime

from sqlmodel import col, delete, or_, select

from flows.engine import hot
from flows.engine.matter import AMSTERDAM, CaseRow, Matter
from flows.records.leaving import somebody_left
from models.code import Errand, Role
from models.store import Store, Tx
from models.tables import (
    AnswerDraft,
    CaseFile,
    CasePerson,
    CommandDraft,
    Contact,
    Leave,
    Professional,
    ProfessionalRole,
    RegistrationPoint,
    Wait,
)


def hand_on_what_was_left(store: Store, now: datetime) -> int:
    """Ends the work of who leaves today or left before, and hands on what they hold, a transaction for each case.

    Broken off, it goes on where it was; a second time there is nothing left to do. Gives how many cases it touched.
    """
    with store.write(now) as tx:
        for row in _who_leaves(tx):
            stops_working(tx, row)
    with store.read(now) as tx:
        found = sorted({*_with_a_part(tx), *_asked(tx), *_leaned_on(tx)})
    for professional, case in found:
        with store.write(now) as tx:
            locked = tx.one(hot.LOCK_CASE, case=case)
            if locked is not None:
                somebody_left(Matter(tx, CaseRow(*locked), 0, Errand.SUCCESSION, 0, None, None), professional)
    return len(found)


def stops_working(tx: Tx, row: Professional) -> None:
    """From now on this person can do nothing and is asked nothing; nobody's substitute, nobody's contact.

    What they were typing goes: nobody else may read it.
    """
    row.active = False
    tx.session.add(row)
    for draft in (AnswerDraft, CommandDraft):
        tx.session.exec(delete(draft).where(col(draft.professional_id) == row.id))
    _hand_on_contact(tx, row)
    for other in tx.session.exec(select(Professional).where(Professional.substitute_id == row.id)):
        other.substitute_id = None
        tx.session.add(other)
    for leave in tx.session.exec(select(Leave).where(Leave.substitute_id == row.id)):
        leave.substitute_id = None
        tx.session.add(leave)
    tx.flush()


def _hand_on_contact(tx: Tx, row: Professional) -> None:
    """Their substitute is the agency's contact for what they were, and coordinator of the region if they were."""
    if row.substitute_id is None:
        return
    for contact in tx.session.exec(select(Contact).where(Contact.professional_id == row.id)):
        tx.session.add(_same_contact(contact, row.substitute_id))
        tx.session.delete(contact)
    for point in tx.session.exec(select(RegistrationPoint).where(RegistrationPoint.coordinator_id == row.id)):
        point.coordinator_id = row.substitute_id
        tx.session.add(point)
        if tx.session.get(ProfessionalRole, (row.substitute_id, Role.COORDINATOR)) is None:
            tx.session.add(ProfessionalRole(professional_id=row.substitute_id, role=Role.COORDINATOR))


def _same_contact(contact: Contact, professional: int) -> Contact:
    return Contact(
        agency_id=contact.agency_id,
        question=contact.question,
        neighbourhood=contact.neighbourhood,
        school_id=contact.school_id,
        professional_id=professional,
    )


def _who_leaves(tx: Tx) -> list[Professional]:
    return list(
        tx.session.exec(select(Professional).where(Professional.active, col(Professional.left_on) <= _today(tx)))
    )


_GONE = col(Professional.active).is_(False)
_OPEN = col(CaseFile.closed_at).is_(None)
Held = list[tuple[int, int]]
"""Who left, and a case in which they still hold something."""


def _with_a_part(tx: Tx) -> Held:
    of_a_case = or_(
        CaseFile.case_manager_id == Professional.id,
        CaseFile.consultant_id == Professional.id,
        CaseFile.coach_id == Professional.id,
    )
    rows = tx.session.exec(select(Professional.id, CaseFile.id).join(CaseFile, of_a_case).where(_GONE, _OPEN))
    return [(professional, case) for professional, case in rows]


def _asked(tx: Tx) -> Held:
    rows = tx.session.exec(
        select(Professional.id, Wait.case_id)
        .join(Wait, col(Wait.professional_id) == Professional.id)
        .where(_GONE, col(Wait.closed_at).is_(None))
    )
    return [(professional, case) for professional, case in rows]


def _leaned_on(tx: Tx) -> Held:
    rows = tx.session.exec(
        select(Professional.id, CaseFile.id)
        .join(CasePerson, col(CasePerson.professional_id) == Professional.id)
        .join(CaseFile, col(CaseFile.id) == CasePerson.case_id)
        .where(_GONE, _OPEN, col(CasePerson.until_on).is_(None))
    )
    return [(professional, case) for professional, case in rows]


def _today(tx: Tx) -> date:
    return tx.now.astimezone(AMSTERDAM).date()
