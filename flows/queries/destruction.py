"""The destruction list, what is held, and the proof of what went, for the two who approve. Never a name or a word.

Reading it stands in the log. Why somebody took an item off or holds a case is read by those who approve only.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import col, select

from flows.facts.retention import WHY, held_back
from flows.queries.people import professional_name
from flows.records.destruction import is_proof_of
from models.access import RegionDeed, Viewer, may_in_region
from models.code import Logged
from models.look import Look
from models.refusal import NotAllowed, Unknown
from models.retention import BY_HAND
from models.speech import mark
from models.store import Store, Tx
from models.tables import Agency, CaseFile, Destruction, LegalHold

SHOWN = 200
NIGHTS = timedelta(days=2)
"""What is approved goes at once, and the list is made each night; after this somebody should look why not."""


@dataclass(frozen=True, slots=True)
class Item:
    """One case on the list.

    Attributes:
        first: who approved it first.
        mine: the viewer is the one who did, and somebody else must be the second.
        why_not: what holds it back by now.
    """

    id: int
    ref: str
    category: str
    outcome: str
    closed_on: datetime | None
    due_on: date
    listed_at: datetime
    first: str
    second: str
    mine: bool
    why_not: str


@dataclass(frozen=True, slots=True)
class HoldLine:
    """One case that is held, since when, by whom and why."""

    id: int
    ref: str
    since: datetime
    by: str
    why: str


@dataclass(frozen=True, slots=True)
class OffLine:
    """One item that was taken off, why, and when it comes back if that is known."""

    id: int
    at: datetime
    why: str
    words: str
    by: str
    again_on: date | None


@dataclass(frozen=True, slots=True)
class Proof:
    """That something was destroyed: when, by whose approval, how many rows. No content and no number of a case.

    Attributes:
        cleaned_at: when what lies outside the tables was clean too; empty while that is being done.
    """

    id: int
    category: str
    due_on: date
    destroyed_at: datetime
    first: str
    first_at: datetime | None
    second: str
    second_at: datetime | None
    counts: Mapping[str, int] = field(hash=False)
    cleaned_at: datetime | None

    @property
    def rows(self) -> int:
        """How many rows went."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class DestructionList:
    """All of it, for one region."""

    items: tuple[Item, ...]
    held: tuple[HoldLine, ...]
    off: tuple[OffLine, ...]
    proofs: tuple[Proof, ...]


def destruction_list(tx: Tx, viewer: Viewer) -> DestructionList:
    """What is on the list now, what is held or was taken off, and what went; the newest of each, ``SHOWN`` at most.

    Raises:
        NotAllowed: the viewer does not approve destruction.
    """
    region = region_of_approver(tx, viewer)
    tx.note(Look(viewer, Logged.SEARCH, about="destruction list"))
    return DestructionList(_items(tx, viewer, region), _held(tx, region), _off(tx, region), _proofs(tx, region))


def region_of_approver(tx: Tx, viewer: Viewer) -> int:
    """The region in which the viewer approves.

    Raises:
        NotAllowed: they do not.
    """
    if not may_in_region(viewer, RegionDeed.APPROVE_DESTRUCTION):
        tx.note(Look(viewer, Logged.REFUSED, about="destruction list"))
        raise NotAllowed(mark("Only the privacy officer, the coordinator or an administrator can do this."))
    return tx.session.get_one(Agency, viewer.agency_id).region_id


def _items(tx: Tx, viewer: Viewer, region: int) -> tuple[Item, ...]:
    rows = tx.session.exec(
        select(Destruction, CaseFile)
        .join(CaseFile, col(CaseFile.id) == Destruction.case_id)
        .where(
            Destruction.region_id == region,
            col(Destruction.off_at).is_(None),
            col(Destruction.destroyed_at).is_(None),
        )
        .order_by(col(Destruction.due_on), col(Destruction.id))
        .limit(SHOWN)
    )
    return tuple(
        Item(
            row.id,
            case.ref,
            row.category.value,
            case.outcome or "",
            case.closed_at,
            row.due_on,
            row.listed_at,
            professional_name(tx, row.first_by),
            professional_name(tx, row.second_by),
            row.first_by in viewer.acts_as,
            WHY.get(held_back(tx, case.id) or "", ""),
        )
        for row, case in rows
    )


def _held(tx: Tx, region: int) -> tuple[HoldLine, ...]:
    rows = tx.session.exec(
        select(LegalHold, CaseFile.ref)
        .join(CaseFile, col(CaseFile.id) == LegalHold.case_id)
        .where(CaseFile.region_id == region, col(LegalHold.ended_at).is_(None))
        .order_by(col(LegalHold.id).desc())
        .limit(SHOWN)
    )
    return tuple(HoldLine(row.id, ref, row.held_at, professional_name(tx, row.held_by), row.why) for row, ref in rows)


def _off(tx: Tx, region: int) -> tuple[OffLine, ...]:
    rows: Any = select(Destruction).where(Destruction.region_id == region, col(Destruction.off_at).is_not(None))
    found = tx.session.exec(rows.order_by(col(Destruction.off_at).desc()).limit(SHOWN))
    return tuple(
        OffLine(
            row.id,
            row.off_at,
            WHY[row.off_code or BY_HAND],
            row.off_words or "",
            professional_name(tx, row.off_by),
            row.again_on,
        )
        for row in found
    )


def _proofs(tx: Tx, region: int) -> tuple[Proof, ...]:
    rows: Any = select(Destruction).where(
        (col(Destruction.region_id) == region) | col(Destruction.region_id).is_(None),
        col(Destruction.destroyed_at).is_not(None),
    )
    found = tx.session.exec(rows.order_by(col(Destruction.destroyed_at).desc(), col(Destruction.id)).limit(SHOWN))
    return tuple(_proof(tx, row) for row in found)


def _proof(tx: Tx, row: Any) -> Proof:
    return Proof(
        row.id,
        row.category.value,
        row.due_on,
        row.destroyed_at,
        professional_name(tx, row.first_by),
        row.first_at,
        professional_name(tx, row.second_by),
        row.second_at,
        json.loads(row.counts),
        row.cleaned_at,
    )


def proof_for(tx: Tx, viewer: Viewer, ref: str) -> Proof:
    """The proof that the case of this number was destroyed.

    Raises:
        Unknown: no such case was.
        NotAllowed: the viewer does not approve destruction.
    """
    region = region_of_approver(tx, viewer)
    row = destroyed_case(tx, region, ref)
    tx.note(Look(viewer, Logged.SEARCH, row.case_id if row else None, about="proof of destruction"))
    if row is None:
        raise Unknown(mark("No case {ref} was destroyed here."), ref=ref[:20])
    return _proof(tx, row)


def proof_numbered(tx: Tx, viewer: Viewer, number: int) -> Proof:
    """One proof, to print; that stands in the log.

    Raises:
        Unknown: there is none of that number in the region.
    """
    region = region_of_approver(tx, viewer)
    row = tx.session.get(Destruction, number)
    if row is None or row.destroyed_at is None or row.region_id not in {region, None}:
        raise Unknown(mark("There is no such proof."))
    tx.note(Look(viewer, Logged.PRINT, row.case_id, about="proof of destruction"))
    return _proof(tx, row)


def destroyed_case(tx: Tx, region: int, ref: str) -> Destruction | None:
    """What became of the case of this number, for who knows it; found by its signature alone."""
    rows = select(Destruction).where(
        Destruction.region_id == region,
        col(Destruction.case_id).is_not(None),
        col(Destruction.destroyed_at).is_not(None),
    )
    wanted = ref.strip().upper()[:12]
    return next((row for row in tx.session.exec(rows) if is_proof_of(wanted, row.proof or "")), None)


def lagging(store: Store, now: datetime) -> int:
    """How many items were approved, or destroyed and not cleaned, and should have been done by now."""
    with store.read(now) as tx:
        rows = tx.session.exec(
            select(Destruction.id).where(
                col(Destruction.off_at).is_(None),
                col(Destruction.cleaned_at).is_(None),
                col(Destruction.second_at) < now - NIGHTS,
            )
        )
        return len(rows.all())


def is_held(tx: Tx, case: int) -> bool:
    """Whether nothing of a case is destroyed for now; why is for those who approve."""
    held = select(LegalHold.id).where(LegalHold.case_id == case, col(LegalHold.ended_at).is_(None))
    return tx.session.exec(held).first() is not None
