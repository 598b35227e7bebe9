"""What a succession goes by: which part, who was proposed, and who is asked to name another. Never writes."""

from typing import Any

from flows.engine.matter import Matter
from models.code import Part
from models.tables import Succession


def what_changes_hands(matter: Matter) -> dict[str, Any]:
    """A part whose holder left is the coordinator's to fill; otherwise its holder names another."""
    row = matter.session.get_one(Succession, matter.about)
    return {
        "part": str(row.part),
        "who": f"professional:{row.successor_id}" if row.successor_id else None,
        "asks": str(Part.COORDINATOR if row.left else row.part),
    }
