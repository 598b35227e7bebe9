"""Words for minutes that are ready: how many agreements are the reader's, and until when they may object."""

from datetime import date
from typing import Any, NamedTuple

from sqlmodel import col, select

from flows.engine import when
from flows.engine.matter import unpacked
from flows.messages.outgoing import Outgoing, Told, day_of
from flows.messages.unsent import NotSent, Why
from models.tables import Action, Entry, Meeting, StageRun
from notifications.kind.meeting import AgreementLapsed, MinutesReady
from notifications.kind.person import YouthMinutesReady


class Minuted(NamedTuple):
    """The meeting the minutes are of, and what the journal keeps of them."""

    meeting: int
    held_on: date
    agreed_in_absence: tuple[int, ...]
    without_quorum: bool


def minutes_ready(out: Outgoing) -> Told:
    """One message: minutes, agreements and objection."""
    minuted = _minuted(out)
    if out.to_youth:
        return Told(YouthMinutesReady(case_ref=out.ref, held_on=minuted.held_on, link=out.link))
    own = _own_agreements(out, minuted.meeting)
    absent = any(action in minuted.agreed_in_absence for action, _ in own)
    return Told(
        MinutesReady(
            case_ref=out.ref,
            held_on=minuted.held_on,
            agreements=len(own),
            first_due_on=min((due_on for _, due_on in own), default=None),
            object_by_on=_object_by(out) if absent else None,
            silence_agrees=not minuted.without_quorum,
            link=out.link,
        )
    )


def agreement_lapsed(out: Outgoing) -> Told:
    """An agreement that got no yes; which one stands behind the link."""
    return Told(AgreementLapsed(case_ref=out.ref, link=out.link))


def _minuted(out: Outgoing) -> Minuted:
    """What this message tells of: it was queued in the step that its run journaled at that very moment.

    Raises:
        NotSent: there are no such minutes.
    """
    session = out.matter.session
    run = session.exec(
        select(Entry.stage_run_id)
        .join(StageRun, col(StageRun.id) == Entry.stage_run_id)
        .where(
            StageRun.case_id == out.matter.case.id,
            Entry.key == "minutes-ready",
            Entry.settled_at == out.row.queued_at,
        )
    ).first()
    meeting = session.exec(
        select(Meeting.id, Meeting.starts_at).where(Meeting.stage_run_id == run).order_by(col(Meeting.id).desc())
    ).first()
    if run is None or meeting is None:
        raise NotSent(Why.NOTHING_TO_SAY)
    said = _said(out, run)
    starts_on = day_of(meeting[1]) if meeting[1] else out.queued_on
    return Minuted(
        meeting[0],
        said.get("held_on", starts_on),
        tuple(said.get("agreed_in_absence", ())),
        said.get("held") == "without quorum",
    )


def _said(out: Outgoing, run: int) -> dict[str, Any]:
    value = out.matter.session.exec(
        select(Entry.value)
        .where(Entry.stage_run_id == run, col(Entry.form).in_(["Minutes", "Elsewhere"]))
        .order_by(col(Entry.seq).desc())
    ).first()
    values: dict[str, Any] = unpacked(value)["values"] if value else {}
    return values


def _own_agreements(out: Outgoing, meeting: int) -> list[tuple[int, date]]:
    """The reader's own: by name, or of their agency where it names nobody."""
    asked = out.to.asked
    actions = out.matter.session.exec(select(Action).where(Action.meeting_id == meeting)).all()
    return [
        (action.id, action.due_on)
        for action in actions
        if (action.professional_id is not None and action.professional_id == asked.professional_id)
        or (action.person_id is not None and action.person_id == asked.person_id)
        or (action.agency_id is not None and action.agency_id == out.to.agency_id and action.professional_id is None)
    ]


def _object_by(out: Outgoing) -> date | None:
    return when.due(out.matter, "object", agency=out.to.agency_id, since=out.queued_on).on
