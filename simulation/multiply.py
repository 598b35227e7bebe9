"""Makes a region of any size out of a simulated one: whole cases over and over, with other numbers and other names.

For measuring. A copy is a copy in every row, so what holds of the cases that were played holds of the others. Light
cases are copied far more often than heavy ones, as they are in a region that is years old.
"""

import random
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Table, func, select, text

from models.reference import new_reference
from models.secret import digests_of_name, vault
from models.store import Store, Tx
from models.tables import Row
from simulation.part import LEFT_OUT, Line, Part, owned, owned_names, parts_of, place_of, points_at

BATCH = 500
_ALL = Row.metadata.tables
_GIVEN = (
    "Ada",
    "Bram",
    "Cor",
    "Dina",
    "Evi",
    "Fay",
    "Gijs",
    "Hebe",
    "Imre",
    "Jip",
    "Kato",
    "Lia",
    "Mats",
    "Nore",
    "Otis",
)
_BEGIN = (
    "Aal",
    "Brem",
    "Dauw",
    "Els",
    "Groen",
    "Heide",
    "Iep",
    "Jaag",
    "Klaver",
    "Linde",
    "Mos",
    "Riet",
    "Veen",
    "Wilg",
)
_END = (
    "berg",
    "bosch",
    "dam",
    "dijk",
    "duin",
    "hof",
    "horst",
    "kamp",
    "laan",
    "meer",
    "oever",
    "veld",
    "weide",
    "zicht",
)

Shift = Callable[[Line, int, Part], Line]


def multiply(
    store: Store, cases: int, now: datetime, seed: int = 7, progress: Callable[[int], None] = lambda _: None
) -> int:
    """Copies what was played until there are at least so many cases; gives how many there are.

    ``progress`` hears after each batch how many copies there are.

    Raises:
        ValueError: there is nothing to copy.
    """
    choice = random.Random(f"another region {seed}")  # noqa: S311 - the same every time
    with store.read(now) as tx:
        parts, stride, there = parts_of(tx), _stride(tx), _cases(tx)
        renew = _Anew(choice, tx.connection.execute(select(_ALL["case_file"].c.ref)).scalars())
    if not parts:
        raise ValueError("there is no case to copy")
    for first, batch in _batches(parts, cases - there, choice):
        with store.write(now) as tx:
            _copy(tx, [(part, (first + place + 1) * stride) for place, part in enumerate(batch)], renew)
        progress(first + len(batch))
    with store.write(now) as tx:
        _count_on(tx)
        return _cases(tx)


def _batches(parts: list[Part], wanted: int, choice: random.Random) -> Iterator[tuple[int, list[Part]]]:
    weights = [sum(map(len, part.values())) ** -1.5 for part in parts]
    first = 0
    while wanted > 0:
        batch = choice.choices(parts, weights, k=min(BATCH, wanted))
        yield first, batch
        first += len(batch)
        wanted -= sum(len(part["case_file"]) for part in batch)


def _copy(tx: Tx, batch: list[tuple[Part, int]], renew: "_Anew") -> None:
    for table in owned():
        shift = _shift_of(table, renew)
        lines = [shift(line, by, part) for part, by in batch for line in part.get(table.name, ())]
        if lines:
            _add(tx, table.name, [column.name for column in table.columns], lines)
        if table.name == "person":
            _add(
                tx, "name_digest", ["person_id", "digest"], [each for line in lines for each in _found_by(table, line)]
            )


def _shift_of(table: Table, renew: "_Anew") -> Shift:
    """What a row becomes in a copy: its own numbers shifted; what must be its own made anew."""
    at = place_of(table)
    moved = [at[each.name] for each in table.columns if points_at(each) & owned_names() or each.name == "id"]
    emptied = [at[each.name] for each in table.columns if points_at(each) & LEFT_OUT]
    anew = {at[name]: make for name, make in renew.of(table.name).items()}
    about, keyed = at["about"] if table.name == "stage_run" else None, "stage_run_id" in at and "key" in at

    def shift(line: Line, by: int, part: Part) -> Line:
        new = list(line)
        for place in moved:
            new[place] = None if new[place] is None else new[place] + by
        for place in emptied:
            new[place] = None
        for place, make in anew.items():
            new[place] = None if new[place] is None else make(new[place], by)
        if about is not None and _is_about_a_row(line):
            new[about] += by
        if keyed:
            new[at["key"]] = _key(line[at["key"]], _about(part, line[at["stage_run_id"]]), by)
        return tuple(new)

    return shift


def _is_about_a_row(run: Line) -> bool:
    """A consent is about an agency; every other run that is about something, about a row of its own case."""
    at = place_of(_ALL["stage_run"])
    return run[at["about"]] is not None and run[at["stage"]] != "consent"


def _about(part: Part, run: int) -> int | None:
    at = place_of(_ALL["stage_run"])
    return next((line[at["about"]] for line in part["stage_run"] if line[0] == run and _is_about_a_row(line)), None)


def _key(key: str | None, about: int | None, by: int) -> str | None:
    """A question is often named after what its run is about; a part of an order, in the journal of the order."""
    if key is None or about is None or key.startswith("part:"):
        return key
    return ":".join(str(about + by) if each == str(about) else each for each in key.split(":"))


class _Anew:
    """What a copy has of its own: a number that no case has, and a name."""

    def __init__(self, choice: random.Random, taken: Iterable[str]) -> None:
        self._choice = choice.choice
        self._taken = set(taken)

    def of(self, table: str) -> Mapping[str, Callable[[Any, int], Any]]:
        """What is made anew of a row of this table, by column."""
        made: Mapping[str, Mapping[str, Callable[[Any, int], Any]]] = {
            "case_file": {"ref": lambda _, __: self._reference()},
            "message": {"once": lambda once, by: f"{once[:60]}:{by}"},
            "person": {
                "given_name": lambda _, __: vault().seal(self._choice(_GIVEN)),
                "prefix": lambda _, __: None,
                "family_name": lambda _, __: vault().seal(self._choice(_BEGIN) + self._choice(_END)),
            },
        }
        return made.get(table, {})

    def _reference(self) -> str:
        """At a hundred thousand, one in some thousands is drawn twice."""
        while (ref := new_reference(self._choice)) in self._taken:
            pass
        self._taken.add(ref)
        return ref


def _found_by(table: Table, line: Line) -> Iterator[Line]:
    at = place_of(table)
    names = [vault().unseal(line[at[name]]) for name in ("given_name", "family_name") if line[at[name]]]
    for digest in sorted(digests_of_name(*names)):
        yield line[at["id"]], digest


def _add(tx: Tx, name: str, columns: list[str], lines: list[Line]) -> None:
    names = ", ".join(f'"{column}"' for column in columns)
    cursor: Any = tx.connection.connection.cursor()
    if tx.on_postgres:
        with cursor.copy(f'COPY "{name}" ({names}) FROM STDIN') as copy:
            for line in lines:
                copy.write_row(line)
    else:
        marks = ", ".join("?" * len(columns))
        cursor.executemany(f'INSERT INTO "{name}" ({names}) VALUES ({marks})', lines)  # noqa: S608 - our own tables
    cursor.close()


def _stride(tx: Tx) -> int:
    """More than any number in use."""
    tables = [table for table in owned() if "id" in table.columns]
    return 1 + max(tx.connection.execute(select(func.max(table.c.id))).scalar() or 0 for table in tables)


def _cases(tx: Tx) -> int:
    return tx.connection.execute(select(func.count()).select_from(_ALL["case_file"])).scalar_one()


def _count_on(tx: Tx) -> None:
    """PostgreSQL gives the next row a number that is free; SQLite does so by itself."""
    for table in owned() if tx.on_postgres else ():
        if "id" in table.columns:
            tx.connection.execute(text(f"SELECT setval('{table.name}_id_seq', (SELECT max(id) FROM \"{table.name}\"))"))  # noqa: S608
