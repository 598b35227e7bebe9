"""Who sits where when a quorum is weighed: who was asked, and the case manager, who comes unasked. Weighs nothing."""

from collections.abc import Iterable

from flows.engine.journal import OpenWait
from flows.engine.matter import Matter
from flows.engine.who import READ_WHEREABOUTS, holders
from models.code import AgencyKind, Part
from models.holder import Holder
from models.quorum import Seat
from models.tables import Agency

Chair = tuple[Holder, AgencyKind | str | None, str]
"""Somebody asked, of what kind their agency is, and what they said so far (the status of a wait)."""


def seats_of(matter: Matter, waits: Iterable[OpenWait]) -> list[Seat]:
    """A seat for everybody asked; and one for the case manager, unless they were asked themselves."""
    return seats_around(matter, [(wait.holder, wait.agency_kind, wait.status) for wait in waits if wait.holder])


def seats_around(matter: Matter, chairs: Iterable[Chair]) -> list[Seat]:
    """The same of people who were not asked by the engine: somebody ticked for them."""
    _, school = matter.tx.one(READ_WHEREABOUTS, youth=matter.case.youth_id) or (None, None)
    knowing = {school, matter.case.referrer_agency_id}
    leader = holders(matter, Part.CASE_MANAGER, None)[0]
    asked = [
        Seat(
            holder.part,
            AgencyKind(kind) if kind else None,
            status,
            holder.agency_id,
            holder.agency_id in knowing if holder.agency_id else False,
            holder.professional_id is not None and holder.professional_id == leader.professional_id,
        )
        for holder, kind, status in chairs
    ]
    if any(seat.leads for seat in asked) or leader.agency_id is None:
        return asked
    kind = matter.session.get_one(Agency, leader.agency_id).kind
    own = Seat(Part.CASE_MANAGER, kind, "given", leader.agency_id, leader.agency_id in knowing, leads=True)
    return [*asked, own]
