"""Statements compiled once per database and run on the driver's own cursor, for the few that run all the time.

Building and compiling a statement costs several times what the database needs to carry it out (``docs/decisions``).
Never used outside the hot path: elsewhere plain SQLModel reads better.
"""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import ClauseElement, Dialect
from sqlalchemy.sql.compiler import SQLCompiler

Convert = Callable[[Any], Any]


class Compiled:
    """One statement in the words of one database, with what turns values into and out of its columns."""

    def __init__(self, statement: ClauseElement, dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect)
        if not isinstance(compiled, SQLCompiler):
            raise TypeError("only statements that read or write rows are prepared")
        if compiled.post_compile_params:
            raise TypeError("a list of values has no fixed length; it cannot be prepared")
        self.sql = str(compiled)
        self._order: list[str] | None = compiled.positiontup if compiled.positional else None
        into = {name: bind.type.dialect_impl(dialect).bind_processor(dialect) for name, bind in compiled.binds.items()}
        fixed = {name: bind.value for name, bind in compiled.binds.items() if not bind.required}
        self._fixed = {name: _converted(value, into[name]) for name, value in fixed.items()}
        self._names = tuple(self._order or compiled.binds)
        self._plan = [(name, into[name]) for name in self._names]
        out = [column.type.dialect_impl(dialect).result_processor(dialect, None) for column in _columns(statement)]
        self._out: list[tuple[int, Convert]] = [(place, convert) for place, convert in enumerate(out) if convert]

    def parameters(self, values: Mapping[str, Any]) -> Any:
        """The values as the driver wants them: a tuple or a mapping.

        Raises:
            KeyError: a value is missing.
        """
        fixed = self._fixed
        # One walk over a plan made beforehand: this runs for each of the hundreds of statements a case takes.
        found = [
            (values[name] if into is None else into(values[name])) if name in values else fixed[name]
            for name, into in self._plan
        ]
        return tuple(found) if self._order is not None else dict(zip(self._names, found, strict=True))

    def row(self, raw: tuple[Any, ...]) -> tuple[Any, ...]:
        """A raw row with the columns' own types."""
        if not self._out:
            return raw
        row = list(raw)
        for place, convert in self._out:
            if row[place] is not None:
                row[place] = convert(row[place])
        return tuple(row)


def _converted(value: Any, into: Convert | None) -> Any:
    return value if into is None else into(value)


class Prepared:
    """A statement written down once; compiled the first time each kind of database meets it."""

    def __init__(self, statement: ClauseElement) -> None:
        self._statement = statement
        self._by_dialect: dict[str, Compiled] = {}

    def compiled(self, dialect: Dialect) -> Compiled:
        """This statement in the words of that database."""
        found = self._by_dialect.get(dialect.name)
        if found is None:
            found = self._by_dialect[dialect.name] = Compiled(self._statement, dialect)
        return found


def _columns(statement: Any) -> list[Any]:
    returning = list(getattr(statement, "_returning", ()) or ())
    if returning:
        return returning
    return list(statement.selected_columns) if hasattr(statement, "selected_columns") else []
