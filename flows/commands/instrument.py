"""What people do with chain instruments: offer, change and close them; call one in, take a place, give it back."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlmodel import select

from flows.commands.guided import guided
from flows.commands.reading import as_fields
from flows.commands.regional import insist_as_seen
from flows.engine.matter import AMSTERDAM, Matter
from flows.facts.instrument import in_use
from flows.queries.instrument import terms_of
from flows.records.instrument import draw, give_back, lock_places, take_place, tell_first_in_line
from models.access import RegionDeed, Viewer, may_in_region
from models.code import AgencyKind, Role
from models.deed import Deed
from models.forms import line_from
from models.forms.instrument import CallIn, InstrumentTerms, NewInstrument, UseOf
from models.holder import parsed
from models.refusal import BadAnswer, NotAllowed, Refused
from models.speech import mark
from models.store import Store, Tx
from models.tables import Action, Agency, Instrument, InstrumentCaller, InstrumentUse, RegistrationPoint


def add_instrument(store: Store, viewer: Viewer, content: Any, now: datetime) -> int:
    """Adds an instrument to the catalogue of the region; gives its number.

    Raises:
        Refused: a field does not fit, there is one of that code, or the viewer administers neither owner nor region.
    """
    new = line_from(NewInstrument, as_fields(content))
    with store.write(now) as tx:
        owner = tx.session.get(Agency, parsed(new.agency)[1])
        if owner is None or not owner.active:
            raise _unfit("agency", mark("there is no such agency"))
        _insist_administers(tx, viewer, owner)
        known = select(Instrument.id).where(Instrument.region_id == owner.region_id, Instrument.code == new.code)
        if tx.session.exec(known).first():
            raise _unfit("code", mark("there is an instrument of that code already"))
        row = Instrument(region_id=owner.region_id, agency_id=owner.id, code=new.code, **_terms(new))
        tx.session.add(row)
        tx.flush()
        _may_call_in(tx, row.id, new.kinds, new.roles)
        return row.id


def change_instrument(
    store: Store,
    viewer: Viewer,
    number: int,
    content: Any,
    now: datetime,
    *,
    seen: Mapping[str, Any] | None = None,
) -> None:
    """Changes what an instrument gives, to whom, and how many places it has. Nobody loses a place.

    Raises:
        Refused: a field does not fit, more are in use than there would be places, or not by this viewer.
        Changed: it is not as the person saw it (``seen``) any more.
    """
    new = line_from(InstrumentTerms, as_fields(content))
    with store.write(now) as tx:
        row = _administered(tx, viewer, number)
        insist_as_seen(seen, lambda: terms_of(tx, number))
        taken = in_use(tx.session, number)
        if new.capacity is not None and new.capacity < taken:
            raise Refused(mark("{taken} places are in use; there cannot be fewer."), taken=taken)
        for name, value in _terms(new).items():
            setattr(row, name, value)
        tx.session.add(row)
        for caller in tx.session.exec(select(InstrumentCaller).where(InstrumentCaller.instrument_id == number)):
            tx.session.delete(caller)
        tx.flush()
        _may_call_in(tx, number, new.kinds, new.roles)
        tell_first_in_line(tx, row)


def close_instrument(
    store: Store,
    viewer: Viewer,
    number: int,
    last_on: date,
    now: datetime,
    *,
    seen: Mapping[str, Any] | None = None,
) -> None:
    """From the day after, nobody calls it in any more; who uses it goes on until done.

    Raises:
        Refused: the day lies before its first day or before today, or not by this viewer.
        Changed: it is not as the person saw it (``seen``) any more.
    """
    with store.write(now) as tx:
        row = _administered(tx, viewer, number)
        insist_as_seen(seen, lambda: terms_of(tx, number))
        if last_on < max(row.valid_from, now.astimezone(AMSTERDAM).date()):
            raise BadAnswer(mark("The field '{field}' is a day that has passed; what is asked lies ahead."), "last_on")
        row.valid_until = last_on
        tx.session.add(row)


def call_in(store: Store, viewer: Viewer, ref: str, content: Any, now: datetime) -> int:
    """An open action draws from an instrument; gives the number of the use.

    Raises:
        Refused: no such action or instrument, it is full, or not by this viewer.
    """
    wanted = line_from(CallIn, as_fields(content))
    with store.write(now) as tx:
        matter = guided(tx, viewer, ref, Deed.CALL_IN)
        action = matter.session.get(Action, wanted.action)
        if action is None or action.case_id != matter.case.id or action.status != "open":
            raise _unfit("action", mark("that is no open action of this case"))
        draws = select(InstrumentUse.id).where(
            InstrumentUse.action_id == action.id, InstrumentUse.instrument_id == wanted.instrument
        )
        if matter.session.exec(draws).first():
            raise Refused(mark("This action drew from it before."))
        return draw(matter, action.id, wanted.instrument, waits=wanted.waits).id


def take(store: Store, viewer: Viewer, ref: str, content: Any, now: datetime) -> None:
    """Takes the place an action waited for.

    Raises:
        Refused: no such use, others come first, or not by this viewer.
    """
    wanted = line_from(UseOf, as_fields(content))
    with store.write(now) as tx:
        matter = guided(tx, viewer, ref, Deed.CALL_IN)
        take_place(matter, _use(matter, wanted.use))


def return_use(store: Store, viewer: Viewer, ref: str, content: Any, now: datetime) -> None:
    """Gives a place back, or a place in line; the first in line is told.

    Raises:
        Refused: no such use, it was given back before, or not by this viewer.
    """
    wanted = line_from(UseOf, as_fields(content))
    with store.write(now) as tx:
        matter = guided(tx, viewer, ref, Deed.CALL_IN)
        use = _use(matter, wanted.use)
        if use.ended_at is not None:
            raise Refused(mark("It was given back before."))
        use.note = wanted.why
        give_back(matter, [use])


def _use(matter: Matter, number: int) -> InstrumentUse:
    use = matter.session.get(InstrumentUse, number)
    if use is None or use.case_id != matter.case.id:
        raise _unfit("use", mark("this case does not use that"))
    return use


def _administered(tx: Tx, viewer: Viewer, number: int) -> Instrument:
    row = tx.session.get(Instrument, number)
    if row is None:
        raise _unfit("instrument", mark("there is no such chain instrument"))
    _insist_administers(tx, viewer, tx.session.get_one(Agency, row.agency_id))
    lock_places(tx, row.region_id)
    return row


def administers(tx: Tx, viewer: Viewer, owner: Agency) -> bool:
    """An administrator of the owner, or of the region: of the agency that keeps its registration point."""
    point = tx.session.get(RegistrationPoint, owner.region_id)
    return may_in_region(viewer, RegionDeed.CHANGE_INSTRUMENTS) and viewer.agency_id in {
        owner.id,
        point.agency_id if point else None,
    }


def _insist_administers(tx: Tx, viewer: Viewer, owner: Agency) -> None:
    if not administers(tx, viewer, owner):
        raise NotAllowed(mark("Only an administrator of {agency} or of the region can do this."), agency=owner.name)


def _terms(new: InstrumentTerms) -> dict[str, Any]:
    terms = new.model_dump(exclude={"kinds", "roles", "code", "agency"})
    return {**terms, "conditions": new.conditions or ""}


def _may_call_in(tx: Tx, number: int, kinds: Iterable[AgencyKind], roles: Iterable[Role]) -> None:
    tx.session.add_all(InstrumentCaller(instrument_id=number, agency_kind=kind) for kind in dict.fromkeys(kinds))
    tx.session.add_all(InstrumentCaller(instrument_id=number, role=role) for role in dict.fromkeys(roles))
    tx.flush()


def _unfit(field: str, why: str) -> BadAnswer:
    return BadAnswer(mark("The field '{field}' does not fit: {why}."), field, why=why)
