"""``vangnet do COMMAND FILE --as EMAIL``: what can be done besides answering, from the JSON of its form.

``vangnet do --list`` names every command, ``vangnet do COMMAND --form`` the fields of one.
"""

import argparse
import sys

from cli.doing import call_from, form_facts, list_facts
from cli.paper import add_as, add_json, open_desk, print_json, print_table, read_file
from flows.acts.act import Act
from flows.acts.table import ACTS
from flows.commands.reading import as_fields
from models.forms.form import Sheet
from models.speech import mark, say

WRONG_USE = 2
NO_SUCH = mark("There is no command '{name}'; `vangnet do --list` names them.")
NO_VIEWER = mark("Say with --as who does this.")
NO_FILE = mark("Give a file with the fields of the form; `vangnet do {name} --form` names them.")


def options(parser: argparse.ArgumentParser, language: str) -> None:
    """The arguments of this command."""
    parser.add_argument(
        "name", nargs="?", metavar="COMMAND", help=say(mark("what is done, as --list names it"), language)
    )
    parser.add_argument(
        "file", nargs="?", help=say(mark("the fields of its form in JSON; - for standard input"), language)
    )
    add_as(parser, language)
    parser.add_argument("--case", metavar="REF", default="", help=say(mark("the number of the case"), language))
    parser.add_argument("--about", default="", help=say(_ABOUT, language))
    parser.add_argument("--list", action="store_true", help=say(mark("name every command"), language))
    parser.add_argument("--form", action="store_true", help=say(_FORM, language))
    add_json(parser, language)


_ABOUT = mark("what it is about, where that is no case or region: the key of a question, a number, or a mail address")
_WHICH = mark("Say which one with --about, and with --case where it is in a case: {about}.")
COLUMNS = {
    "field": mark("field"),
    "asks": mark("what it asks"),
    "must": mark("must"),
    "holds": mark("what it holds"),
}
_FORM = mark("show the fields of the form; with --as, what can be chosen too")


def run(arguments: argparse.Namespace) -> int:
    """Does it, or says in one sentence why not; 2 where the command itself is not whole.

    Raises:
        Refused: nothing was written.
    """
    if arguments.list:
        return _list(arguments)
    act = ACTS.get(arguments.name or "")
    if act is None:
        return _wrong_use(say(NO_SUCH, arguments.language, name=arguments.name or ""))
    if arguments.form:
        return _form(arguments, act)
    if arguments.as_ is None:
        return _wrong_use(say(NO_VIEWER, arguments.language))
    if arguments.file is None and act.sheet is not Sheet and not act.only:
        return _wrong_use(say(NO_FILE, arguments.language, name=arguments.name))
    return _do(arguments, act)


def _do(arguments: argparse.Namespace, act: Act) -> int:
    content = as_fields(read_file(arguments.file)) if arguments.file is not None else {}
    office, viewer = open_desk(arguments)
    done = act.do(call_from(arguments, act, office, viewer, content))
    said = done.text(arguments.language)
    print_json({"command": arguments.name, "said": said, "result": done.result}) if arguments.json else print(said)
    return 0


def _list(arguments: argparse.Namespace) -> int:
    facts = list_facts(arguments)
    if arguments.json:
        print_json(facts)
        return 0
    columns = {"command": mark("command"), "about": mark("about"), "title": mark("what it does")}
    if arguments.as_ is not None:
        columns["why_not"] = mark("why not now")
    print_table(facts, {name: say(words, arguments.language) for name, words in columns.items()})
    return 0


def _form(arguments: argparse.Namespace, act: Act) -> int:
    facts = form_facts(arguments, act)
    if arguments.json:
        print_json(facts)
        return 0
    print(say(act.what, arguments.language))
    if facts["about"]:
        print(say(_WHICH, arguments.language, about=facts["about"]))
    rows = [{**each, "must": "*" if each["must"] else ""} for each in facts["fields"]]
    if rows:
        print_table(rows, {name: say(words, arguments.language) for name, words in COLUMNS.items()})
    for name, found in facts["choices"].items():
        print(f"\n{name}")
        print_table(found, {"value": "", "label": ""})
    return 0


def _wrong_use(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return WRONG_USE
