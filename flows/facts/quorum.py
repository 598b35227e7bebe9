"""Who comes to a meeting so far, and what it lacks to count. Never writes.

Source: process.md, stage 2, step 3.
"""

from collections.abc import Iterable, Mapping

from sqlmodel import col, select

from flows.engine.matter import Matter
from flows.engine.seat import Chair, seats_around
from flows.engine.who import holders
from models.holder import Holder
from models.quorum import PEOPLE, Count, count
from models.tables import Agency, Invitation, Meeting

WITH_YOUTH, WITHOUT_YOUTH = "meeting", "meeting without the youth"
SAID: Mapping[str, str] = {
    "invited": "open",
    "comes": "given",
    "sends someone": "given",
    "present": "given",
    "online": "given",
    "represented": "given",
    "cannot": "declined",
    "absent": "declined",
}
"""What stands on the list of a meeting, as a quorum weighs it."""


def needed_for(meeting: Meeting) -> str:
    """The name of the quorum: without the youth only for a recorded reason."""
    return WITHOUT_YOUTH if meeting.youth_absent_why else WITH_YOUTH


def counted(matter: Matter, meeting: Meeting) -> Count:
    """What this meeting lacks, by its list as it stands now."""
    return count(needed_for(meeting), seats_around(matter, _chairs(matter, meeting)))


def _chairs(matter: Matter, meeting: Meeting) -> Iterable[Chair]:
    """Everybody on the list: of what part or kind they are, and whether they come."""
    parts = {each.person_id: each.part for part in PEOPLE for each in holders(matter, part, None)}
    rows = select(Invitation).where(Invitation.meeting_id == meeting.id).order_by(col(Invitation.id))
    for row in matter.session.exec(rows):
        part = parts.get(row.person_id, "invited") if row.person_id else "invited"
        kind = matter.session.get_one(Agency, row.agency_id).kind if row.agency_id else None
        yield Holder(part, row.agency_id, row.professional_id, row.person_id), kind, SAID[row.status]
