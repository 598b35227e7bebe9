"""One family, one plan: linking cases of brothers and sisters, and what the family shares. Never a youth's details.

Source: process.md, "Siblings".
"""

from datetime import datetime
from typing import Any

from sqlmodel import col, func, select

from flows.commands.guided import guided
from flows.commands.question import lock_case, see_case
from flows.commands.reading import as_fields
from flows.engine.matter import Matter
from models.access import Viewer
from models.deed import Deed
from models.forms import line_from
from models.forms.change import FamilyLink, FamilysAgreement, MemberInView
from models.refusal import BadAnswer, Refused
from models.speech import mark
from models.store import Store, Tx
from models.tables import Action, CaseFile, Family, FamilyAgreement, FamilyMember, Youth


def link_family(store: Store, viewer: Viewer, ref: str, content: Any, now: datetime) -> int:
    """Links the case of a brother or sister: one family from now on, each youth's details apart. Gives its number.

    The viewer guides the one case and has a part in the other; two different case managers stay two.

    Raises:
        Refused: a case that is not there for the viewer, the same one, another region, or families that differ.
    """
    said = line_from(FamilyLink, as_fields(content))
    with store.write(now) as tx:
        here, there = _both(tx, viewer, ref, said.other)
        if here.case.youth_id == there.case.youth_id:
            raise BadAnswer(mark("The field '{field}' does not fit: {why}."), "other", why=mark("it is the same youth"))
        if here.case.region_id != there.case.region_id:
            raise BadAnswer(mark("The field '{field}' does not fit: {why}."), "other", why=mark("it is another region"))
        mine, theirs = (tx.session.get_one(Youth, matter.case.youth_id) for matter in (here, there))
        if mine.family_id is not None and mine.family_id == theirs.family_id:
            raise Refused(mark("These cases are linked already."))
        if mine.family_id is not None and theirs.family_id is not None:
            raise Refused(mark("Both belong to a family already; take one of them out first."))
        family = mine.family_id or theirs.family_id or _new_family(tx)
        mine.family_id = theirs.family_id = family
        tx.session.add_all([mine, theirs])
        return family


def unlink_family(store: Store, viewer: Viewer, ref: str, now: datetime) -> None:
    """Takes a case out of its family; what its agreements were for the family is its own again.

    Raises:
        Refused: it belongs to no family, or the viewer does not guide it.
    """
    with store.write(now) as tx:
        matter = guided(tx, viewer, ref, Deed.LINK_FAMILY)
        youth = tx.session.get_one(Youth, matter.case.youth_id)
        family = _family(matter)
        for shared in _shared_from(matter, family):
            tx.session.delete(shared)
        youth.family_id = None
        tx.session.add(youth)
        tx.flush()
        _end_if_alone(tx, family)


def add_family_member(store: Store, viewer: Viewer, ref: str, content: Any, now: datetime) -> int:
    """Keeps somebody of the family in view, without a file of their own; gives the number of the note.

    Raises:
        Refused: a field does not fit, or the viewer does not guide this case.
    """
    said = line_from(MemberInView, as_fields(content))
    with store.write(now) as tx:
        matter = guided(tx, viewer, ref, Deed.LINK_FAMILY)
        youth = tx.session.get_one(Youth, matter.case.youth_id)
        if youth.family_id is None:
            youth.family_id = _new_family(tx)
            tx.session.add(youth)
        member = FamilyMember(
            family_id=youth.family_id,
            given_name=said.given_name,
            relation=said.relation,
            words=said.words,
            noted_at=now,
            noted_by=viewer.professional_id,
        )
        tx.session.add(member)
        tx.flush()
        return member.id


def drop_family_member(store: Store, viewer: Viewer, ref: str, member: int, now: datetime) -> None:
    """Somebody of the family is not in view any more.

    Raises:
        Refused: nobody of this family by that number, or the viewer does not guide this case.
    """
    with store.write(now) as tx:
        family = _family(guided(tx, viewer, ref, Deed.LINK_FAMILY))
        row = tx.session.get(FamilyMember, member)
        if row is None or row.family_id != family:
            raise Refused(mark("Nobody of this family is in view under that number."))
        tx.session.delete(row)


def share_agreement(store: Store, viewer: Viewer, ref: str, content: Any, now: datetime) -> None:
    """Makes an agreement of this youth the family's: it shows in the cases of brothers and sisters too.

    Raises:
        Refused: no such agreement in this case, shared already, or the case belongs to no family.
    """
    said = line_from(FamilysAgreement, as_fields(content))
    with store.write(now) as tx:
        matter = guided(tx, viewer, ref, Deed.LINK_FAMILY)
        family = _family(matter)
        action = tx.session.get(Action, said.action)
        if action is None or action.case_id != matter.case.id:
            why = mark("there is no such agreement in this case")
            raise BadAnswer(mark("The field '{field}' does not fit: {why}."), "action", why=why)
        if tx.session.get(FamilyAgreement, action.id) is not None:
            raise Refused(mark("This agreement is the family's already."))
        tx.session.add(
            FamilyAgreement(action_id=action.id, family_id=family, shared_at=now, shared_by=viewer.professional_id)
        )


def _both(tx: Tx, viewer: Viewer, ref: str, other: str) -> tuple[Matter, Matter]:
    """Both cases under their locks, the newer first, as wherever two are locked."""
    numbers = {
        row.ref: row.id for row in tx.session.exec(select(CaseFile).where(col(CaseFile.ref).in_(_refs(ref, other))))
    }
    for name in sorted(_refs(ref, other), key=lambda each: -numbers.get(each, 0)):
        see_case(tx, viewer, lock_case(tx, name, viewer))
    here = guided(tx, viewer, ref, Deed.LINK_FAMILY)
    there = lock_case(tx, other, viewer)
    return here, Matter(tx, there, 0, "", 0, None, None, viewer.professional_id)


def _refs(*refs: str) -> list[str]:
    return [ref.strip().upper()[:12] for ref in refs]


def _family(matter: Matter) -> int:
    family = matter.session.get_one(Youth, matter.case.youth_id).family_id
    if family is None:
        raise Refused(mark("Case {ref} is linked with no other."), ref=matter.case.ref)
    return family


def _new_family(tx: Tx) -> int:
    family = Family()
    tx.session.add(family)
    tx.flush()
    return family.id


def _shared_from(matter: Matter, family: int) -> list[FamilyAgreement]:
    return list(
        matter.session.exec(
            select(FamilyAgreement)
            .join(Action, col(Action.id) == FamilyAgreement.action_id)
            .where(FamilyAgreement.family_id == family, Action.case_id == matter.case.id)
        )
    )


def _end_if_alone(tx: Tx, family: int) -> None:
    """A family of one youth with nobody in view is no link any more."""
    left = tx.session.exec(select(Youth).where(Youth.family_id == family)).all()
    in_view = tx.session.exec(select(func.count(col(FamilyMember.id))).where(FamilyMember.family_id == family)).one()
    if len(left) == 1 and not in_view:
        for shared in tx.session.exec(select(FamilyAgreement).where(FamilyAgreement.family_id == family)):
            tx.session.delete(shared)
        left[0].family_id = None
        tx.session.add(left[0])
