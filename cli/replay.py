"""``vangnet replay --check``: whether every run can be replayed by this version, read-only; before each release."""

import argparse
from dataclasses import asdict

from cli.paper import add_json, print_json, print_table
from models.speech import mark, say


def options(parser: argparse.ArgumentParser, language: str) -> None:
    """The arguments of this command."""
    parser.add_argument(
        "--check", action="store_true", required=True, help=say(mark("look, and change nothing"), language)
    )
    parser.add_argument("--all", action="store_true", help=say(mark("ended runs too"), language))
    add_json(parser, language)


def run(arguments: argparse.Namespace) -> int:
    """Prints the runs whose journal and story differ; 1 when there is one."""
    import flows.stages  # noqa: F401, PLC0415 - every story, which imports Prefect
    from flows.engine.rehearse import check  # noqa: PLC0415
    from flows.office import open_office  # noqa: PLC0415

    office = open_office()
    runs = list(check(office.store, office.now(), all_runs=arguments.all))
    differ = [found for found in runs if found is not None]
    rows = [asdict(found) for found in differ]
    if arguments.json:
        print_json({"runs": len(runs), "differ": rows})
    else:
        sentence = mark("{runs} runs looked at; {differ} cannot be replayed by this version.")
        print(say(sentence, arguments.language, runs=len(runs), differ=len(differ)))
        columns = {"ref": mark("case"), "stage": mark("stage"), "diagnosis": mark("diagnosis")}
        if differ:
            print_table(rows, {name: say(words, arguments.language) for name, words in columns.items()})
    return 1 if differ else 0
