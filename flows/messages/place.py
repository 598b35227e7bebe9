"""Where a meeting is, as far as a mail may say: what somebody typed could name a person. Hides rather than guesses."""

from collections.abc import Iterable, Iterator

from sqlmodel import col, or_, select

from models.secret import normalised
from models.store import Tx
from models.tables import CaseFile, CasePerson, Custody, Meeting, Person


def neutral_place(tx: Tx, meeting: Meeting) -> str | None:
    """The place, unless somebody's address is secret or the words name somebody of the case.

    What is left out stands behind the link.
    """
    place, people = meeting.place, _people(tx, tx.session.get_one(CaseFile, meeting.case_id))
    if place is None or any(person.secret_address for person in people):
        return None
    if meeting.sitting_id is None and set(normalised(place).split()) & set(_names(people)):
        return None
    return place


def _people(tx: Tx, case: CaseFile) -> list[Person]:
    """The youth, those with custody and whom the youth leans on, now and before."""
    custody = select(Custody.person_id).where(Custody.youth_id == case.youth_id)
    leant_on = select(CasePerson.person_id).where(CasePerson.case_id == case.id)
    around = or_(Person.id == case.youth_id, col(Person.id).in_(custody), col(Person.id).in_(leant_on))
    return list(tx.session.exec(select(Person).where(around)))


def _names(people: Iterable[Person]) -> Iterator[str]:
    for person in people:
        yield from normalised(f"{person.given_name} {person.family_name or ''}").split()
