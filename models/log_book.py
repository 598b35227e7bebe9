"""Writes lines into the log. Reads none, and decides nothing."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from sqlalchemy import Table, bindparam, insert

from models.look import Look
from models.prepared import Prepared
from models.tables.log import LogLine

if TYPE_CHECKING:
    from models.store import Tx

_LINE: Table = LogLine.__table__  # type: ignore[attr-defined]
_COLUMNS = ("at", "professional_id", "agency_id", "for_id", "case_id", "what", "about", "why")
ADD_LINE = Prepared(insert(_LINE).values({name: bindparam(name) for name in _COLUMNS}))


def write_lines(tx: "Tx", looks: Iterable[Look]) -> None:
    """One line for each."""
    for look in looks:
        tx.run(ADD_LINE, **_values(look), at=tx.now)


def _values(look: Look) -> dict[str, Any]:
    viewer = look.viewer
    return {
        "professional_id": viewer.professional_id or None,
        "agency_id": viewer.agency_id or None,
        "for_id": look.behalf,
        "case_id": look.case,
        "what": look.what,
        "about": look.about[:80] if look.about else None,
        "why": look.why[:40] if look.why else None,
    }
