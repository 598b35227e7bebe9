"""The command ``vangnet``: one table of commands, each in a module that is imported only when it is used."""

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from itertools import pairwise

from models.refusal import Refused
from models.speech import DEFAULT, LANGUAGES, mark, say

COMMANDS: Mapping[str, str] = {
    "up": mark("run the whole system on this machine, with a demo region"),
    "work": mark("carry what is due; as many workers as needed"),
    "register": mark("register a youth from a file"),
    "cases": mark("where each youth is, and whom we wait for"),
    "show": mark("one case: what happened, and whom we wait for"),
    "answer": mark("answer a question from a file"),
    "do": mark("do something else, from a file: agreements, mandates, terms, people, corrections"),
    "term": mark("on which day a term ends, and how it gets there"),
    "region": mark("take a region from one spreadsheet, all of it or nothing"),
    "holidays": mark("take the school holidays of a file"),
    "results": mark("what was wanted in a school year, what happened, and why things waited"),
    "decisions": mark("how binding decisions ended, per agency"),
    "simulate": mark("play a whole region in virtual time"),
    "scenario": mark("play one of the six demo cases and print its days"),
    "replay": mark("check that every run can be replayed by this version"),
    "export": mark("hand over the copy of a file that somebody asked for"),
    "log": mark("who looked at a case, and whether the log is whole"),
    "rotate": mark("put another secret in front, and bring everything under it"),
    "doctor": mark("what is wrong with this installation, if anything"),
    "migrate": mark("bring the database to this version"),
}
"""Every command and what it does. Module ``cli.<command>`` has ``options(parser)`` and ``run(arguments) -> int``."""

DONE, REFUSED, WRONG_USE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; 0 done, 1 refused with the reason, 2 wrong use."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    language = language_of(given)
    parser = _parser(language, given)
    chosen = parser.parse_args(given)
    if chosen.command is None:
        parser.print_help()
        return WRONG_USE
    chosen.language = language
    try:
        return int(import_module(f"cli.{chosen.command}").run(chosen))
    except Refused as refused:
        print(refused.text(language), file=sys.stderr)
        return REFUSED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return 130
    except Exception as problem:
        from cli.trouble import refusal_of  # noqa: PLC0415 - knows databases; a command that goes well need not

        refused_because = refusal_of(problem)
        if refused_because is None:
            raise
        print(refused_because.text(language), file=sys.stderr)
        return REFUSED


def language_of(given: Sequence[str]) -> str:
    """The language people read: asked for, of the environment, or Dutch."""
    asked = [word.partition("=")[2] for word in given if word.startswith("--language=")]
    asked += [after for word, after in pairwise(given) if word == "--language"]
    wanted = (asked or [os.environ.get("VANGNET_LANGUAGE", DEFAULT)])[0]
    return wanted if wanted in LANGUAGES else DEFAULT


def _parser(language: str, given: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="vangnet", description=say(_ABOUT, language), allow_abbrev=False)
    parser.add_argument("--language", choices=LANGUAGES, default=language, help=say(_LANGUAGE, language))
    commands = parser.add_subparsers(dest="command", metavar=say(_COMMAND, language))
    wanted = next((word for word in given if word in COMMANDS), None)
    for name, about in COMMANDS.items():
        words = say(about, language)
        command = commands.add_parser(name, help=words, description=words, allow_abbrev=False)
        if name == wanted:
            import_module(f"cli.{name}").options(command, language)
    return parser


_ABOUT = mark("Carries vulnerable youths through the regional process, until their own network holds them.")
_LANGUAGE = mark("the language of what is said")
_COMMAND = mark("command")
