"""``vangnet results``: the figures of a school year, hidden where few youths stand behind them. Logged as an export."""

import argparse
from dataclasses import asdict
from typing import Any

from cli.paper import add_as, add_json, open_desk, print_json, print_table
from models.refusal import Refused
from models.speech import mark, say


def options(parser: argparse.ArgumentParser, language: str) -> None:
    """The arguments of this command."""
    words = say(mark("the year in which the school year begins; this school year if left out"), language)
    parser.add_argument("--year", type=int, help=words)
    add_as(parser, language, required=True)
    add_json(parser, language)


def run(arguments: argparse.Namespace) -> int:
    """Prints them; an agency gets its own row and nothing else.

    Raises:
        Refused: there is nothing to say of that year.
    """
    from flows.queries.results import years  # noqa: PLC0415 - the database is only opened when it is needed
    from flows.queries.results_export import results_to_take  # noqa: PLC0415

    office, viewer = open_desk(arguments)
    with office.store.read(office.now()) as tx:
        there = years(tx, viewer)
        year = arguments.year or there[0]
        if year not in there:
            raise Refused(mark("There are no figures of {year}; there are of {first} up to and including {last}."),
                          year=year, first=there[-1], last=there[0])  # fmt: skip
        taken = results_to_take(tx, viewer, year)
    if arguments.json:
        print_json(asdict(taken))
    else:
        language = arguments.language
        print_table(
            _lines(taken, language), {"what": say(mark("what"), language), "number": say(mark("number"), language)}
        )
    return 0


def _lines(taken: Any, language: str) -> list[dict[str, Any]]:
    """The numbers under their names, which are the same in every language; a hidden one as an x."""
    found: dict[str, Any] = {}
    if taken.reached is not None:
        found |= {**taken.reached.numbers, **taken.reached.outcomes}
        found |= {
            f"{each.what}: {name}": getattr(each, name) for each in taken.reached.times for name in ("half", "most")
        }
    for row in taken.blocked:
        name = row.agency or say(mark("All together"), language)
        found |= {f"{name}: {code}": days for code, days in row.days.items() if days != 0}
    return [{"what": name, "number": "x" if value is None else value} for name, value in found.items()]
