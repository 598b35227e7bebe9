"""What was registered, and who is who around the youth. Only for who may see the file; never for a manager."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from flows.engine.who import age_of
from flows.queries.around import Somebody, everybody_around, is_hidden
from flows.queries.door import Opened, matter_of, open_file
from flows.queries.people import agency_name, holder_name, person_name, professional_name
from models.access import Viewer
from models.medical import item_of
from models.store import Tx
from models.tables import (
    Agency,
    CaseFile,
    Ground,
    LifeNote,
    Partner,
    Person,
    Request,
    WatchedDate,
    Youth,
)


@dataclass(frozen=True, slots=True)
class Note:
    """A worry, a strength or an offer, and who brought it."""

    domain: str
    kind: str
    words: str
    by: str
    noted_on: date


@dataclass(frozen=True, slots=True)
class PartnerLine:
    """An agency with a part in the case, and on what ground it may know of it."""

    agency: str
    who: str
    ground_nl: str
    ground_en: str
    needs_consent: bool
    joined: bool


@dataclass(frozen=True, slots=True)
class RequestLine:
    """What was already asked elsewhere."""

    agency: str
    words: str
    asked_on: date
    term: str
    status: str


@dataclass(frozen=True, slots=True)
class YouthView:
    """Who the youth is. Where the address is secret, most see no address, neighbourhood or school."""

    name: str
    birth_on: date | None
    age: int
    phone: str | None
    email: str | None
    address: str | None
    sector: str
    school: str | None
    level: str | None
    municipality: str
    neighbourhood: str | None
    living: str | None
    secret_address: bool
    absent_since: date | None
    departs_on: date | None
    siblings: str | None


@dataclass(frozen=True, slots=True)
class Registered:
    """What is known of a youth, and why."""

    youth: YouthView
    worry: str
    wish: str
    informed_on: date | None
    informed_how: str | None
    parents_informed_on: date | None
    anonymous: bool
    referrer: str
    ground_nl: str
    ground_en: str
    notes: tuple[Note, ...]
    people: tuple[Somebody, ...]
    partners: tuple[PartnerLine, ...]
    requests: tuple[RequestLine, ...]
    dates: tuple[tuple[str, date], ...]


def registered(tx: Tx, viewer: Viewer, ref: str) -> Registered:
    """What was registered in the case of that number, and what was added since.

    Raises:
        Refused: no such case, or the viewer may not see its file.
    """
    opened = open_file(tx, viewer, ref)
    case = tx.session.get_one(CaseFile, opened.case.id)
    ground = tx.session.get(Ground, case.ground_id) if case.ground_id else None
    return Registered(
        youth=_youth(tx, opened, age_of(matter_of(tx, opened))),
        worry=case.worry,
        wish=case.wish,
        informed_on=case.informed_on,
        informed_how=case.informed_how,
        parents_informed_on=case.parents_informed_on,
        anonymous=case.anonymous,
        referrer=holder_name(tx, case.referrer_agency_id, case.referrer_id, None),
        ground_nl=ground.label_nl if ground else "",
        ground_en=ground.label_en if ground else "",
        notes=tuple(_notes(tx, opened)),
        people=everybody_around(tx, opened),
        partners=tuple(_partners(tx, case.id)),
        requests=tuple(_requests(tx, case.id)),
        dates=tuple(
            (row.kind, row.day)
            for row in tx.session.exec(
                select(WatchedDate).where(WatchedDate.case_id == case.id).order_by(col(WatchedDate.day))
            )
        ),
    )


def _youth(tx: Tx, opened: Opened, age: int) -> YouthView:
    number = opened.case.youth_id
    person, youth = tx.session.get_one(Person, number), tx.session.get_one(Youth, number)
    hidden = is_hidden(opened, person)
    return YouthView(
        name=person_name(tx, number),
        birth_on=person.birth_on,
        age=age,
        phone=person.phone,
        email=person.email,
        address=None if hidden else person.address,
        sector=youth.sector,
        school=None if hidden else agency_name(tx, youth.school_id),
        level=youth.level,
        municipality=youth.municipality,
        neighbourhood=None if hidden else youth.neighbourhood,
        living=youth.living,
        secret_address=person.secret_address,
        absent_since=youth.absent_since,
        departs_on=youth.departs_on,
        siblings=youth.siblings,
    )


def _notes(tx: Tx, opened: Opened) -> Iterator[Note]:
    rows = select(LifeNote).where(LifeNote.case_id == opened.case.id).order_by(col(LifeNote.id))
    for row in tx.session.exec(rows):
        if not opened.sees(item_of(row.kind), opened.own(row.agency_id)):
            continue
        by = holder_name(tx, row.agency_id, None, row.person_id)
        yield Note(row.domain, row.kind, row.words, by, row.noted_at.date())


def _partners(tx: Tx, case: int) -> Iterator[PartnerLine]:
    rows = tx.session.exec(
        select(Partner, Agency, Ground)
        .join(Agency, col(Agency.id) == Partner.agency_id)
        .outerjoin(Ground, col(Ground.id) == Agency.ground_id)
        .where(Partner.case_id == case, col(Partner.left_at).is_(None))
        .order_by(Agency.name)
    )
    for partner, agency, ground in rows:
        yield PartnerLine(
            agency.name,
            professional_name(tx, partner.professional_id),
            ground.label_nl if ground else "",
            ground.label_en if ground else "",
            bool(ground and ground.needs_consent),
            partner.joined_at is not None,
        )


def _requests(tx: Tx, case: int) -> Iterator[RequestLine]:
    for row in tx.session.exec(select(Request).where(Request.case_id == case).order_by(col(Request.id))):
        yield RequestLine(agency_name(tx, row.agency_id), row.words, row.asked_on, row.term, row.status)
