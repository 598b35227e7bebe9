"""What identifies a meeting in calendars, and how long it takes. Puts nothing into words.

The name of an appointment is signed: only who was sent it can answer it by mail.
"""

import re
from datetime import timedelta

from models.secret import vault
from models.store import Tx
from models.tables import Meeting, Sitting
from notifications.invitation import appointment_uid

HOUR = timedelta(hours=1)
_UID = re.compile(r"meeting-([1-9][0-9]{0,11})-([0-9a-f]{32})@\S+", re.ASCII)


def uid_of(meeting: int, domain: str) -> str:
    """The name of a meeting in every calendar, for as long as it is the same meeting."""
    return appointment_uid(f"{meeting}-{vault().sign_for_good('meeting', meeting)}", domain)


def meeting_in(uid: str) -> int | None:
    """The number of the meeting an appointment was made for; nothing when it is none of ours."""
    match = _UID.fullmatch(uid)
    return int(match[1]) if match and vault().is_signed("meeting", match[1], match[2]) else None


def length_of(tx: Tx, meeting: Meeting) -> timedelta:
    """An hour; in a sitting, its part of the sitting."""
    if meeting.sitting_id is None:
        return HOUR
    sitting = tx.session.get_one(Sitting, meeting.sitting_id)
    return timedelta(minutes=max(sitting.minutes // sitting.places, 1))
