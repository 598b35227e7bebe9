"""The log: whether it is whole, and who looked at one youth. Reading it stands in it too. Changes no line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, func, select

from flows.queries.destruction import destroyed_case
from flows.queries.door import open_case
from flows.queries.note import NOTES
from flows.queries.people import agency_name, professional_name
from flows.rounds.seal import START, is_chained
from models.access import Viewer
from models.code import Logged, Role
from models.deed import Deed
from models.item import Item
from models.look import Look
from models.refusal import NotAllowed
from models.secret import Vault
from models.speech import mark
from models.store import Tx
from models.tables import Agency, CaseFile, LogCheckpoint, LogLine, LogSeal

MOST = 500
NOT_FOR_FAMILY = frozenset({Deed.NOTE.value, NOTES, "write_note"})
"""Source: process.md, "Safety concern": kept out of the log shown to parents."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check of the log found.

    Attributes:
        sealed: lines whose seal holds.
        unsealed: lines written since the last seal.
        broken_from: the number of the first line of a seal that does not hold; none while all do.
        broken_upto: the number of its last line.
    """

    sealed: int
    unsealed: int
    broken_from: int | None = None
    broken_upto: int | None = None

    @property
    def is_whole(self) -> bool:
        """No line was changed, put in or taken away."""
        return self.broken_from is None


def verified(tx: Tx, vault: Vault) -> Verdict:
    """Goes along the whole chain, from the last checkpoint or the first line on."""
    point = tx.session.exec(select(LogCheckpoint).order_by(col(LogCheckpoint.upto_id).desc())).first()
    since, before = (point.upto_id, point.digest) if point else (0, START)
    if point and not vault.is_signed("checkpoint", f"{point.upto_id} {point.digest}", point.signature):
        return Verdict(0, _after(tx, since), 1, point.upto_id)
    sealed = 0
    for seal in tx.session.exec(select(LogSeal).where(col(LogSeal.upto_id) > since).order_by(col(LogSeal.upto_id))):
        lines = _between(tx, since, seal.upto_id)
        if len(lines) != seal.lines or not is_chained(vault, before, lines, seal.digest):
            return Verdict(sealed, _after(tx, seal.upto_id), since + 1, seal.upto_id)
        sealed, since, before = sealed + len(lines), seal.upto_id, seal.digest
    return Verdict(sealed, _after(tx, since))


def _between(tx: Tx, since: int, upto: int) -> Sequence[LogLine]:
    rows = select(LogLine).where(col(LogLine.id) > since, col(LogLine.id) <= upto).order_by(col(LogLine.id))
    return tx.session.exec(rows).all()


def _after(tx: Tx, since: int) -> int:
    return int(tx.session.exec(select(func.count()).select_from(LogLine).where(col(LogLine.id) > since)).one())


@dataclass(frozen=True, slots=True)
class LogRow:
    """One line as a person reads it.

    Attributes:
        who: the professional and their agency, or the agency whose link it was.
        behalf: the colleague it was done for.
        why: what they were to the case.
    """

    at: datetime
    who: str
    behalf: str
    what: Logged
    about: str
    why: str


def log_of(tx: Tx, viewer: Viewer, ref: str, *, most: int = MOST, for_family: bool = False) -> list[LogRow]:
    """Who saw or did what with a case, the newest first; for who guides it, and the privacy officer of the region.

    Args:
        tx: the transaction it is read in.
        viewer: who reads it.
        ref: the number of the case.
        most: how many lines.
        for_family: as youth and parents may read it: nothing in it tells that somebody wrote a note or a concern.

    Raises:
        Unknown: no such case, or none the viewer may know of.
        NotAllowed: the viewer is neither.
    """
    case = case_for(tx, viewer, ref)
    tx.note(Look(viewer, Logged.READ_LOG, case))
    rows = select(LogLine).where(LogLine.case_id == case).order_by(col(LogLine.id).desc()).limit(most)
    if for_family:
        rows = rows.where(func.coalesce(LogLine.about, "").not_in(NOT_FOR_FAMILY))
    return [
        LogRow(
            line.at,
            professional_name(tx, line.professional_id) or agency_name(tx, line.agency_id),
            professional_name(tx, line.for_id),
            line.what,
            line.about or "",
            line.why or "",
        )
        for line in tx.session.exec(rows)
    ]


def case_for(tx: Tx, viewer: Viewer, ref: str) -> int:
    """The number of the row: the privacy officer opens no case, and sees no more of it than this.

    Raises:
        Unknown: no such case, or none the viewer may know of.
        NotAllowed: the viewer may not read who looked at it.
    """
    gone = _destroyed(tx, viewer, ref) if Role.PRIVACY_OFFICER in viewer.roles else None
    if gone is not None:
        return gone
    opened = open_case(tx, viewer, ref, Item.LOG if Role.PRIVACY_OFFICER in viewer.roles else Item.NUMBER)
    if not opened.sees(Item.LOG):
        tx.note(Look(viewer, Logged.REFUSED, opened.case.id, Logged.READ_LOG))
        raise NotAllowed(mark("You cannot read who looked at this case."))
    return opened.case.id


def _destroyed(tx: Tx, viewer: Viewer, ref: str) -> int | None:
    """The number of the row of a case that went; who looked at it is kept longer than the case itself."""
    if tx.session.exec(select(CaseFile.id).where(CaseFile.ref == ref.strip().upper()[:12])).first() is not None:
        return None
    found = destroyed_case(tx, tx.session.get_one(Agency, viewer.agency_id).region_id, ref)
    return found.case_id if found else None
