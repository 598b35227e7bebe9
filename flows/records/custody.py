"""Who has custody of a youth, as far as people told. Decides nothing about whose yes counts."""

from collections.abc import Iterable

from flows.engine.matter import Matter
from models.code import Part, Relation
from models.forms.intake import CustodyHolder
from models.holder import Holder
from models.tables import Custody, Person


def add_custody(matter: Matter, holders: Iterable[CustodyHolder]) -> list[Holder]:
    """People with custody, in the order they were named."""
    added = []
    for each in holders:
        person = Person(given_name=each.given_name, family_name=each.family_name, phone=each.phone, email=each.email)
        matter.session.add(person)
        matter.tx.flush()
        matter.session.add(Custody(youth_id=matter.case.youth_id, person_id=person.id, relation=each.relation))
        matter.tx.flush()
        added.append(Holder(Part.CUSTODY_HOLDERS, person_id=person.id))
    return added


def add_guardian(matter: Matter, agency: int) -> Holder:
    """An institution has custody."""
    matter.session.add(Custody(youth_id=matter.case.youth_id, agency_id=agency, relation=Relation.GUARDIAN))
    matter.tx.flush()
    return Holder(Part.CUSTODY_HOLDERS, agency_id=agency)
