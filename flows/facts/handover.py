"""What a handover goes by. Never writes."""

from datetime import timedelta
from typing import Any

from flows.engine import when
from flows.engine.matter import Matter
from models.tables import Handover
from models.term import ahead_on


def between_whom(matter: Matter) -> dict[str, Any]:
    """Both sides and the days; without a receiver the case manager holds it. Ready ten working days ahead.

    Who left already is handed over as soon as that usually takes.
    """
    row = matter.session.get_one(Handover, matter.about)
    term = when.named_term(matter.tx, matter.case.region_id, "handover", matter.today)
    calendar = when.calendar_of(matter.tx, matter.case.region_id, row.from_agency_id)
    receiver = f"agency:{row.to_agency_id}" if row.to_agency_id else "case manager"
    ready_on = max(ahead_on(term, row.first_on, calendar), matter.today + timedelta(days=1))
    if row.first_on <= matter.today:
        ready_on = when.due(matter, "handover", agency=row.from_agency_id).on or ready_on
    checked = when.due(matter, "handover check", agency=None, since=max(row.first_on, matter.today)).on
    return {
        "name": f"{row.from_agency_id}-{row.to_agency_id or 'open'}",
        "both": [f"agency:{row.from_agency_id}", receiver],
        "ready_on": ready_on,
        "check_on": checked or row.first_on,
    }
