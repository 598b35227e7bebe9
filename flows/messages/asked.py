"""The questions a message tells of, as they stand at the moment of sending. Reads only; makes no words but labels."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import bindparam, select

from flows.engine.hot import MESSAGE, RUN, WAIT
from flows.messages.outgoing import Outgoing
from models.forms import question_named
from models.holder import Holder
from models.prepared import Prepared
from models.speech import say
from notifications.plain import Language, Question

WAIT_COLUMNS = (
    "id", "key", "form", "form_version", "part", "agency_id", "professional_id", "person_id", "status", "asked_at",
    "opens_at", "due_on", "term", "told_at", "agreed_from",
)  # fmt: skip
READ_WAIT = Prepared(
    select(*(WAIT.c[name] for name in WAIT_COLUMNS), RUN.c.started_at)
    .join(RUN, RUN.c.id == WAIT.c.stage_run_id)
    .where(WAIT.c.id == bindparam("wait"))
)
READ_COMPANIONS = Prepared(
    select(
        MESSAGE.c.notice,
        MESSAGE.c.to_professional_id,
        MESSAGE.c.to_agency_id,
        MESSAGE.c.to_person_id,
    ).where(
        MESSAGE.c.case_id == bindparam("case"),
        MESSAGE.c.status == "sent",
        (MESSAGE.c.queued_at == bindparam("asked_at")) | (MESSAGE.c.queued_at == bindparam("started_at")),
    )
)
TOLD_WITH: Mapping[str, frozenset[str]] = {
    "Attendance": frozenset({"MeetingInvited", "MeetingMoved"}),
    "Objection": frozenset({"MinutesReady"}),
    "ActionDone": frozenset({"MinutesReady"}),
    "OwnWords": frozenset({"MinutesReady"}),
    "RunningAnswer": frozenset({"WaitsForYou"}),
    "Hearing": frozenset({"HearingAsked"}),
    "OrderObjection": frozenset({"OrderGiven"}),
    "OrderDone": frozenset({"OrderGiven"}),
}
"""Questions that another message of the same moment asks already, by form: one sitting is one mail."""


class AskedWait(NamedTuple):
    """A question as the database has it; the columns of ``WAIT_COLUMNS``, and when its run began."""

    id: int
    key: str
    form: str
    form_version: int
    part: str
    agency_id: int | None
    professional_id: int | None
    person_id: int | None
    status: str
    asked_at: datetime
    opens_at: datetime | None
    due_on: date | None
    term: str | None
    told_at: datetime | None
    agreed_from: date | None
    started_at: datetime

    @property
    def token(self) -> str:
        """Who holds it now."""
        return Holder("", self.agency_id, self.professional_id, self.person_id).token

    @property
    def is_open(self) -> bool:
        """It was not answered or taken back."""
        return self.status == "open"

    def label(self, language: Language) -> str:
        """The question in the reader's language."""
        return say(question_named(self.form, self.form_version), language)


def waits_of(out: Outgoing, numbers: Iterable[int]) -> list[AskedWait]:
    """The questions with these numbers."""
    found = (out.tx.one(READ_WAIT, wait=number) for number in numbers)
    return [AskedWait(*row) for row in found if row is not None]


def told_elsewhere(out: Outgoing, wait: AskedWait) -> bool:
    """Whether a message of the very step that asked this question was sent to the same reader, and asks it too."""
    notices = TOLD_WITH.get(wait.form)
    # Only the youth's words about the minutes invite to add to them; parents are asked apart.
    if notices is None or (wait.form == "OwnWords" and not out.to_youth):
        return False
    rows = out.tx.all(READ_COMPANIONS, case=out.matter.case.id, asked_at=wait.asked_at, started_at=wait.started_at)
    return any(
        notice in notices and Holder("", agency, professional, person).token == out.to.token
        for notice, professional, agency, person in rows
    )


def as_questions(waits: Iterable[AskedWait], language: Language, *, with_days: bool = True) -> tuple[Question, ...]:
    """The questions as a notice shows them; one of the people is never given a last day."""
    return tuple(Question(label=wait.label(language), due_on=wait.due_on if with_days else None) for wait in waits)
