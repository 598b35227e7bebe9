"""The catalogue of chain instruments, and what one case draws from. Never tells which youth waits elsewhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import col, select

from flows.engine.matter import AMSTERDAM
from flows.facts.instrument import expected_on, in_line, in_use, is_free, is_offered, may_call_in
from flows.queries.door import Opened, open_file
from flows.queries.option import Option
from flows.queries.people import agency_name
from models.access import Viewer
from models.code import AgencyKind, Role, UseStatus
from models.forms.instrument import InstrumentTerms
from models.label import LABELS
from models.speech import mark, say
from models.store import Tx
from models.tables import Action, Agency, Instrument, InstrumentCaller, InstrumentUse


@dataclass(frozen=True, slots=True)
class InstrumentView:
    """One instrument of the catalogue.

    Attributes:
        capacity: how many places; as many as are needed, when empty.
        expected_on: the day on which somebody who asks now has a place; today when there is one.
        kinds: the kinds of agency that may call it in; all, where there are neither kinds nor roles.
        yours: the viewer may call it in.
    """

    id: int
    name: str
    owner: str
    gives: str
    conditions: str
    capacity: int | None
    in_use: int
    waiting: int
    expected_on: date
    kinds: tuple[str, ...]
    roles: tuple[str, ...]
    yours: bool
    valid_from: date
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class UseLine:
    """What one action of a case draws from.

    Attributes:
        ahead: how many are in line before it; empty when it does not wait.
        expected_on: the day on which it has a place, as far as is known.
    """

    id: int
    instrument: str
    action: str
    status: str
    from_on: date | None
    until_on: date | None
    ahead: int | None = None
    expected_on: date | None = None


def catalogue(tx: Tx, viewer: Viewer) -> tuple[InstrumentView, ...]:
    """What is offered in the viewer's region, today or later, by name."""
    region, today = tx.session.get_one(Agency, viewer.agency_id).region_id, _today(tx)
    rows = tx.session.exec(select(Instrument).where(Instrument.region_id == region).order_by(Instrument.name_nl))
    return tuple(_view(tx, viewer, row, today) for row in rows if row.valid_until is None or row.valid_until >= today)


def _view(tx: Tx, viewer: Viewer, row: Instrument, today: date) -> InstrumentView:
    callers = tx.session.exec(select(InstrumentCaller).where(InstrumentCaller.instrument_id == row.id)).all()
    waiting = len(in_line(tx.session, row.id))
    return InstrumentView(
        id=row.id,
        name=name_of(row, viewer.language),
        owner=agency_name(tx, row.agency_id),
        gives=row.gives,
        conditions=row.conditions,
        capacity=row.capacity,
        in_use=in_use(tx.session, row.id),
        waiting=waiting,
        expected_on=expected_on(tx.session, row, waiting, today),
        kinds=tuple(caller.agency_kind.value for caller in callers if caller.agency_kind),
        roles=tuple(caller.role.value for caller in callers if caller.role),
        yours=may_call_in(tx.session, row.id, viewer.professional_id),
        valid_from=row.valid_from,
        valid_until=row.valid_until,
    )


def terms_of(tx: Tx, number: int) -> dict[str, Any]:
    """What an instrument gives now, as its form has it; nothing where there is none."""
    row = tx.session.get(Instrument, number)
    if row is None:
        return {}
    callers = tx.session.exec(
        select(InstrumentCaller).where(InstrumentCaller.instrument_id == number).order_by(col(InstrumentCaller.id))
    ).all()
    terms = InstrumentTerms(
        kinds=[AgencyKind(caller.agency_kind) for caller in callers if caller.agency_kind],
        roles=[Role(caller.role) for caller in callers if caller.role],
        **{name: getattr(row, name) or None for name in InstrumentTerms.model_fields if hasattr(row, name)},
    )
    return terms.model_dump(mode="json", exclude_none=True)


def name_of(row: Instrument, language: str) -> str:
    """What an instrument is called."""
    return row.name_en if language == "en" else row.name_nl


def uses_of(tx: Tx, viewer: Viewer, ref: str) -> tuple[UseLine, ...]:
    """What the case of that number draws from, and what it waits for.

    Raises:
        Refused: no such case, or the viewer may not see its file.
    """
    return tuple(_uses(tx, open_file(tx, viewer, ref)))


def _uses(tx: Tx, opened: Opened) -> Iterator[UseLine]:
    rows = tx.session.exec(
        select(InstrumentUse, Instrument, Action)
        .join(Instrument, col(Instrument.id) == InstrumentUse.instrument_id)
        .join(Action, col(Action.id) == InstrumentUse.action_id)
        .where(InstrumentUse.case_id == opened.case.id)
        .order_by(col(InstrumentUse.id))
    )
    for use, instrument, action in rows:
        name = name_of(instrument, opened.viewer.language)
        line = UseLine(use.id, name, action.words, use.status.value, use.from_on, use.until_on)
        if use.status != UseStatus.WAITING:
            yield line
            continue
        ahead = [each.id for each in in_line(tx.session, instrument.id)].index(use.id)
        expected = expected_on(tx.session, instrument, ahead, _today(tx))
        yield UseLine(use.id, name, action.words, use.status.value, None, None, ahead, expected)


def instruments(tx: Tx, opened: Opened) -> Iterator[Option]:
    """What the viewer may call in today; a full one says so, and when a place is expected."""
    today, language = _today(tx), opened.viewer.language
    rows = tx.session.exec(
        select(Instrument).where(Instrument.region_id == opened.case.region_id).order_by(Instrument.name_nl)
    )
    for row in rows:
        if is_offered(row, today) and may_call_in(tx.session, row.id, opened.viewer.professional_id):
            yield Option(str(row.id), _label(tx, row, today, language))


def _label(tx: Tx, row: Instrument, today: date, language: str) -> str:
    ahead = len(in_line(tx.session, row.id))
    if is_free(tx.session, row, ahead):
        return name_of(row, language)
    day = f"{expected_on(tx.session, row, ahead, today):%d-%m-%Y}"
    full = mark("{name}: full, a waiting place until about {day}")
    return say(full, language, name=name_of(row, language), day=day)


def open_actions(tx: Tx, opened: Opened) -> Iterator[Option]:
    """The actions of a case that are still to be done."""
    rows = tx.session.exec(
        select(Action).where(Action.case_id == opened.case.id, Action.status == "open").order_by(col(Action.id))
    )
    yield from (Option(str(action.id), action.words) for action in rows)


def open_uses(tx: Tx, opened: Opened) -> Iterator[Option]:
    """What a case draws from or waits for now."""
    for line in _uses(tx, opened):
        if line.status != UseStatus.ENDED:
            status = say(LABELS[UseStatus][UseStatus(line.status)], opened.viewer.language)
            yield Option(str(line.id), f"{line.instrument}: {line.action} ({status})")


def _today(tx: Tx) -> date:
    return tx.now.astimezone(AMSTERDAM).date()
