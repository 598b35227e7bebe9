"""Which agencies have a part in a case. An agency joins when it is asked something; it sees what it needs for that.

The one place where a part begins: without a ground an agency is named, and has none.
"""

from sqlmodel import select

from flows.engine.matter import Matter
from flows.facts.sharing import known_of, tie_of
from models.holder import Holder
from models.sharing import Share, may_share
from models.tables import Partner


def name_partner(matter: Matter, holder: Holder) -> None:
    """The agency of this holder was named; it does not know of the case until it is asked something."""
    if holder.agency_id is not None and _partner(matter, holder.agency_id) is None:
        matter.session.add(Partner(case_id=matter.case.id, agency_id=holder.agency_id))
        matter.tx.flush()


def join_partner(matter: Matter, holder: Holder) -> None:
    """The agency of this holder has a part in the case from now on, and on which ground; again, if it had left.

    Without a ground it is named, and learns nothing.
    """
    if holder.agency_id is None:
        return
    share = _share(matter, holder)
    if not share:
        name_partner(matter, holder)
        return
    row = _partner(matter, holder.agency_id) or Partner(case_id=matter.case.id, agency_id=holder.agency_id)
    row.joined_at, row.left_at, row.ground = row.joined_at or matter.now, None, share.ground
    row.professional_id = holder.professional_id or row.professional_id
    matter.session.add(row)
    matter.tx.flush()


def _share(matter: Matter, holder: Holder) -> Share:
    """Who guides the case, and the agency that registered it, have the ground of the registration besides their own."""
    tie = tie_of(matter, holder.agency_id, holder.professional_id)
    return may_share(known_of(matter, holder.agency_id or 0, left=False), matter.today, tie=tie)


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
