"""The clock of a wait that stands still: when it begins, goes on, and where its last day then lies. Asks nobody.

The last day is always counted anew from what was agreed and all pauses together: nothing is shifted twice.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from flows.engine import when
from flows.engine.matter import AMSTERDAM, Matter
from models.code import WaitStatus
from models.holder import PEOPLE
from models.kind import Kind
from models.pause import moved_on, stood_still
from models.reason import REASONS
from models.tables import Pause, Wait
from models.term import Stretch, Term, Unit, due_on


@dataclass(frozen=True, slots=True)
class Still:
    """Why a clock stands still, from when, and when that ends by itself.

    Attributes:
        code: a reason that may be given for a pause.
        from_on: the day it was said, or that of the letter; it still counts, the day after does not.
        ends_on: the last day that does not count.
        by: the professional who said it; nobody when a rule did.
        letter_on: the date of the letter, under Awb art. 4:15.
        words: in a few words.
    """

    code: str
    from_on: date
    ends_on: date
    by: int | None = None
    letter_on: date | None = None
    words: str | None = None


def stand_still(matter: Matter, wait: Wait, still: Still) -> bool:
    """From now on the wait is not counted; false where it cannot stand still, or does so already."""
    if not can_stand_still(wait) or wait.paused_on is not None:
        return False
    if wait.agreed_on is None and not _has_term(wait):
        wait.agreed_on, wait.agreed_from = wait.due_on, _asked_on(wait)
    matter.session.add(
        Pause(
            case_id=wait.case_id,
            wait_id=wait.id,
            code=still.code,
            from_on=still.from_on,
            ends_on=still.ends_on,
            letter_on=still.letter_on,
            words=still.words,
            began_at=matter.now,
            began_by=still.by,
        )
    )
    wait.paused_on, wait.paused_until = still.from_on, still.ends_on
    _count_anew(matter, wait)
    return True


def can_stand_still(wait: Wait) -> bool:
    """It is open, and somebody is late after its last day: no date, none of the people, no line that goes on alone."""
    counted = wait.due_on is not None and wait.lapses_at is None and wait.person_id is None
    return wait.status == WaitStatus.OPEN and counted and wait.part not in PEOPLE


def stand_on(matter: Matter, wait: Wait, until: date) -> None:
    """The pause that runs ends by itself on a later day."""
    pause = running_pause(matter, wait)
    if pause is None:
        return
    pause.ends_on = wait.paused_until = until
    matter.session.add(pause)
    _count_anew(matter, wait)


def go_on(matter: Matter, wait: Wait, by: int | None = None) -> bool:
    """The clock runs again, early or because its last day has passed; false where it ran already."""
    pause = running_pause(matter, wait)
    if pause is None:
        return False
    pause.until_on = max(pause.from_on, min(matter.today, pause.ends_on))
    pause.ended_at, pause.ended_by = matter.now, by
    matter.session.add(pause)
    wait.paused_on = wait.paused_until = None
    _count_anew(matter, wait)
    return True


def running_pause(matter: Matter, wait: Wait) -> Pause | None:
    """The pause that runs now."""
    return matter.session.exec(select(Pause).where(Pause.wait_id == wait.id, col(Pause.ended_at).is_(None))).first()


def pauses_of(matter: Matter, wait: Wait) -> list[Pause]:
    """Every pause of a wait, in order."""
    return list(matter.session.exec(select(Pause).where(Pause.wait_id == wait.id).order_by(col(Pause.id))))


def still_days(pauses: Iterable[Pause]) -> list[Stretch]:
    """The days that do not count because of these pauses; one that runs counts up to when it ends by itself."""
    found = (stood_still(pause.from_on, pause.until_on or pause.ends_on) for pause in pauses)
    return [stretch for stretch in found if stretch is not None]


def heir_of(matter: Matter, wait: int) -> Wait:
    """The wait itself, or the one that was asked in its place since."""
    row = matter.session.get_one(Wait, wait)
    while later := matter.session.exec(select(Wait).where(Wait.supersedes_id == row.id)).first():
        row = later
    return row


def carry_over(matter: Matter, old: Wait, new: Wait) -> None:
    """A question asked of somebody else goes on standing still, but for a pause only its former holder could give."""
    pause = running_pause(matter, old)
    if pause is None:
        return
    go_on(matter, old)
    if pause.ends_on > matter.today and not REASONS[pause.code].by_letter:
        stand_still(matter, new, Still(pause.code, matter.today, pause.ends_on, pause.began_by, words=pause.words))


def _count_anew(matter: Matter, wait: Wait) -> None:
    matter.tx.flush()
    wait.due_on = _last_day(matter, wait)
    wait.turn += 1
    wait.next_look_at = matter.now if wait.status == WaitStatus.OPEN else None
    matter.session.add(wait)
    matter.tx.flush()


def _last_day(matter: Matter, wait: Wait) -> date | None:
    pauses = pauses_of(matter, wait)
    school = wait.term_kind == Kind.SCHOOL
    calendar = when.calendar_of(matter.tx, matter.case.region_id, wait.agency_id, school=school)
    if wait.agreed_on is not None and wait.agreed_from is not None:
        later = [pause for pause in pauses if pause.from_on >= wait.agreed_from]
        return moved_on(wait.agreed_on, still_days(later), calendar)
    if wait.due_on is None or not _has_term(wait):
        return wait.due_on
    term = Term(wait.term or "", wait.term_amount or 0, Unit(wait.term_unit or ""), Kind(wait.term_kind or ""))
    return due_on(term, _asked_on(wait), calendar, pauses=still_days(pauses))


def counted_since(wait: Wait) -> date:
    """The day from which its last day is counted: the day it was asked, or that on which a new day was agreed."""
    return wait.agreed_from or _asked_on(wait)


def _has_term(wait: Wait) -> bool:
    """Whether its days can be counted again from the day it was asked; hours run from a moment."""
    return wait.term is not None and wait.term_unit != Unit.HOURS


def _asked_on(wait: Wait) -> date:
    if wait.opens_at is not None:
        return wait.opens_at.astimezone(AMSTERDAM).date()
    return wait.counted_from or wait.asked_at.astimezone(AMSTERDAM).date()
