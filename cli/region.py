"""``vangnet region FILE``: takes a region from one spreadsheet, all of it or nothing; ``--dry-run`` only says what.

``--template`` writes the empty spreadsheet. On a database without a region the file founds one, and nobody need act.
"""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cli.paper import add_as, add_json, open_desk, print_json
from models.refusal import Refused
from models.speech import mark, say

if TYPE_CHECKING:
    from flows.commands.import_region import Import


def options(parser: argparse.ArgumentParser, language: str) -> None:
    """The arguments of this command."""
    parser.add_argument("file", type=Path, help=say(mark("the spreadsheet of the region (.xlsx)"), language))
    parser.add_argument(
        "--dry-run", action="store_true", help=say(mark("only say what it would bring, and what is wrong"), language)
    )
    words = say(mark("write the empty spreadsheet there, and take nothing"), language)
    parser.add_argument("--template", action="store_true", help=words)
    add_as(parser, language)
    add_json(parser, language)


def run(arguments: argparse.Namespace) -> int:
    """Takes the file, or says what it would bring; 1 where a row is wrong, and then nothing is taken.

    Raises:
        Refused: the file cannot be read or written, or not by this viewer.
    """
    from flows.commands.import_region import import_region  # noqa: PLC0415 - other commands need no forms

    if arguments.template:
        return _write_template(arguments)
    content = _bytes(arguments.file)
    office, viewer = open_desk(arguments)
    acting = viewer if arguments.as_ is not None else None
    brought = import_region(office.store, acting, content, office.now(), dry_run=arguments.dry_run)
    if arguments.json:
        print_json(_facts(brought, arguments.language))
    else:
        _print(brought, arguments.language)
    return 1 if brought.faults else 0


def _write_template(arguments: argparse.Namespace) -> int:
    from flows.region_book.template import template  # noqa: PLC0415

    try:
        with arguments.file.open("xb") as file:
            file.write(template())
    except FileExistsError:
        raise Refused(mark("{path} is there already; nothing is written over it."), path=arguments.file) from None
    except OSError:
        raise Refused(mark("{path} cannot be written."), path=arguments.file) from None
    print(say(mark("The empty spreadsheet stands in {path}."), arguments.language, path=arguments.file))
    return 0


def _bytes(path: Path) -> bytes:
    from models.workbook import LARGEST  # noqa: PLC0415

    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except FileNotFoundError:
        raise Refused(mark("There is no file {path}."), path=path) from None
    except OSError:
        raise Refused(mark("{path} cannot be read."), path=path) from None


def _facts(brought: "Import", language: str) -> dict[str, Any]:
    return {
        "done": brought.done,
        "rows": [{"sheet": row.sheet, "row": row.row, "became": row.became.value} for row in brought.rows],
        "problems": [
            {"sheet": fault.sheet, "row": fault.row, "problem": fault.why.text(language)} for fault in brought.faults
        ],
    }


def _print(brought: "Import", language: str) -> None:
    for fault in brought.faults:
        where = [fault.sheet] if fault.sheet else []
        where += [] if fault.row is None else [say(mark("row {row}"), language, row=fault.row)]
        print(": ".join([", ".join(where), fault.why.text(language)] if where else [fault.why.text(language)]))
    if brought.faults:
        return
    counts = {name: sum(row.became == name for row in brought.rows) for name in ("added", "changed", "same")}
    taken = mark("Taken: {added} new, {changed} changed, {same} as they were.")
    tried = mark("It would bring: {added} new, {changed} changed, {same} as they were. Nothing was taken.")
    print(say(taken if brought.done else tried, language, **counts))
