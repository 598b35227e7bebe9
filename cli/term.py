"""``vangnet term "8 weeks" --from 2026-02-06``: the day a term ends, and how it gets there. Needs no database."""

import argparse
from datetime import date

from cli.paper import add_json, print_json
from models.amount import BadTerm, parse
from models.kind import Kind
from models.refusal import Refused
from models.speech import mark, say
from models.term import Calendar, bare_term, due_on


def options(parser: argparse.ArgumentParser, language: str) -> None:
    """The arguments of this command."""
    parser.add_argument("term", help=say(mark('how long, such as "8 weeks" or "5 werkdagen"'), language))
    parser.add_argument(
        "--from", dest="from_on", metavar="DATE", required=True, help=say(mark("the day it was asked"), language)
    )
    parser.add_argument(
        "--kind",
        choices=[kind.value for kind in Kind],
        help=say(mark("what binds it; by default as the unit"), language),
    )
    parser.add_argument(
        "--extra-days", action="store_true", help=say(mark("with the days that were made equal by decree"), language)
    )
    parser.add_argument(
        "--schools",
        choices=("north", "middle", "south"),
        help=say(mark("whose school holidays a school term stands still in"), language),
    )
    add_json(parser, language)


def run(arguments: argparse.Namespace) -> int:
    """Prints the day, and for a person how it is reached.

    Raises:
        Refused: no term, no day, or a school term without saying whose holidays it stands still in.
    """
    try:
        term = bare_term(parse(arguments.term), Kind(arguments.kind) if arguments.kind else None)
        from_on = date.fromisoformat(arguments.from_on)
        if term.kind is Kind.SCHOOL and arguments.schools is None:
            raise Refused(mark("Say with --schools whose school holidays the term stands still in."))
        calendar = _calendar(arguments.schools, with_extra=arguments.extra_days)
        due = due_on(term, from_on, calendar)
    except BadTerm as wrong:
        raise Refused("{why}", why=wrong) from None
    except ValueError:
        raise Refused(mark("'{day}' is no day; write it as 2026-11-23."), day=arguments.from_on[:20]) from None
    if arguments.json:
        print_json({"due": due})
        return 0
    from models.explanation import explain  # noqa: PLC0415 - only people read how

    for line in explain(term, from_on, calendar, arguments.language):
        print(line)
    return 0


def _calendar(schools: str | None, *, with_extra: bool) -> Calendar:
    from models.extra_day import read_extra_days  # noqa: PLC0415 - most terms need no file
    from models.school_holiday import read_school_holidays, region_called, stretches  # noqa: PLC0415

    where = region_called(schools or "")
    return Calendar(
        extra=read_extra_days() if with_extra else (),
        school=stretches(read_school_holidays(), where) if where else (),
    )
