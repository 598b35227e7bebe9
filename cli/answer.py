"""``vangnet answer REF KEY FILE --as EMAIL``: answers a question from a file, or with ``--together`` several."""

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime, time

from cli.paper import add_as, add_json, open_desk, print_json, read_file
from flows.commands.answer import Answered, answer
from flows.commands.kept import Said
from flows.commands.together import answer_together, replies_from
from flows.commands.viewer import viewer_of
from flows.office import Office
from models.refusal import Refused
from models.speech import mark, say
from models.term import AMSTERDAM

NOON = time(12)
WRONG_USE = 2
WHICH = mark("Name a question and a file, or a file with --together; not both.")


def options(parser: argparse.ArgumentParser, language: str) -> None:
    """The arguments of this command."""
    parser.add_argument("ref", help=say(mark("the number of the case"), language))
    parser.add_argument("key", nargs="?", help=say(mark("the question, as `vangnet show` names it"), language))
    parser.add_argument("file", nargs="?", help=say(mark("the answer in JSON; - for standard input"), language))
    several = mark("instead of KEY and FILE: the answers by key; all of them are taken, or none")
    parser.add_argument("--together", metavar="FILE", help=say(several, language))
    add_as(parser, language, required=True)
    parser.add_argument(
        "--on-behalf-of", metavar="EMAIL", help=say(mark("who said it, when somebody else records it"), language)
    )
    parser.add_argument("--at", metavar="DATE", help=say(mark("when it was said"), language))
    add_json(parser, language)


def run(arguments: argparse.Namespace) -> int:
    """Answers, or says in one sentence why not.

    Raises:
        Refused: nothing was written, but for the words of an answer that came late.
    """
    if [arguments.key is None, arguments.file is None] != [arguments.together is not None] * 2:
        print(say(WHICH, arguments.language), file=sys.stderr)
        return WRONG_USE
    office, viewer = open_desk(arguments)
    content = read_file(arguments.together or arguments.file)
    now = office.now()
    said = _said(office, arguments, now)
    if arguments.together:
        became = answer_together(office.store, viewer, arguments.ref, replies_from(content), now, said=said)
    else:
        became = [answer(office.store, viewer, arguments.ref, arguments.key, content, now, said=said)]
    _print(became, arguments)
    return 0


def _print(became: Sequence[Answered], arguments: argparse.Namespace) -> None:
    facts = [{"ref": each.ref, "key": each.key, "status": each.status} for each in became]
    if arguments.json:
        print_json(facts if arguments.together else facts[0])
        return
    sentence = mark("Answered: {key} in case {ref} ({status}).")
    for fact in facts:
        print(say(sentence, arguments.language, **fact))


def _said(office: Office, arguments: argparse.Namespace, now: datetime) -> Said:
    by = None
    if arguments.on_behalf_of is not None:
        with office.store.read(now) as tx:
            by = viewer_of(tx, arguments.on_behalf_of).professional_id
    return Said(by, _moment(arguments.at, now) if arguments.at else None)


def _moment(text: str, now: datetime) -> datetime:
    """When it was said; a day alone means noon, or this very moment where noon is yet to come."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Refused(mark("'{day}' is no day; write it as 2026-11-23."), day=text[:30]) from None
    if len(text) <= len("2026-11-23"):
        noon = datetime.combine(date.fromisoformat(text), NOON, AMSTERDAM)
        return min(noon, now) if noon.date() == now.astimezone(AMSTERDAM).date() else noon.astimezone(UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=AMSTERDAM)
