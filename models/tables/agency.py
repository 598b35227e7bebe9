"""The agencies, who works there, whom to ask there, and what they signed. Never a youth."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, UniqueConstraint
from sqlmodel import Field

from models.code import AgencyKind, OrderKind, Role
from models.secret import Sealed
from models.speech import LANGUAGES
from models.tables.base import Row, among, coded, key, to


class Agency(Row, table=True):
    """An organisation that helps youths in the region. Active only once it signed the cooperation agreement."""

    id: int = key()
    region_id: int = to("region")
    code: str = Field(max_length=40)
    name: str = Field(max_length=120)
    kind: AgencyKind = Field(sa_type=coded(AgencyKind))
    municipality: str | None = Field(default=None, max_length=80)
    mailbox: str | None = Field(default=None, sa_column=Column(Sealed, nullable=True))
    mailbox_failed_at: datetime | None = Field(default=None)
    ground_id: int | None = to("ground", nullable=True)
    signed_on: date | None = Field(default=None)
    active: bool = Field(default=False)

    __table_args__ = (
        UniqueConstraint("region_id", "code"),
        CheckConstraint("NOT active OR signed_on IS NOT NULL", name="active_only_when_signed"),
    )


class Professional(Row, table=True):
    """Somebody who works at an agency."""

    id: int = key()
    agency_id: int = to("agency")
    given_name: str = Field(sa_column=Column(Sealed, nullable=False))
    prefix: str | None = Field(default=None, sa_column=Column(Sealed, nullable=True))
    family_name: str = Field(sa_column=Column(Sealed, nullable=False))
    email: str | None = Field(default=None, sa_column=Column(Sealed, nullable=True))
    email_digest: str | None = Field(default=None, unique=True, max_length=32)
    email_failed_at: datetime | None = Field(default=None)
    phone: str | None = Field(default=None, sa_column=Column(Sealed, nullable=True))
    language: str = Field(default="nl", max_length=2)
    active: bool = Field(default=True)
    left_on: date | None = Field(default=None)
    substitute_id: int | None = Field(default=None, foreign_key="professional.id", nullable=True)

    __table_args__ = (
        CheckConstraint("(email IS NULL) = (email_digest IS NULL)", name="email_is_whole"),
        among("language", LANGUAGES),
    )


class ProfessionalRole(Row, table=True):
    """One of the roles somebody holds in the region."""

    __tablename__ = "professional_role"

    professional_id: int = Field(foreign_key="professional.id", primary_key=True)
    role: Role = Field(primary_key=True, sa_type=coded(Role))


class Expertise(Row, table=True):
    """What a consultant knows well: a school, or a sector or life domain by its code. It counts in a proposal."""

    id: int = key()
    professional_id: int = to("professional")
    school_id: int | None = to("agency", nullable=True, index=False)
    about: str | None = Field(default=None, max_length=24)

    __table_args__ = (
        CheckConstraint("(school_id IS NULL) <> (about IS NULL)", name="a_school_or_a_code"),
        UniqueConstraint("professional_id", "school_id", "about"),
    )


class RegistrationPoint(Row, table=True):
    """The one registration point of a region, with its one fixed coordinator."""

    __tablename__ = "registration_point"

    region_id: int = Field(foreign_key="region.id", primary_key=True)
    agency_id: int = to("agency", index=False)
    coordinator_id: int | None = to("professional", nullable=True, index=False)


class Contact(Row, table=True):
    """Whom to ask at an agency, by kind of question and by neighbourhood or school. ``*`` is every question."""

    id: int = key()
    agency_id: int = to("agency")
    question: str = Field(default="*", max_length=40)
    neighbourhood: str | None = Field(default=None, max_length=80)
    school_id: int | None = to("agency", nullable=True, index=False)
    professional_id: int = to("professional")

    __table_args__ = (UniqueConstraint("agency_id", "question", "neighbourhood", "school_id", "professional_id"),)


class Agreement(Row, table=True):
    """A cooperation agreement of the region's administrators. Its chair's agency leads the breakthrough table.

    What a binding decision may be about stands in ``AgreementScope``, who is bound in ``Signatory``, and who may take
    one in ``Mandate``.
    """

    id: int = key()
    region_id: int = to("region")
    name: str = Field(max_length=120)
    valid_from: date
    valid_until: date
    chair_agency_id: int | None = to("agency", nullable=True, index=False)

    __table_args__ = (CheckConstraint("valid_from <= valid_until", name="valid_in_order"),)


class AgreementScope(Row, table=True):
    """One thing a binding decision under an agreement may be about."""

    __tablename__ = "agreement_scope"

    agreement_id: int = Field(foreign_key="agreement.id", primary_key=True)
    kind: OrderKind = Field(primary_key=True, sa_type=coded(OrderKind))


class Signatory(Row, table=True):
    """An agency that signed a cooperation agreement, and until when it is bound if it left."""

    agreement_id: int = Field(foreign_key="agreement.id", primary_key=True)
    agency_id: int = Field(foreign_key="agency.id", primary_key=True)
    signed_on: date
    left_on: date | None = Field(default=None)

    __table_args__ = (CheckConstraint("left_on IS NULL OR left_on >= signed_on", name="left_after_signed"),)


class Mandate(Row, table=True):
    """A consultant who may take binding decisions under an agreement, from a day on and perhaps until one."""

    agreement_id: int = Field(foreign_key="agreement.id", primary_key=True)
    professional_id: int = Field(foreign_key="professional.id", primary_key=True)
    from_on: date
    until_on: date | None = Field(default=None)

    __table_args__ = (CheckConstraint("until_on IS NULL OR until_on >= from_on", name="until_after_from"),)
