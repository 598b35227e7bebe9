"""What a running request goes by. Never writes."""

from typing import Any

from flows.engine.matter import Matter
from flows.facts.sharing import has_ground
from models.tables import Request


def what_was_asked(matter: Matter) -> dict[str, Any]:
    """Of which agency, on which day, under which term."""
    row = matter.session.get_one(Request, matter.about)
    may_know = has_ground(matter, row.agency_id)
    return {"agency": f"agency:{row.agency_id}", "on": row.asked_on, "term": row.term, "may_know": may_know}
