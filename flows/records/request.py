"""What a running request records when it ends."""

from flows.engine.matter import Matter
from models.tables import Request


def close_request(matter: Matter, became: str) -> None:
    """Answered, cannot or lapsed."""
    row = matter.session.get_one(Request, matter.about)
    row.status = became
    matter.session.add(row)
