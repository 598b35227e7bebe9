"""What is done about a wait whose moment has come. Each deed is done once, also when it is looked at twice."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlmodel import select

from flows.engine import hot, when
from flows.engine.matter import Matter, unpacked
from flows.engine.post import put
from flows.engine.standstill import go_on
from models.forms import form_named
from models.holder import Holder
from models.tables import Message, Wait

LOOKED_COLUMNS = (
    "id", "case_id", "stage_run_id", "kind", "form", "form_version", "part", "agency_id", "professional_id",
    "person_id", "opens_at", "due_on", "lapses_at", "next_look_at", "paused_on", "paused_until",
)  # fmt: skip


class LookedAt(NamedTuple):
    """An open wait whose moment has come; the columns of ``LOOKED_COLUMNS``."""

    id: int
    case_id: int
    stage_run_id: int
    kind: str
    form: str
    form_version: int
    part: str
    agency_id: int | None
    professional_id: int | None
    person_id: int | None
    opens_at: datetime | None
    due_on: date | None
    lapses_at: datetime | None
    next_look_at: datetime
    paused_on: date | None
    paused_until: date | None

    @property
    def holder(self) -> Holder:
        """Who holds it now."""
        return Holder(self.part, self.agency_id, self.professional_id, self.person_id)

    @property
    def mails(self) -> bool:
        """Asking it sends a message; a professional's own rhythm does not."""
        return form_named(self.form, self.form_version).mails


def ask_its_holder(matter: Matter, wait: LookedAt) -> bool:
    """Whoever asked queued a message for this moment; a question handed on since is told to its holder of today."""
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


def let_clock_go_on(matter: Matter, wait: LookedAt) -> bool:
    """Its pause ends by itself; the last day was moved when it began."""
    return go_on(matter, matter.session.get_one(Wait, wait.id))


def close_as_silent(matter: Matter, wait: LookedAt) -> bool:
    """Nobody waits for it, and its time has passed."""
    return matter.tx.run(hot.CLOSE_WAIT, wait=wait.id, to_status="silent", now=matter.now, code=None, value=None) > 0


def remind(matter: Matter, wait: LookedAt) -> bool:
    """A professional's own rhythm mails its holder only when its day has passed, once for each such day."""
    once = f"rhythm:{wait.id}:{wait.due_on}"
    if wait.paused_on is not None or matter.session.exec(select(Message.id).where(Message.once == once)).first():
        return False
    put(
        matter, wait.holder, "Reminder", {"waits": [wait.id]}, wait=wait.id, not_before=_office_hours(matter, wait),
        once=once,
    )  # fmt: skip
    return True


def _office_hours(matter: Matter, wait: LookedAt) -> datetime:
    """Now, on a working day from eight on; else eight o'clock on the next one."""
    calendar = when.calendar_of(matter.tx, matter.case.region_id, wait.agency_id)
    day = matter.today
    while not calendar.works_on(day):
        day += timedelta(days=1)
    return max(matter.now, when.opening(matter, day, agency=wait.agency_id))


def past_its_day(matter: Matter, wait: LookedAt) -> bool:  # noqa: ARG001 - what is done for each comes with the ladder
    """The agreed day has passed: counted."""
    return True
