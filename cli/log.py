"""``vangnet log``: whether the log is whole, who looked at a case, and the end of its oldest part. Changes no line."""

import argparse
from dataclasses import asdict
from datetime import date
from typing import Any

from cli.paper import add_as, add_json, open_desk, print_json, print_table
from models.refusal import Refused
from models.speech import mark, say
from models.term import AMSTERDAM

_FOR_FAMILY = mark("with --of: as youth and parents may read it, without notes and concerns")
NO_VIEWER = mark("Say with --as who does this.")


def options(parser: argparse.ArgumentParser, language: str) -> None:
    """The arguments of this command."""
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--verify", action="store_true", help=say(mark("check every seal, and change nothing"), language))
    what.add_argument("--of", metavar="REF", help=say(mark("who looked at this case"), language))
    what.add_argument(
        "--destroy-before", metavar="DATE", type=date.fromisoformat,
        help=say(mark("destroy what is older, behind a signed checkpoint; at least five years back"), language),
    )  # fmt: skip
    parser.add_argument("--for-family", action="store_true", help=say(_FOR_FAMILY, language))
    add_as(parser, language)
    add_json(parser, language)


def run(arguments: argparse.Namespace) -> int:
    """Does one of the three; 1 when the log is not whole.

    Raises:
        Refused: the viewer may not, or nobody is named who does it.
    """
    if arguments.verify:
        return _verify(arguments)
    if not arguments.as_:
        raise Refused(NO_VIEWER)
    return _of(arguments) if arguments.of else _destroy(arguments)


def _verify(arguments: argparse.Namespace) -> int:
    from flows.queries.log import verified  # noqa: PLC0415 - the database is only opened when it is needed

    office, _ = open_desk(arguments)
    with office.store.read(office.now()) as tx:
        found = verified(tx, office.store.vault)
    if arguments.json:
        print_json({**asdict(found), "whole": found.is_whole})
    elif found.is_whole:
        sentence = mark("The log is whole: {sealed} lines are sealed, {unsealed} wait for the next seal.")
        print(say(sentence, arguments.language, sealed=found.sealed, unsealed=found.unsealed))
    else:
        sentence = mark("The log was changed: the seal over lines {first} to {last} does not hold.")
        print(say(sentence, arguments.language, first=found.broken_from, last=found.broken_upto))
    return 0 if found.is_whole else 1


def _of(arguments: argparse.Namespace) -> int:
    from flows.queries.log import log_of  # noqa: PLC0415

    office, viewer = open_desk(arguments)
    with office.store.read(office.now()) as tx:
        rows = log_of(tx, viewer, arguments.of, for_family=arguments.for_family)
    if arguments.json:
        print_json([asdict(row) for row in rows])
        return 0
    columns = {"at": mark("when"), "who": mark("who"), "behalf": mark("for"), "what": mark("what"), "why": mark("as")}
    language = arguments.language
    print_table([_row(row, language) for row in rows], {name: say(words, language) for name, words in columns.items()})
    return 0


def _row(row: Any, language: str) -> dict[str, Any]:
    from models.code import Logged  # noqa: PLC0415
    from models.label import LABELS, OF_A_LINK, called  # noqa: PLC0415

    return {
        **asdict(row),
        "at": f"{row.at.astimezone(AMSTERDAM):%d-%m-%Y %H:%M}",
        "what": called(LABELS[Logged], row.what, language),
        "why": called(OF_A_LINK, row.why, language),
    }


def _destroy(arguments: argparse.Namespace) -> int:
    from flows.commands.log import destroy_log  # noqa: PLC0415

    office, viewer = open_desk(arguments)
    gone = destroy_log(office.store, viewer, arguments.destroy_before, office.now())
    print(say(mark("{gone} lines of the log were destroyed."), arguments.language, gone=gone))
    return 0
