"""Which agencies have a part in a case. An agency joins when it is asked something; it sees what it needs for that."""

from sqlmodel import select

from flows.engine.matter import Matter
from models.holder import Holder
from models.tables import Partner


def join_partner(matter: Matter, holder: Holder) -> None:
    """The agency of this holder has a part in the case from now on; again, if it had left."""
    if holder.agency_id is None:
        return
    row = matter.session.exec(
        select(Partner).where(Partner.case_id == matter.case.id, Partner.agency_id == holder.agency_id)
    ).first() or Partner(case_id=matter.case.id, agency_id=holder.agency_id, joined_at=matter.now)
    row.left_at = None
    row.professional_id = holder.professional_id or row.professional_id
    matter.session.add(row)
    matter.tx.flush()
