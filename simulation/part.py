"""Which rows of a database belong to one case, or to cases that share people. Reads only."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from sqlalchemy import Table

from models.store import Tx
from models.tables import Row

LEFT_OUT = frozenset({"draft", "instrument_use", "link_code", "name_digest"})
"""What holds once in a region, or is made anew for a copy."""
_FIRST = ("person", "family", "youth", "case_file")

Line = tuple[Any, ...]
Part = Mapping[str, list[Line]]
"""The rows of cases that share people, by table, as the database keeps them."""


def parts_of(tx: Tx) -> list[Part]:
    """Everything that is of a case, taken together where rows point at each other."""
    rows = {table.name: _lines(tx, table) for table in owned()}
    of = _Together()
    for table in owned():
        for line in rows[table.name]:
            for node in _pointed_at(table, line):
                of.join(_node(table, line), node)
    parts: dict[object, dict[str, list[Line]]] = defaultdict(lambda: defaultdict(list))
    for table in owned():
        for line in rows[table.name]:
            parts[of.root(_node(table, line))][table.name].append(line)
    return [part for part in parts.values() if "case_file" in part]


class _Together:
    """Which rows belong together."""

    def __init__(self) -> None:
        self._over: dict[object, object] = {}

    def root(self, node: object) -> object:
        while self._over.get(node, node) != node:
            node = self._over[node]
        return node

    def join(self, one: object, other: object) -> None:
        first, second = self.root(one), self.root(other)
        if first != second:
            self._over[first] = second


def _node(table: Table, line: Line) -> object:
    places = [place for place, column in enumerate(table.columns) if column.primary_key]
    return table.name, *(line[place] for place in places)


def _pointed_at(table: Table, line: Line) -> Iterator[object]:
    for column, value in zip(table.columns, line, strict=True):
        for name in points_at(column) & owned_names():
            if value is not None:
                yield name, value


@cache
def points_at(column: Any) -> frozenset[str]:
    """The tables a column points at; none for most."""
    return frozenset(key.column.table.name for key in column.foreign_keys)


@cache
def place_of(table: Table) -> Mapping[str, int]:
    """Where in a row of the table a column stands, by its name."""
    return {column.name: place for place, column in enumerate(table.columns)}


@cache
def owned() -> tuple[Table, ...]:
    """The tables of a case, what is pointed at first."""
    names = set(_FIRST)
    for table in Row.metadata.sorted_tables:
        if table.name not in LEFT_OUT and any(points_at(column) & names for column in table.columns):
            names.add(table.name)
    return tuple(table for table in Row.metadata.sorted_tables if table.name in names)


@cache
def owned_names() -> frozenset[str]:
    """Their names."""
    return frozenset(table.name for table in owned())


def _lines(tx: Tx, table: Table) -> list[Line]:
    """The rows as the database keeps them, what is sealed still sealed."""
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    return [tuple(row) for row in tx.connection.exec_driver_sql(f'SELECT {names} FROM "{table.name}"')]  # noqa: S608
