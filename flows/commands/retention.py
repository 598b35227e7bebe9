"""Who decides what is destroyed: two different people for each case, or somebody who takes it off or holds it.

Destroys nothing itself. Source: domain.md R7; process.md, "kept apart: the two who approve destruction".
"""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import col, select

from flows.commands.reading import as_fields
from flows.facts.retention import WHY, held_back, is_due, today
from flows.rounds.destruction_list import make_list
from models.access import MAY_IN_REGION, RegionDeed, Viewer, may_in_region
from models.code import Logged
from models.forms import line_from
from models.forms.retention import Approval, Held, HoldEnded, TakenOff
from models.look import Look
from models.refusal import BadAnswer, NotAllowed, Refused, Unknown
from models.retention import BY_HAND
from models.speech import mark
from models.store import Store, Tx
from models.tables import Agency, CaseFile, Destruction, Leave, LegalHold, ProfessionalRole

UNFIT = mark("The field '{field}' does not fit: {why}.")
LONGEST_OFF = timedelta(days=731)


def list_now(store: Store, viewer: Viewer, now: datetime) -> int:
    """Looks now for what is kept no longer, instead of tonight; gives how many items were added.

    Raises:
        NotAllowed: the viewer does not approve destruction.
    """
    with store.write(now) as tx:
        _region(tx, viewer)
        tx.note(Look(viewer, Logged.COMMAND, about="list destruction"))
        return make_list(tx).added


def approve(store: Store, viewer: Viewer, content: Any, now: datetime) -> int:
    """Says of items that they may go; gives how many have both approvals now. What is approved twice is destroyed.

    Raises:
        NotAllowed: by no role of the viewer's own, or the viewer or whose substitute they are approved it already.
        Refused: an item is not on the list any more, or something holds it back by now.
    """
    said = line_from(Approval, as_fields(content))
    with store.write(now) as tx:
        region = _region(tx, viewer)
        _insist_own_role(tx, viewer)
        return sum(_approved(tx, viewer, _item(tx, region, number)) for number in dict.fromkeys(said.items))


def _approved(tx: Tx, viewer: Viewer, item: Destruction) -> bool:
    why = None if item.case_id is None else held_back(tx, item.case_id)
    if why is not None:
        raise Refused(mark("Item {item} cannot go: {why}."), item=item.id, why=WHY[why])
    if item.case_id is not None and not is_due(tx, item.case_id):
        raise Refused(mark("Item {item} cannot go: {why}."), item=item.id, why=WHY["not due"])
    if item.first_by is None:
        item.first_by, item.first_at = viewer.professional_id, tx.now
    elif item.second_by is None:
        _insist_two(tx, viewer, item.first_by, item.first_at or tx.now)
        item.second_by, item.second_at = viewer.professional_id, tx.now
    else:
        raise Refused(mark("Item {item} was approved by two people already."), item=item.id)
    tx.session.add(item)
    tx.note(Look(viewer, Logged.COMMAND, item.case_id, about=f"approve destruction {item.id}"))
    return item.second_by is not None


def _insist_two(tx: Tx, viewer: Viewer, first: int, first_at: datetime) -> None:
    """Two different people, and neither in the place of the other: today, or on the day of the first approval."""
    days = (today(tx), first_at.date())
    if first in viewer.acts_as or _stood_in(tx, {first, viewer.professional_id}, days):
        tx.note(Look(viewer, Logged.REFUSED, about="approve destruction"))
        raise NotAllowed(
            mark("Somebody else must be the second: neither you, nor who stands in for you or you for them.")
        )


def _stood_in(tx: Tx, two: Collection[int], days: Collection[date]) -> bool:
    rows = select(Leave).where(col(Leave.professional_id).in_(two), col(Leave.substitute_id).in_(two))
    return any(
        row.from_on <= day and (row.until_on is None or row.until_on >= day)
        for row in tx.session.exec(rows)
        for day in days
    )


def _insist_own_role(tx: Tx, viewer: Viewer) -> None:
    """A role that is lent while somebody is away is not enough: then one person would be two."""
    own = select(ProfessionalRole.role).where(ProfessionalRole.professional_id == viewer.professional_id)
    if MAY_IN_REGION[RegionDeed.APPROVE_DESTRUCTION].isdisjoint(tx.session.exec(own).all()):
        tx.note(Look(viewer, Logged.REFUSED, about="approve destruction"))
        raise NotAllowed(mark("Who stands in for somebody approves no destruction in their place."))


def take_off(store: Store, viewer: Viewer, content: Any, now: datetime) -> date:
    """Takes an item off the list with a reason, also one that was approved and did not go yet; gives when it returns.

    Raises:
        Refused: not on the list any more, or the day does not fit.
    """
    said = line_from(TakenOff, as_fields(content))
    with store.write(now) as tx:
        item = _item(tx, _region(tx, viewer), said.item)
        if not today(tx) < said.again_on <= today(tx) + LONGEST_OFF:
            raise BadAnswer(UNFIT, "again_on", why=mark("it must lie ahead, and at most two years"))
        item.off_at, item.off_by, item.off_code = now, viewer.professional_id, BY_HAND
        item.off_words, item.again_on = said.why, said.again_on
        tx.session.add(item)
        tx.note(Look(viewer, Logged.COMMAND, item.case_id, about=f"keep longer {item.id}"))
        return said.again_on


def hold(store: Store, viewer: Viewer, content: Any, now: datetime) -> int:
    """Holds a case: nothing of it is destroyed until the hold is ended by somebody; gives the number of the hold.

    Raises:
        Unknown: there is no such case in the viewer's region.
        Refused: it is held already.
    """
    said = line_from(Held, as_fields(content))
    with store.write(now) as tx:
        region = _region(tx, viewer)
        found = select(CaseFile).where(CaseFile.ref == said.ref.strip().upper(), CaseFile.region_id == region)
        case = tx.session.exec(found.with_for_update()).first()
        if case is None:
            tx.note(Look(viewer, Logged.REFUSED, about="unknown case"))
            raise Unknown(mark("There is no case {ref}."), ref=said.ref[:20])
        held = select(LegalHold.id).where(LegalHold.case_id == case.id, col(LegalHold.ended_at).is_(None))
        if tx.session.exec(held).first() is not None:
            raise Refused(mark("Case {ref} is held already."), ref=case.ref)
        row = LegalHold(case_id=case.id, why=said.why, held_at=now, held_by=viewer.professional_id)
        tx.session.add(row)
        tx.note(Look(viewer, Logged.COMMAND, case.id, about="hold case"))
        tx.flush()
        return row.id


def end_hold(store: Store, viewer: Viewer, content: Any, now: datetime) -> None:
    """The hold is over; the case goes on the list again when its time has come.

    Raises:
        Refused: no such hold in the viewer's region, or it ended already.
    """
    said = line_from(HoldEnded, as_fields(content))
    with store.write(now) as tx:
        region = _region(tx, viewer)
        row = tx.session.get(LegalHold, said.hold)
        case = tx.session.get(CaseFile, row.case_id) if row else None
        if row is None or case is None or case.region_id != region or row.ended_at is not None:
            raise Refused(mark("There is no such hold any more."))
        row.ended_at, row.ended_by = now, viewer.professional_id
        tx.session.add(row)
        tx.note(Look(viewer, Logged.COMMAND, case.id, about="end hold"))


def _region(tx: Tx, viewer: Viewer) -> int:
    if not may_in_region(viewer, RegionDeed.APPROVE_DESTRUCTION):
        tx.note(Look(viewer, Logged.REFUSED, about="destruction list"))
        raise NotAllowed(mark("Only the privacy officer, the coordinator or an administrator can do this."))
    return tx.session.get_one(Agency, viewer.agency_id).region_id


def _item(tx: Tx, region: int, number: int) -> Destruction:
    found = select(Destruction).where(
        Destruction.id == number,
        Destruction.region_id == region,
        col(Destruction.off_at).is_(None),
        col(Destruction.destroyed_at).is_(None),
    )
    item = tx.session.exec(found.with_for_update()).first()
    if item is None:
        raise Refused(mark("Item {item} is not on the list any more."), item=number)
    return item
