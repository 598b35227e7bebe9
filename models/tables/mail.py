"""What professionals chose about their mail: what comes when, and a calendar feed. Holds no address."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from models.code import MailMoment
from models.tables.base import Row, coded, key, to


class MailChoice(Row, table=True):
    """When somebody hears of one kind of message; ``*`` is every kind they did not choose for."""

    __tablename__ = "mail_choice"

    professional_id: int = Field(foreign_key="professional.id", primary_key=True)
    notice: str = Field(primary_key=True, max_length=40)
    moment: MailMoment = Field(sa_type=coded(MailMoment))


class MailHour(Row, table=True):
    """The hour, in Amsterdam, at which somebody wants the overview of the day; eight o'clock without it."""

    __tablename__ = "mail_hour"

    professional_id: int = Field(foreign_key="professional.id", primary_key=True)
    hour: int

    __table_args__ = (CheckConstraint("hour BETWEEN 6 AND 20", name="hour_is_in_the_day"),)


class CalendarFeed(Row, table=True):
    """The secret address of one professional's calendar: kept as a digest only, one at a time, revocable."""

    __tablename__ = "calendar_feed"

    id: int = key()
    professional_id: int = to("professional", index=False)
    token_digest: str = Field(unique=True, max_length=64)
    made_at: datetime
    revoked_at: datetime | None = Field(default=None)

    __table_args__ = (
        Index(
            "ix_calendar_feed_open",
            "professional_id",
            unique=True,
            sqlite_where=text("revoked_at IS NULL"),
            postgresql_where=text("revoked_at IS NULL"),
        ),
        CheckConstraint("revoked_at IS NULL OR revoked_at >= made_at", name="revoked_after_made"),
    )
