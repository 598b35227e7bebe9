"""The oldest part of the log is destroyed behind a signed checkpoint. Never what is younger than five years.

Source: NEN 7513: a log is kept for at least five years; after that it is itself personal data without a purpose.
"""

from datetime import date, datetime, time

from sqlalchemy import delete
from sqlmodel import col, select

from flows.engine.matter import AMSTERDAM
from models.access import Viewer
from models.code import Logged, Role
from models.look import Look
from models.refusal import NotAllowed, Refused
from models.speech import mark
from models.store import Store, Tx
from models.tables import LogCheckpoint, LogLine, LogSeal

KEPT_YEARS = 5


def destroy_log(store: Store, viewer: Viewer, before: date, now: datetime) -> int:
    """Destroys the sealed lines of before that day, and gives how many; from there on the chain is told anew.

    Raises:
        NotAllowed: the viewer is no privacy officer.
        Refused: the day is less than five years back, or nothing sealed is older.
    """
    with store.write(now) as tx:
        if Role.PRIVACY_OFFICER not in viewer.roles:
            tx.note(Look(viewer, Logged.REFUSED, about="destroy log"))
            raise NotAllowed(mark("Only the privacy officer destroys a part of the log."))
        _insist_old(before, now)
        seal = _last_seal_before(tx, before)
        if seal is None:
            raise Refused(mark("No sealed part of the log is of before that day."))
        signature = store.vault.sign("checkpoint", f"{seal.upto_id} {seal.digest}")
        tx.session.add(
            LogCheckpoint(
                upto_id=seal.upto_id,
                digest=seal.digest,
                signature=signature,
                made_at=now,
                made_by_id=viewer.professional_id,
            )
        )
        tx.flush()
        gone = tx.session.connection().execute(delete(LogLine).where(col(LogLine.id) <= seal.upto_id)).rowcount
        tx.session.connection().execute(delete(LogSeal).where(col(LogSeal.upto_id) <= seal.upto_id))
        tx.note(Look(viewer, Logged.COMMAND, about=f"destroy log up to {seal.upto_id}"))
    return int(gone)


def _insist_old(before: date, now: datetime) -> None:
    today = now.astimezone(AMSTERDAM).date()
    youngest = today.replace(year=today.year - KEPT_YEARS, day=min(today.day, 28))
    if before > youngest:
        raise Refused(mark("The log is kept for five years; choose a day of {year} or before."), year=youngest.year)


def _last_seal_before(tx: Tx, before: date) -> LogSeal | None:
    """The last seal of which every line is of before that day."""
    start = datetime.combine(before, time(), AMSTERDAM)
    younger = select(LogLine.id).where(col(LogLine.at) >= start).order_by(col(LogLine.id)).limit(1)
    first = tx.session.exec(younger).first()
    seals = select(LogSeal)
    if first is not None:
        seals = seals.where(col(LogSeal.upto_id) < first)
    return tx.session.exec(seals.order_by(col(LogSeal.upto_id).desc())).first()
