"""What aftercare records: who stays in touch, and who does not any more."""

from sqlmodel import col, select

from flows.engine.matter import Matter
from flows.records.succession import hand_on_questions
from models.code import Part, Relation
from models.tables import CasePerson


def substitute_steps_in(matter: Matter) -> bool:
    """Who hands back is thanked; the substitute is asked to be trusted person. False when there is none."""
    present = _of(matter, Relation.TRUSTED_PERSON)
    substitute = _of(matter, Relation.SUBSTITUTE)
    if present is not None:
        present.until_on = matter.today
        matter.session.add(present)
    if substitute is None:
        matter.tx.flush()
        return False
    substitute.relation = Relation.TRUSTED_PERSON
    substitute.variant = present.variant if present else substitute.variant
    matter.session.add(substitute)
    matter.tx.flush()
    return True


def takes_questions_over(matter: Matter) -> None:
    """What the one before was still asked as trusted person, a warm handover above all, goes to who is it now."""
    hand_on_questions(matter, Part.TRUSTED_PERSON)


def nobody_stays_in_touch(matter: Matter) -> None:
    """Whom the youth chose does not stay in touch after all; somebody else is chosen."""
    present = _of(matter, Relation.TRUSTED_PERSON)
    if present is not None:
        present.until_on = matter.today
        matter.session.add(present)
        matter.tx.flush()


def _of(matter: Matter, relation: Relation) -> CasePerson | None:
    return matter.session.exec(
        select(CasePerson)
        .where(
            CasePerson.case_id == matter.case.id, CasePerson.relation == relation, col(CasePerson.until_on).is_(None)
        )
        .order_by(col(CasePerson.id).desc())
    ).first()
