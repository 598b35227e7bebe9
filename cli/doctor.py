"""``vangnet doctor``: what is wrong with this installation, a sentence each with what to do. Mends nothing."""

import argparse
from collections.abc import Iterator
from dataclasses import asdict

from cli.check.finding import Finding, Level
from cli.paper import add_json, print_json
from models.speech import mark, say

MARKS = {Level.WELL: "+", Level.NOTE: "·", Level.WRONG: "!"}


def options(parser: argparse.ArgumentParser, language: str) -> None:
    """The arguments of this command."""
    add_json(parser, language)


def run(arguments: argparse.Namespace) -> int:
    """Prints what was found; 1 when something is wrong."""
    findings = list(_findings())
    well = not any(finding.level == Level.WRONG for finding in findings)
    if arguments.json:
        facts = [{**asdict(each), "sentence": each.text(arguments.language)} for each in findings]
        print_json({"well": well, "findings": [_without_values(fact) for fact in facts]})
        return 0 if well else 1
    for finding in findings:
        print(f"{MARKS[finding.level]} {finding.text(arguments.language)}")
    closing = mark("All is well.") if well else mark("Something is wrong; it stands above with a '!'.")
    print(say(closing, arguments.language))
    return 0 if well else 1


def _findings() -> Iterator[Finding]:
    from cli.check.table import look  # noqa: PLC0415 - the database is only opened when it is needed

    return look()


def _without_values(fact: dict[str, object]) -> dict[str, object]:
    return {name: fact[name] for name in ("check", "level", "sentence")}
