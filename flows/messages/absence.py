"""A case that climbs the ladder without any wait: the youth sits at home without school. Asks nobody by itself."""

from datetime import date, datetime

from sqlmodel import col, select

from flows.engine import when
from flows.engine.matter import Matter
from flows.engine.rungs import ladder_in
from flows.records.ladder import close_steps, propose, standing
from models.kind import Kind
from models.ladder import ADMINISTRATORS, CONSULTANT, Ladder
from models.tables import LadderStep, Youth
from models.term import ahead_on, due_on

ABSENT = "absent from school"
"""The term after which a breakthrough talk is proposed, and the reason of that step."""


def look_at_case(matter: Matter) -> tuple[list[str], datetime | None]:
    """What was done about the case itself, and when it is looked at again; a closed case steps down."""
    if matter.case.closed_at is not None:
        return close_steps(matter), None
    since = matter.session.get_one(Youth, matter.case.youth_id).absent_since
    if since is None:
        return [], None
    days = _days(matter, since)
    done = [
        f"step {step} proposed"
        for step, (on, reason, opens_on) in days.items()
        if when.morning(on) <= matter.now
        and not _was_proposed(matter, step, since)
        and _propose(matter, step, reason, since, opens_on)
    ]
    ahead = [when.morning(on) for on, _, _ in days.values()]
    return done, min((at for at in ahead if at > matter.now), default=None)


def _days(matter: Matter, since: date) -> dict[int, tuple[date, str, date | None]]:
    """For each step: the day it is proposed, why, and from which day it is asked."""
    calendar = when.calendar_of(matter.tx, matter.case.region_id, None)
    ladder = ladder_in(matter.tx, matter.case.region_id, matter.today)
    found: dict[int, tuple[date, str, date | None]] = {}
    absent, months = ladder.terms.get(ABSENT), ladder.terms.get(f"ladder {ADMINISTRATORS}")
    if absent is not None and _is_there(ladder, CONSULTANT):
        found[CONSULTANT] = due_on(absent, since, calendar), ABSENT, None
    if months is not None and _is_there(ladder, ADMINISTRATORS):
        day, ahead = due_on(months, since, calendar), ladder.terms.get("administrators ahead")
        found[ADMINISTRATORS] = (ahead_on(ahead, day, calendar) if ahead else day), "three months", day
    return found


def _is_there(ladder: Ladder, step: int) -> bool:
    """A step the region switched off for every question of every agency does not come for a case either."""
    return ladder.rung(step, None, None, Kind.AGREED) is not None


def _propose(matter: Matter, step: int, reason: str, since: date, opens_on: date | None) -> bool:
    later = opens_on if opens_on is not None and opens_on > matter.today else None
    if not propose(matter, step, wait=None, reason=reason, opens_on=later):
        return False
    row = standing(matter, None)[-1]
    row.due_on = since
    matter.session.add(row)
    return True


def _was_proposed(matter: Matter, step: int, since: date) -> bool:
    """Once for each time the youth came to sit at home."""
    before = select(LadderStep.id).where(
        LadderStep.case_id == matter.case.id,
        col(LadderStep.wait_id).is_(None),
        LadderStep.step == step,
        LadderStep.due_on == since,
    )
    return matter.session.exec(before).first() is not None
