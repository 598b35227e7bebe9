"""``vangnet show REF``: what happened in a case and whom it waits for."""

import argparse
from typing import Any

from cli.cases import wait_facts, whom
from cli.paper import add_as, add_json, open_desk, print_json, print_table
from flows.queries.case_story import CaseStory, case_story
from flows.queries.event_sentence import event_sentence, is_told
from models.choice import CHOICES
from models.label import called
from models.speech import mark, say
from models.term import AMSTERDAM


def options(parser: argparse.ArgumentParser, language: str) -> None:
    """The arguments of this command."""
    parser.add_argument("ref", help=say(mark("the number of the case"), language))
    add_as(parser, language)
    add_json(parser, language)


def run(arguments: argparse.Namespace) -> int:
    """Prints one case as the viewer may see it.

    Raises:
        Unknown: no such case, or none the viewer may know of.
    """
    office, viewer = open_desk(arguments)
    with office.store.read(office.now()) as tx:
        story = case_story(tx, viewer, arguments.ref)
    if arguments.json:
        print_json(as_facts(story))
    else:
        _print(story, arguments.language)
    return 0


def as_facts(story: CaseStory) -> dict[str, Any]:
    """One case for another program."""
    return {
        "ref": story.ref,
        "stages": [{"stage": run.stage, "status": run.status, "outcome": run.outcome} for run in story.stages],
        "case_manager": story.case_manager,
        "timeline": [
            {"at": event.at, "stage": event.stage, "key": event.key, "kind": event.kind, "actor": event.actor}
            for event in story.timeline
        ],
        "waiting": [wait_facts(wait) for wait in story.waiting],
        "outcome": story.outcome,
        "closed": story.closed_at is not None,
    }


def _print(story: CaseStory, language: str) -> None:
    outcome = called(CHOICES, story.outcome, language)
    print(story.ref, f"({say(mark('closed'), language)}: {outcome})" if outcome else "")
    print(f"{say(mark('case manager'), language)}: {story.case_manager or '-'}")
    if story.waiting:
        print()
        columns = {
            "who": mark("waiting for"),
            "key": mark("question"),
            "since": mark("since"),
            "due": mark("until"),
            "days_late": mark("days longer"),
        }
        rows = [{**wait_facts(wait), "who": whom(wait, language)} for wait in story.waiting]
        print_table(rows, {name: say(words, language) for name, words in columns.items()})
    print()
    for event in filter(is_told, story.timeline):
        print(f"{event.at.astimezone(AMSTERDAM):%d-%m-%Y %H:%M}  {event_sentence(event, language)}")
