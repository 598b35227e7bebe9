"""``vangnet register FILE``: registers a youth from the JSON of its form. The same file twice is one case."""

import argparse

from cli.paper import add_as, add_json, open_desk, print_json, read_file
from flows.commands.reading import as_fields
from flows.commands.register import register, write_draft
from models.refusal import BadAnswer
from models.speech import mark, say


def options(parser: argparse.ArgumentParser, language: str) -> None:
    """The arguments of this command."""
    parser.add_argument("file", help=say(mark("the registration in JSON; - for standard input"), language))
    add_as(parser, language)
    parser.add_argument(
        "--draft", action="store_true", help=say(mark("keep it as a draft of your agency, not handed in"), language)
    )
    add_json(parser, language)


def run(arguments: argparse.Namespace) -> int:
    """Registers, and prints the number of the case.

    Raises:
        Refused: a field does not fit; nothing was kept.
    """
    fields = as_fields(read_file(arguments.file))
    arguments.as_ = arguments.as_ or _referrer(fields)
    fields.pop("referrer", None)
    office, viewer = open_desk(arguments)
    if arguments.draft:
        facts: dict[str, object] = {"draft": write_draft(office.store, viewer, fields, office.now())}
        sentence = mark("Kept as draft {draft}.")
    else:
        registered = register(office.store, viewer, fields, office.now())
        facts = {"ref": registered.ref, "already": registered.already}
        sentence = mark("Registered before as case {ref}.") if registered.already else mark("Registered as case {ref}.")
    print_json(facts) if arguments.json else print(say(sentence, arguments.language, **facts))
    return 0


def _referrer(fields: dict[str, object]) -> str:
    referrer = fields.get("referrer")
    if not isinstance(referrer, str):
        raise BadAnswer(mark("Say who registers: --as, or the field '{field}'."), "referrer")
    return referrer
