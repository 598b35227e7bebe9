"""Somebody joins the people around a youth: the row, and what they are asked from then on. Judges no form.

Source: process.md, "Parents", and stage 4 step 1.
"""

from dataclasses import replace

from sqlmodel import col, select

from flows.engine import rewait
from flows.engine.matter import Matter
from flows.records.around import playing
from flows.records.custody_change import custody_is_known, custody_joined, who_may_know
from models.code import Part, Relation, WaitStatus
from models.holder import Holder
from models.tables import CasePerson, Custody, Wait


def joins_custody(matter: Matter, relation: Relation, holder: Holder) -> None:
    """They have custody from today on."""
    knew = who_may_know(matter)
    matter.session.add(
        Custody(
            youth_id=matter.case.youth_id, person_id=holder.person_id, agency_id=holder.agency_id, relation=relation
        )
    )
    matter.tx.flush()
    custody_is_known(matter)
    custody_joined(matter, Holder(Part.CUSTODY_HOLDERS, holder.agency_id, None, holder.person_id), knew)


def joins_around(matter: Matter, relation: Relation, holder: Holder) -> None:
    """The youth leans on them; there is one substitute at a time."""
    if relation == Relation.SUBSTITUTE:
        _ends(matter, relation)
    _keep(matter, relation, holder, None)


def stays_in_touch(matter: Matter, holder: Holder) -> None:
    """They are the trusted person from today on: the same windows go on with them, and open questions go to them."""
    before = _ends(matter, Relation.TRUSTED_PERSON)
    _keep(matter, Relation.TRUSTED_PERSON, holder, before.variant if before else None)
    for wait in _of_the_trusted_person(matter):
        rewait.hand_to(matter, wait.id, replace(holder, part=Part.TRUSTED_PERSON))


def _ends(matter: Matter, relation: Relation) -> CasePerson | None:
    """Who was that until now is thanked."""
    rows = [each.row for each in playing(matter, relation) if isinstance(each.row, CasePerson)]
    for row in rows:
        row.until_on = max(matter.today, row.since_on)
        matter.session.add(row)
    matter.tx.flush()
    return rows[-1] if rows else None


def _keep(matter: Matter, relation: Relation, holder: Holder, variant: str | None) -> None:
    matter.session.add(
        CasePerson(
            case_id=matter.case.id,
            person_id=holder.person_id,
            professional_id=holder.professional_id,
            relation=relation,
            variant=variant,
            since_on=matter.today,
        )
    )
    matter.tx.flush()


def _of_the_trusted_person(matter: Matter) -> list[Wait]:
    """What the trusted person is asked, and windows that the case manager held because there was none."""
    stood_in = (col(Wait.form) == "Contact") & col(Wait.key).startswith("contact:")
    rows = select(Wait).where(
        Wait.case_id == matter.case.id,
        Wait.status == WaitStatus.OPEN,
        (col(Wait.part) == Part.TRUSTED_PERSON) | stood_in,
    )
    return list(matter.session.exec(rows.order_by(col(Wait.id))).all())
