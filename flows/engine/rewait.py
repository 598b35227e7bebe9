"""What changes a wait at once: asked of somebody else, given a new day, handed to a colleague. Walks no path.

The line of the story notices only if its step is thereby settled.
"""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlmodel import col, select

from flows.engine import hot, when
from flows.engine.matter import Matter
from flows.engine.post import put
from flows.engine.standstill import carry_over, go_on
from flows.engine.step import start
from models.code import WaitStatus
from models.holder import Holder
from models.tables import StageRun, Wait, WaitHold, WaitShift

COPIED = ("case_id", "stage_run_id", "key", "kind", "form", "form_version", "quorum", "unless", "lapses_at")


def ask_instead(matter: Matter, wait: int, holder: Holder, *, code: str) -> int:
    """Closes a question as declined and asks it of another holder under a term of its own; gives the new wait."""
    old = matter.session.get_one(Wait, wait)
    due = when.due(matter, old.term, agency=holder.agency_id) if old.term else when.Due(old.agreed_on or old.due_on)
    close(matter, old, WaitStatus.DECLINED, code)
    new = _successor(matter, old, holder, due)
    new.refused_by = old.refused_by + 1
    matter.session.add(new)
    carry_over(matter, old, new)
    put(matter, holder, "QuestionAsked", {"waits": [new.id]}, wait=new.id)
    return new.id


def ask_urgently(matter: Matter, old: Wait, *, code: str, since: date | None = None) -> Wait:
    """Asks a question anew of its holder under its urgent term, from today or the day it was asked by phone.

    The old one stays with its days.
    """
    go_on(matter, old)
    close(matter, old, WaitStatus.WITHDRAWN, code)
    urgent = replace(matter, case=matter.case._replace(urgent=True))
    due = when.due(urgent, old.term or "", agency=old.agency_id, since=since)
    holder = Holder(old.part or "", old.agency_id, old.professional_id, old.person_id)
    new = _successor(matter, old, holder, due)
    new.counted_from = since
    matter.session.add(new)
    put(matter, holder, "QuestionAsked", {"waits": [new.id]}, wait=new.id)
    return new


def ask_who_may_know(matter: Matter, old: Wait, holder: Holder, *, since: date | None = None) -> Wait:
    """Asks a question of the agency itself, which may know by now; a running request counts from ``since``."""
    close(matter, old, WaitStatus.WITHDRAWN, "no longer needed")
    agreed = when.Due(old.agreed_on or old.due_on)
    due = when.due(matter, old.term, agency=holder.agency_id, since=since) if old.term else agreed
    new = _successor(matter, old, holder, due)
    new.counted_from = since
    matter.session.add(new)
    matter.tx.flush()
    return new


def ask_too(matter: Matter, old: Wait, holder: Holder, due: when.Due | None) -> int:
    """Asks one more of a question that is put to several and still open; gives the new wait.

    Its step waits for this answer too, under a term of its own.
    """
    new = _successor(matter, old, holder, due or when.Due(old.due_on))
    new.supersedes_id, new.refused_by = None, 0
    matter.session.add(new)
    matter.tx.flush()
    put(matter, holder, "QuestionAsked", {"waits": [new.id]}, wait=new.id)
    return new.id


def close(matter: Matter, wait: Wait, status: WaitStatus, code: str) -> None:
    """Closes a question that is asked again elsewhere, or anew: its step is not settled by it."""
    matter.tx.run(hot.CLOSE_WAIT, wait=wait.id, to_status=status, now=matter.now, code=code, value=None)
    matter.session.refresh(wait)


def _successor(matter: Matter, old: Wait, holder: Holder, due: when.Due) -> Wait:
    new = Wait(
        **{name: getattr(old, name) for name in COPIED},
        part=holder.part,
        agency_id=holder.agency_id,
        professional_id=holder.professional_id,
        person_id=holder.person_id,
        asked_at=matter.now,
        term=old.term,
        term_amount=due.amount.number if due.amount else old.term_amount,
        term_unit=due.amount.unit.value if due.amount else old.term_unit,
        term_kind=due.term.kind.value if due.term else old.term_kind,
        due_on=due.on,
        next_look_at=matter.now,
        refused_by=old.refused_by,
        supersedes_id=old.id,
    )
    matter.session.add(new)
    matter.tx.flush()
    return new


def give_until(matter: Matter, wait: int, day: date, *, code: str) -> None:
    """Moves the last day of a question, for a reason of the list; the second time is a reason to look at it together.

    The new day takes the place of a pause that runs: whoever gives it knows what they wait for.
    """
    row = matter.session.get_one(Wait, wait)
    go_on(matter, row, matter.speaker)
    from_on = row.due_on or matter.today
    if day != from_on:
        matter.session.add(
            WaitShift(wait_id=wait, agency_id=row.agency_id, code=code, from_on=from_on, to_on=day, said_at=matter.now)
        )
    row.due_on = row.agreed_on = day
    row.agreed_from = matter.today
    row.shifts += 1
    row.turn += 1
    row.next_look_at = matter.now
    matter.session.add(row)


def hand_to(matter: Matter, wait: int, holder: Holder, by: int | None = None) -> None:
    """Gives a question to somebody else; its clock goes on. Old and new holder are told, not who did it."""
    row = matter.session.get_one(Wait, wait)
    before = Holder(row.part or "", row.agency_id, row.professional_id, row.person_id)
    matter.session.add(
        WaitHold(
            wait_id=wait,
            part=before.part,
            agency_id=before.agency_id,
            professional_id=before.professional_id,
            person_id=before.person_id,
            from_at=held_since(matter, row),
            until_at=max(matter.now, held_since(matter, row)),
        )
    )
    row.part = holder.part or row.part
    row.agency_id, row.professional_id, row.person_id = holder.agency_id, holder.professional_id, holder.person_id
    row.turn += 1
    row.next_look_at = matter.now
    matter.session.add(row)
    matter.tx.flush()
    if by is None or before.professional_id != by:
        put(matter, before, "ReassignedAway", {"waits": [wait]})
    if by is None or holder.professional_id != by:
        put(matter, holder, "ReassignedToYou", {"waits": [wait]}, wait=wait)


def held_since(matter: Matter, wait: Wait) -> datetime:
    """Since when its holder of today holds it."""
    last = matter.session.exec(
        select(WaitHold.until_at).where(WaitHold.wait_id == wait.id).order_by(col(WaitHold.id).desc())
    ).first()
    return last or wait.asked_at


def start_once(matter: Matter, errand: str, about: int | None) -> int | None:
    """Starts an errand about something unless one is open already; gives its number if it did."""
    open_already = matter.session.exec(
        select(StageRun.id).where(
            StageRun.case_id == matter.case.id,
            StageRun.stage == errand,
            StageRun.about == about,
            _is_open(),
        )
    ).first()
    return start(matter, errand, about) if open_already is None else None


def _is_open() -> Any:
    return hot.RUN.c.ended_at.is_(None)
