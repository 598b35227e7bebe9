"""Who opened a case in an emergency without a part in it, why, until when, and whether it was looked at since."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Column
from sqlmodel import Field

from models.code import EmergencyReason
from models.secret import Sealed
from models.tables.base import Row, coded, key, to, whole


class EmergencyAccess(Row, table=True):
    """One professional sees, of one case and for a limited time, what an emergency asks for.

    Source: domain.md, R5, "break-glass with reason and notice to the privacy officer".
    """

    __tablename__ = "emergency_access"

    id: int = key()
    case_id: int = to("case_file")
    professional_id: int = to("professional")
    reason: EmergencyReason = Field(sa_type=coded(EmergencyReason))
    words: str = Field(sa_column=Column(Sealed, nullable=False))
    opened_at: datetime
    until_at: datetime
    looked_at: datetime | None = Field(default=None)
    looked_by_id: int | None = to("professional", nullable=True, index=False)
    was_needed: bool | None = Field(default=None)

    __table_args__ = (
        CheckConstraint("until_at > opened_at", name="it_lasts_a_while"),
        whole("looked_at", "looked_by_id", "was_needed", name="looked_at_by_whom_and_found_what"),
    )
