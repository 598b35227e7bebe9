"""The people a file is about or leans on: youth, custody holders, trusted persons. Names and contact details sealed."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, UniqueConstraint
from sqlmodel import Field

from models.code import Living, Relation, Sector
from models.secret import Sealed, SealedDate
from models.speech import LANGUAGES
from models.tables.base import NEVER_AGAIN, Row, among, coded, key, one_of, to


class Person(Row, table=True):
    """One of the people themselves. Never counted, never late.

    ``turn`` counts the changes, so that what somebody else changed meanwhile is noticed.
    """

    id: int = key()
    given_name: str = Field(sa_column=Column(Sealed, nullable=False))
    prefix: str | None = Field(default=None, sa_column=Column(Sealed, nullable=True))
    family_name: str | None = Field(default=None, sa_column=Column(Sealed, nullable=True))
    birth_on: date | None = Field(default=None, sa_column=Column(SealedDate, nullable=True))
    birth_digest: str | None = Field(default=None, index=True, max_length=32)
    email: str | None = Field(default=None, sa_column=Column(Sealed, nullable=True))
    email_failed_at: datetime | None = Field(default=None)
    phone: str | None = Field(default=None, sa_column=Column(Sealed, nullable=True))
    address: str | None = Field(default=None, sa_column=Column(Sealed, nullable=True))
    secret_address: bool = Field(default=False)
    language: str = Field(default="nl", max_length=2)
    turn: int = Field(default=0)

    __table_args__ = (
        CheckConstraint("(birth_on IS NULL) = (birth_digest IS NULL)", name="birth_is_whole"),
        among("language", LANGUAGES),
        NEVER_AGAIN,
    )


class NameDigest(Row, table=True):
    """A beginning of a word in somebody's name, as a keyed digest: what a search finds a person by."""

    __tablename__ = "name_digest"

    person_id: int = Field(foreign_key="person.id", primary_key=True)
    digest: str = Field(primary_key=True, index=True, max_length=32)


class Family(Row, table=True):
    """Brothers and sisters of one family: one family, one plan, and each youth's details apart."""

    id: int = key()


class Youth(Row, table=True):
    """The youth a file is about."""

    person_id: int = Field(foreign_key="person.id", primary_key=True)
    family_id: int | None = to("family", nullable=True)
    sector: Sector = Field(sa_type=coded(Sector))
    municipality: str = Field(max_length=80)
    neighbourhood: str | None = Field(default=None, sa_column=Column(Sealed, nullable=True))
    school_id: int | None = to("agency", nullable=True)
    level: str | None = Field(default=None, sa_column=Column(Sealed, nullable=True))
    living: Living | None = Field(default=None, sa_type=coded(Living), nullable=True)
    absent_since: date | None = Field(default=None)
    departs_on: date | None = Field(default=None)
    siblings: str | None = Field(default=None, sa_column=Column(Sealed, nullable=True))


class Custody(Row, table=True):
    """Who has custody of a youth: a parent or guardian, or an institution. ``until_on`` is the first day without it."""

    id: int = key()
    youth_id: int = Field(foreign_key="youth.person_id", index=True)
    person_id: int | None = to("person", nullable=True)
    agency_id: int | None = to("agency", nullable=True, index=False)
    relation: Relation = Field(sa_type=coded(Relation))
    until_on: date | None = Field(default=None)

    __table_args__ = (
        one_of("person_id", "agency_id", name="a_person_or_an_institution"),
        UniqueConstraint("youth_id", "person_id"),
    )
