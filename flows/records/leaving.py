"""What it means in one case that somebody works here no longer: nothing stays with them, and no clock begins anew.

Source: process.md, "A professional who leaves".
"""

from dataclasses import replace

from sqlmodel import col, select

from flows.engine import rewait
from flows.engine.away import is_away
from flows.engine.matter import Matter
from flows.engine.taking_back import take_back
from flows.engine.who import contact_of, holders
from flows.records.consent import HANDED_ON, trusted_person_hands_back
from flows.records.succession import PARTS, appoint, to_be_named
from models.code import Part, Relation, WaitStatus
from models.holder import Holder
from models.tables import CasePerson, Meeting, Partner, Professional, Wait


def somebody_left(matter: Matter, professional: int) -> int:
    """Parts go to their substitute, or the coordinator names somebody; questions likewise, or are nobody's yet.

    Gives how many questions changed hands. Doing it twice does nothing twice.
    """
    row = matter.session.get_one(Professional, professional)
    substitute = substitute_of(matter, row)
    _parts(matter, professional, substitute)
    asked = _open(matter, professional)
    changed = [wait for wait in asked if _goes_on(matter, wait, substitute)]
    handed_back = any(wait.part == Part.TRUSTED_PERSON and wait.kind == "ask" for wait in asked)
    _around_the_youth(matter, professional, handed_back=handed_back)
    _named_elsewhere(matter, row, substitute)
    return len(changed)


def substitute_of(matter: Matter, row: Professional) -> int | None:
    """Who takes over from somebody who left: their substitute, if at work."""
    number = row.substitute_id
    there = matter.session.get(Professional, number) if number else None
    return there.id if there is not None and there.active and not is_away(matter.tx, there.id)[0] else None


def _parts(matter: Matter, professional: int, substitute: int | None) -> None:
    for part, column in PARTS.items():
        if getattr(matter.case, column) == professional:
            appoint(matter, part, substitute)
            if substitute is None:
                to_be_named(matter, part, professional, left=True)


def _open(matter: Matter, professional: int) -> list[Wait]:
    return list(
        matter.session.exec(
            select(Wait)
            .where(
                Wait.case_id == matter.case.id,
                Wait.professional_id == professional,
                Wait.status == WaitStatus.OPEN,
            )
            .order_by(col(Wait.id))
        )
    )


def _goes_on(matter: Matter, wait: Wait, substitute: int | None) -> bool:
    if wait.part == Part.TRUSTED_PERSON:
        if wait.kind == "ask":
            return trusted_person_hands_back(matter, wait)
        return take_back(matter, wait, "no longer needed")
    rewait.hand_to(matter, wait.id, _next_holder(matter, wait, substitute))
    return True


def _next_holder(matter: Matter, wait: Wait, substitute: int | None) -> Holder:
    if wait.part in HANDED_ON:
        found = holders(replace(matter, run=wait.stage_run_id), Part(wait.part), wait.form)[0]
        if found.professional_id != wait.professional_id:
            return replace(found, part=wait.part or "")
    agency = wait.agency_id or 0
    return Holder(wait.part or "", agency, substitute or contact_of(matter, agency, wait.form))


def _around_the_youth(matter: Matter, professional: int, *, handed_back: bool) -> None:
    """Nobody is leaned on who is not there; where aftercare hears it just now, its own story ends that."""
    rows = matter.session.exec(
        select(CasePerson).where(
            CasePerson.case_id == matter.case.id,
            CasePerson.professional_id == professional,
            col(CasePerson.until_on).is_(None),
        )
    ).all()
    for row in rows:
        if row.relation != Relation.TRUSTED_PERSON or not handed_back:
            row.until_on = max(matter.today, row.since_on)
            matter.session.add(row)
    matter.tx.flush()


def _named_elsewhere(matter: Matter, row: Professional, substitute: int | None) -> None:
    """As an agency's person in the case, and as chair or minute taker of a meeting that lies ahead."""
    partners = matter.session.exec(
        select(Partner).where(Partner.case_id == matter.case.id, Partner.professional_id == row.id)
    ).all()
    for partner in partners:
        partner.professional_id = substitute or contact_of(matter, row.agency_id, None)
        matter.session.add(partner)
    meetings = matter.session.exec(
        select(Meeting).where(Meeting.case_id == matter.case.id, col(Meeting.held).is_(None))
    ).all()
    for meeting in meetings:
        meeting.chair_id = substitute if meeting.chair_id == row.id else meeting.chair_id
        meeting.minute_taker_id = substitute if meeting.minute_taker_id == row.id else meeting.minute_taker_id
        matter.session.add(meeting)
    matter.tx.flush()
