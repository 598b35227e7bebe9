"""Places of chain instruments: taken, waited for, given back. Never more are taken than there are.

Everything about places in a region happens one after the other: under the lock of its row, after that of the case.
"""

from collections.abc import Iterable
from datetime import timedelta

from sqlmodel import col, func, select

from flows.engine.matter import CaseRow, Matter
from flows.engine.post import queue
from flows.engine.who import holders
from flows.facts.instrument import expected_on, in_line, is_free, is_offered, may_call_in
from models.code import Part, UseStatus
from models.refusal import BadAnswer, NotAllowed, Refused
from models.speech import mark
from models.store import Tx
from models.tables import Action, CaseFile, Instrument, InstrumentUse, Region


def lock_places(tx: Tx, region: int) -> None:
    """Nobody else takes or gives back a place in this region until this transaction ends."""
    tx.session.exec(select(Region.id).where(Region.id == region).with_for_update(key_share=True)).one()


def draw(matter: Matter, action: int, number: int, *, waits: bool) -> InstrumentUse:
    """An action draws from an instrument: it has a place from today, or a waiting place when it is full.

    Raises:
        BadAnswer: there is no such instrument in this region.
        NotAllowed: who speaks may not call it in.
        Refused: it is not offered today, or it is full and no waiting place was asked for.
    """
    lock_places(matter.tx, matter.case.region_id)
    instrument = _offered(matter, number)
    if not may_call_in(matter.session, number, matter.speaker):
        raise NotAllowed(
            mark("Your agency cannot call in '{name}'; its owner or a consultant can."), name=_name(instrument)
        )
    ahead = len(in_line(matter.session, number))
    use = InstrumentUse(
        instrument_id=number, case_id=matter.case.id, action_id=action, status=UseStatus.WAITING, asked_at=matter.now
    )
    if is_free(matter.session, instrument, ahead):
        _begin(matter, instrument, use)
    elif waits:
        use.place = _next_place(matter, number)
    else:
        day = expected_on(matter.session, instrument, ahead, matter.today)
        raise Refused(
            mark("'{name}' is full; a place is expected about {day}. Choose a waiting place, or something else."),
            name=_name(instrument),
            day=f"{day:%d-%m-%Y}",
        )
    matter.session.add(use)
    matter.tx.flush()
    return use


def _offered(matter: Matter, number: int) -> Instrument:
    instrument = matter.session.get(Instrument, number)
    if instrument is None or instrument.region_id != matter.case.region_id:
        why = mark("there is no such chain instrument")
        raise BadAnswer(mark("The field '{field}' does not fit: {why}."), "instrument", why=why)
    if not is_offered(instrument, matter.today):
        raise Refused(mark("'{name}' is not offered today."), name=_name(instrument))
    return instrument


def _begin(matter: Matter, instrument: Instrument, use: InstrumentUse) -> None:
    use.status, use.from_on = UseStatus.IN_USE, matter.today
    use.until_on = matter.today + timedelta(weeks=instrument.weeks)


def _next_place(matter: Matter, number: int) -> int:
    last = select(func.max(InstrumentUse.place)).where(InstrumentUse.instrument_id == number)
    return int(matter.session.exec(last).one() or 0) + 1


def take_place(matter: Matter, use: InstrumentUse) -> None:
    """Who waited takes the place that is free for them.

    Raises:
        Refused: it does not wait, or others come first.
    """
    lock_places(matter.tx, matter.case.region_id)
    matter.session.refresh(use)
    instrument = _offered(matter, use.instrument_id)
    if use.status != UseStatus.WAITING:
        raise Refused(mark("This action does not wait for a place."))
    ahead = sum((each.place or 0) < (use.place or 0) for each in in_line(matter.session, instrument.id))
    if not is_free(matter.session, instrument, ahead):
        day = expected_on(matter.session, instrument, ahead, matter.today)
        sentence = mark("There is no place free for this action yet; one is expected about {day}.")
        raise Refused(sentence, day=f"{day:%d-%m-%Y}")
    _begin(matter, instrument, use)
    matter.session.add(use)
    matter.tx.flush()


def give_back(matter: Matter, uses: Iterable[InstrumentUse]) -> None:
    """These places, and places in line, are free again; who is first in line now is told."""
    ended = [use for use in uses if use.status != UseStatus.ENDED]
    if not ended:
        return
    lock_places(matter.tx, matter.case.region_id)
    for use in ended:
        use.status, use.ended_at = UseStatus.ENDED, matter.now
        matter.session.add(use)
    matter.tx.flush()
    for instrument in sorted({use.instrument_id for use in ended}):
        tell_first_in_line(matter.tx, matter.session.get_one(Instrument, instrument))


def uses_of_action(matter: Matter, action: int) -> list[InstrumentUse]:
    """What an action draws from and has not given back."""
    return list(
        matter.session.exec(
            select(InstrumentUse).where(InstrumentUse.action_id == action, col(InstrumentUse.ended_at).is_(None))
        )
    )


def give_all_back(matter: Matter) -> None:
    """The case closes: it holds no place any more."""
    give_back(
        matter,
        matter.session.exec(
            select(InstrumentUse).where(InstrumentUse.case_id == matter.case.id, col(InstrumentUse.ended_at).is_(None))
        ).all(),
    )


def tell_first_in_line(tx: Tx, instrument: Instrument) -> None:
    """The case managers of those for whom a place is free hear so, each once. The place is theirs until they decide."""
    for ahead, use in enumerate(in_line(tx.session, instrument.id)):
        if not is_free(tx.session, instrument, ahead):
            return
        if use.told_at is None:
            use.told_at = tx.now
            tx.session.add(use)
            _tell(tx, use)


def _tell(tx: Tx, use: InstrumentUse) -> None:
    """Another case: only a row of the outbox is written for it, which needs no lock."""
    row = tx.session.get_one(CaseFile, use.case_id)
    case = CaseRow(**{name: getattr(row, name) for name in CaseRow._fields})
    manager = holders(Matter(tx, case, 0, "", 0, None, None), Part.CASE_MANAGER, None)[0]
    queue(tx, manager, "PlaceFree", {"use": use.id}, case=use.case_id, once=f"place:{use.id}")


def _name(instrument: Instrument) -> str:
    return instrument.name_nl


def draw_for(matter: Matter, action: Action, number: int | None, *, waits: bool) -> None:
    """What a line of a plan or of minutes draws from, if it draws from anything."""
    if number is not None:
        draw(matter, action.id, number, waits=waits)
