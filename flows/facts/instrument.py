"""How a chain instrument stands: who may call it in, and how many places are free. Never takes one."""

from datetime import date, timedelta

from sqlmodel import Session, col, func, select

from models.code import UseStatus
from models.tables import Agency, Instrument, InstrumentCaller, InstrumentUse, Professional, ProfessionalRole


def is_offered(instrument: Instrument, today: date) -> bool:
    """It is in the catalogue on that day."""
    return instrument.valid_from <= today and (instrument.valid_until is None or today <= instrument.valid_until)


def may_call_in(session: Session, instrument: int, professional: int | None) -> bool:
    """Whether this professional may call it in: by the kind of their agency, or by a role. No callers: everybody."""
    callers = session.exec(select(InstrumentCaller).where(InstrumentCaller.instrument_id == instrument)).all()
    if not callers or professional is None:
        return not callers
    agency = session.get_one(Agency, session.get_one(Professional, professional).agency_id)
    roles = set(
        session.exec(select(ProfessionalRole.role).where(ProfessionalRole.professional_id == professional)).all()
    )
    return any(caller.agency_kind == agency.kind or caller.role in roles for caller in callers)


def in_use(session: Session, instrument: int) -> int:
    """How many places are taken."""
    taken = select(func.count()).where(
        InstrumentUse.instrument_id == instrument, InstrumentUse.status == UseStatus.IN_USE
    )
    return int(session.exec(taken).one())


def in_line(session: Session, instrument: int) -> list[InstrumentUse]:
    """Who waits for a place, the first in line first."""
    waiting = select(InstrumentUse).where(
        InstrumentUse.instrument_id == instrument, InstrumentUse.status == UseStatus.WAITING
    )
    return list(session.exec(waiting.order_by(col(InstrumentUse.place))))


def is_free(session: Session, instrument: Instrument, ahead: int) -> bool:
    """Whether there is a place for somebody with so many in line before them."""
    return instrument.capacity is None or in_use(session, instrument.id) + ahead < instrument.capacity


def expected_on(session: Session, instrument: Instrument, ahead: int, today: date) -> date:
    """The day on which a place is expected for somebody with so many in line before them; never before today.

    Goes by the days on which the uses of now end as a rule, and by how long one use lasts.
    """
    if is_free(session, instrument, ahead) or instrument.capacity is None:
        return today
    taken = session.exec(
        select(col(InstrumentUse.until_on)).where(
            InstrumentUse.instrument_id == instrument.id, InstrumentUse.status == UseStatus.IN_USE
        )
    ).all()
    one_use, spoken_for = timedelta(weeks=instrument.weeks), instrument.capacity - len(taken)
    ends = sorted([until_on or today for until_on in taken] + [today + one_use] * spoken_for)
    rounds, place = divmod(ahead - spoken_for, instrument.capacity)
    return max(ends[place], today) + rounds * one_use
