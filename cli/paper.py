"""What the commands share: reading files, printing facts as JSON or lines, opening the installation as somebody."""

import argparse
import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from models.refusal import Refused
from models.speech import mark, say

if TYPE_CHECKING:
    from flows.office import Office
    from models.access import Viewer

LONGEST_FILE = 1_000_000
"""Bytes; the fullest form stays far below."""


_UNREAD: Mapping[type[OSError], str] = {
    FileNotFoundError: mark("There is no file {path}."),
    IsADirectoryError: mark("{path} is a folder, and no file."),
    PermissionError: mark("{path} may not be read by you."),
}


def add_json(parser: argparse.ArgumentParser, language: str) -> None:
    """The option to print facts as JSON."""
    parser.add_argument("--json", action="store_true", help=say(mark("print facts as JSON"), language))


def add_as(parser: argparse.ArgumentParser, language: str, *, required: bool = False) -> None:
    """The option that says who acts or looks."""
    words = say(mark("the mail address of who acts or looks"), language)
    parser.add_argument("--as", dest="as_", metavar="EMAIL", required=required, help=words)


def read_file(path: str) -> str:
    """The text of a file, or of standard input for ``-``.

    Raises:
        Refused: it is not there, too large, or no text.
    """
    try:
        raw = sys.stdin.buffer.read(LONGEST_FILE + 1) if path == "-" else _bytes(path)
        text = raw.decode("utf-8-sig")
    except OSError as problem:
        raise Refused(_UNREAD.get(type(problem), mark("{path} cannot be read.")), path=path) from None
    except UnicodeDecodeError:
        raise Refused(mark("{path} is no text in UTF-8."), path=path) from None
    if len(raw) > LONGEST_FILE:
        raise Refused(mark("{path} is too large: at most {most} bytes."), path=path, most=LONGEST_FILE)
    return text


def _bytes(path: str) -> bytes:
    with open(path, "rb") as file:  # noqa: PTH123 - a plain read
        return file.read(LONGEST_FILE + 1)


def print_json(facts: Any) -> None:
    """Facts for another program."""
    print(json.dumps(facts, default=_plain, ensure_ascii=False, indent=2))


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, frozenset | set | tuple):
        return sorted(value)
    raise TypeError(type(value).__name__)


def print_table(rows: Iterable[Mapping[str, Any]], columns: Mapping[str, str]) -> None:
    """Facts for a person: a column a fact, as wide as it needs."""
    lines = [list(columns.values()), *([_cell(row.get(name)) for name in columns] for row in rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(columns))]
    for line in lines:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def _cell(value: Any) -> str:
    return "" if value is None else str(value)


def open_desk(arguments: argparse.Namespace) -> "tuple[Office, Viewer]":
    """The installation and who acts: ``--as``, or the operator of this machine, who sees numbers and no names.

    Raises:
        Refused: the database is not there or of another version, or nobody has that address.
    """
    from flows.commands.viewer import viewer_of  # noqa: PLC0415 - the database is only opened when it is needed
    from flows.office import open_office  # noqa: PLC0415
    from models.access import Viewer  # noqa: PLC0415
    from models.code import Role  # noqa: PLC0415

    office = open_office()
    if getattr(arguments, "as_", None) is None:
        return office, Viewer(0, 0, frozenset({Role.OPERATOR}), arguments.language)
    with office.store.read(office.now()) as tx:
        return office, viewer_of(tx, arguments.as_)
