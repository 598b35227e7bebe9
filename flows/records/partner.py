"""Which agencies have a part in a case. An agency joins when it is asked something; it sees what it needs for that."""

from sqlmodel import select

from flows.engine.matter import Matter
from models.holder import Holder
from models.tables import Partner


def name_partner(matter: Matter, holder: Holder) -> None:
    """The agency of this holder was named; it does not know of the case until it is asked something."""
    if holder.agency_id is not None and _partner(matter, holder.agency_id) is None:
        matter.session.add(Partner(case_id=matter.case.id, agency_id=holder.agency_id))
        matter.tx.flush()


def join_partner(matter: Matter, holder: Holder) -> None:
    """The agency of this holder has a part in the case from now on; again, if it had left."""
    if holder.agency_id is None:
        return
    row = _partner(matter, holder.agency_id) or Partner(case_id=matter.case.id, agency_id=holder.agency_id)
    row.joined_at, row.left_at = row.joined_at or matter.now, None
    row.professional_id = holder.professional_id or row.professional_id
    matter.session.add(row)
    matter.tx.flush()


def welcome_back(matter: Matter, agency: int) -> None:
    """An agency that had left may know of the case again."""
    row = _partner(matter, agency)
    if row is not None and row.left_at is not None:
        row.left_at = None
        matter.session.add(row)
        matter.tx.flush()


def _partner(matter: Matter, agency: int) -> Partner | None:
    return matter.session.exec(
        select(Partner).where(Partner.case_id == matter.case.id, Partner.agency_id == agency)
    ).first()
