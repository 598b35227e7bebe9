"""What goes by itself after a while: drafts and forms never sent, sign-ins, codes, keys of forms, old messages.

Nobody approves it: what was never sent is known to nobody but who wrote it, and the rest is numbers.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Table, delete, or_, select

from flows.engine.hot import AGENCY, MESSAGE, PROFESSIONAL, table
from flows.engine.matter import AMSTERDAM
from flows.facts.retention import kept_since, regions, today
from models.retention import Category
from models.store import Tx
from models.tables import Command, CommandDraft, Destruction, Draft, LinkCode, SignIn

_DRAFT, _CODE, _SIGN_IN, _COMMAND = table(Draft), table(LinkCode), table(SignIn), table(Command)
_TYPED = table(CommandDraft)


@dataclass(frozen=True, slots=True)
class Expiring:
    """One table whose rows go by themselves.

    Attributes:
        since: the moment from which a row is kept.
        only: which rows; all of them, when empty.
        of_agency: the column that names the agency, and so the region whose term counts; else the shortest counts.
        of_somebody: the same by who works there.
    """

    rows: Table
    since: Any
    only: tuple[ColumnElement[bool], ...] = ()
    of_agency: Any = None
    of_somebody: Any = None


EXPIRES: Mapping[Category, Expiring] = {
    Category.DRAFT: Expiring(_DRAFT, _DRAFT.c.written_at, (_DRAFT.c.case_id.is_(None),), of_agency=_DRAFT.c.agency_id),
    Category.TYPED: Expiring(_TYPED, _TYPED.c.kept_at, of_somebody=_TYPED.c.professional_id),
    Category.MESSAGE: Expiring(
        MESSAGE, MESSAGE.c.done_at, (MESSAGE.c.case_id.is_(None), MESSAGE.c.done_at.is_not(None))
    ),
    Category.SIGN_IN: Expiring(_SIGN_IN, _SIGN_IN.c.seen_at, of_somebody=_SIGN_IN.c.professional_id),
    Category.LINK_CODE: Expiring(_CODE, _CODE.c.asked_at),
    Category.FORM_KEY: Expiring(_COMMAND, _COMMAND.c.done_at),
}
WITH_WORDS = frozenset({Category.DRAFT, Category.TYPED})
"""After these the database is made small too, for words about somebody stood in them."""


def expire(tx: Tx) -> dict[Category, int]:
    """Destroys what was kept long enough, with a proof of each kind; gives how many rows went."""
    gone = {category: _expired(tx, category, how) for category, how in EXPIRES.items()}
    for category, number in gone.items():
        if number:
            tx.session.add(
                Destruction(
                    category=category,
                    due_on=today(tx),
                    listed_at=tx.now,
                    destroyed_at=tx.now,
                    counts=json.dumps({EXPIRES[category].rows.name: number}),
                    cleaned_at=None if category in WITH_WORDS else tx.now,
                )
            )
    return {category: number for category, number in gone.items() if number}


def _expired(tx: Tx, category: Category, how: Expiring) -> int:
    days = {region: kept_since(tx, region, category) for region in regions(tx)}
    if how.of_agency is None and how.of_somebody is None:
        return _delete(tx, how, max(days.values())) if days else 0
    return sum(_delete(tx, how, day, _in_region(how, region)) for region, day in days.items())


def _in_region(how: Expiring, region: int) -> ColumnElement[bool]:
    here = select(AGENCY.c.id).where(AGENCY.c.region_id == region)
    found: list[ColumnElement[bool]] = []
    if how.of_agency is not None:
        found.append(how.of_agency.in_(here))
    if how.of_somebody is not None:
        found.append(how.of_somebody.in_(select(PROFESSIONAL.c.id).where(PROFESSIONAL.c.agency_id.in_(here))))
    return or_(*found)


def _delete(tx: Tx, how: Expiring, before: date, *more: ColumnElement[bool]) -> int:
    moment = datetime.combine(before, time(), AMSTERDAM)
    return int(tx.connection.execute(delete(how.rows).where(how.since < moment, *how.only, *more)).rowcount)
