"""The outbox: what is to be told, to whom, and how far it got; and alarms. Codes and dates only, never words.

The words of a message are made when it is sent.
"""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from models.code import MessageStatus
from models.tables.base import Row, coded, key, one_of, to, whole

TOLD_HELP_BEGAN = "notice = 'HelpBegan'"
"""The messages that tell on which day help began."""


class Message(Row, table=True):
    """One message to one recipient, written in the transaction of the step it tells of.

    Gathered means: not sent by itself but told in the daily overview, of that professional or of the agency.
    """

    id: int = key()
    case_id: int | None = to("case_file", nullable=True)
    wait_id: int | None = to("wait", nullable=True, index=False)
    notice: str = Field(max_length=40)
    to_professional_id: int | None = to("professional", nullable=True, index=False)
    to_agency_id: int | None = to("agency", nullable=True, index=False)
    to_person_id: int | None = to("person", nullable=True, index=False)
    content: str = Field(default="{}")
    once: str | None = Field(default=None, unique=True, max_length=80)
    queued_at: datetime
    not_before: datetime
    status: MessageStatus = Field(default=MessageStatus.QUEUED, sa_type=coded(MessageStatus))
    reason: str | None = Field(default=None, max_length=60)
    ground: str | None = Field(default=None, max_length=40)
    tries: int = Field(default=0)
    lease_until: datetime | None = Field(default=None)
    lease_by: str | None = Field(default=None, max_length=60)
    next_try_at: datetime | None = Field(default=None)
    done_at: datetime | None = Field(default=None)
    gathered_at: datetime | None = Field(default=None)
    gathered_for_id: int | None = to("professional", nullable=True, index=False)

    __table_args__ = (
        one_of("to_professional_id", "to_agency_id", "to_person_id", name="one_recipient"),
        CheckConstraint("(status = 'queued') = (done_at IS NULL)", name="done_has_a_moment"),
        CheckConstraint("status IN ('queued', 'sent') OR reason IS NOT NULL", name="not_sent_says_why"),
        whole("lease_until", "lease_by"),
        Index(
            "ix_message_help_began",
            "case_id",
            "queued_at",
            sqlite_where=text(TOLD_HELP_BEGAN),
            postgresql_where=text(TOLD_HELP_BEGAN),
        ),
        Index(
            "ix_message_queued",
            "not_before",
            sqlite_where=text("done_at IS NULL"),
            postgresql_where=text("done_at IS NULL"),
        ),
    )


class Alarm(Row, table=True):
    """Something an operator must look at, since when, and when it was over. At most one of a kind is open.

    ``next_try_at`` is when it is tried again by itself; ``detail`` is a code, never an address.
    """

    id: int = key()
    kind: str = Field(max_length=30)
    detail: str = Field(max_length=60)
    since_at: datetime
    next_try_at: datetime | None = Field(default=None)
    cleared_at: datetime | None = Field(default=None)

    __table_args__ = (
        CheckConstraint("cleared_at IS NULL OR cleared_at >= since_at", name="cleared_after_since"),
        Index(
            "ix_alarm_open",
            "kind",
            unique=True,
            sqlite_where=text("cleared_at IS NULL"),
            postgresql_where=text("cleared_at IS NULL"),
        ),
    )
