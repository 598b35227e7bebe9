"""``vangnet decisions``: how binding decisions ended, per agency and kind; never of a person or a case."""

import argparse
from dataclasses import asdict
from datetime import date

from cli.paper import add_as, add_json, open_desk, print_json, print_table
from flows.queries.imposition import OrderCount, orders_per_agency
from models.code import OrderKind
from models.label import LABELS, called
from models.speech import mark, say

COLUMNS = {
    "agency": mark("agency"),
    "kind": mark("kind"),
    "asked": mark("heard"),
    "given": mark("given"),
    "carried_out": mark("carried out"),
    "objected": mark("objected"),
    "table": mark("to the table"),
    "expired": mark("passed"),
    "stepped_down": mark("stepped down"),
    "settled": mark("costs settled"),
    "not_settled": mark("not settled"),
}


def options(parser: argparse.ArgumentParser, language: str) -> None:
    """The arguments of this command."""
    words = say(mark("only those asked from this day on"), language)
    parser.add_argument("--since", type=date.fromisoformat, metavar="DATE", help=words)
    add_as(parser, language, required=True)
    add_json(parser, language)


def run(arguments: argparse.Namespace) -> int:
    """Prints the counts of a region.

    Raises:
        Refused: the viewer looks over no region.
    """
    office, viewer = open_desk(arguments)
    with office.store.read(office.now()) as tx:
        counts = orders_per_agency(tx, viewer, arguments.since)
    if arguments.json:
        print_json([asdict(each) for each in counts])
    elif counts:
        columns = {name: say(words, arguments.language) for name, words in COLUMNS.items()}
        print_table((_row(each, arguments.language) for each in counts), columns)
    else:
        print(say(mark("No binding decision was asked."), arguments.language))
    return 0


def _row(each: OrderCount, language: str) -> dict[str, object]:
    return {**asdict(each), "kind": called(LABELS[OrderKind], each.kind, language)}
