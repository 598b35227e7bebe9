"""One reader's overview of the day, put into words when it leaves; leaves out by name what no longer holds."""

from dataclasses import replace

from sqlalchemy import bindparam, select

from flows.engine.hot import MESSAGE, QUEUED
from flows.engine.matter import Matter, unpacked
from flows.messages import outcome
from flows.messages.compose import Composed, compose
from flows.messages.outgoing import ROW, House, Queued, Told, case_of, day_of
from flows.messages.recipient import Recipient, recipient_of
from flows.messages.unsent import NotSent, Why
from models.prepared import Prepared
from models.store import Tx
from notifications.digest import folded

READ_ROW = Prepared(
    select(*ROW).where(MESSAGE.c.id == bindparam("message"), QUEUED, MESSAGE.c.gathered_at.is_not(None))
)
NO_ADDRESS = frozenset({Why.NO_ADDRESS, Why.BAD_ADDRESS, Why.ADDRESS_FAILED})
"""About the address of the first reader, which matters no more when a substitute reads instead."""


def overview(tx: Tx, row: Queued, house: House) -> Composed:
    """The overview, of what still holds and may still be told. Whatever is left out is recorded as skipped.

    Raises:
        NotSent: there is nothing to tell any more, or no address to tell it at.
    """
    rows = [Queued(*found) for number in unpacked(row.content)["rows"] if (found := tx.one(READ_ROW, message=number))]
    if not rows:
        raise NotSent(Why.NOTHING_TO_SAY)
    try:
        reader = recipient_of(_matter(tx, rows[0]), row.to)
    except NotSent as unsent:
        for each in rows:
            outcome.skipped(tx, each, unsent)
        raise
    parts = [part for each in rows if (part := _part(tx, each, reader, house)) is not None]
    parts = _without_reminders_of_new_questions(tx, parts)
    notices = [part.told.notice for part in parts]
    digest = folded(notices, reader.language, day_of(tx.now), f"{house.address}/questions")
    if digest is None:
        raise NotSent(Why.NOTHING_TO_SAY)
    waits = tuple(wait for part in parts for wait in part.told.waits)
    return Composed(row, reader, Told(digest, waits=waits, gathered=tuple(part.row.id for part in parts)))


def _matter(tx: Tx, row: Queued) -> Matter:
    found = case_of(tx, row.case_id) if row.case_id is not None else None
    if found is None:
        raise NotSent(Why.NOTHING_TO_SAY)
    return Matter(tx, found[0], 0, "", 0, None, None)


def _part(tx: Tx, row: Queued, reader: Recipient, house: House) -> Composed | None:
    """One message as it stands now; none when it is not told any more, which is then recorded."""
    try:
        return compose(tx, row, house, to=_as_read_by(tx, row, reader))
    except NotSent as unsent:
        outcome.skipped(tx, row, unsent)
        return None


def _as_read_by(tx: Tx, row: Queued, reader: Recipient) -> Recipient:
    """Whom it was written to, at the address of who reads it today."""
    try:
        asked = recipient_of(_matter(tx, row), row.to)
    except NotSent as unsent:
        if unsent.why not in NO_ADDRESS:
            raise
        return replace(reader, asked=row.to)
    reads = reader.professional_id if row.to.professional_id is not None else asked.professional_id
    return replace(asked, address=reader.address, language=reader.language, professional_id=reads)


def _without_reminders_of_new_questions(tx: Tx, parts: list[Composed]) -> list[Composed]:
    """A reminder never arrives together with its own question."""
    asked = {wait for part in parts if part.told.notice.section == "questions" for wait in part.told.waits}
    kept = []
    for part in parts:
        if part.told.notice.section == "reminders" and part.told.waits and asked.issuperset(part.told.waits):
            outcome.skipped(tx, part.row, NotSent(Why.ASKED_TODAY))
        else:
            kept.append(part)
    return kept
