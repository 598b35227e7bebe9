"""Founds a region from a file: grounds, terms, agencies, people, agreements, instruments. Never touches a case."""

import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlmodel import col, select

from flows.engine.matter import AMSTERDAM
from models.code import AgencyKind, Domain, OrderKind, Role, Sector
from models.extra_day import read_extra_days
from models.ground_list import load_grounds
from models.municipality import read_municipalities
from models.refusal import Refused
from models.school_holiday import read_school_holidays
from models.school_year import school_year
from models.secret import digest_of_email, digests_of_email
from models.speech import mark
from models.store import Tx
from models.tables import (
    Agency,
    Agreement,
    AgreementScope,
    Contact,
    Expertise,
    ExtraDay,
    Ground,
    Instrument,
    InstrumentCaller,
    Mandate,
    Municipality,
    Professional,
    ProfessionalRole,
    Programme,
    Region,
    RegistrationPoint,
    SchoolHoliday,
    Signatory,
    TermRow,
)
from models.term_list import load_terms

LONG_AGO = date(2000, 1, 1)
PROGRAMME_YEARS = 4
"""As long as the programme lasts a region begins with; it writes its own in the place of it."""


def found_region(tx: Tx, content: Mapping[str, Any]) -> int:
    """Writes a region as its file describes it, and gives its number.

    Raises:
        Refused: there is a region of that code already, or the file names somebody it does not describe.
    """
    about = content["region"]
    region, grounds = begin_region(tx, about["code"], about["name"], about["school_region"], content.get("grounds", ()))
    agencies = _agencies(tx, region.id, content["agencies"], grounds, _signed_on(content))
    _expertise(tx, content["agencies"], agencies)
    _agreements(tx, region.id, content.get("agreements", ()), agencies)
    _instruments(tx, region.id, content.get("instruments", ()), agencies)
    tx.session.add(
        RegistrationPoint(
            region_id=region.id,
            agency_id=_named(agencies, about["registration_point"]),
            coordinator_id=professional_by_email(tx, about["coordinator"]).id,
        )
    )
    return region.id


def begin_region(
    tx: Tx, code: str, name: str, school_region: str, grounds: Iterable[Mapping[str, Any]] = ()
) -> tuple[Region, dict[str, int]]:
    """A region with what Vangnet comes with: grounds, terms, days, holidays, a programme; and its grounds by code.

    Raises:
        Refused: there is a region of that code already.
    """
    if tx.session.exec(select(Region).where(Region.code == code)).first():
        raise Refused(mark("The region '{code}' is there already."), code=code)
    region = Region(code=code, name=name, school_region=school_region)
    tx.session.add(region)
    tx.flush()
    numbers = _grounds(tx, region.id, [*load_grounds(), *grounds])
    _terms_and_days(tx, region)
    year = school_year(tx.now.astimezone(AMSTERDAM).date())
    tx.session.add(Programme(region_id=region.id, first_year=year, last_year=year + PROGRAMME_YEARS - 1))
    tx.session.add_all(
        Municipality(region_id=region.id, name=each.name, school_region=each.school_region)
        for each in read_municipalities()
        if each.region == region.code
    )
    return region, numbers


def professional_by_email(tx: Tx, email: str) -> Professional:
    """The professional with that mail address.

    Raises:
        Refused: nobody has it.
    """
    found = tx.session.exec(
        select(Professional).where(col(Professional.email_digest).in_(digests_of_email(email)))
    ).first()
    if found is None:
        raise Refused(mark("Nobody here has the mail address '{email}'."), email=email[:80])
    return found


def _grounds(tx: Tx, region: int, rows: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """The usual grounds; a region's own row of the same code comes in the place of one."""
    grounds = [
        Ground(
            region_id=region,
            label_nl=row["nl"],
            label_en=row["en"],
            **{name: value for name, value in row.items() if name not in {"nl", "en"}},
        )
        for row in {row["code"]: row for row in rows}.values()
    ]
    tx.session.add_all(grounds)
    tx.flush()
    return {ground.code: ground.id for ground in grounds}


def _signed_on(content: Mapping[str, Any]) -> date | None:
    return max((row["signed_on"] for row in content.get("agreements", ())), default=None)


def _agencies(
    tx: Tx, region: int, rows: Iterable[Mapping[str, Any]], grounds: Mapping[str, int], signed_on: date | None
) -> dict[str, int]:
    numbers = {}
    for row in rows:
        agency = Agency(
            region_id=region,
            code=row["code"],
            name=_one_line(row["name"]),
            kind=AgencyKind(row["kind"]),
            municipality=row.get("municipality"),
            mailbox=row.get("mailbox"),
            ground_id=_named(grounds, row["ground"]),
            signed_on=row.get("signed_on", signed_on),
            active=row.get("signed_on", signed_on) is not None,
        )
        tx.session.add(agency)
        tx.flush()
        numbers[agency.code] = agency.id
        for person in row.get("people", ()):
            _person(tx, agency.id, person)
    return numbers


def _person(tx: Tx, agency: int, row: Mapping[str, Any]) -> None:
    professional = Professional(
        agency_id=agency,
        given_name=_one_line(row["given_name"]),
        prefix=row.get("prefix"),
        family_name=_one_line(row["family_name"]),
        email=row["email"],
        email_digest=digest_of_email(row["email"]),
        phone=row.get("phone"),
        language=row.get("language", "nl"),
    )
    tx.session.add(professional)
    tx.flush()
    roles = {Role.PROFESSIONAL, *map(Role, row.get("roles", ()))}
    tx.session.add_all(ProfessionalRole(professional_id=professional.id, role=role) for role in sorted(roles))
    tx.session.add_all(
        Contact(agency_id=agency, question=question, professional_id=professional.id)
        for question in row.get("questions", ())
    )


def _expertise(tx: Tx, rows: Iterable[Mapping[str, Any]], agencies: Mapping[str, int]) -> None:
    """Which schools, sectors and life domains the consultants know well."""
    for person in (person for row in rows for person in row.get("people", ())):
        number = professional_by_email(tx, person["email"]).id
        schools = [_named(agencies, code) for code in person.get("schools", ())]
        about = [_code(code) for code in person.get("expertise", ())]
        tx.session.add_all(Expertise(professional_id=number, school_id=school) for school in schools)
        tx.session.add_all(Expertise(professional_id=number, about=code) for code in about)


def _code(code: str) -> str:
    if code not in {*Sector, *Domain}:
        raise Refused(mark("The file names '{code}', and does not describe it."), code=code)
    return code


def _agreements(tx: Tx, region: int, rows: Iterable[Mapping[str, Any]], agencies: Mapping[str, int]) -> None:
    for row in rows:
        agreement = Agreement(
            region_id=region,
            name=row["name"],
            valid_from=row["valid_from"],
            valid_until=row["valid_until"],
            chair_agency_id=_named(agencies, row["chair"]),
        )
        tx.session.add(agreement)
        tx.flush()
        tx.session.add_all(
            AgreementScope(agreement_id=agreement.id, kind=OrderKind(kind)) for kind in row.get("scope", OrderKind)
        )
        tx.session.add_all(
            Mandate(
                agreement_id=agreement.id,
                professional_id=professional_by_email(tx, email).id,
                from_on=row["valid_from"],
            )
            for email in row.get("mandates", ())
        )
        signed_by = [_named(agencies, code) for code in row.get("signatories", agencies)]
        tx.session.add_all(
            Signatory(agreement_id=agreement.id, agency_id=agency, signed_on=row["signed_on"]) for agency in signed_by
        )


def _instruments(tx: Tx, region: int, rows: Iterable[Mapping[str, Any]], agencies: Mapping[str, int]) -> None:
    for row in rows:
        instrument = Instrument(
            region_id=region,
            agency_id=_named(agencies, row["agency"]),
            code=row["code"],
            name_nl=row["nl"],
            name_en=row["en"],
            gives=row["gives"],
            conditions=row.get("conditions", ""),
            capacity=row.get("capacity"),
            weeks=row.get("weeks", 12),
            valid_from=row["valid_from"],
            valid_until=row.get("valid_until"),
        )
        tx.session.add(instrument)
        tx.flush()
        kinds = [
            InstrumentCaller(instrument_id=instrument.id, agency_kind=AgencyKind(kind)) for kind in row.get("kinds", ())
        ]
        roles = [InstrumentCaller(instrument_id=instrument.id, role=Role(role)) for role in row.get("roles", ())]
        tx.session.add_all([*kinds, *roles])


def _terms_and_days(tx: Tx, region: Region) -> None:
    tx.session.add_all(
        TermRow(
            region_id=region.id,
            name=name,
            amount=term.amount,
            unit=term.unit.value,
            kind=term.kind.value,
            urgent_amount=term.urgent.number if term.urgent else None,
            urgent_unit=term.urgent.unit.value if term.urgent else None,
            off=term.off,
            ground=term.ground,
            valid_from=LONG_AGO,
        )
        for name, term in load_terms().items()
    )
    tx.session.add_all(
        ExtraDay(region_id=region.id, day=day.on, label=day.name, equated=day.equated)
        for day in read_extra_days(region=region.name)
    )
    tx.session.add_all(
        SchoolHoliday(
            region_id=region.id,
            school_region=each.region,
            name=each.stretch.name,
            first_on=each.stretch.first_on,
            last_on=each.stretch.last_on,
            provisional=each.provisional,
        )
        for each in read_school_holidays()
        if each.region is not None
    )


def _one_line(name: str) -> str:
    """A name as mails and lists can show it.

    Raises:
        Refused: it holds a line break or another sign that is none.
    """
    if not name.strip() or {unicodedata.category(sign) for sign in name} & {"Cc", "Zl", "Zp"}:
        raise Refused(mark("A name in the file is no line of plain text: {name}."), name=ascii(name))
    return name


def _named(numbers: Mapping[str, int], code: str) -> int:
    if code not in numbers:
        raise Refused(mark("The file names '{code}', and does not describe it."), code=code)
    return numbers[code]
