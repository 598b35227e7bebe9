"""``vangnet simulate``: plays a whole region in virtual time and prints what it came to."""

import argparse
import sys

from cli.paper import add_json, print_json
from models.speech import mark, say


def options(parser: argparse.ArgumentParser, language: str) -> None:
    """The arguments of this command."""
    parser.add_argument("--cases", type=int, default=200, help=say(mark("how many registrations"), language))
    parser.add_argument("--days", type=int, default=540, help=say(mark("how many days of virtual time"), language))
    parser.add_argument("--seed", type=int, default=7, help=say(mark("the same one gives the same figures"), language))
    add_json(parser, language)


def run(arguments: argparse.Namespace) -> int:
    """Plays, and prints the figures; 1 when something of it does not hold."""
    from simulation.play import Progress  # noqa: PLC0415 - importing every stage takes seconds
    from simulation.simulate import simulate  # noqa: PLC0415
    from simulation.table import as_lines  # noqa: PLC0415

    def tell(progress: Progress) -> None:
        if sys.stderr.isatty():
            words = say(
                mark("day {days} of {of_days}"), arguments.language, days=progress.days, of_days=progress.of_days
            )
            print(f"\r{words}", end="", file=sys.stderr, flush=True)

    tally = simulate(cases=arguments.cases, days=arguments.days, seed=arguments.seed, progress=tell)
    if sys.stderr.isatty():
        print(file=sys.stderr)
    if arguments.json:
        print_json(tally.as_json())
    else:
        print("\n".join(as_lines(tally, arguments.language)))
    return 1 if tally.breaches or tally.figures["blocked_runs"] else 0
