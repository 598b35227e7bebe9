"""Turns what a line says of people (a part, or holders an answer named) into holders; never on replay."""

from collections.abc import Callable, Iterable
from datetime import date

from sqlalchemy import bindparam, or_, select

from flows.engine.away import is_away
from flows.engine.hot import table
from flows.engine.matter import Matter
from models.age import ADULT_AT, AGREES_TOO_AT, PARENTS_STAND_BACK_AT, age
from models.code import Part, Relation
from models.holder import INVITED, Holder, parsed
from models.prepared import Prepared
from models.refusal import Refused
from models.tables import CasePerson, Contact, Custody, Meeting, Partner, Person, Professional, RegistrationPoint, Youth

Of = str | Iterable[str]

_CONTACT, _PROFESSIONAL, _POINT = table(Contact), table(Professional), table(RegistrationPoint)
_CUSTODY, _CASE_PERSON, _MEETING, _YOUTH = table(Custody), table(CasePerson), table(Meeting), table(Youth)
_PARTNER, _PERSON = table(Partner), table(Person)

READ_COLLEAGUE = Prepared(
    select(_PROFESSIONAL.c.agency_id, _PROFESSIONAL.c.active).where(_PROFESSIONAL.c.id == bindparam("professional"))
)
READ_CONTACTS = Prepared(
    select(_CONTACT.c.professional_id, _CONTACT.c.question, _CONTACT.c.neighbourhood, _CONTACT.c.school_id)
    .join(_PROFESSIONAL, _PROFESSIONAL.c.id == _CONTACT.c.professional_id)
    .where(
        _CONTACT.c.agency_id == bindparam("agency"),
        or_(_CONTACT.c.question == "*", _CONTACT.c.question == bindparam("question")),
        _PROFESSIONAL.c.active,
    )
    .order_by(_CONTACT.c.id)
)
READ_WHEREABOUTS = Prepared(
    select(_YOUTH.c.neighbourhood, _YOUTH.c.school_id).where(_YOUTH.c.person_id == bindparam("youth"))
)
READ_POINT = Prepared(
    select(_POINT.c.coordinator_id, _POINT.c.agency_id).where(_POINT.c.region_id == bindparam("region"))
)
READ_BIRTH = Prepared(select(_PERSON.c.birth_on).where(_PERSON.c.id == bindparam("youth")))
READ_CUSTODY = Prepared(
    select(_CUSTODY.c.person_id, _CUSTODY.c.agency_id)
    .where(_CUSTODY.c.youth_id == bindparam("youth"), _CUSTODY.c.until_on.is_(None))
    .order_by(_CUSTODY.c.id)
)
READ_TRUSTED = Prepared(
    select(_CASE_PERSON.c.person_id, _CASE_PERSON.c.professional_id)
    .where(
        _CASE_PERSON.c.case_id == bindparam("case"),
        _CASE_PERSON.c.relation == Relation.TRUSTED_PERSON,
        _CASE_PERSON.c.until_on.is_(None),
    )
    .order_by(_CASE_PERSON.c.id.desc())
    .limit(1)
)
READ_LEFT = Prepared(
    select(_PARTNER.c.id).where(
        _PARTNER.c.case_id == bindparam("case"),
        _PARTNER.c.agency_id == bindparam("agency"),
        _PARTNER.c.left_at.is_not(None),
    )
)
READ_MINUTE_TAKER = Prepared(
    select(_MEETING.c.minute_taker_id)
    .where(_MEETING.c.stage_run_id == bindparam("run"))
    .order_by(_MEETING.c.id.desc())
    .limit(1)
)


def holders(matter: Matter, of: Of, question: str | None) -> list[Holder]:
    """Everybody a line asks, in order and each once.

    Raises:
        Refused: a name that is neither a part of a case nor a holder.
    """
    named = [of] if isinstance(of, str) else list(of)
    found: dict[str, Holder] = {}
    for name in named:
        for holder in _PARTS[name](matter) if name in _PARTS else [_named(matter, name, question)]:
            found.setdefault(holder.token, holder)
    return list(found.values())


def still_here(matter: Matter, found: list[Holder]) -> list[Holder]:
    """Without the agencies an answer named that left the case since, or may not know of it any more."""
    return [holder for holder in found if holder.part != INVITED or not _left(matter, holder.agency_id)]


def _left(matter: Matter, agency: int | None) -> bool:
    return agency is not None and matter.tx.one(READ_LEFT, case=matter.case.id, agency=agency) is not None


def _named(matter: Matter, token: str, question: str | None) -> Holder:
    try:
        kind, number = parsed(token)
    except ValueError:
        raise Refused("'{name}' is no part of a case.", name=token[:40]) from None
    return _FROM_TOKEN[kind](matter, number, question)


def _agency(matter: Matter, agency: int, question: str | None, part: str = INVITED) -> Holder:
    return Holder(part, agency_id=agency, professional_id=contact_of(matter, agency, question))


def contact_of(matter: Matter, agency: int, question: str | None) -> int | None:
    """Whom to ask at an agency: the contact that fits the question and the youth's neighbourhood or school best."""
    contacts = matter.tx.all(READ_CONTACTS, agency=agency, question=question or "*")
    if not contacts:
        return None
    neighbourhood, school = matter.tx.one(READ_WHEREABOUTS, youth=matter.case.youth_id) or (None, None)

    contacts = [contact for contact in contacts if not is_away(matter.tx, contact[0])[0]]

    def fit(contact: tuple[int, str, str | None, int | None]) -> int:
        _, asked, where, at = contact
        if (where and where != neighbourhood) or (at and at != school):
            return -1
        return (asked != "*") + 2 * bool(at) + 2 * bool(where)

    best = max(contacts, key=fit, default=None)
    return int(best[0]) if best is not None and fit(best) >= 0 else None


def _person(matter: Matter, person: int, _question: str | None) -> Holder:
    if person == matter.case.youth_id:
        return Holder(Part.YOUTH, person_id=person)
    in_charge = {holder for holder, _ in matter.tx.all(READ_CUSTODY, youth=matter.case.youth_id)}
    return Holder(Part.CUSTODY_HOLDERS if person in in_charge else INVITED, person_id=person)


def _professional(matter: Matter, professional: int, question: str | None, part: str = INVITED) -> Holder:
    row = matter.tx.one(READ_COLLEAGUE, professional=professional)
    if row is None:
        raise Refused("Nobody works here under number {number}.", number=professional)
    agency, active = row
    away, substitute = is_away(matter.tx, professional)
    if active and not away:
        return Holder(part, agency, professional)
    if substitute is not None and not is_away(matter.tx, substitute)[0]:
        return Holder(part, agency, substitute)
    return _agency(matter, agency, question, part)


_FROM_TOKEN: dict[str, Callable[[Matter, int, str | None], Holder]] = {
    "agency": _agency,
    "professional": _professional,
    "person": _person,
}


def _coordinator(matter: Matter) -> list[Holder]:
    row = matter.tx.one(READ_POINT, region=matter.case.region_id)
    coordinator, agency = row or (None, None)
    if coordinator is not None:
        return [_professional(matter, coordinator, None, Part.COORDINATOR)]
    if agency is None:
        raise Refused("The region has no registration point.")
    return [_agency(matter, agency, None, Part.COORDINATOR)]


def _referrer(matter: Matter) -> list[Holder]:
    if matter.case.referrer_id is not None:
        return [_professional(matter, matter.case.referrer_id, None, Part.REFERRER)]
    return [_agency(matter, matter.case.referrer_agency_id, None, Part.REFERRER)]


def _filled(part: Part, column: str, otherwise: Callable[[Matter], list[Holder]]) -> Callable[[Matter], list[Holder]]:
    def found(matter: Matter) -> list[Holder]:
        professional = getattr(matter.case, column)
        return otherwise(matter) if professional is None else [_professional(matter, professional, None, part)]

    return found


_case_manager = _filled(Part.CASE_MANAGER, "case_manager_id", _coordinator)
_consultant = _filled(Part.CONSULTANT, "consultant_id", _case_manager)
_coach = _filled(Part.COACH, "coach_id", _consultant)


def _minute_taker(matter: Matter) -> list[Holder]:
    row = matter.tx.one(READ_MINUTE_TAKER, run=matter.run)
    if row is None or row[0] is None:
        return _case_manager(matter)
    return [_professional(matter, row[0], None, Part.MINUTE_TAKER)]


def _youth(matter: Matter) -> list[Holder]:
    return [Holder(Part.YOUTH, person_id=matter.case.youth_id)]


def _custody_holders(matter: Matter) -> list[Holder]:
    rows = matter.tx.all(READ_CUSTODY, youth=matter.case.youth_id)
    return [Holder(Part.CUSTODY_HOLDERS, agency_id=agency, person_id=person) for person, agency in rows]


def _youth_and_parents(matter: Matter) -> list[Holder]:
    if age_of(matter) >= PARENTS_STAND_BACK_AT:
        return _youth(matter)
    return _youth(matter) + _custody_holders(matter)


def who_reads_letters(matter: Matter) -> list[Holder]:
    """Who reads a letter to the youth: under twelve those with custody, for the child, where they are known."""
    if age_of(matter) >= AGREES_TOO_AT:
        return _youth(matter)
    return _custody_holders(matter) or _youth(matter)


def age_of(matter: Matter, on: date | None = None) -> int:
    """How old the youth is on a day, or today; an adult where no birth date is known."""
    (birth_on,) = matter.tx.one(READ_BIRTH, youth=matter.case.youth_id) or (None,)
    return age(birth_on, on or matter.today) if birth_on else ADULT_AT


def _trusted_person(matter: Matter) -> list[Holder]:
    row = matter.tx.one(READ_TRUSTED, case=matter.case.id)
    if row is None:
        return _case_manager(matter)
    person, professional = row
    if professional is not None:
        return [_professional(matter, professional, None, Part.TRUSTED_PERSON)]
    return [Holder(Part.TRUSTED_PERSON, person_id=person)]


_PARTS: dict[str, Callable[[Matter], list[Holder]]] = {
    Part.COORDINATOR: _coordinator,
    Part.REFERRER: _referrer,
    Part.CASE_MANAGER: _case_manager,
    Part.CONSULTANT: _consultant,
    Part.COACH: _coach,
    Part.MINUTE_TAKER: _minute_taker,
    Part.YOUTH: _youth,
    Part.CUSTODY_HOLDERS: _custody_holders,
    Part.YOUTH_AND_PARENTS: _youth_and_parents,
    Part.TRUSTED_PERSON: _trusted_person,
}
