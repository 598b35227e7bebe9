"""Who sits where when a quorum is weighed: who was asked, and the case manager, who comes unasked. Weighs nothing."""

from collections.abc import Iterable

from flows.engine.journal import OpenWait
from flows.engine.matter import Matter
from flows.engine.who import READ_WHEREABOUTS, holders
from models.code import AgencyKind, Part
from models.quorum import Seat
from models.tables import Agency


def seats_of(matter: Matter, waits: Iterable[OpenWait]) -> list[Seat]:
    """A seat for everybody asked; and one for the case manager, unless they were asked themselves."""
    _, school = matter.tx.one(READ_WHEREABOUTS, youth=matter.case.youth_id) or (None, None)
    knowing = {school, matter.case.referrer_agency_id}
    leader = holders(matter, Part.CASE_MANAGER, None)[0]
    asked = [
        Seat(
            wait.holder.part,
            AgencyKind(wait.agency_kind) if wait.agency_kind else None,
            wait.status,
            wait.holder.agency_id,
            wait.holder.agency_id in knowing if wait.holder.agency_id else False,
            wait.holder.professional_id is not None and wait.holder.professional_id == leader.professional_id,
        )
        for wait in waits
        if wait.holder
    ]
    if any(seat.leads for seat in asked) or leader.agency_id is None:
        return asked
    kind = matter.session.get_one(Agency, leader.agency_id).kind
    own = Seat(Part.CASE_MANAGER, kind, "given", leader.agency_id, leader.agency_id in knowing, leads=True)
    return [*asked, own]
