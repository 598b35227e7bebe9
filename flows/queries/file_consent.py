"""Who agreed that something is shared with whom, and until when. Only for who may see the file."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from flows.engine.matter import AMSTERDAM
from flows.facts.consent import holds, partners_without_ground, whose_yes_is_missing
from flows.queries.door import matter_of, open_file
from flows.queries.people import agency_name, person_name
from models.access import Viewer
from models.store import Tx
from models.tables import Consent, ConsentAttempt


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """One giver's yes or no for one partner, and whether it holds today."""

    agency: str
    giver: str
    agrees: bool
    domain: str | None
    way: str
    given_on: date
    ends_on: date | None
    holds: bool


@dataclass(frozen=True, slots=True)
class AttemptLine:
    """A try to reach somebody whose yes is needed."""

    giver: str
    way: str
    tried_on: date
    result: str


@dataclass(frozen=True, slots=True)
class ConsentView:
    """The register of consents, the tries, and what is still missing.

    Attributes:
        needed_for: the partners without a ground of their own.
        missing: whose yes is still needed for one of them.
    """

    given: tuple[ConsentLine, ...]
    attempts: tuple[AttemptLine, ...]
    needed_for: tuple[str, ...]
    missing: tuple[str, ...]


def consents_of(tx: Tx, viewer: Viewer, ref: str) -> ConsentView:
    """The consents in the case of that number.

    Raises:
        Refused: no such case, or the viewer may not see its file.
    """
    opened = open_file(tx, viewer, ref)
    matter = matter_of(tx, opened)
    today = tx.now.astimezone(AMSTERDAM).date()
    given = tx.session.exec(
        select(Consent).where(Consent.case_id == opened.case.id).order_by(col(Consent.given_on).desc(), col(Consent.id))
    )
    tried = tx.session.exec(
        select(ConsentAttempt).where(ConsentAttempt.case_id == opened.case.id).order_by(col(ConsentAttempt.id))
    )
    return ConsentView(
        given=tuple(_line(tx, row, today) for row in given),
        attempts=tuple(AttemptLine(person_name(tx, row.giver_id), row.way, row.tried_on, row.result) for row in tried),
        needed_for=tuple(agency_name(tx, agency) for agency in partners_without_ground(matter)),
        missing=tuple(person_name(tx, person) for person in whose_yes_is_missing(matter)),
    )


def _line(tx: Tx, row: Consent, today: date) -> ConsentLine:
    return ConsentLine(
        agency_name(tx, row.agency_id),
        person_name(tx, row.giver_id),
        row.agrees,
        row.domain,
        row.way,
        row.given_on,
        row.ends_on,
        holds(row, today),
    )
