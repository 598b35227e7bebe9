"""Who agreed that something is shared with whom, and until when. Never what is shared."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from models.tables.base import Row, key, to


class Consent(Row, table=True):
    """One giver's yes or no, for one partner, for one life domain or all of them (empty).

    ``ends_on`` is the first day a yes does not hold any more: a year later, or a birthday.
    """

    id: int = key()
    case_id: int = to("case_file")
    agency_id: int = to("agency")
    giver_id: int = to("person")
    domain: str | None = Field(default=None, max_length=24)
    agrees: bool
    way: str = Field(max_length=10)
    given_on: date
    ends_on: date | None = Field(default=None)
    withdrawn_at: datetime | None = Field(default=None)
    recorded_by_id: int | None = to("professional", nullable=True, index=False)

    __table_args__ = (
        CheckConstraint("way IN ('table', 'phone', 'paper')", name="way"),
        CheckConstraint("ends_on IS NULL OR ends_on > given_on", name="ends_after_given"),
        CheckConstraint("agrees = (ends_on IS NOT NULL)", name="a_yes_ends_some_day"),
    )


class DecidedGround(Row, table=True):
    """A case manager's decision that a partner may know although this yes is not there, with what it rests on.

    The giver is empty where nobody with custody is known. It ends after a year, and with the next word of that giver.
    """

    __tablename__ = "decided_ground"

    id: int = key()
    case_id: int = to("case_file")
    agency_id: int = to("agency")
    giver_id: int | None = to("person", nullable=True)
    basis: str = Field(max_length=20)
    decided_on: date
    ends_on: date
    decided_by_id: int | None = to("professional", nullable=True, index=False)

    __table_args__ = (
        CheckConstraint("basis IN ('own weighing', 'guardian', 'one holder', 'court order', 'unable')", name="basis"),
        CheckConstraint("ends_on >= decided_on", name="ends_after_decided"),
    )


class ConsentAttempt(Row, table=True):
    """A try to reach somebody whose yes is needed."""

    __tablename__ = "consent_attempt"

    id: int = key()
    case_id: int = to("case_file")
    giver_id: int | None = to("person", nullable=True)
    way: str = Field(max_length=10)
    tried_on: date
    result: str = Field(max_length=20)

    __table_args__ = (
        CheckConstraint("way IN ('table', 'phone', 'paper', 'mail', 'visit')", name="way"),
        CheckConstraint("result IN ('not reached', 'refuses', 'agrees')", name="result"),
    )
