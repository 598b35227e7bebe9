"""Who is away today, and who answers meanwhile. Reads only; whoever left for good is known by their own row."""

from datetime import date

from sqlalchemy import bindparam, or_, select

from flows.engine.hot import PROFESSIONAL, table
from flows.engine.matter import AMSTERDAM
from models.prepared import Prepared
from models.store import Tx
from models.tables import Leave

_LEAVE = table(Leave)
_TODAY = (_LEAVE.c.from_on <= bindparam("today")) & or_(
    _LEAVE.c.until_on.is_(None), _LEAVE.c.until_on >= bindparam("today")
)
READ_AWAY = Prepared(
    select(_LEAVE.c.substitute_id, _LEAVE.c.blocked)
    .where(_LEAVE.c.professional_id == bindparam("professional"), _TODAY)
    .order_by(_LEAVE.c.blocked.desc(), _LEAVE.c.id.desc())
)
READ_STANDS_IN_FOR = Prepared(
    select(_LEAVE.c.professional_id)
    .join(PROFESSIONAL, PROFESSIONAL.c.id == _LEAVE.c.professional_id)
    .where(_LEAVE.c.substitute_id == bindparam("professional"), _TODAY, PROFESSIONAL.c.active)
)


def is_away(tx: Tx, professional: int) -> tuple[bool, int | None]:
    """Whether somebody is on leave or blocked today, and who answers meanwhile, if anybody in particular."""
    row = tx.one(READ_AWAY, professional=professional, today=_today(tx))
    return (row is not None, row[0] if row else None)


def is_blocked(tx: Tx, professional: int) -> bool:
    """Whether somebody's account is blocked today."""
    row = tx.one(READ_AWAY, professional=professional, today=_today(tx))
    return row is not None and bool(row[1])


def stands_in_for(tx: Tx, professional: int) -> frozenset[int]:
    """The colleagues whose substitute somebody is today."""
    return frozenset(row[0] for row in tx.all(READ_STANDS_IN_FOR, professional=professional, today=_today(tx)))


def _today(tx: Tx) -> date:
    return tx.now.astimezone(AMSTERDAM).date()
