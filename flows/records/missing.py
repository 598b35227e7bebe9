"""What the errand about missing information records: the clock of the agency that lacks it stands still."""

from sqlmodel import col, select

from flows.engine import when
from flows.engine.matter import Matter
from models.tables import Pause, Wait
from models.term import Stretch


def clock_stands_still(matter: Matter) -> None:
    """From today the wait is not counted, until what is missing is there."""
    wait = matter.session.get_one(Wait, matter.about)
    matter.session.add(
        Pause(
            wait_id=wait.id,
            case_id=matter.case.id,
            code="information missing",
            from_on=matter.today,
            began_at=matter.now,
        )
    )


def clock_goes_on(matter: Matter) -> None:
    """The days it stood still shift the last day of the wait."""
    pause = matter.session.exec(
        select(Pause).where(Pause.wait_id == matter.about, col(Pause.ended_at).is_(None))
    ).first()
    if pause is None:
        return
    pause.until_on, pause.ended_at = matter.today, matter.now
    matter.session.add(pause)
    wait = matter.session.get_one(Wait, matter.about)
    if wait.due_on is not None and wait.status == "open":
        calendar = when.calendar_of(matter.tx, matter.case.region_id, wait.agency_id)
        wait.due_on = when.shifted(wait.due_on, Stretch(pause.from_on, matter.today), calendar)
        wait.next_look_at = when.day_after(wait.due_on)
        wait.turn += 1
        matter.session.add(wait)
