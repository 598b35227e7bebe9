"""Every meeting about a youth: when, who comes, what was decided. Only for who may see the file."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import col, select

from flows.queries.door import Opened, open_file
from flows.queries.people import holder_name, professional_name
from models.access import Viewer
from models.medical import item_of
from models.store import Tx
from models.tables import Invitation, LifeNote, Meeting, StageRun, Statement


@dataclass(frozen=True, slots=True)
class InvitedLine:
    """Somebody invited, and whether they come or came."""

    who: str
    status: str
    code: str | None


@dataclass(frozen=True, slots=True)
class NoteLine:
    """What somebody brought to the table."""

    by: str
    domain: str
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class MeetingView:
    """One meeting.

    Attributes:
        held: took place, or where it stands; not yet when empty.
        own_words: what youth and parents added to the minutes.
    """

    id: int
    starts_at: datetime | None
    place: str | None
    chair: str
    minute_taker: str
    anonymous: bool
    held: str | None
    cancelled: bool
    minutes: str | None
    evaluation_on: date | None
    youth_mark: int | None
    invited: tuple[InvitedLine, ...]
    notes: tuple[NoteLine, ...]
    own_words: tuple[str, ...]


def meetings_of(tx: Tx, viewer: Viewer, ref: str) -> tuple[MeetingView, ...]:
    """The meetings in the case of that number, the newest first.

    Raises:
        Refused: no such case, or the viewer may not see its file.
    """
    opened = open_file(tx, viewer, ref)
    rows = tx.session.exec(select(Meeting).where(Meeting.case_id == opened.case.id).order_by(col(Meeting.id).desc()))
    return tuple(_meeting(tx, opened, row) for row in rows)


def _meeting(tx: Tx, opened: Opened, row: Meeting) -> MeetingView:
    run = tx.session.get(StageRun, row.stage_run_id) if row.stage_run_id else None
    return MeetingView(
        id=row.id,
        starts_at=row.starts_at,
        place=row.place,
        chair=professional_name(tx, row.chair_id),
        minute_taker=professional_name(tx, row.minute_taker_id),
        anonymous=row.anonymous,
        held=row.held,
        cancelled=run is not None and run.outcome == "cancelled",
        minutes=row.minutes,
        evaluation_on=row.evaluation_on,
        youth_mark=row.youth_mark,
        invited=tuple(_invited(tx, row.id)),
        notes=tuple(_notes(tx, opened, row.id)),
        own_words=tuple(_own_words(tx, row.stage_run_id)),
    )


def _invited(tx: Tx, meeting: int) -> Iterator[InvitedLine]:
    rows = tx.session.exec(select(Invitation).where(Invitation.meeting_id == meeting).order_by(col(Invitation.id)))
    for row in rows:
        who = holder_name(tx, row.agency_id, row.professional_id, row.person_id)
        yield InvitedLine(who, row.status, row.code)


def _notes(tx: Tx, opened: Opened, meeting: int) -> Iterator[NoteLine]:
    rows = tx.session.exec(select(LifeNote).where(LifeNote.meeting_id == meeting).order_by(col(LifeNote.id)))
    for row in rows:
        if not opened.sees(item_of(row.kind), opened.own(row.agency_id)):
            continue
        yield NoteLine(holder_name(tx, row.agency_id, None, row.person_id), row.domain, row.kind, row.words)


def _own_words(tx: Tx, run: int | None) -> Iterator[str]:
    """Said in the errand that the meeting's own run started."""
    if run is None:
        return
    rows = tx.session.exec(
        select(Statement)
        .join(StageRun, col(StageRun.id) == Statement.stage_run_id)
        .where(StageRun.parent_id == run, Statement.form == "OwnWords")
        .order_by(col(Statement.id))
    )
    yield from (json.loads(row.words or "{}").get("words", "") for row in rows)
