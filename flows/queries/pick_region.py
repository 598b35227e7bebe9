"""Lists of a region that need no case: agencies, professionals, schools, terms, life domains, outcomes."""

from collections.abc import Callable, Iterator, Mapping

from sqlmodel import col, select

from flows.queries.option import Option
from flows.queries.people import agency_name, professional_name
from models.code import AgencyKind, Domain, Role, Sector
from models.ending import NOT_CHOSEN, OUTCOMES
from models.forms import FORMS, form_named
from models.label import LABELS
from models.speech import mark, say
from models.store import Tx
from models.tables import Agency, Contact, Ground, Professional, ProfessionalRole, TermRow

SCHOOLS = (AgencyKind.SCHOOL, AgencyKind.PLUS_FACILITY)


def agencies(tx: Tx, region: int) -> Iterator[Option]:
    """Every agency that signed the cooperation agreement."""
    rows = tx.session.exec(select(Agency).where(Agency.region_id == region, Agency.active).order_by(Agency.name))
    yield from (Option(f"agency:{agency.id}", agency.name) for agency in rows)


def any_agencies(tx: Tx, region: int) -> Iterator[Option]:
    """Every agency, whether it signed or not."""
    rows = tx.session.exec(select(Agency).where(Agency.region_id == region).order_by(Agency.name))
    yield from (Option(f"agency:{agency.id}", agency.name) for agency in rows)


def grounds(tx: Tx, region: int) -> Iterator[Option]:
    """On what something may be shared, by the code of each."""
    rows = tx.session.exec(select(Ground).where(Ground.region_id == region).order_by(col(Ground.id)))
    yield from (Option(ground.code, ground.label_nl) for ground in rows)


def schools(tx: Tx, region: int) -> Iterator[Option]:
    """Where youths learn."""
    rows = tx.session.exec(
        select(Agency)
        .where(Agency.region_id == region, Agency.active, col(Agency.kind).in_(SCHOOLS))
        .order_by(Agency.name)
    )
    yield from (Option(f"agency:{agency.id}", agency.name) for agency in rows)


def professionals(tx: Tx, region: int) -> Iterator[Option]:
    """Everybody who works at an active agency."""
    yield from _people(tx, region)


def consultants(tx: Tx, region: int) -> Iterator[Option]:
    """The transition consultants."""
    yield from _people(tx, region, Role.CONSULTANT)


def _people(tx: Tx, region: int, role: Role | None = None) -> Iterator[Option]:
    found = (
        select(Professional.id)
        .join(Agency, col(Agency.id) == Professional.agency_id)
        .where(Agency.region_id == region, Agency.active, Professional.active)
        .order_by(Agency.name, col(Professional.id))
    )
    if role is not None:
        having = select(ProfessionalRole.professional_id).where(ProfessionalRole.role == role)
        found = found.where(col(Professional.id).in_(having))
    yield from (Option(f"professional:{number}", professional_name(tx, number)) for number in tx.session.exec(found))


def terms(tx: Tx, region: int) -> Iterator[Option]:
    """The terms a request elsewhere may run under, by name: those set by law and the norms."""
    rows = tx.session.exec(
        select(TermRow.name)
        .where(TermRow.region_id == region, col(TermRow.kind) != "agreed", col(TermRow.off).is_(False))
        .distinct()
        .order_by(TermRow.name)
    )
    yield from (Option(name, name) for name in rows)


def any_terms(tx: Tx, region: int) -> Iterator[Option]:
    """Every term of the region, by name."""
    rows = tx.session.exec(select(TermRow.name).where(TermRow.region_id == region).distinct().order_by(TermRow.name))
    yield from (Option(name, name) for name in rows)


def any_questions(_tx: Tx, _region: int) -> Iterator[Option]:
    """Every question of the process."""
    found = ((name, form.question) for name, form in FORMS.items() if form.question)
    yield from (Option(name, question, coded=True) for name, question in sorted(found, key=lambda each: each[1]))


def colleagues(tx: Tx, professional: int) -> Iterator[Option]:
    """Who works at the same agency as somebody."""
    agency = select(Professional.agency_id).where(Professional.id == professional).scalar_subquery()
    rows = tx.session.exec(
        select(Professional.id)
        .where(Professional.agency_id == agency, Professional.id != professional, Professional.active)
        .order_by(col(Professional.id))
    )
    yield from (Option(f"professional:{number}", professional_name(tx, number)) for number in rows)


def contacts(tx: Tx, professional: int) -> Iterator[Option]:
    """For what somebody is the contact of their agency."""
    rows = tx.session.exec(select(Contact).where(Contact.professional_id == professional).order_by(col(Contact.id)))
    for row in rows:
        asked = form_named(row.question).question if row.question in FORMS else mark("every question")
        where = row.neighbourhood or agency_name(tx, row.school_id)
        yield Option(str(row.id), f"{say(asked)}{f', {where}' if where else ''}")


OF_SOMEBODY: Mapping[str, Callable[[Tx, int], Iterator[Option]]] = {
    "colleague": colleagues,
    "contact of theirs": contacts,
}
"""Lists that follow from who works here a command is about, by their number."""


def sectors_and_domains(_tx: Tx, _region: int) -> Iterator[Option]:
    """What somebody can know well."""
    yield from (Option(sector.value, LABELS[Sector][sector], coded=True) for sector in Sector)
    yield from domains(_tx, _region)


def domains(_tx: Tx, _region: int) -> Iterator[Option]:
    """The life domains."""
    yield from (Option(domain.value, LABELS[Domain][domain], coded=True) for domain in Domain)


def outcomes(_tx: Tx, _region: int) -> Iterator[Option]:
    """How a case can end when somebody says so."""
    yield from (Option(code, each.label, coded=True) for code, each in OUTCOMES.items() if code not in NOT_CHOSEN)
