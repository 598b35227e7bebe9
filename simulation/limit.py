"""What must hold of money, places and binding decisions in a whole database. Reads only; part of the invariants."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, and_, case, exists, func, not_, or_, select

from flows.engine.hot import CASE, table
from models.tables import BudgetEntry, Imposition, ImpositionPart, Instrument, InstrumentUse, LadderStep, Region

_ENTRY, _REGION, _STEP = table(BudgetEntry), table(Region), table(LadderStep)
_ORDER, _PART, _INSTRUMENT, _USE = table(Imposition), table(ImpositionPart), table(Instrument), table(InstrumentUse)


def _sum(plus: str, minus: str) -> Any:
    amount = case((_ENTRY.c.kind == plus, _ENTRY.c.cents), (_ENTRY.c.kind == minus, -_ENTRY.c.cents), else_=0)
    return func.coalesce(func.sum(amount), 0)


_AGREED, _PAID = _sum("committed", "released"), _sum("spent", "taken back")
_APPROVED = func.coalesce(func.sum(case((_ENTRY.c.kind == "approved", _ENTRY.c.cents), else_=0)), 0)
_BASE = func.coalesce(func.nullif(CASE.c.budget_cents, 0), _REGION.c.budget_cents)
_OTHER = _USE.alias("other_use")
_TAKEN = (
    select(func.count())
    .where(_OTHER.c.instrument_id == _INSTRUMENT.c.id, _OTHER.c.status == "in use")
    .scalar_subquery()
)
_STEP_STOOD = exists().where(
    _STEP.c.case_id == _ORDER.c.case_id,
    _STEP.c.step >= 3,
    or_(_STEP.c.wait_id.is_(None), _STEP.c.wait_id == _ORDER.c.wait_id),
    _STEP.c.confirmed_at <= _ORDER.c.ordered_at,
    or_(_STEP.c.stepped_down_at.is_(None), _STEP.c.stepped_down_at >= _ORDER.c.ordered_at),
)

LIMITS: Mapping[str, Select[Any]] = {
    "more is agreed than the budget holds": select(CASE.c.ref, CASE.c.ref)
    .join(_ENTRY, _ENTRY.c.case_id == CASE.c.id)
    .join(_REGION, _REGION.c.id == CASE.c.region_id)
    .group_by(CASE.c.ref, CASE.c.budget_cents, _REGION.c.budget_cents)
    .having(_AGREED > _BASE + _APPROVED),
    "more is paid for an action than was agreed": select(CASE.c.ref, CASE.c.ref)
    .join(_ENTRY, _ENTRY.c.case_id == CASE.c.id)
    .where(_ENTRY.c.action_id.is_not(None))
    .group_by(CASE.c.ref, _ENTRY.c.action_id)
    .having(_PAID > _AGREED),
    "a closed case keeps money that was not paid": select(CASE.c.ref, CASE.c.ref)
    .join(_ENTRY, _ENTRY.c.case_id == CASE.c.id)
    .where(CASE.c.closed_at.is_not(None))
    .group_by(CASE.c.ref)
    .having(_AGREED > _PAID),
    "more places are taken than there are": select(CASE.c.ref, _INSTRUMENT.c.code)
    .join(_USE, _USE.c.case_id == CASE.c.id)
    .join(_INSTRUMENT, _INSTRUMENT.c.id == _USE.c.instrument_id)
    .where(_USE.c.status == "in use", _INSTRUMENT.c.capacity < _TAKEN),
    "a closed case holds a place": select(CASE.c.ref, _USE.c.status)
    .join(_USE, _USE.c.case_id == CASE.c.id)
    .where(CASE.c.closed_at.is_not(None), _USE.c.ended_at.is_(None)),
    "a binding decision without a confirmed step 3": select(CASE.c.ref, CASE.c.ref)
    .join(_ORDER, _ORDER.c.case_id == CASE.c.id)
    .where(_ORDER.c.ordered_at.is_not(None), not_(_STEP_STOOD)),
    "a binding decision on who imposed it": select(CASE.c.ref, CASE.c.ref)
    .join(_ORDER, _ORDER.c.case_id == CASE.c.id)
    .join(_PART, and_(_PART.c.imposition_id == _ORDER.c.id, _PART.c.agency_id == _ORDER.c.agency_id)),
    "a closed case is still bound": select(CASE.c.ref, _ORDER.c.status)
    .join(_ORDER, _ORDER.c.case_id == CASE.c.id)
    .where(CASE.c.closed_at.is_not(None), _ORDER.c.ended_at.is_(None)),
}
"""Queries that find nothing as long as all is well; each row is a case and where in it."""
