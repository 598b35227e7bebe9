"""Who is around a youth now, and the row that says so. Adds nobody and ends nobody."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlmodel import col, select

from flows.engine.matter import Matter
from models.code import Part, Relation
from models.forms.people import CUSTODY
from models.holder import INVITED, Holder
from models.tables import CasePerson, Custody


@dataclass(frozen=True, slots=True)
class Around:
    """One of the people of a case, and the row by which they are.

    Attributes:
        holder: how a question or an answer names them.
    """

    holder: Holder
    relation: Relation
    row: Custody | CasePerson

    @property
    def has_custody(self) -> bool:
        """Whether they are one of those with custody."""
        return self.relation in CUSTODY


def people_around(matter: Matter) -> list[Around]:
    """Everybody who has custody or whom the youth leans on today, in the order they came."""
    return [*_with_custody(matter), *_leant_on(matter)]


def with_custody(matter: Matter) -> list[Around]:
    """Who has custody today: people and institutions."""
    return list(_with_custody(matter))


def playing(matter: Matter, relation: Relation) -> list[Around]:
    """Who is that to the youth in this case today."""
    return [each for each in people_around(matter) if each.relation == relation]


def _with_custody(matter: Matter) -> Iterator[Around]:
    rows = select(Custody).where(Custody.youth_id == matter.case.youth_id, col(Custody.until_on).is_(None))
    for row in matter.session.exec(rows.order_by(col(Custody.id))).all():
        yield Around(Holder(Part.CUSTODY_HOLDERS, row.agency_id, None, row.person_id), row.relation, row)


def _leant_on(matter: Matter) -> Iterator[Around]:
    rows = select(CasePerson).where(CasePerson.case_id == matter.case.id, col(CasePerson.until_on).is_(None))
    for row in matter.session.exec(rows.order_by(col(CasePerson.id))).all():
        part = Part.TRUSTED_PERSON if row.relation == Relation.TRUSTED_PERSON else INVITED
        yield Around(Holder(part, None, row.professional_id, row.person_id), row.relation, row)
