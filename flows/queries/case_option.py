"""What the list of cases can be narrowed by: schools, municipalities, consultants that occur in it. Never a youth."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import col, select

from flows.queries.visible import cases_where, visible
from flows.queries.waiting import name_of
from models.access import Viewer
from models.item import Action, Item
from models.store import Tx
from models.tables import Agency, CaseFile, Professional, Youth


@dataclass(frozen=True, slots=True)
class CaseOptions:
    """Choices with what they are called, by their codes, in the order to show them."""

    schools: Mapping[str, str] = field(hash=False)
    municipalities: tuple[str, ...]
    consultants: Mapping[str, str] = field(hash=False)


def case_options(tx: Tx, viewer: Viewer) -> CaseOptions:
    """Everything that occurs in the cases the viewer may know of."""
    youths = select(CaseFile.youth_id).where(visible(viewer))
    known = select(CaseFile.youth_id).where(cases_where(viewer, Item.SCHOOL, Action.SEARCH))
    schools = _rows(tx, select(Youth.school_id).where(col(Youth.person_id).in_(known)))
    named = tx.session.exec(select(Agency.id, Agency.name).where(col(Agency.id).in_(schools)).order_by(Agency.name))
    places = _rows(tx, select(Youth.municipality).where(col(Youth.person_id).in_(youths)))
    consultants = _rows(tx, select(CaseFile.consultant_id).where(visible(viewer)))
    people = tx.session.exec(select(Professional).where(col(Professional.id).in_(consultants)))
    called = sorted((name_of(who), str(who.id)) for who in people)
    return CaseOptions(
        {str(number): name for number, name in named}, tuple(places), {number: name for name, number in called}
    )


def _rows(tx: Tx, query: Any) -> list[Any]:
    return sorted(each for each in tx.session.exec(query.distinct()) if each is not None)
