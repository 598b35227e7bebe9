"""What stands in somebody's own calendar: meetings they have a part in, and days an answer of theirs is welcome.

Numbers of cases and neutral titles only. Reads by the digest of a secret; writes nothing.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import cache

from sqlmodel import col, or_, select

from flows.commands.feed import FEED
from flows.engine.matter import CaseRow, Matter
from flows.facts.sharing import share_with, tie_of
from flows.messages.entry import length_of, uid_of
from flows.messages.place import neutral_place
from flows.queries.door import READ_CASE
from models.secret import vault
from models.store import Tx
from models.tables import Agency, CalendarFeed, CaseFile, Invitation, Meeting, Professional, Wait
from notifications.invitation import Appointment, DueDay

BACK = timedelta(days=30)
MOST = 500
"""Events of each kind; more than anybody has."""


def whose_feed(tx: Tx, token: str) -> Professional | None:
    """Whose calendar has this secret; nobody once it was ended, or they or their agency left."""
    found = (
        select(Professional)
        .join(CalendarFeed, col(CalendarFeed.professional_id) == Professional.id)
        .join(Agency, col(Agency.id) == Professional.agency_id)
        .where(
            col(CalendarFeed.token_digest).in_(vault().digests(FEED, token[:200])),
            col(CalendarFeed.revoked_at).is_(None),
            Professional.active,
            Agency.active,
        )
    )
    return tx.session.exec(found).first()


def has_feed(tx: Tx, professional: int) -> bool:
    """Whether a secret was made that still works."""
    found = select(CalendarFeed.id).where(
        CalendarFeed.professional_id == professional, col(CalendarFeed.revoked_at).is_(None)
    )
    return tx.session.exec(found).first() is not None


def events_of(tx: Tx, whose: Professional, address: str, domain: str) -> Iterator[Appointment | DueDay]:
    """Every event of somebody's calendar, from a month back.

    Args:
        tx: a transaction.
        whose: the professional.
        address: the web address people open Vangnet at.
        domain: what calendars know this installation by.
    """
    may_know = _may_know(tx, whose)
    for meeting, case in _meetings(tx, whose.id):
        if meeting.starts_at is None or not may_know(case, meeting.anonymous):
            continue
        yield Appointment(
            uid=uid_of(meeting.id, domain),
            sequence=meeting.sequence,
            starts_at=meeting.starts_at,
            ends_at=meeting.starts_at + length_of(tx, meeting),
            case_ref=case.ref,
            place=neutral_place(tx, meeting),
            link=f"{address}/case?ref={case.ref}",
        )
    for wait, case in _waits(tx, whose):
        if wait.due_on is not None and may_know(case, False):
            uid = f"wait-{wait.id}@{domain}"
            yield DueDay(uid=uid, on=wait.due_on, case_ref=case.ref, link=f"{address}/case?ref={case.ref}")


def _may_know(tx: Tx, whose: Professional) -> Callable[[CaseFile, bool], bool]:
    """Whether their agency may be told of a case today, looked up once for each case."""

    @cache
    def may_know(ref: str, *, nameless: bool) -> bool:
        matter = Matter(tx, CaseRow(*tx.one(READ_CASE, ref=ref) or ()), 0, "", 0, None, None)
        tie = tie_of(matter, whose.agency_id, whose.id)
        return bool(share_with(matter, whose.agency_id, tie=tie, nameless=nameless))

    return lambda case, nameless: may_know(case.ref, nameless=nameless or case.anonymous)


def _meetings(tx: Tx, professional: int) -> list[tuple[Meeting, CaseFile]]:
    invited = select(Invitation.meeting_id).where(
        Invitation.professional_id == professional, col(Invitation.status).not_in(("cannot", "absent"))
    )
    asked = select(Wait.stage_run_id).where(
        Wait.professional_id == professional, Wait.form == "Attendance", col(Wait.closed_at).is_(None)
    )
    guided = select(CaseFile.id).where(
        or_(CaseFile.case_manager_id == professional, CaseFile.consultant_id == professional)
    )
    rows = (
        select(Meeting, CaseFile)
        .join(CaseFile, col(CaseFile.id) == Meeting.case_id)
        .where(
            col(Meeting.starts_at) >= tx.now - BACK,
            or_(col(Meeting.held).is_(None), Meeting.held == "held"),
            or_(col(CaseFile.closed_at).is_(None), Meeting.held == "held"),
            or_(
                col(Meeting.id).in_(invited),
                col(Meeting.stage_run_id).in_(asked),
                col(Meeting.case_id).in_(guided),
            ),
        )
        .order_by(col(Meeting.starts_at), col(Meeting.id))
    )
    return list(tx.session.exec(rows.limit(MOST)))


def _waits(tx: Tx, whose: Professional) -> list[tuple[Wait, CaseFile]]:
    rows = (
        select(Wait, CaseFile)
        .join(CaseFile, col(CaseFile.id) == Wait.case_id)
        .where(
            Wait.agency_id == whose.agency_id,
            Wait.professional_id == whose.id,
            col(Wait.closed_at).is_(None),
            col(Wait.due_on).is_not(None),
            col(Wait.form).is_not(None),
            or_(col(Wait.opens_at).is_(None), col(Wait.opens_at) <= tx.now),
        )
        .order_by(col(Wait.due_on), col(Wait.id))
    )
    return list(tx.session.exec(rows.limit(MOST)))
