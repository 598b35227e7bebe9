"""An answer a calendar program sent to an invitation becomes the answer to "do you come?". Believes no stranger.

It counts only with the signed name of the appointment, from the address that invitation went to, about the moment the
meeting still has. "Perhaps" changes nothing: the question stays open.
"""

import logging
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import col, select

from flows.commands.answer import answer
from flows.engine.matter import Matter, unpacked
from flows.messages.appointment import OF_A_MEETING
from flows.messages.entry import meeting_in
from flows.messages.outgoing import case_of
from flows.messages.recipient import recipient_of
from flows.messages.unsent import NotSent
from flows.queries.by_link import reader_of
from models.access import Viewer
from models.code import MessageStatus, WaitStatus
from models.holder import Holder
from models.link_pass import LinkPass
from models.refusal import Refused
from models.store import Store, Tx
from models.tables import Meeting, Message, Wait
from notifications.calendar_reply import CalendarReply

log = logging.getLogger("vangnet.messages")

SAID: Mapping[str, Mapping[str, Any]] = {
    "accepted": {"comes": "comes"},
    "declined": {"cannot": {"code": "other appointment"}},
}
"""What the answer of a calendar says to the question; a calendar gives no reason, so the least telling one is kept."""


@dataclass(frozen=True, slots=True)
class _Asked:
    viewer: Viewer
    ref: str
    key: str
    wait: int
    turn: int


def take_reply(store: Store, reply: CalendarReply, now: datetime) -> bool:
    """Answers the question the invitation came with; whether it did."""
    content = SAID.get(reply.attendance)
    with store.read(now) as tx:
        asked = _asked(tx, reply) if content is not None else None
    if content is None or asked is None:
        log.info("an answer of a calendar that changes nothing")
        return False
    try:
        answer(store, asked.viewer, asked.ref, asked.key, content, now, turn=asked.turn, wait=asked.wait)
    except Refused as refused:
        log.info("an answer of a calendar was refused: %s", type(refused).__name__)
        return False
    return True


def _asked(tx: Tx, reply: CalendarReply) -> _Asked | None:
    """The open question of that invitation, for whoever reads mail at that address."""
    meeting = tx.session.get(Meeting, meeting_in(reply.uid) or 0)
    case = case_of(tx, meeting.case_id) if meeting else None
    if meeting is None or case is None:
        return None
    matter = Matter(tx, case[0], 0, "", 0, None, None)
    for wait in _open_questions(tx, meeting):
        holder = Holder(wait.part or "", wait.agency_id, wait.professional_id, wait.person_id)
        if not _reads_at(matter, holder, reply.attendee) or reply.sequence < _current(tx, meeting, holder):
            continue
        viewer = reader_of(tx, LinkPass(wait.id, holder.token))
        if viewer is not None:
            return _Asked(viewer, case[0].ref, wait.key, wait.id, wait.turn)
    return None


def _open_questions(tx: Tx, meeting: Meeting) -> list[Wait]:
    rows = select(Wait).where(
        Wait.stage_run_id == meeting.stage_run_id, Wait.form == "Attendance", Wait.status == WaitStatus.OPEN
    )
    return list(tx.session.exec(rows.order_by(col(Wait.id))))


def _reads_at(matter: Matter, holder: Holder, address: str) -> bool:
    with suppress(NotSent):
        return recipient_of(matter, holder).address.casefold() == address.strip().casefold()
    return False


def _current(tx: Tx, meeting: Meeting, holder: Holder) -> int:
    """The lowest sequence of an invitation to the moment the meeting still has; lower ones are about another moment."""
    to_agency = holder.agency_id if holder.professional_id is None else None
    rows = tx.session.exec(
        select(Message.content)
        .where(
            Message.case_id == meeting.case_id,
            col(Message.notice).in_(OF_A_MEETING),
            Message.status == MessageStatus.SENT,
            Message.to_professional_id == holder.professional_id,
            Message.to_agency_id == to_agency,
            Message.to_person_id == holder.person_id,
        )
        .order_by(col(Message.id))
    )
    told = [each["starts_at"] for each in map(unpacked, rows) if each["meeting"] == meeting.id]
    before = next((number for number, moment in enumerate(told) if moment == meeting.starts_at), len(told))
    return max(meeting.sequence, before)
