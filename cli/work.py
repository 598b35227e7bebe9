"""``vangnet work``: carries what is due until it is stopped; ``--until-idle`` ends when nothing is due any more."""

import argparse
import logging
import signal
from types import FrameType

from models.speech import mark, say


def options(parser: argparse.ArgumentParser, language: str) -> None:
    """The arguments of this command."""
    parser.add_argument(
        "--until-idle", action="store_true", help=say(mark("end when nothing is due any more"), language)
    )


def run(arguments: argparse.Namespace) -> int:
    """Works. The first Ctrl-C ends after what is being carried, the second at once."""
    from flows.office import office_of_this_process  # noqa: PLC0415 - importing Prefect takes seconds
    from flows.worker import Worker  # noqa: PLC0415

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)
    told: list[int] = []

    def stop(number: int, _frame: FrameType | None) -> None:
        if told:
            raise KeyboardInterrupt
        told.append(number)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    carried = Worker(office_of_this_process()).work(until_idle=arguments.until_idle, stop=lambda: bool(told))
    if arguments.until_idle:
        print(say(mark("Nothing is due any more; {carried} runs carried."), arguments.language, carried=carried))
    return 0
