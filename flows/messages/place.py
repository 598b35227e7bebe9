"""Where a meeting is, as far as a mail may say: what somebody typed could name a person. Hides rather than guesses."""

from collections.abc import Iterator

from sqlmodel import col, or_, select

from models.secret import normalised
from models.store import Tx
from models.tables import CaseFile, CasePerson, Custody, Meeting, Person, Youth


def neutral_place(tx: Tx, meeting: Meeting) -> str | None:
    """The place, unless the youth's whereabouts are secret or the words name somebody of the case.

    What is left out stands behind the link.
    """
    place, case = meeting.place, tx.session.get_one(CaseFile, meeting.case_id)
    if place is None or tx.session.get_one(Youth, case.youth_id).secret_address:
        return None
    if meeting.sitting_id is None and set(normalised(place).split()) & set(_names(tx, case)):
        return None
    return place


def _names(tx: Tx, case: CaseFile) -> Iterator[str]:
    custody = select(Custody.person_id).where(Custody.youth_id == case.youth_id)
    leant_on = select(CasePerson.person_id).where(CasePerson.case_id == case.id)
    people = tx.session.exec(
        select(Person.given_name, Person.family_name).where(
            or_(Person.id == case.youth_id, col(Person.id).in_(custody), col(Person.id).in_(leant_on))
        )
    )
    for given_name, family_name in people:
        yield from normalised(f"{given_name} {family_name or ''}").split()
