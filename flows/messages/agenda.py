"""The agenda of a meeting as far as a calendar may hold it: its points, and how much was brought. No names."""

from sqlmodel import col, func, select

from flows.messages.outgoing import Outgoing
from models.code import WaitStatus
from models.tables import Invitation, LifeNote, Meeting, Wait
from notifications.agenda import agenda_lines

NOT_BROUGHT = ("invited",)


def agenda_of(out: Outgoing, meeting: Meeting) -> tuple[str, ...]:
    """The points in their order; what is not there yet is shown, and not waited for."""
    brought = _brought(out, meeting)
    return agenda_lines(
        out.to.language,
        strengths=brought.get("strength", 0),
        worries=brought.get("worry", 0),
        offers=brought.get("offer", 0),
        earlier=_earlier(out, meeting),
        not_yet=_not_yet(out, meeting),
    )


def _brought(out: Outgoing, meeting: Meeting) -> dict[str, int]:
    rows = out.matter.session.exec(
        select(LifeNote.kind, func.count()).where(LifeNote.meeting_id == meeting.id).group_by(LifeNote.kind)
    )
    return {kind: int(number) for kind, number in rows}


def _earlier(out: Outgoing, meeting: Meeting) -> int:
    """Earlier agreements and open questions of agencies, besides those of this meeting itself."""
    return out.matter.session.exec(
        select(func.count())
        .select_from(Wait)
        .where(
            Wait.case_id == out.matter.case.id,
            Wait.status == WaitStatus.OPEN,
            col(Wait.agency_id).is_not(None),
            Wait.stage_run_id != meeting.stage_run_id,
        )
    ).one()


def _not_yet(out: Outgoing, meeting: Meeting) -> int:
    """How many invited agencies did not answer yet."""
    return out.matter.session.exec(
        select(func.count())
        .select_from(Invitation)
        .where(
            Invitation.meeting_id == meeting.id,
            col(Invitation.agency_id).is_not(None),
            col(Invitation.status).in_(NOT_BROUGHT),
        )
    ).one()
