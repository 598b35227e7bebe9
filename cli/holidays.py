"""``vangnet holidays FILE``: takes the school holidays of a file; with ``--dry-run`` only says what it would bring."""

import argparse
from dataclasses import asdict
from pathlib import Path

from cli.paper import add_as, add_json, open_desk, print_json
from flows.commands.calendar import Imported, import_holidays
from models.speech import mark, say

COLUMNS = mark("a CSV with the columns region or school, name, first_on, last_on, provisional")


def options(parser: argparse.ArgumentParser, language: str) -> None:
    """The arguments of this command."""
    parser.add_argument("file", type=Path, help=say(COLUMNS, language))
    parser.add_argument(
        "--dry-run", action="store_true", help=say(mark("only say what it would bring, and what is wrong"), language)
    )
    add_as(parser, language, required=True)
    add_json(parser, language)


def run(arguments: argparse.Namespace) -> int:
    """Takes the file, or says what it would bring; 1 where a row of a dry run is wrong.

    Raises:
        Refused: a row is wrong, the file cannot be read, or not by this viewer.
    """
    office, viewer = open_desk(arguments)
    imported = import_holidays(office.store, viewer, arguments.file, office.now(), dry_run=arguments.dry_run)
    if arguments.json:
        print_json(asdict(imported) | {"problems": list(imported.problems)})
    else:
        _print(imported, arguments.language)
    return 1 if imported.problems else 0


def _print(imported: Imported, language: str) -> None:
    for problem in imported.problems:
        print(problem)
    if not imported.problems:
        counts = {"added": imported.added, "changed": imported.changed, "same": imported.same}
        print(say(mark("{added} new, {changed} with other days, {same} as they were"), language, **counts))
