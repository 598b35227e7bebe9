"""The list of terms: the shipped defaults, with a region's own changes laid over them. Never counts a term."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from models.amount import Amount, BadTerm, parse
from models.kind import Kind
from models.sheet import FaultyFile
from models.term import Term

SHIPPED = Path(__file__).parent / "data" / "terms.toml"
WORDS = ("ground", "nl", "en")
REQUIRED = ("within", "kind", *WORDS)
OPTIONAL = ("urgent", "off")
_NAME = re.compile(r"[a-z0-9]+(?:[ -][a-z0-9]+)*")


def load_terms(path: Path | None = None) -> dict[str, Term]:
    """Every term by name: the shipped list, or that list with the rows of ``path`` laid over it.

    A row of ``path`` may name only what it changes of a shipped term; a new term needs every field.

    Raises:
        FaultyFile: the file is no TOML, names a term twice, or a row is incomplete or wrong; all rows at once.
    """
    rows = _rows(SHIPPED)
    if path is None:
        return _terms(SHIPPED, rows)
    changes = _rows(path)
    return _terms(path, rows | {name: {**rows.get(name, {}), **change} for name, change in changes.items()})


def _rows(path: Path) -> dict[str, dict[str, Any]]:
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise FaultyFile(path, [f"this is no list of terms: {problem}"]) from None
    loose = [
        f'"{name}": a term is a table with a row for each field' for name in rows if not isinstance(rows[name], dict)
    ]
    if loose:
        raise FaultyFile(path, loose)
    return rows


def _terms(path: Path, rows: Mapping[str, Mapping[str, Any]]) -> dict[str, Term]:
    terms: dict[str, Term] = {}
    problems: list[str] = []
    for name, row in rows.items():
        try:
            terms[name] = _term(name, row)
        except BadTerm as problem:
            problems.append(f'"{name}": {problem}')
    if problems:
        raise FaultyFile(path, problems)
    return terms


def _term(name: str, row: Mapping[str, Any]) -> Term:
    _refuse_unsound(name, row)
    within: Amount = parse(row["within"])
    return Term(
        name=name,
        amount=within.number,
        unit=within.unit,
        kind=Kind(row["kind"]),
        urgent=parse(row["urgent"]) if "urgent" in row else None,
        off=row.get("off", False),
        **{field: row[field] for field in WORDS},
    )


def _refuse_unsound(name: str, row: Mapping[str, Any]) -> None:
    if not _NAME.fullmatch(name):
        raise BadTerm("a term is named with small letters, digits, single spaces and hyphens")
    if absent := [field for field in REQUIRED if field not in row]:
        raise BadTerm(f"{', '.join(absent)} must be given")
    if unknown := [field for field in row if field not in {*REQUIRED, *OPTIONAL}]:
        raise BadTerm(f"a term has no {', '.join(unknown)}")
    if empty := [field for field in row if field != "off" and not (isinstance(row[field], str) and row[field].strip())]:
        raise BadTerm(f"{', '.join(empty)} must be words")
    if not isinstance(row.get("off", False), bool):
        raise BadTerm("off is true or false")
    if row["kind"] not in set(Kind):
        raise BadTerm(f'"{row["kind"]}" is no kind of term: use {", ".join(Kind)}')
