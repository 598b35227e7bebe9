"""``vangnet answer REF KEY FILE --as EMAIL``: answers a question with the JSON of its form."""

import argparse
from datetime import UTC, date, datetime, time

from cli.paper import add_as, add_json, open_desk, print_json, read_file
from flows.commands.answer import Said, answer
from flows.commands.viewer import viewer_of
from flows.office import Office
from models.refusal import Refused
from models.speech import mark, say
from models.term import AMSTERDAM

NOON = time(12)


def options(parser: argparse.ArgumentParser, language: str) -> None:
    """The arguments of this command."""
    parser.add_argument("ref", help=say(mark("the number of the case"), language))
    parser.add_argument("key", help=say(mark("the question, as `vangnet show` names it"), language))
    parser.add_argument("file", help=say(mark("the answer in JSON; - for standard input"), language))
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
    office, viewer = open_desk(arguments)
    content = read_file(arguments.file)
    now = office.now()
    said = _said(office, arguments, now)
    answered = answer(office.store, viewer, arguments.ref, arguments.key, content, now, said=said)
    if arguments.json:
        print_json({"ref": answered.ref, "key": answered.key, "status": answered.status})
    else:
        sentence = mark("Answered: {key} in case {ref} ({status}).")
        print(say(sentence, arguments.language, key=answered.key, ref=answered.ref, status=answered.status))
    return 0


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
