"""What a row about somebody who works there brings: people, contacts, mandates, the registration point.

Takes no role, contact or mandate away, and moves nobody to another agency: what somebody holds has to be handed on.
"""

from typing import Any

from sqlmodel import select

from flows.region_book.place import Became, Place
from models.code import Role
from models.forms import FORMS
from models.forms.region_line import ContactLine, MandateLine, PersonLine, PointLine
from models.refusal import Refused
from models.secret import digest_of_email
from models.speech import mark
from models.tables import Agency, Contact, Expertise, Mandate, Professional, ProfessionalRole, RegistrationPoint

EVERY_QUESTION = "*"
UNSIGNED = mark("Somebody works at '{code}', but that agency signed no agreement: add it to the sheet of signatures.")


def take_person(place: Place, said: PersonLine) -> Became:
    """Somebody, their roles and what they know well.

    Raises:
        Refused: no such agency, one that signed nothing, or an address of somebody else, elsewhere or gone.
    """
    agency = place.agency(said.agency)
    if agency.signed_on is None:
        raise Refused(UNSIGNED, code=agency.code)
    found = place.called(said.email)
    if found is not None:
        _insist_on_the_same(place, found, agency)
    email: dict[str, Any] = {"email": said.email, "email_digest": digest_of_email(said.email)}
    row = found or Professional(agency_id=agency.id, given_name="", family_name="", **email)
    told = said.model_dump(include={"given_name", "prefix", "family_name", "phone", "language"})
    became = place.became(row, told, there=found is not None)
    more = _more_roles(place, row, said) + _more_expertise(place, row, said)
    return Became.CHANGED if more and became is Became.SAME else became


def _insist_on_the_same(place: Place, row: Professional, agency: Agency) -> None:
    if not place.is_here(row):
        raise Refused(mark("This mail address is of somebody in another region."))
    if not row.active:
        raise Refused(mark("Who had this mail address does not work here any more; nobody else gets it."))
    if row.agency_id != agency.id:
        raise Refused(mark("They work at another agency here. Say that they leave there, and give them a new address."))


def _more_roles(place: Place, row: Professional, said: PersonLine) -> int:
    held = set(place.tx.session.exec(select(ProfessionalRole.role).where(ProfessionalRole.professional_id == row.id)))
    more = sorted({Role.PROFESSIONAL, *said.roles} - held)
    place.tx.session.add_all(ProfessionalRole(professional_id=row.id, role=role) for role in more)
    place.tx.flush()
    return len(more)


def _more_expertise(place: Place, row: Professional, said: PersonLine) -> int:
    known = place.tx.session.exec(select(Expertise).where(Expertise.professional_id == row.id)).all()
    schools = {place.agency(code).id for code in said.schools} - {each.school_id for each in known}
    about = set(said.expertise) - {each.about for each in known}
    place.tx.session.add_all(Expertise(professional_id=row.id, school_id=school) for school in sorted(schools))
    place.tx.session.add_all(Expertise(professional_id=row.id, about=code) for code in sorted(about))
    place.tx.flush()
    return len(schools) + len(about)


def take_contact(place: Place, said: ContactLine) -> Became:
    """Somebody is the contact of their agency, for every question or one, every youth or some.

    Raises:
        Refused: nobody is called so, or there is no such question or school.
    """
    if said.question != EVERY_QUESTION and said.question not in FORMS:
        raise Refused(mark("There is no question '{code}'; the sheet 'Uitleg' lists them."), code=said.question)
    who = place.person(said.email)
    school = place.agency(said.school).id if said.school else None
    told: dict[str, Any] = {"question": said.question, "neighbourhood": said.neighbourhood, "school_id": school}
    rows = place.tx.session.exec(select(Contact).where(Contact.professional_id == who.id)).all()
    if any(told == {name: getattr(row, name) for name in told} for row in rows):
        return Became.SAME
    return place.became(Contact(agency_id=who.agency_id, professional_id=who.id, **told), told, there=False)


def take_mandate(place: Place, said: MandateLine) -> Became:
    """A transition consultant may take binding decisions from a day on.

    Raises:
        Refused: no such agreement, nobody is called so, or somebody who is no transition consultant.
    """
    agreement, who = place.agreement(said.agreement), place.person(said.email)
    if place.tx.session.get(ProfessionalRole, (who.id, Role.CONSULTANT)) is None:
        raise Refused(mark("Only a transition consultant gets a mandate."))
    found = place.tx.session.get(Mandate, (agreement.id, who.id))
    if found is not None and found.from_on != said.from_on and found.until_on is not None:
        found.until_on = None
    row = found or Mandate(agreement_id=agreement.id, professional_id=who.id, from_on=said.from_on)
    return place.became(row, {"from_on": said.from_on}, there=found is not None)


def take_point(place: Place, said: PointLine) -> Became:
    """The one registration point, and its one coordinator.

    Raises:
        Refused: no such agency, nobody is called so, or they are no coordinator.
    """
    agency, who = place.agency(said.agency), place.person(said.coordinator)
    if place.tx.session.get(ProfessionalRole, (who.id, Role.COORDINATOR)) is None:
        raise Refused(mark("The coordinator of the registration point needs the role of coordinator."))
    found = place.tx.session.get(RegistrationPoint, place.region.id)
    row = found or RegistrationPoint(region_id=place.region.id, agency_id=agency.id)
    return place.became(row, {"agency_id": agency.id, "coordinator_id": who.id}, there=found is not None)
