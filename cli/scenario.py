"""``vangnet scenario S1``: plays one of the six demo cases in virtual time and prints its days. Keeps nothing."""

import argparse
import sys

from cli.paper import add_json, print_json
from models.refusal import Refused
from models.speech import mark, say


def options(parser: argparse.ArgumentParser, language: str) -> None:
    """The arguments of this command."""
    words = say(mark("the case: S1 to S6; several may be named"), language)
    parser.add_argument("names", nargs="*", metavar="S1", help=words)
    parser.add_argument("--all", action="store_true", help=say(mark("all six, one after another"), language))
    add_json(parser, language)


def run(arguments: argparse.Namespace) -> int:
    """Plays, and prints each day.

    Raises:
        Refused: no such case, or something is not what the script says; then the days before it are printed first.
    """
    from simulation.scenario.book import SCENARIOS, play_apart  # noqa: PLC0415 - importing every stage takes seconds
    from simulation.scenario.telling import by_day  # noqa: PLC0415

    names = list(SCENARIOS) if arguments.all else [name.upper() for name in arguments.names]
    if not names or not set(names) <= set(SCENARIOS):
        raise Refused(mark("Name one of the cases {names}, or all of them with --all."), names=", ".join(SCENARIOS))
    told = []
    for name in names:
        _progress(name, arguments.language)
        played = play_apart(name, arguments.language)
        about = say(SCENARIOS[name].ABOUT, arguments.language)
        told.append({"scenario": name, "about": about, "days": [line.as_facts() for line in played.lines]})
        if not arguments.json:
            print(f"{name}  {about}", *by_day(played.lines, arguments.language), sep="\n", end="\n\n")
        if played.failure is not None:
            raise played.failure
    if arguments.json:
        print_json(told)
    return 0


def _progress(name: str, language: str) -> None:
    if sys.stderr.isatty():
        print(say(mark("Playing {name} …"), language, name=name), file=sys.stderr, flush=True)
