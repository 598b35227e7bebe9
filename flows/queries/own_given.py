"""The link and code a youth was given: since when, and how they are printed. Opens nothing, writes nothing."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from flows.engine.matter import AMSTERDAM
from flows.facts.own_page import reader_numbered
from flows.queries.door import Opened, matter_of
from models.own_pass import written
from models.secret import vault
from models.store import Tx
from models.tables import OwnLink


@dataclass(frozen=True, slots=True)
class GivenLink:
    """What stands on the paper of the youth.

    Attributes:
        path: the address of the page at this installation.
        code: eight digits, in two groups.
    """

    path: str
    code: str


def own_link_since(tx: Tx, opened: Opened) -> date | None:
    """The day the youth's link was made; nothing while there is none."""
    row = _link(tx, opened.case.id)
    return row.made_at.astimezone(AMSTERDAM).date() if row else None


def the_youth_reads(tx: Tx, opened: Opened) -> bool:
    """Whether the youth may be handed their own page today."""
    return reader_numbered(matter_of(tx, opened), opened.case.youth_id) is not None


def given_link(tx: Tx, case: int) -> GivenLink | None:
    """The link of that case as it is printed; for who was let in before this."""
    row = _link(tx, case)
    return GivenLink(f"/j/{written(row.id, vault())}", f"{row.code[:4]} {row.code[4:]}") if row else None


def _link(tx: Tx, case: int) -> OwnLink | None:
    return tx.session.exec(select(OwnLink).where(OwnLink.case_id == case, col(OwnLink.ended_at).is_(None))).first()
