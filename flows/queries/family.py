"""What one family shares: who is in it, who is in view, and agreements of the whole family. Never a youth's details."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from flows.queries.door import Opened, open_file
from flows.queries.people import holder_name
from flows.queries.visible import visible
from models.access import Viewer
from models.store import Tx
from models.tables import Action, CaseFile, FamilyAgreement, FamilyMember, Person, Youth


@dataclass(frozen=True, slots=True)
class Sibling:
    """A brother or sister with a case: a given name, and its number for who has a part in it."""

    given_name: str
    ref: str | None


@dataclass(frozen=True, slots=True)
class InView:
    """Somebody of the family without a file."""

    id: int
    given_name: str
    relation: str
    words: str | None


@dataclass(frozen=True, slots=True)
class FamilysAgreement:
    """What was agreed for the whole family: what, who, by when, and in whose case."""

    action: int
    of: str
    words: str
    who: str
    due_on: date
    status: str


@dataclass(frozen=True, slots=True)
class FamilyView:
    """One family, as somebody who may see the file of one of its youths sees it."""

    siblings: tuple[Sibling, ...]
    in_view: tuple[InView, ...]
    agreements: tuple[FamilysAgreement, ...]


def family_of(tx: Tx, viewer: Viewer, ref: str) -> FamilyView:
    """The family of the youth of that case; empty where it is linked with no other.

    Raises:
        Refused: no such case, or the viewer may not see its file.
    """
    opened = open_file(tx, viewer, ref)
    family = tx.session.get_one(Youth, opened.case.youth_id).family_id
    if family is None:
        return FamilyView((), (), ())
    members = tx.session.exec(
        select(FamilyMember).where(FamilyMember.family_id == family).order_by(col(FamilyMember.id))
    )
    return FamilyView(
        siblings=tuple(_siblings(tx, opened, family)),
        in_view=tuple(InView(row.id, row.given_name, row.relation, row.words) for row in members),
        agreements=tuple(_agreements(tx, family)),
    )


def _siblings(tx: Tx, opened: Opened, family: int) -> Iterator[Sibling]:
    known = set(tx.session.exec(select(CaseFile.id).where(visible(opened.viewer))).all())
    rows = tx.session.exec(
        select(CaseFile, Person)
        .join(Youth, col(Youth.person_id) == CaseFile.youth_id)
        .join(Person, col(Person.id) == Youth.person_id)
        .where(Youth.family_id == family, CaseFile.id != opened.case.id, col(CaseFile.merged_into_id).is_(None))
        .order_by(col(CaseFile.id))
    )
    for case, person in rows:
        yield Sibling(person.given_name, case.ref if case.id in known else None)


def _agreements(tx: Tx, family: int) -> Iterator[FamilysAgreement]:
    rows = tx.session.exec(
        select(Action, Person)
        .join(FamilyAgreement, col(FamilyAgreement.action_id) == Action.id)
        .join(CaseFile, col(CaseFile.id) == Action.case_id)
        .join(Person, col(Person.id) == CaseFile.youth_id)
        .where(FamilyAgreement.family_id == family)
        .order_by(col(Action.due_on), col(Action.id))
    )
    for action, person in rows:
        who = holder_name(tx, action.agency_id, action.professional_id, action.person_id)
        yield FamilysAgreement(action.id, person.given_name, action.words, who, action.due_on, action.status)
