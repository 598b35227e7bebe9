"""Whether a case may be destroyed: how long it is kept, and what holds it back. Reads only; destroys nothing."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select

from flows.engine import when
from flows.engine.hot import CASE, MESSAGE, RUN, WAIT, table
from flows.engine.matter import AMSTERDAM
from flows.facts.right import erasure_accepted_on
from models.ending import OUTCOMES
from models.refusal import Refused
from models.retention import CATEGORIES, Category
from models.speech import mark
from models.store import Tx
from models.tables import CaseFile, Contest, Destruction, EmergencyAccess, LegalHold, Region, RightRequest, Youth
from models.term import Term, ahead_on
from models.term_list import load_terms

_HOLD, _CONTEST, _RIGHT = table(LegalHold), table(Contest), table(RightRequest)
_EMERGENCY, _YOUTH, _ITEM = table(EmergencyAccess), table(Youth), table(Destruction)
_OTHER, _MINE, _THEIRS, _JOINED = CASE.alias(), _YOUTH.alias(), _YOUTH.alias(), CASE.alias()


def _of_case(each: Any, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """A row of this table hangs on the case, or on one that was joined with it."""
    joined = select(_JOINED.c.merged_into_id).join(each, each.c.case_id == _JOINED.c.id)
    return or_(
        exists(select(1).select_from(each).where(each.c.case_id == CASE.c.id, *conditions)),
        CASE.c.id.in_(joined.where(_JOINED.c.merged_into_id.is_not(None), *conditions)),
    )


_WITH_OPEN_CASE = select(_OTHER.c.youth_id).where(_OTHER.c.closed_at.is_(None))
_OF_THEIR_FAMILY = (
    select(_MINE.c.person_id)
    .join(_THEIRS, and_(_THEIRS.c.family_id == _MINE.c.family_id, _THEIRS.c.person_id != _MINE.c.person_id))
    .join(_OTHER, _OTHER.c.youth_id == _THEIRS.c.person_id)
    .where(_OTHER.c.closed_at.is_(None))
)


HELD_BACK: Mapping[str, ColumnElement[bool]] = {
    "open again": CASE.c.closed_at.is_(None),
    "joined": CASE.c.merged_into_id.is_not(None),
    "legal hold": _of_case(_HOLD, _HOLD.c.ended_at.is_(None)),
    "right": _of_case(_RIGHT, _RIGHT.c.ended_at.is_(None)),
    "contest": _of_case(_CONTEST, _CONTEST.c.decided_at.is_(None)),
    "question": _of_case(WAIT, WAIT.c.closed_at.is_(None)) | _of_case(RUN, RUN.c.ended_at.is_(None)),
    "message": _of_case(MESSAGE, MESSAGE.c.done_at.is_(None)),
    "emergency": _of_case(_EMERGENCY, _EMERGENCY.c.looked_at.is_(None)),
    "same youth": CASE.c.youth_id.in_(_WITH_OPEN_CASE),
    "family": CASE.c.youth_id.in_(_OF_THEIR_FAMILY),
}
"""What keeps a closed case off the destruction list, by its code; the first that holds is the one that is told."""

WHY: Mapping[str, str] = {
    "by hand": mark("taken off by somebody"),
    "not due": mark("it is kept longer now"),
    "open again": mark("the case is open again"),
    "joined": mark("it goes with the case it was joined with"),
    "legal hold": mark("it is held: a complaint, a court or an inspection needs it"),
    "right": mark("somebody asked something of this file by right, and waits for an answer"),
    "contest": mark("a figure of an agency is contested and not decided yet"),
    "question": mark("a question in it is still open"),
    "message": mark("a message of it has not left yet"),
    "emergency": mark("somebody opened it in an emergency, and the privacy officer did not look at that yet"),
    "same youth": mark("the same youth has an open case"),
    "family": mark("a brother or sister has an open case"),
}
"""The same in words, and what else takes an item off the list; a test holds it against the codes."""


def held_back(tx: Tx, case: int) -> str | None:
    """Why this case may not be destroyed now, as a code; nothing when it may."""
    columns = [condition.label(f"because_{n}") for n, condition in enumerate(HELD_BACK.values())]
    row = tx.connection.execute(select(*columns).select_from(CASE).where(CASE.c.id == case)).one()
    return next((code for code, holds in zip(HELD_BACK, row, strict=True) if holds), None)


def is_due(tx: Tx, case: int) -> bool:
    """Whether the day until which it is kept has come; asked anew, for a case may have been opened since."""
    until = tx.connection.execute(select(CASE.c.retain_until).where(CASE.c.id == case)).scalar()
    return until is not None and until <= today(tx)


def due_cases(tx: Tx) -> list[int]:
    """Closed cases that are kept no longer, are not on the list, and were not taken off it for longer than today."""
    on_list = exists().where(_ITEM.c.case_id == CASE.c.id, _ITEM.c.off_at.is_(None))
    put_off = exists().where(_ITEM.c.case_id == CASE.c.id, _ITEM.c.again_on > today(tx))
    held = or_(*(HELD_BACK[code] for code in HELD_BACK))
    rows = select(CASE.c.id).where(CASE.c.retain_until <= today(tx), ~held, ~on_list, ~put_off)
    return list(tx.connection.execute(rows.order_by(CASE.c.retain_until, CASE.c.id)).scalars())


def category_of(tx: Tx, case: CaseFile) -> Category:
    """By how it ended, or that somebody asked so by right."""
    if erasure_accepted_on(tx, case.id) is not None:
        return Category.ERASURE
    outcome = OUTCOMES.get(case.outcome or "")
    short = outcome is not None and outcome.retained == CATEGORIES[Category.NOTHING_BEGAN].term
    return Category.NOTHING_BEGAN if short else Category.CLOSED


def kept_since(tx: Tx, region: int, category: Category) -> date:
    """What is of before this day is kept no longer in the region."""
    calendar = when.calendar_of(tx, region, None)
    return ahead_on(term_of(tx, region, category), today(tx), calendar)


def term_of(tx: Tx, region: int, category: Category) -> Term:
    """The region's term for a category; the shipped one where the region has none."""
    name = CATEGORIES[category].term
    try:
        return when.named_term(tx, region, name, today(tx))
    except Refused:
        return _shipped()[name]


@cache
def _shipped() -> Mapping[str, Term]:
    return load_terms()


def regions(tx: Tx) -> list[int]:
    """Every region of the installation."""
    found = table(Region)
    return list(tx.connection.execute(select(found.c.id).order_by(found.c.id)).scalars())


def today(tx: Tx) -> date:
    """The day it is in Amsterdam."""
    return tx.now.astimezone(AMSTERDAM).date()
