"""What an emergency access brings along: until when it lasts, and who is told. Decides nothing about who may."""

from datetime import date, datetime, time, timedelta

from sqlmodel import col, select

from flows.engine.matter import AMSTERDAM, Matter
from flows.engine.post import put
from flows.engine.when import calendar_of, named_term
from flows.engine.who import READ_POINT
from models.code import Role
from models.holder import Holder
from models.store import Tx
from models.tables import Agency, EmergencyAccess, Professional, ProfessionalRole
from models.term import Term, Unit, due_on, moment_after

LASTS, LOOKED_AT_WITHIN = "emergency access", "look at emergency access"
"""Terms of the region."""


def ends_at(matter: Matter, term: Term) -> datetime:
    """After so many hours; a term in days ends with its last day."""
    amount = term.within()
    if amount.unit is Unit.HOURS:
        return moment_after(amount, matter.now)
    return datetime.combine(_last_day(matter, term) + timedelta(days=1), time(), AMSTERDAM)


def tell_privacy_officer(matter: Matter, access: EmergencyAccess) -> None:
    """Tells every privacy officer of the region; where there is none, the coordinator."""
    term = named_term(matter.tx, matter.case.region_id, LOOKED_AT_WITHIN, matter.today)
    content = {"access": access.id, "by": str(_last_day(matter, term))}
    for number in _officers(matter.tx, matter.case.region_id):
        put(matter, Holder("", None, number), "EmergencyAccessUsed", content)


def _last_day(matter: Matter, term: Term) -> date:
    return due_on(term, matter.today, calendar_of(matter.tx, matter.case.region_id, None))


def _officers(tx: Tx, region: int) -> list[int]:
    rows = (
        select(Professional.id)
        .join(ProfessionalRole, col(ProfessionalRole.professional_id) == Professional.id)
        .join(Agency, col(Agency.id) == Professional.agency_id)
        .where(ProfessionalRole.role == Role.PRIVACY_OFFICER, Professional.active, Agency.region_id == region)
        .order_by(col(Professional.id))
    )
    point = tx.one(READ_POINT, region=region)
    return list(tx.session.exec(rows)) or [number for number in (point[0] if point else None,) if number]
