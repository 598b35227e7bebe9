"""Notices around a meeting; all but the minutes travel with a calendar part. Never tells what the meeting is about."""

from datetime import UTC, date, datetime

from pydantic import AwareDatetime

from notifications.plain import CaseNotice, Count, Line, Link, sample

_STARTS = datetime(2026, 11, 26, 13, 30, tzinfo=UTC)
_ENDS = datetime(2026, 11, 26, 14, 0, tzinfo=UTC)
_PLACE = "Knooppunt Waalzicht College, lokaal 1.12"


class MeetingInvited(CaseNotice):
    """To an invited professional or parent. Without `answer_by_on` nobody is asked to answer (meeting within days)."""

    template = "meeting_invited"
    urgent = True
    floor = True
    section = "questions"
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    place: Line | None = None
    answer_by_on: date | None = None
    link: Link
    demo = sample(starts_at=_STARTS, ends_at=_ENDS, place=_PLACE, answer_by_on=date(2026, 11, 24))


class MeetingMoved(CaseNotice):
    """To all invited: another moment."""

    template = "meeting_moved"
    urgent = True
    floor = True
    section = "questions"
    was_at: AwareDatetime
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    place: Line | None = None
    answer_by_on: date | None = None
    link: Link
    demo = sample(
        was_at=datetime(2026, 11, 25, 9, 0, tzinfo=UTC),
        starts_at=_STARTS,
        ends_at=_ENDS,
        place=_PLACE,
        answer_by_on=date(2026, 11, 24),
    )


class MeetingCancelled(CaseNotice):
    """To all invited: the meeting does not take place."""

    template = "meeting_cancelled"
    urgent = True
    floor = True
    starts_at: AwareDatetime
    demo = sample(starts_at=_STARTS)


class AgendaReady(CaseNotice):
    """To all invited: the agenda can be read; the calendar entry is updated with it."""

    template = "agenda_ready"
    urgent = True
    starts_at: AwareDatetime
    link: Link
    demo = sample(starts_at=_STARTS)


class MinutesReady(CaseNotice):
    """One message: minutes, how many agreements are yours, and (for who was absent) until when to object.

    Who may object hears at once: those days count.
    """

    template = "minutes_ready"
    floor = True
    section = "questions"
    held_on: date
    agreements: Count
    first_due_on: date | None = None
    object_by_on: date | None = None
    silence_agrees: bool = True
    link: Link
    demo = sample(
        held_on=date(2026, 11, 26),
        agreements=2,
        first_due_on=date(2026, 12, 4),
        object_by_on=date(2026, 12, 8),
    )


class AgreementLapsed(CaseNotice):
    """To the case manager: an agreement made without enough people got no yes from who was not there."""

    template = "agreement_lapsed"
    link: Link
    demo = sample()
