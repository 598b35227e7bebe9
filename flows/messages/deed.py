"""What is done about a wait whose moment has come, off the ladder: asked, gone silent, reminded of one's own rhythm.

Each deed is done once, also when it is looked at twice.
"""

from datetime import datetime, timedelta

from sqlmodel import select

from flows.engine import hot, when
from flows.engine.matter import Matter, unpacked
from flows.engine.post import put
from flows.engine.standstill import go_on
from flows.messages.seen import LookedAt, Seen, Visit
from flows.records.ladder import RESULT_OF, standing, step_down
from flows.records.renewal import stands_on_without_consent
from models.holder import Holder
from models.tables import Message, Wait


def ask_its_holder(visit: Visit, seen: Seen) -> bool:
    """Whoever asked queued a message for this moment; a question handed on since is told to its holder of today."""
    matter, wait = visit.matter, seen.wait
    if not wait.mails or _was_queued(matter, wait):
        return False
    put(matter, wait.holder, "QuestionAsked", {"waits": [wait.id]}, wait=wait.id)
    return True


def _was_queued(matter: Matter, wait: LookedAt) -> bool:
    messages = matter.session.exec(
        select(Message).where(Message.case_id == wait.case_id, Message.notice == "QuestionAsked")
    )
    return any(
        wait.id in unpacked(message.content)["waits"] and _to(message) == wait.holder.token for message in messages
    )


def _to(message: Message) -> str:
    return Holder("", message.to_agency_id, message.to_professional_id, message.to_person_id).token


def close_as_silent(visit: Visit, seen: Seen) -> bool:
    """Nobody waits for it, and its time has passed."""
    matter = visit.matter
    closed = matter.tx.run(hot.CLOSE_WAIT, wait=seen.wait.id, to_status="silent", now=matter.now, code=None, value=None)
    return closed > 0


def clock_goes_on(visit: Visit, seen: Seen) -> bool:
    """A pause ends by itself, and the real days it took shift the last day; not while consent that ended is lacking."""
    wait = visit.matter.session.get_one(Wait, seen.wait.id)
    return stands_on_without_consent(visit.matter, wait) or go_on(visit.matter, wait)


def remind_of_rhythm(visit: Visit, seen: Seen) -> bool:
    """A professional's own rhythm mails its holder only when its day has passed, once for each such day."""
    return _remind_once(visit, seen, f"rhythm:{seen.wait.id}:{seen.wait.due_on}")


def nudge(visit: Visit, seen: Seen) -> bool:
    """A friendly word to who stays in touch with a youth, once in each window. Source: process.md, stage 4 step 3."""
    return _remind_once(visit, seen, f"nudge:{seen.wait.id}:{seen.wait.holder.token}")


def _remind_once(visit: Visit, seen: Seen, once: str) -> bool:
    matter, wait = visit.matter, seen.wait
    if matter.tx.one(hot.FIND_ONCE, once=once):
        return False
    put(
        matter, wait.holder, "Reminder", {"waits": [wait.id]}, wait=wait.id, not_before=office_hours(seen), once=once,
    )  # fmt: skip
    return True


def come_down(visit: Visit, seen: Seen) -> bool:
    """The question is over, or a new date was given: what stands of its ladder is over too."""
    wait = seen.wait
    result = (
        "new date" if wait.is_open else "asked elsewhere" if _was_asked_again(visit, wait) else RESULT_OF[wait.status]
    )
    if visit.matter.case.closed_at is not None:
        result = "case closed"
    step_down(visit.matter, standing(visit.matter, wait.id), result)
    return True


def _was_asked_again(visit: Visit, wait: LookedAt) -> bool:
    return visit.matter.session.exec(select(Wait.id).where(Wait.supersedes_id == wait.id)).first() is not None


def office_hours(seen: Seen) -> datetime:
    """Now, on a working day from eight on; else eight o'clock on the next one."""
    day = seen.today
    while not seen.calendar.works_on(day):
        day += timedelta(days=1)
    return max(seen.now, when.morning(day))
