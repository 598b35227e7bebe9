"""Whom an answer may name: agencies and professionals of the region, and the people of this very case."""

from collections.abc import Iterable

from sqlmodel import col, select

from flows.engine.matter import Matter
from flows.engine.who import READ_CUSTODY
from models.holder import parsed
from models.refusal import BadAnswer
from models.speech import mark
from models.tables import Agency, CasePerson, Professional

UNKNOWN = {
    "agency": mark("there is no such agency"),
    "professional": mark("there is no such professional"),
    "person": mark("that is nobody of this case"),
}


def insist_known(matter: Matter, tokens: Iterable[str], field: str) -> None:
    """Refuses who is not there, works in another region, or has nothing to do with this case.

    Raises:
        BadAnswer: somebody of that kind, named in this field.
    """
    for token in tokens:
        kind, number = parsed(token)
        if not _KNOWN[kind](matter, number):
            raise BadAnswer(mark("The field '{field}' does not fit: {why}."), field, why=UNKNOWN[kind])


def _agency(matter: Matter, number: int) -> bool:
    agency = matter.session.get(Agency, number)
    return agency is not None and agency.region_id == matter.case.region_id


def _professional(matter: Matter, number: int) -> bool:
    professional = matter.session.get(Professional, number)
    return professional is not None and _agency(matter, professional.agency_id)


def _person(matter: Matter, number: int) -> bool:
    return number == matter.case.youth_id or number in custody_holders(matter) or number in _around(matter)


def custody_holders(matter: Matter) -> set[int]:
    """The people with custody of the youth."""
    return {person for person, _ in matter.tx.all(READ_CUSTODY, youth=matter.case.youth_id) if person is not None}


def _around(matter: Matter) -> set[int | None]:
    """Whom the youth leans on in this case."""
    return set(
        matter.session.exec(
            select(CasePerson.person_id).where(CasePerson.case_id == matter.case.id, col(CasePerson.until_on).is_(None))
        )
    )


_KNOWN = {"agency": _agency, "professional": _professional, "person": _person}
