"""The real stages, walked: nothing blocks, and every way a question can end leads on."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from flows.engine.matter import unpacked
from flows.stages import FLOWS
from models.code import WaitStatus
from models.forms import FORMS

WAYS = [
    (story, step, way)
    for story, flow in FLOWS.items()
    for step, means in sys.modules[flow.fn.story.tell.__module__].MEANS.items()
    for way in means
]


def golden(story: str) -> dict[str, Any]:
    file = Path(__file__).parent / f"{story.replace(' ', '_')}-{FLOWS[story].fn.story.version}.json"
    found: dict[str, Any] = json.loads(file.read_text())
    return found


def holds(journal: Any, at: str, way: str | None = None) -> bool:
    """Whether a journal holds a step, or a step that ended in that way."""
    for key, kind, _form, _version, packed in journal["steps"]:
        if key.split(":", 1)[0] == at:
            value = unpacked(packed)
            each = value["each"] if kind == "ask_all" else [value]
            if way is None or (kind != "open" and any(one["kind"] == way for one in each)):
                return True
    return False


def walk_to(record: Any, story: str, at: str, way: str) -> Any:
    """A recorded walk on which a step of a story ends in that way; else one that comes to it, with that ending."""
    journals = golden(story)
    ended = next((name for name, journal in journals.items() if holds(journal, at, way)), None)
    if ended:
        return record.walk_named(ended, story)
    comes = next(name for name, journal in journals.items() if holds(journal, at))
    return record.ending(record.walk_named(comes, story), story, at, way)


@pytest.mark.parametrize(("story", "at", "way"), WAYS)
def test_every_way_a_question_can_end_leads_on(record: Any, ground: Any, story: str, at: str, way: str) -> None:
    with ground.walked(walk_to(record, story, at, way)) as walker:
        ended = {(run.stage, run.status.value) for run in walker.runs()}

        assert (story, at, way) in record.ways_of(walker)
        assert (story, "ended") in ended
        assert "blocked" not in {status for _, status in ended}


@pytest.fixture(scope="session")
def walks(record: Any) -> list[str]:
    return list(record.WALKS)


def test_every_walk_ends_in_a_closed_case_with_nothing_left_open(record: Any, ground: Any, walks: list[str]) -> None:
    for name in walks:
        with ground.walked(record.WALKS[name]) as walker:
            assert {run.status.value for run in walker.runs()} == {"ended"}, name
            assert WaitStatus.OPEN not in {wait.status for wait in walker.waits()}, name


def test_a_step_has_one_name_in_all_stories() -> None:
    """So that what is planned for a step on a walk happens to that step only."""
    steps = [(step, story) for story, step, _ in WAYS]

    assert len({step for step, _ in steps}) == len(set(steps))


def test_every_form_a_question_can_carry_has_a_usual_answer(usual: Any) -> None:
    assert set(usual.USUAL) == set(FORMS) - {"Registration"}
