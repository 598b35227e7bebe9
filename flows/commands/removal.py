"""Removing a registration that was a mistake: with a reason, by the coordinator. What was told is told to be over."""

from datetime import datetime
from typing import Any

from sqlmodel import col, select

from flows.commands.ending import end_all, insist_coordinator
from flows.commands.guided import guided
from flows.commands.reading import as_fields
from flows.engine.matter import Matter
from flows.engine.post import put
from flows.engine.who import contact_of
from models.access import Viewer
from models.code import Part
from models.deed import Deed
from models.forms import line_from
from models.forms.change import Why
from models.holder import Holder
from models.store import Store
from models.tables import CaseFile, Partner, RegistrationPoint, Remark, Wait

OUTCOME = "registered by mistake"


def remove_registration(store: Store, viewer: Viewer, ref: str, content: Any, now: datetime) -> bool:
    """Ends a case that should not have been; says whether nothing of it was shared, so that it is destroyed at once.

    Where something was shared, whoever knows is told, and it is kept for as long as what began nothing.

    Raises:
        Refused: no reason, no such case, closed already, or not by the coordinator.
    """
    said = line_from(Why, as_fields(content))
    with store.write(now) as tx:
        matter = guided(tx, viewer, ref, Deed.CORRECT)
        insist_coordinator(matter, viewer)
        told = _who_knows(matter)
        tx.session.add(
            Remark(case_id=matter.case.id, kind="removed", words=said.why, made_at=now, made_by=viewer.professional_id)
        )
        end_all(matter, OUTCOME, OUTCOME)
        for agency in told:
            put(matter, Holder("", agency, contact_of(matter, agency, None)), "CaseClosed", {"outcome": OUTCOME})
        if not told:
            file = tx.session.get_one(CaseFile, matter.case.id)
            tx.session.refresh(file)
            file.retain_until = matter.today
            tx.session.add(file)
        return not told


def _who_knows(matter: Matter) -> list[int]:
    """The agencies that know of the case besides who registered it and the registration point."""
    point = matter.session.get(RegistrationPoint, matter.case.region_id)
    apart = {matter.case.referrer_agency_id, point.agency_id if point else None}
    joined = select(Partner.agency_id).where(
        Partner.case_id == matter.case.id, col(Partner.joined_at).is_not(None), col(Partner.left_at).is_(None)
    )
    asked = select(Wait.agency_id).where(
        Wait.case_id == matter.case.id, col(Wait.told_at).is_not(None), Wait.part != Part.COORDINATOR
    )
    found = {*matter.session.exec(joined), *matter.session.exec(asked)}
    return sorted(agency for agency in found - apart if agency is not None)
