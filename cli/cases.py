"""``vangnet cases``: where each youth is and whom we wait for."""

import argparse
from typing import Any

from cli.paper import add_as, add_json, open_desk, print_json, print_table
from flows.queries.case_list import CaseLine, case_list
from flows.queries.waiting import WaitLine
from models.code import Stage
from models.label import LABELS, OF_A_WAIT, called
from models.speech import mark, say


def options(parser: argparse.ArgumentParser, language: str) -> None:
    """The arguments of this command."""
    add_as(parser, language)
    add_json(parser, language)


def run(arguments: argparse.Namespace) -> int:
    """Prints the cases the viewer may know of."""
    office, viewer = open_desk(arguments)
    with office.store.read(office.now()) as tx:
        lines = case_list(tx, viewer)
    if arguments.json:
        print_json([as_facts(line) for line in lines])
        return 0
    if not lines:
        print(say(mark("No cases yet."), arguments.language))
    print_table((_row(line, arguments.language) for line in lines), _columns(arguments.language))
    return 0


def as_facts(line: CaseLine) -> dict[str, Any]:
    """One case for another program."""
    return {
        "ref": line.ref,
        "stages": [{"stage": run.stage, "status": run.status, "outcome": run.outcome} for run in line.stages],
        "waiting": [wait_facts(wait) for wait in line.waiting],
        "case_manager": line.case_manager,
        "closed": line.closed,
        "outcome": line.outcome,
    }


def wait_facts(wait: WaitLine) -> dict[str, Any]:
    """One open question for another program."""
    return {
        "key": wait.key,
        "form": wait.form,
        "agency": wait.agency,
        "person": wait.who,
        "since": wait.since,
        "due": wait.due,
        "term": term_facts(wait),
        "paused_days": wait.paused_days,
        "days_late": wait.days_late,
        "contested": wait.contested,
        "step": wait.step,
    }


def term_facts(wait: WaitLine) -> dict[str, Any] | None:
    """The term a question runs under; none where a day was agreed."""
    if wait.term is None:
        return None
    return {"name": wait.term, "amount": wait.term_amount, "unit": wait.term_unit, "kind": wait.term_kind}


def whom(wait: WaitLine, language: str) -> str:
    """Whom a question was asked of: an agency, or one of the people by their part."""
    return wait.agency or called(OF_A_WAIT, wait.part, language)


def _columns(language: str) -> dict[str, str]:
    names = {
        "ref": mark("case"),
        "stage": mark("stage"),
        "waiting": mark("waiting for"),
        "due": mark("until"),
        "late": mark("days longer"),
        "manager": mark("case manager"),
    }
    return {name: say(words, language) for name, words in names.items()}


def _row(line: CaseLine, language: str) -> dict[str, Any]:
    first = line.waiting[0] if line.waiting else None
    more = f" (+{len(line.waiting) - 1})" if len(line.waiting) > 1 else ""
    return {
        "ref": line.ref,
        "stage": say(mark("closed"), language) if line.closed else called(LABELS[Stage], line.stage, language),
        "waiting": f"{whom(first, language)}: {first.key}{more}" if first else "",
        "due": first.due if first else "",
        "late": first.days_late or "" if first else "",
        "manager": line.case_manager,
    }
