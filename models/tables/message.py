"""The outbox: what is to be told, to whom, and how far it got. Codes and dates only; words are made when it is sent."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from models.code import MessageStatus
from models.tables.base import Row, coded, key, one_of, to, whole


class Message(Row, table=True):
    """One message to one recipient, written in the transaction of the step it tells of."""

    id: int = key()
    case_id: int | None = to("case_file", nullable=True)
    wait_id: int | None = to("wait", nullable=True)
    notice: str = Field(max_length=40)
    to_professional_id: int | None = to("professional", nullable=True)
    to_agency_id: int | None = to("agency", nullable=True, index=False)
    to_person_id: int | None = to("person", nullable=True, index=False)
    content: str = Field(default="{}")
    once: str | None = Field(default=None, unique=True, max_length=80)
    queued_at: datetime
    not_before: datetime
    status: MessageStatus = Field(default=MessageStatus.QUEUED, sa_type=coded(MessageStatus))
    reason: str | None = Field(default=None, max_length=60)
    tries: int = Field(default=0)
    lease_until: datetime | None = Field(default=None)
    lease_by: str | None = Field(default=None, max_length=60)
    next_try_at: datetime | None = Field(default=None)
    done_at: datetime | None = Field(default=None)

    __table_args__ = (
        one_of("to_professional_id", "to_agency_id", "to_person_id", name="one_recipient"),
        CheckConstraint("(status = 'queued') = (done_at IS NULL)", name="done_has_a_moment"),
        CheckConstraint("status IN ('queued', 'sent') OR reason IS NOT NULL", name="not_sent_says_why"),
        whole("lease_until", "lease_by"),
        Index(
            "ix_message_queued",
            "not_before",
            sqlite_where=text("status = 'queued'"),
            postgresql_where=text("status = 'queued'"),
        ),
    )
