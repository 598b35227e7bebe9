"""The file on one youth, the draft it began as, and who has a part in it. Never the steps taken (see ``journal``)."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, Index, UniqueConstraint
from sqlmodel import Field

from models.code import Relation
from models.secret import Sealed
from models.tables.base import NEVER_AGAIN, Row, among, coded, index_read_alone, index_where, key, to, whole


class Draft(Row, table=True):
    """A registration being written; only the referrer's own agency sees it until it is handed in."""

    id: int = key()
    agency_id: int = to("agency")
    author_id: int = to("professional")
    content: str = Field(sa_column=Column(Sealed, nullable=False))
    digest: str = Field(max_length=32)
    written_at: datetime
    submitted_at: datetime | None = Field(default=None)
    case_id: int | None = to("case_file", nullable=True)

    __table_args__ = (UniqueConstraint("agency_id", "digest"), whole("submitted_at", "case_id"))


class CaseFile(Row, table=True):
    """The thin coordination file of one youth. Its row is the lock under which everything about the case happens.

    ``look_at`` is the next moment the case itself is looked at: a youth who is not at school climbs the ladder without
    any wait.
    """

    __tablename__ = "case_file"

    id: int = key()
    ref: str = Field(unique=True, max_length=12)
    region_id: int = to("region")
    youth_id: int = Field(foreign_key="youth.person_id", index=True)
    referrer_id: int | None = to("professional", nullable=True)
    referrer_agency_id: int = to("agency")
    case_manager_id: int | None = to("professional", nullable=True)
    consultant_id: int | None = to("professional", nullable=True)
    coach_id: int | None = to("professional", nullable=True)
    ground_id: int | None = to("ground", nullable=True, index=False)
    anonymous: bool = Field(default=False)
    urgent: bool = Field(default=False)
    informed_on: date | None = Field(default=None)
    informed_how: str | None = Field(default=None, max_length=20)
    parents_informed_on: date | None = Field(default=None)
    parents_informed_how: str | None = Field(default=None, max_length=20)
    worry: str = Field(sa_column=Column(Sealed, nullable=False))
    wish: str = Field(sa_column=Column(Sealed, nullable=False))
    budget_cents: int = Field(default=0)
    opened_at: datetime
    closed_at: datetime | None = Field(default=None, index=True)
    outcome: str | None = Field(default=None, max_length=40)
    retain_until: date | None = Field(default=None, index=True)
    merged_into_id: int | None = to("case_file", nullable=True, index=False)
    reopened: int = Field(default=0)
    look_at: datetime | None = Field(default=None)

    __table_args__ = (
        index_where("ix_case_file_look", "look_at", where="look_at IS NOT NULL"),
        # Whose the open cases are and when they began: every figure begins there, and reads no row of the file itself.
        index_read_alone(
            "ix_case_file_open",
            *("region_id", "case_manager_id", "consultant_id", "coach_id", "youth_id", "opened_at", "closed_at"),
            where="closed_at IS NULL",
        ),
        Index("ix_case_file_opened", "region_id", "opened_at"),
        Index("ix_case_file_closed", "region_id", "closed_at"),
        whole("closed_at", "outcome"),
        whole("informed_on", "informed_how"),
        among("informed_how", ("talk", "phone", "letter")),
        whole("parents_informed_on", "parents_informed_how"),
        among("parents_informed_how", ("talk", "phone", "letter")),
        CheckConstraint("closed_at IS NULL OR retain_until IS NOT NULL", name="closed_has_a_retention_date"),
        CheckConstraint("closed_at IS NULL OR closed_at >= opened_at", name="closed_after_opened"),
        CheckConstraint("budget_cents >= 0", name="budget_not_negative"),
        NEVER_AGAIN,
    )


class Partner(Row, table=True):
    """An agency named in a case; it has a part, and may know of it, from the moment it joined, and on which ground."""

    id: int = key()
    case_id: int = to("case_file")
    agency_id: int = to("agency")
    professional_id: int | None = to("professional", nullable=True)
    ground: str | None = Field(default=None, max_length=40)
    joined_at: datetime | None = Field(default=None)
    left_at: datetime | None = Field(default=None)

    __table_args__ = (
        UniqueConstraint("case_id", "agency_id"),
        CheckConstraint("left_at IS NULL OR joined_at IS NULL OR left_at >= joined_at", name="left_after_joined"),
    )


class CasePerson(Row, table=True):
    """Somebody the youth leans on in this case: a trusted person, a substitute, a supporter."""

    __tablename__ = "case_person"

    id: int = key()
    case_id: int = to("case_file")
    person_id: int | None = to("person", nullable=True)
    professional_id: int | None = to("professional", nullable=True)
    relation: Relation = Field(sa_type=coded(Relation))
    variant: str | None = Field(default=None, max_length=20)
    since_on: date
    until_on: date | None = Field(default=None)

    __table_args__ = (
        CheckConstraint("(person_id IS NULL) <> (professional_id IS NULL)", name="one_of_the_two"),
        among("variant", ("standard", "residential", "special education", "light")),
        CheckConstraint("until_on IS NULL OR until_on >= since_on", name="until_after_since"),
    )


class LifeNote(Row, table=True):
    """A worry, a strength or an offer in one life domain, by an agency or one of the people; or a medical conclusion.

    A conclusion is the only thing that a youth doctor brings. Source: domain.md, R3.
    """

    __tablename__ = "life_note"

    id: int = key()
    case_id: int = to("case_file")
    meeting_id: int | None = to("meeting", nullable=True)
    agency_id: int | None = to("agency", nullable=True)
    person_id: int | None = to("person", nullable=True)
    domain: str = Field(max_length=24)
    kind: str = Field(max_length=10)
    words: str = Field(sa_column=Column(Sealed, nullable=False))
    noted_at: datetime

    __table_args__ = (
        CheckConstraint("kind IN ('worry', 'strength', 'offer', 'conclusion')", name="kind"),
        CheckConstraint("kind <> 'conclusion' OR agency_id IS NOT NULL", name="a_conclusion_is_of_an_agency"),
    )


class Request(Row, table=True):
    """What was already asked of an agency before, or beside, this case: its term counts from that day."""

    id: int = key()
    case_id: int = to("case_file")
    agency_id: int = to("agency")
    asked_on: date
    term: str = Field(max_length=60)
    words: str = Field(sa_column=Column(Sealed, nullable=False))
    status: str = Field(default="running", max_length=12)

    __table_args__ = (CheckConstraint("status IN ('running', 'answered', 'cannot', 'lapsed')", name="status"),)


class WatchedDate(Row, table=True):
    """A date to keep in view: the end of a placement, a search term. Nobody holds it and it is never late."""

    __tablename__ = "watched_date"

    id: int = key()
    case_id: int = to("case_file")
    kind: str = Field(max_length=40)
    day: date

    __table_args__ = (Index(None, "day"), UniqueConstraint("case_id", "kind", "day"))
