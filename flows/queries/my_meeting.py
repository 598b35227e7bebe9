"""The meetings somebody has in the week of a day: of cases they guide, or to which they are invited. No minutes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlmodel import col, or_, select

from flows.engine.matter import AMSTERDAM
from flows.messages.place import neutral_place
from flows.queries.my_question import guides
from flows.queries.visible import visible
from models.access import Viewer
from models.store import Tx
from models.tables import CaseFile, Invitation, Meeting, Wait

MOST = 50


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """One meeting: of which case, when, where (in neutral words), and whether it was held."""

    id: int
    ref: str
    starts_at: datetime
    place: str
    held: bool


def meetings_of_week(tx: Tx, viewer: Viewer, day: date) -> list[MeetingLine]:
    """The meetings from the Monday before to the Sunday after, in order."""
    monday = day - timedelta(days=day.weekday())
    rows = tx.session.exec(
        select(Meeting, CaseFile.ref)
        .join(CaseFile, col(CaseFile.id) == Meeting.case_id)
        .where(
            visible(viewer),
            col(Meeting.starts_at) >= _begin(monday),
            col(Meeting.starts_at) < _begin(monday + timedelta(weeks=1)),
            or_(col(Meeting.held).is_(None), Meeting.held == "held"),
            or_(*_have_a_part(viewer)),
        )
        .order_by(col(Meeting.starts_at), col(Meeting.id))
        .limit(MOST)
    )
    return [
        MeetingLine(row.id, ref, row.starts_at, neutral_place(tx, row) or "", row.held is not None)
        for row, ref in rows
        if row.starts_at is not None
    ]


def _have_a_part(viewer: Viewer) -> Iterator[Any]:
    """Invited and not away, asked to come, in the chair, at the minutes, or guiding the case."""
    me = sorted(viewer.acts_as)
    invited = select(Invitation.meeting_id).where(
        col(Invitation.professional_id).in_(me), col(Invitation.status).not_in(("cannot", "absent"))
    )
    asked = select(Wait.stage_run_id).where(
        col(Wait.professional_id).in_(me), Wait.form == "Attendance", col(Wait.closed_at).is_(None)
    )
    yield col(Meeting.id).in_(invited.correlate(None))
    yield col(Meeting.stage_run_id).in_(asked.correlate(None))
    yield col(Meeting.chair_id).in_(me)
    yield col(Meeting.minute_taker_id).in_(me)
    yield guides(viewer) & col(CaseFile.closed_at).is_(None)


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(), AMSTERDAM)
