"""Who agreed that something is shared with whom, and until when. Only for who may see the file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from flows.engine.matter import AMSTERDAM, Matter
from flows.facts.consent import holds, partners_without_ground, whose_yes_is_missing
from flows.facts.sharing import share_with, tie_of
from flows.queries.door import matter_of, open_file
from flows.queries.people import agency_name, person_name
from flows.queries.region_ground import GroundLine, line_of
from models.access import Viewer
from models.sharing import Withheld
from models.store import Tx
from models.tables import Agency, Consent, ConsentAttempt, Ground, Partner


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
class SharingLine:
    """One partner: on what ground and for what it may know today, or why nothing is shared with it.

    Attributes:
        ground: as the region wrote it down.
        why: the reason nothing is shared; nothing where something is.
        domains: the life domains it is limited to.
        knows: it was told of the case; until then it is only named.
    """

    agency: str
    ground: GroundLine | None
    why: Withheld | None
    domains: tuple[str, ...]
    knows: bool


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
        partners: everybody who has a part in the case, or is named in it.
        needed_for: the partners without a ground of their own.
        missing: whose yes is still needed for one of them.
    """

    partners: tuple[SharingLine, ...]
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
        partners=tuple(_partners(tx, matter)),
        given=tuple(_line(tx, row, today) for row in given),
        attempts=tuple(AttemptLine(person_name(tx, row.giver_id), row.way, row.tried_on, row.result) for row in tried),
        needed_for=tuple(agency_name(tx, agency) for agency in partners_without_ground(matter)),
        missing=tuple(person_name(tx, person) for person in whose_yes_is_missing(matter)),
    )


def _partners(tx: Tx, matter: Matter) -> Iterator[SharingLine]:
    """The referrer's agency, and the partners by name."""
    region, registered = matter.case.region_id, matter.case.referrer_agency_id
    grounds = {row.code: line_of(row) for row in tx.session.exec(select(Ground).where(Ground.region_id == region))}
    parts = {row.agency_id: row for row in tx.session.exec(select(Partner).where(Partner.case_id == matter.case.id))}
    guides = (matter.case.case_manager_id, matter.case.consultant_id, matter.case.coach_id)
    for agency in tx.session.exec(
        select(Agency).where(col(Agency.id).in_({registered, *parts})).order_by(Agency.name)
    ).all():
        part = parts.get(agency.id)
        tie = tie_of(matter, agency.id, part.professional_id if part and part.professional_id in guides else None)
        share = share_with(matter, agency.id, tie=tie)
        yield SharingLine(
            agency.name,
            grounds.get(share.ground or ""),
            share.why,
            tuple(sorted(share.domains or ())),
            agency.id == registered or bool(part and part.joined_at and not part.left_at),
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
