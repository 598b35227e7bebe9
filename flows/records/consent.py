"""What a consent that is gone records: the partner may not know of the case any more, from this very moment.

Source: process.md, "Withdrawing consent works at once".
"""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import bindparam, select, update
from sqlmodel import col
from sqlmodel import select as rows

from flows.engine import hot, rewait
from flows.engine.matter import Matter
from flows.engine.post import put
from flows.engine.taking_back import take_back
from flows.engine.who import contact_of, holders
from flows.records.succession import PARTS, appoint, to_be_named
from models.code import Part, WaitStatus
from models.holder import Holder
from models.prepared import Prepared
from models.tables import Invitation, Meeting, Partner, Professional, Wait

WITHDRAWN = "consent withdrawn"
HANDED_ON = frozenset({*PARTS, Part.MINUTE_TAKER, Part.COORDINATOR})
"""Parts whose questions go to whoever plays the part next, rather than being taken back."""

_COLLEAGUES = select(hot.PROFESSIONAL.c.id).where(hot.PROFESSIONAL.c.agency_id == bindparam("agency"))
DROP_MESSAGES = Prepared(
    update(hot.MESSAGE)
    .where(
        hot.MESSAGE.c.case_id == bindparam("case"),
        hot.QUEUED,
        (hot.MESSAGE.c.to_agency_id == bindparam("agency")) | hot.MESSAGE.c.to_professional_id.in_(_COLLEAGUES),
    )
    .values(status="skipped", reason=WITHDRAWN, done_at=bindparam("now"), lease_until=None, lease_by=None)
)


def partner_may_not_know(matter: Matter, agency: int) -> list[int]:
    """What was asked of the partner is taken back, what was to be sent is dropped, and it has no part any more.

    Parts its people were appointed to are free again, and what was asked of them in such a part goes to who plays it
    now. The partner is told that consent was withdrawn, once, if it knew of the case. Gives the questions taken back.
    """
    knew = _leaves(matter, agency)
    _free_parts(matter, agency)
    taken = [wait.id for wait in _open(matter, agency) if _ends(matter, wait)]
    _uninvite(matter, agency)
    matter.tx.run(DROP_MESSAGES, case=matter.case.id, agency=agency, now=matter.now)
    if knew:
        contact = contact_of(matter, agency, None)
        put(matter, Holder("", agency, contact), "ConsentWithdrawn", {"waits": taken})
    return taken


def _leaves(matter: Matter, agency: int) -> bool:
    """Says whether it knew of the case until now."""
    row = matter.session.exec(
        rows(Partner).where(Partner.case_id == matter.case.id, Partner.agency_id == agency)
    ).first() or Partner(case_id=matter.case.id, agency_id=agency)
    asked = matter.session.exec(
        rows(Wait.id).where(Wait.case_id == matter.case.id, Wait.agency_id == agency, col(Wait.told_at).is_not(None))
    ).first()
    knew = (row.joined_at is not None and row.left_at is None) or asked is not None
    row.left_at = matter.now
    matter.session.add(row)
    matter.tx.flush()
    return knew


def _free_parts(matter: Matter, agency: int) -> None:
    """Nobody of that agency guides or coaches the case any more; until somebody else does, the coordinator does."""
    for part, column in PARTS.items():
        number = getattr(matter.case, column)
        holder = matter.session.get(Professional, number) if number else None
        if holder is not None and holder.agency_id == agency:
            appoint(matter, part, None)
            to_be_named(matter, part, holder.id, left=True)


def _open(matter: Matter, agency: int) -> Iterable[Wait]:
    return matter.session.exec(
        rows(Wait)
        .where(Wait.case_id == matter.case.id, Wait.agency_id == agency, Wait.status == WaitStatus.OPEN)
        .order_by(col(Wait.id))
    ).all()


def _ends(matter: Matter, wait: Wait) -> bool:
    """Takes a question back, or hands it on to who plays the part now; says whether it was taken back."""
    if wait.part in HANDED_ON:
        somebody = holders(replace(matter, run=wait.stage_run_id), Part(wait.part), wait.form)[0]
        if somebody.agency_id != wait.agency_id:
            rewait.hand_to(matter, wait.id, replace(somebody, part=wait.part or ""))
            return False
    if wait.part == Part.TRUSTED_PERSON and wait.kind == "ask":
        return trusted_person_hands_back(matter, wait)
    return take_back(matter, wait, WITHDRAWN)


def trusted_person_hands_back(matter: Matter, wait: Wait) -> bool:
    """Somebody the youth leans on cannot go on: the substitute steps in, else the youth chooses again."""
    return take_back(matter, wait, "not able", WaitStatus.DECLINED)


def _uninvite(matter: Matter, agency: int) -> None:
    """Nobody of that agency stands on the list of a meeting that lies ahead."""
    invited = matter.session.exec(
        rows(Invitation)
        .join(Meeting, col(Meeting.id) == Invitation.meeting_id)
        .where(Meeting.case_id == matter.case.id, col(Meeting.held).is_(None), Invitation.agency_id == agency)
    ).all()
    for row in invited:
        row.status, row.code = "cannot", WITHDRAWN
        matter.session.add(row)
    matter.tx.flush()
