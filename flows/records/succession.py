"""What handing a part over records: who plays it now, what is asked of them, and how long the former one reads."""

from dataclasses import replace

from sqlmodel import col, select

from flows.engine import hot, rewait, when
from flows.engine.matter import CaseRow, Matter
from flows.engine.post import put
from flows.engine.step import start
from flows.engine.who import holders
from flows.records.partner import join_partner
from models.code import Errand, Part, WaitStatus
from models.holder import Holder
from models.tables import CaseFile, ReadGrant, StageRun, Succession, Wait

PARTS = {Part.CASE_MANAGER: "case_manager_id", Part.CONSULTANT: "consultant_id", Part.COACH: "coach_id"}
"""The parts in a case that somebody is appointed to, and where the file keeps who that is."""


def hand_over(matter: Matter, who: str) -> None:
    """From here on this person plays the part; what the former one was asked in it goes along, its clock running on.

    The former one may read the file for as long as the region agreed, and is told; private notes do not come along.
    """
    row = matter.session.get_one(Succession, matter.about)
    successor = holders(matter, who, None)[0]
    if successor.professional_id is None:
        return
    part = Part(row.part)
    appoint(matter, part, successor.professional_id)
    join_partner(matter, successor)
    hand_on_questions(matter, part)
    if row.former_id is not None and not row.left:
        _may_read_on(matter, row.former_id)


def appoint(matter: Matter, part: Part, professional: int | None) -> None:
    """This person plays the part from now on; nobody: whoever does so where nobody is appointed."""
    file = matter.session.get_one(CaseFile, matter.case.id)
    setattr(file, PARTS[part], professional)
    matter.session.add(file)
    matter.tx.flush()
    matter.case = CaseRow(*matter.tx.one(hot.LOCK_CASE, case=matter.case.id) or ())


def to_be_named(matter: Matter, part: Part, former: int, *, left: bool, successor: int | None = None) -> int:
    """Starts asking who plays a part from now on; gives the number of the succession."""
    row = Succession(
        case_id=matter.case.id,
        part=part,
        former_id=former,
        successor_id=successor,
        left=left,
        began_at=matter.now,
    )
    matter.session.add(row)
    matter.tx.flush()
    start(matter, Errand.SUCCESSION, row.id)
    return row.id


def is_being_handed_over(matter: Matter, part: Part) -> bool:
    """Whether somebody is being asked already."""
    found = (
        select(Succession.id)
        .join(StageRun, col(StageRun.about) == Succession.id)
        .where(
            Succession.case_id == matter.case.id,
            Succession.part == part,
            StageRun.stage == Errand.SUCCESSION,
            col(StageRun.ended_at).is_(None),
        )
    )
    return matter.session.exec(found).first() is not None


def hand_on_questions(matter: Matter, part: Part) -> None:
    """What is asked in this part goes to who plays it now."""
    waits = matter.session.exec(
        select(Wait)
        .where(Wait.case_id == matter.case.id, Wait.part == part, Wait.status == WaitStatus.OPEN)
        .order_by(col(Wait.id))
    ).all()
    for wait in waits:
        now = holders(replace(matter, run=wait.stage_run_id), part, wait.form)[0]
        if now.token != Holder("", wait.agency_id, wait.professional_id, wait.person_id).token:
            rewait.hand_to(matter, wait.id, now)


def _may_read_on(matter: Matter, former: int) -> None:
    until = when.due(matter, "former holder reads", agency=None).on
    if until is None:
        return
    known = select(ReadGrant).where(ReadGrant.case_id == matter.case.id, ReadGrant.professional_id == former)
    grant = matter.session.exec(known).first() or ReadGrant(
        case_id=matter.case.id, professional_id=former, until_on=until
    )
    grant.until_on = until
    matter.session.add(grant)
    matter.tx.flush()
    told = holders(matter, f"professional:{former}", None)[0]
    put(matter, told, "CaseHandedOver", {"read_until_on": until})
