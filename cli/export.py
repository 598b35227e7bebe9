"""``vangnet export REF --to FILE``: the copy of a file somebody asked for, as PDF or JSON, written where it is told to.

Nothing else is kept: no temporary file, and no name in the name of the file unless the person gives one.
"""

import argparse
import os
from pathlib import Path

from cli.paper import add_as, open_desk
from models.refusal import Refused
from models.speech import mark, say

KINDS = (".pdf", ".json")


def options(parser: argparse.ArgumentParser, language: str) -> None:
    """The arguments of this command."""
    parser.add_argument("ref", help=say(mark("the number of the case"), language))
    words = say(mark("where the copy goes: a name that ends in .pdf or .json, and is not there yet"), language)
    parser.add_argument("--to", metavar="FILE", required=True, type=Path, help=words)
    words = say(mark("the number of the request; needed only where more than one is open"), language)
    parser.add_argument("--request", metavar="NUMBER", type=int, help=words)
    add_as(parser, language, required=True)


def run(arguments: argparse.Namespace) -> int:
    """Writes the copy; what is left out of it was decided on the page of the case.

    Raises:
        Refused: no such case or request, the viewer does not guide it, or the file cannot be written.
    """
    kind = arguments.to.suffix.lower()
    if kind not in KINDS:
        raise Refused(mark("A copy is a .pdf or a .json; {path} is neither."), path=arguments.to)
    from flows.copy.hand_over import handed_over  # noqa: PLC0415 - knows typst; other commands need not

    office, viewer = open_desk(arguments)
    now = office.now()
    with office.store.read(now) as tx:
        made = handed_over(tx, viewer, arguments.ref, arguments.request, kind[1:], now)
    _write(arguments.to, made)
    print(say(mark("The copy stands in {path}. What somebody may not see is left out of it."), arguments.language,
              path=arguments.to))  # fmt: skip
    return 0


def _write(path: Path, made: bytes) -> None:
    """For the eyes of whoever runs this only, and never over something that is there."""
    try:
        number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise Refused(mark("{path} is there already; nothing is written over it."), path=path) from None
    except OSError:
        raise Refused(mark("{path} cannot be written."), path=path) from None
    with os.fdopen(number, "wb") as file:
        file.write(made)
