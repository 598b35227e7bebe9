"""What every table shares: names of constraints, coded columns, checks that a fact is whole. Holds no table."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Column, Enum, Index, MetaData, TextClause, text
from sqlmodel import Field, SQLModel

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

NEVER_AGAIN: Mapping[str, Any] = {"sqlite_autoincrement": True}
"""The number of a row that was destroyed is given to no other: the log, links and journals of others still name it.

PostgreSQL never does; SQLite would give the highest number again.
"""


class Row(SQLModel):
    """A row of the domain database."""

    metadata: ClassVar[MetaData] = MetaData(naming_convention=NAMES)


def coded(codes: type[StrEnum]) -> Any:
    """The type of a column that holds one of a closed list, kept as its value and checked by the database."""
    return Enum(
        codes,
        native_enum=False,
        create_constraint=True,
        length=30,
        name=codes.__name__.lower(),
        values_callable=lambda members: [member.value for member in members],
    )


def whole(*columns: str, name: str | None = None) -> CheckConstraint:
    """All of these columns are there, or none is."""
    first, *others = columns
    rule = " AND ".join(f"({first} IS NULL) = ({other} IS NULL)" for other in others)
    return CheckConstraint(rule, name=name or "_and_".join(columns) + "_go_together")


def among(column: str, allowed: Iterable[str], *, name: str | None = None) -> CheckConstraint:
    """The column holds one of these codes, or nothing."""
    codes = ", ".join(f"'{code}'" for code in allowed)
    return CheckConstraint(f"{column} IN ({codes})", name=name or f"{column}_is_known")


def one_of(*columns: str, name: str) -> CheckConstraint:
    """Exactly one of these columns is there."""
    filled = " + ".join(f"(CASE WHEN {column} IS NULL THEN 0 ELSE 1 END)" for column in columns)
    return CheckConstraint(f"{filled} = 1", name=name)


def key() -> Any:
    """The number of a row, given by the database."""
    return Field(default=None, primary_key=True)


def to(target: str, *, index: bool = True, nullable: bool = False) -> Any:
    """The number of a row elsewhere."""
    return Field(default=None, foreign_key=f"{target}.id", index=index, nullable=nullable)


def index_where(name: str, *columns: str | Column[Any] | TextClause, where: str, unique: bool = False) -> Index:
    """An index on the rows for which something holds: what is open now is few beside all there ever was."""
    return Index(name, *columns, unique=unique, sqlite_where=text(where), postgresql_where=text(where))


def index_read_alone(name: str, *columns: str, where: str) -> Index:
    """Such an index from which figures are counted without the rows: their numbers stand in it, as in SQLite anyhow."""
    return Index(name, *columns, sqlite_where=text(where), postgresql_where=text(where), postgresql_include=["id"])
