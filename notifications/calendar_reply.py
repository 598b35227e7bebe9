"""Reads the answer a calendar program sends to an invitation (RFC 5546, METHOD:REPLY). It believes nobody."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from icalendar import Calendar, Component

from notifications.mail_text import Mail, header_address, part_text, parts_of_type

Attendance = Literal["accepted", "declined", "tentative"]

_SAID: Mapping[str, Attendance] = {"ACCEPTED": "accepted", "DECLINED": "declined", "TENTATIVE": "tentative"}


@dataclass(frozen=True)
class CalendarReply:
    """Who says what to which appointment. The attendee is what the mail claims: check it against who was invited."""

    uid: str
    attendee: str
    attendance: Attendance
    sequence: int


def calendar_reply_in(mail: Mail) -> CalendarReply | None:
    """Return the answer to an invitation in this mail, or None."""
    for part in parts_of_type(mail, "text/calendar", "application/ics"):
        reply = _reply(part_text(part), header_address(mail, "From"))
        if reply:
            return reply
    return None


def _reply(ics: str, sender: str) -> CalendarReply | None:
    try:
        calendar = Calendar.from_ical(ics)
        if str(calendar.get("METHOD", "")).upper() != "REPLY":
            return None
        return next((reply for event in calendar.walk("VEVENT") if (reply := _of_event(event, sender))), None)
    except (ValueError, KeyError, IndexError, AttributeError, TypeError):
        return None


def _of_event(event: Component, sender: str) -> CalendarReply | None:
    attendees = event.get("ATTENDEE", [])
    for attendee in attendees if isinstance(attendees, list) else [attendees]:
        said = _SAID.get(str(attendee.params.get("PARTSTAT", "")).upper())
        if said and "UID" in event:
            who = str(attendee).lower().removeprefix("mailto:") or sender.lower()
            return CalendarReply(str(event["UID"]), who, said, int(event.get("SEQUENCE", 0)))
    return None
