"""What one person did with cases, for the privacy officer of the region. That it was read stands in the log too."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlmodel import col, select

from flows.engine.matter import AMSTERDAM
from flows.queries.people import professional_name
from models.access import Viewer
from models.code import Logged, Role
from models.look import Look
from models.refusal import NotAllowed, Unknown
from models.speech import mark
from models.store import Tx
from models.tables import Agency, CaseFile, LogLine, Professional

MOST = 500


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One line of the log of one person.

    Attributes:
        ref: the case; nothing where it was about none, or it was destroyed.
        behalf: the colleague it was done for.
        why: what they were to the case, as a code.
    """

    at: datetime
    ref: str
    what: Logged
    why: str
    behalf: str


def log_of_person(
    tx: Tx, viewer: Viewer, professional: int, first_on: date, last_on: date, *, most: int = MOST
) -> list[PersonLine]:
    """What somebody saw and did between two days, both included; the newest first.

    Raises:
        NotAllowed: the viewer is no privacy officer.
        Unknown: nobody of that number works in the viewer's region.
    """
    if Role.PRIVACY_OFFICER not in viewer.roles:
        tx.note(Look(viewer, Logged.REFUSED, about=Logged.READ_LOG))
        raise NotAllowed(mark("Only the privacy officer reads what one person looked at."))
    _insist_here(tx, viewer, professional)
    tx.note(Look(viewer, Logged.READ_LOG, about=f"professional {professional}"))
    rows = tx.session.exec(
        select(LogLine, CaseFile.ref)
        .outerjoin(CaseFile, col(CaseFile.id) == LogLine.case_id)
        .where(
            LogLine.professional_id == professional,
            col(LogLine.at) >= datetime.combine(first_on, time(), AMSTERDAM),
            col(LogLine.at) < datetime.combine(last_on + timedelta(days=1), time(), AMSTERDAM),
        )
        .order_by(col(LogLine.id).desc())
        .limit(most)
    )
    return [
        PersonLine(line.at, ref or "", line.what, line.why or "", professional_name(tx, line.for_id))
        for line, ref in rows
    ]


def _insist_here(tx: Tx, viewer: Viewer, professional: int) -> None:
    region = select(Agency.region_id).where(Agency.id == viewer.agency_id).scalar_subquery()
    found = (
        select(Professional.id)
        .join(Agency, col(Agency.id) == Professional.agency_id)
        .where(Professional.id == professional, Agency.region_id == region)
    )
    if tx.session.exec(found).first() is None:
        tx.note(Look(viewer, Logged.REFUSED, about=Logged.READ_LOG))
        raise Unknown(mark("Nobody of that number works in your region."))


def who_worked_here(tx: Tx, viewer: Viewer) -> list[tuple[int, str]]:
    """Everybody of the viewer's region by number and name, also who left: what they did is still in the log.

    Raises:
        NotAllowed: the viewer is no privacy officer.
    """
    if Role.PRIVACY_OFFICER not in viewer.roles:
        raise NotAllowed(mark("Only the privacy officer reads what one person looked at."))
    region = select(Agency.region_id).where(Agency.id == viewer.agency_id).scalar_subquery()
    found = (
        select(Professional.id)
        .join(Agency, col(Agency.id) == Professional.agency_id)
        .where(Agency.region_id == region)
        .order_by(Agency.name, col(Professional.id))
    )
    return [(number, professional_name(tx, number)) for number in tx.session.exec(found)]
