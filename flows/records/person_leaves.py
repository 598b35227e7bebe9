"""What follows when somebody is not around a youth any more: nothing is asked of them or sent to them from then on.

What they had agreed to do goes to the case manager; other questions are taken back. Source: process.md, stage 4 step 1.
"""

from dataclasses import replace

from sqlalchemy import bindparam, update
from sqlmodel import col, select

from flows.engine import hot, rewait
from flows.engine.matter import Matter
from flows.engine.taking_back import take_back
from flows.engine.who import holders
from flows.records.around import Around, people_around, playing
from flows.records.consent import trusted_person_hands_back
from flows.records.custody_change import custody_ended, who_may_know
from flows.records.yes_needed import PERSON_LEFT
from models.code import Part, Relation, WaitStatus
from models.holder import Holder
from models.prepared import Prepared
from models.tables import Action, CasePerson, Invitation, Meeting, StageRun, Wait

DROP_MESSAGES = Prepared(
    update(hot.MESSAGE)
    .where(hot.MESSAGE.c.case_id == bindparam("case"), hot.QUEUED, hot.MESSAGE.c.to_person_id == bindparam("person"))
    .values(status="skipped", reason=PERSON_LEFT, done_at=bindparam("now"), lease_until=None, lease_by=None)
)


def person_leaves(matter: Matter, who: Around, code: str = PERSON_LEFT) -> None:
    """From today on this person has no part in the case as that; who is also something else to the youth stays so."""
    knew = who_may_know(matter)
    if isinstance(who.row, CasePerson):
        who.row.until_on = max(matter.today, who.row.since_on)
    else:
        who.row.until_on = matter.today
    matter.session.add(who.row)
    matter.tx.flush()
    if who.relation == Relation.TRUSTED_PERSON:
        _substitute_is_next(matter, who)
    for wait in _asked(matter, who):
        _ends(matter, wait, code)
    if who.holder.person_id is not None and not _is_around(matter, who.holder):
        _not_expected(matter, who.holder.person_id)
        matter.tx.run(DROP_MESSAGES, case=matter.case.id, person=who.holder.person_id, now=matter.now)
    if who.has_custody:
        custody_ended(matter, knew)


def _asked(matter: Matter, who: Around) -> list[Wait]:
    """What they are asked; of an institution or a professional only what they are asked in that part."""
    part, mine = col(Wait.part) == who.holder.part, col(Wait.person_id) == who.holder.person_id
    if who.holder.person_id is None:
        mine = part & (
            col(Wait.agency_id) == who.holder.agency_id if who.has_custody else col(Wait.person_id).is_(None)
        )
    elif _is_around(matter, who.holder):
        mine &= part
    rows = select(Wait).where(Wait.case_id == matter.case.id, Wait.status == WaitStatus.OPEN, mine)
    return list(matter.session.exec(rows.order_by(col(Wait.id))).all())


def _is_around(matter: Matter, holder: Holder) -> bool:
    """Whether they are something else to the youth still."""
    return any(each.holder.token == holder.token for each in people_around(matter))


def _ends(matter: Matter, wait: Wait, code: str) -> None:
    """Who stays in touch is asked again; until then the case manager holds what else the trusted person was asked."""
    if wait.part == Part.TRUSTED_PERSON and wait.kind == "ask":
        trusted_person_hands_back(matter, wait)
    elif wait.part == Part.TRUSTED_PERSON:
        somebody = holders(replace(matter, run=wait.stage_run_id), Part.CASE_MANAGER, wait.form)[0]
        rewait.hand_to(matter, wait.id, replace(somebody, part=Part.TRUSTED_PERSON), matter.speaker)
    elif wait.form in GOES_TO:
        somebody = holders(replace(matter, run=wait.stage_run_id), GOES_TO[wait.form], wait.form)[0]
        _takes_over(matter, wait, somebody)
        rewait.hand_to(matter, wait.id, somebody, matter.speaker)
    else:
        take_back(matter, wait, code)


GOES_TO = {"ActionDone": Part.CASE_MANAGER}
"""What somebody had agreed to do is not lost with them: who decides about it now."""


def _takes_over(matter: Matter, wait: Wait, somebody: Holder) -> None:
    """The agreement has one responsible person still."""
    action = matter.session.get_one(Action, matter.session.get_one(StageRun, wait.stage_run_id).about)
    action.person_id = None
    action.agency_id, action.professional_id = somebody.agency_id, somebody.professional_id
    matter.session.add(action)
    matter.tx.flush()


def _substitute_is_next(matter: Matter, who: Around) -> None:
    """The substitute keeps to the same windows; where nobody agreed yet, the youth chooses again."""
    leaving = who.row
    for each in playing(matter, Relation.SUBSTITUTE):
        if isinstance(each.row, CasePerson) and isinstance(leaving, CasePerson):
            each.row.variant = leaving.variant
            matter.session.add(each.row)
    asked = select(Wait).where(
        Wait.case_id == matter.case.id, Wait.status == WaitStatus.OPEN, Wait.form == "ParentsAgree"
    )
    for wait in matter.session.exec(asked.order_by(col(Wait.id))).all():
        take_back(matter, wait, "no longer needed")


def _not_expected(matter: Matter, person: int) -> None:
    """They stand on the list of no meeting that lies ahead."""
    invited = select(Invitation).join(Meeting, col(Meeting.id) == Invitation.meeting_id)
    ahead = invited.where(
        Meeting.case_id == matter.case.id, col(Meeting.held).is_(None), Invitation.person_id == person
    )
    for row in matter.session.exec(ahead).all():
        row.status, row.code = "cannot", PERSON_LEFT
        matter.session.add(row)
    matter.tx.flush()
