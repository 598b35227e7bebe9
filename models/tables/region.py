"""The region and what it agreed: grounds, terms, free days. Never a youth."""

from datetime import date

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from models.tables.base import Row, key, one_of, to


class Region(Row, table=True):
    """Municipalities that agreed on one registration point."""

    id: int = key()
    code: str = Field(unique=True, max_length=40)
    name: str = Field(max_length=120)
    school_region: str = Field(default="middle", max_length=10)
    budget_cents: int = Field(default=150_000, ge=0)

    __table_args__ = (
        CheckConstraint("school_region IN ('north', 'middle', 'south')", name="school_region"),
        CheckConstraint("budget_cents >= 0", name="budget_not_negative"),
    )


class Programme(Row, table=True):
    """What the region wants to reach in some school years in a row, each named after the year in which it begins.

    Attributes:
        youths: how many a school year, of whom so many in mbo and in vo.
        all_youths: how many in all its years together, of whom ``kept`` do not drop out.
        cents: what one trajectory costs on average.
    """

    id: int = key()
    region_id: int = to("region", index=False)
    first_year: int
    last_year: int
    youths: int = Field(default=100)
    youths_mbo: int = Field(default=60)
    youths_vo: int = Field(default=40)
    all_youths: int = Field(default=400)
    kept: int = Field(default=250)
    cents: int = Field(default=150_000)

    __table_args__ = (
        UniqueConstraint("region_id", "first_year"),
        CheckConstraint("last_year >= first_year", name="ends_after_it_begins"),
        CheckConstraint("kept <= all_youths", name="no_more_kept_than_there_are"),
    )


class TermRow(Row, table=True):
    """How long a kind of step may take in this region, from a day on. Waits keep the row they began with."""

    __tablename__ = "term"

    id: int = key()
    region_id: int = to("region", index=False)
    name: str = Field(max_length=60)
    amount: int
    unit: str = Field(max_length=20)
    kind: str = Field(max_length=20)
    urgent_amount: int | None = Field(default=None)
    urgent_unit: str | None = Field(default=None, max_length=20)
    off: bool = Field(default=False)
    ground: str = Field(max_length=400)
    valid_from: date

    __table_args__ = (
        UniqueConstraint("region_id", "name", "valid_from"),
        CheckConstraint("amount > 0", name="amount_is_positive"),
        CheckConstraint("(urgent_amount IS NULL) = (urgent_unit IS NULL)", name="urgent_is_whole"),
        CheckConstraint("unit IN ('working_days', 'weeks', 'months', 'days', 'hours')", name="unit"),
        CheckConstraint("kind IN ('statutory', 'norm', 'agreed', 'school')", name="kind"),
    )


class ExtraDay(Row, table=True):
    """A day on which nothing runs out besides the recognised holidays: a bridging day, or an agency's own free day."""

    __tablename__ = "extra_day"

    id: int = key()
    region_id: int = to("region")
    agency_id: int | None = to("agency", nullable=True)
    day: date
    label: str = Field(max_length=80)
    equated: bool = Field(default=False)

    __table_args__ = (UniqueConstraint("region_id", "agency_id", "day"),)


class Municipality(Row, table=True):
    """A municipality of the region, and by which of the three spreads of school holidays its schools go."""

    id: int = key()
    region_id: int = to("region", index=False)
    name: str = Field(max_length=80)
    school_region: str = Field(max_length=10)

    __table_args__ = (
        UniqueConstraint("region_id", "name"),
        CheckConstraint("school_region IN ('north', 'middle', 'south')", name="school_region"),
    )


class SchoolHoliday(Row, table=True):
    """School terms stand still on these days; for all schools of a school region, or for one that sets its own."""

    __tablename__ = "school_holiday"

    id: int = key()
    region_id: int = to("region")
    school_region: str | None = Field(default=None, max_length=10)
    agency_id: int | None = to("agency", nullable=True)
    name: str = Field(max_length=60)
    first_on: date
    last_on: date
    provisional: bool = Field(default=True)

    __table_args__ = (
        CheckConstraint("first_on <= last_on", name="first_before_last"),
        CheckConstraint("school_region IN ('north', 'middle', 'south')", name="school_region"),
        one_of("school_region", "agency_id", name="of_a_school_region_or_of_a_school"),
    )


class Ground(Row, table=True):
    """On what ground something about a youth may be shared, and for what. It changes with the law, so it is data.

    It is in force from ``valid_from`` until ``valid_until``, both days included; always, where they are empty.
    """

    id: int = key()
    region_id: int = to("region")
    code: str = Field(max_length=40)
    label_nl: str = Field(max_length=160)
    label_en: str = Field(max_length=160)
    purpose_nl: str = Field(default="", max_length=200)
    purpose_en: str = Field(default="", max_length=200)
    article: str = Field(default="", max_length=2000)
    needs_consent: bool = Field(default=False)
    valid_from: date | None = Field(default=None)
    valid_until: date | None = Field(default=None)

    __table_args__ = (
        UniqueConstraint("region_id", "code"),
        CheckConstraint(
            "valid_from IS NULL OR valid_until IS NULL OR valid_from <= valid_until", name="valid_in_order"
        ),
    )
