"""Appointments as iCalendar (RFC 5545, 5546): neutral, in UTC, one attendee per mail. No names, no free text."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Literal, Self

from icalendar import Calendar, Event, vCalAddress, vText
from pydantic import AwareDatetime, Field, model_validator

from notifications.address import mail_address
from notifications.envelope import CalendarPart
from notifications.phrase import clock
from notifications.plain import Language, Line, Link, Plain

Method = Literal["REQUEST", "CANCEL", "PUBLISH"]

_MEETING: Mapping[Language, str] = {"nl": "Overleg {}", "en": "Meeting {}"}
_ANSWER: Mapping[Language, str] = {"nl": "Graag antwoord ({})", "en": "Answer welcome ({})"}
_REFERENCE: Mapping[Language, str] = {"nl": "Kenmerk {}", "en": "Reference {}"}
_STATUS: Mapping[Method, str] = {"REQUEST": "CONFIRMED", "CANCEL": "CANCELLED", "PUBLISH": "CONFIRMED"}


class Appointment(Plain):
    """A meeting as calendars know it.

    Attributes:
        uid: stays the same as long as the meeting is the same one; see `appointment_uid`.
        sequence: one higher with each change and with the cancelling, or calendars drop the update.
        agenda: lines that hold no personal data.
    """

    uid: Line
    sequence: Annotated[int, Field(ge=0)]
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    case_ref: Line
    place: Line | None = None
    link: Link | None = None
    agenda: tuple[Line, ...] = ()

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.ends_at <= self.starts_at:
            raise ValueError("an appointment ends after it starts")
        return self


class DueDay(Plain):
    """A day until which an answer is welcome, for a calendar feed."""

    uid: Line
    on: date
    case_ref: Line
    link: Link | None = None


def appointment_uid(meeting: str, domain: str) -> str:
    """Return the stable UID of a meeting, by its own number in the domain database."""
    return f"meeting-{meeting}@{domain}"


def requested(wanted: Appointment, to: str, *, organizer: str, language: Language, now: datetime) -> CalendarPart:
    """Return the invitation (or, with a higher sequence, its update) for the one attendee `to`.

    Raises:
        BadAddress: when attendee or organizer is not one mail address.
    """
    return _part("REQUEST", wanted, to, organizer, language, now)


def cancelled(gone: Appointment, to: str, *, organizer: str, language: Language, now: datetime) -> CalendarPart:
    """Return what takes the appointment out of the calendar of `to`.

    Raises:
        BadAddress: when attendee or organizer is not one mail address.
    """
    return _part("CANCEL", gone, to, organizer, language, now)


def feed(events: Iterable[Appointment | DueDay], *, name: str, language: Language, now: datetime) -> str:
    """Return one calendar with many events, for a secret address that calendars fetch every hour."""
    calendar = _calendar("PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for event in events:
        shown = _day(event, language, now) if isinstance(event, DueDay) else _event("PUBLISH", event, language, now)
        calendar.add_component(shown)
    return _text(calendar)


def _part(
    method: Method, what: Appointment, to: str, organizer: str, language: Language, now: datetime
) -> CalendarPart:
    event = _event(method, what, language, now)
    event.add("organizer", vCalAddress(f"mailto:{mail_address(organizer)}"))
    attendee = vCalAddress(f"mailto:{mail_address(to)}")
    for name, value in (("ROLE", "REQ-PARTICIPANT"), ("PARTSTAT", "NEEDS-ACTION"), ("RSVP", "TRUE")):
        attendee.params[name] = vText(value)
    event.add("attendee", attendee)
    calendar = _calendar(method)
    calendar.add_component(event)
    return CalendarPart(_text(calendar), method)


def _calendar(method: Method) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Vangnet//Vangnet//NL")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    return calendar


def _event(method: Method, what: Appointment, language: Language, now: datetime) -> Event:
    event = _base(what.uid, what.sequence, now)
    event.add("summary", _MEETING[language].format(clock(what.starts_at, language)))
    event.add("dtstart", what.starts_at.astimezone(UTC))
    event.add("dtend", what.ends_at.astimezone(UTC))
    event.add("status", _STATUS[method])
    event.add("description", "\n".join([_REFERENCE[language].format(what.case_ref), *what.agenda]))
    _add_known(event, {"location": what.place, "url": what.link})
    return event


def _day(due: DueDay, language: Language, now: datetime) -> Event:
    event = _base(due.uid, 0, now)
    event.add("summary", _ANSWER[language].format(due.case_ref))
    event.add("dtstart", due.on)
    event.add("transp", "TRANSPARENT")
    _add_known(event, {"url": due.link})
    return event


def _base(uid: str, sequence: int, now: datetime) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("sequence", sequence)
    event.add("dtstamp", now.astimezone(UTC))
    # Colleagues who share a calendar see that somebody is busy, not with which case.
    event.add("class", "PRIVATE")
    return event


def _add_known(event: Event, values: Mapping[str, str | None]) -> None:
    for name, value in values.items():
        if value is not None:
            event.add(name, value)


def _text(calendar: Calendar) -> str:
    written: bytes = calendar.to_ical()
    return written.decode("utf-8")
