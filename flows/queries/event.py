"""One thing that happened in a case, as its timeline shows it. Reads no row."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened: when, in which stage, which step, what, who, on which form, and with which reason."""

    at: datetime
    stage: str
    key: str
    kind: str
    actor: str | None
    agency_id: int | None = None
    form: str | None = None
    code: str | None = None
