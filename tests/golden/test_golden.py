"""Every golden journal is told again by the present stories: who changes a stage under open runs needs ``patched``."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from flows.engine.answer import Ending
from flows.engine.journal import Blocked, Entry, Journal, OpenWait
from flows.engine.matter import CaseRow, Matter, unpacked
from flows.engine.rehearse import Rehearsal
from flows.engine.story import story_of, told
from flows.stages import FLOWS
from models.store import Tx

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*.json"))
GOLDEN = {
    f"{file.stem}: {walk}": (file.stem.replace("_", " "), journal)
    for file in FILES
    for walk, journal in json.loads(file.read_text()).items()
}
NO_DATABASE: Tx = None  # type: ignore[assignment]
NO_CASE = CaseRow(0, "", 0, 0, False, None, 0, None, None, None, None)
QUESTIONS = {"ask", "ask_all"}


def tell(golden: tuple[str, Any], steps: list[Any]) -> Ending | None:
    """Tells a story over a journal, without any database: a line that would read or write one fails."""
    (name, version), journal = golden[0].rsplit("-", 1), golden[1]
    matter = Matter(NO_DATABASE, NO_CASE, 0, name, journal["number"], journal["about"], None)
    waits = [
        OpenWait(0, key, kind, form, None, (), None, "open", None, None, None, None)
        for key, kind, form in journal["waits"]
    ]
    return told(story_of(name, int(version)), Rehearsal(matter, Journal([Entry(*step) for step in steps], waits)))


@pytest.mark.parametrize("name", GOLDEN)
def test_a_golden_journal_is_told_again_to_the_same_end(name: str) -> None:
    golden = GOLDEN[name]
    steps = golden[1]["steps"]

    ending = tell(golden, steps)

    ends = bool(steps) and steps[-1][1] in {"end", "go_to"}
    assert (ending.outcome if ending else None) == (golden[1]["outcome"] if ends else None)


def changes(steps: list[Any]) -> Iterator[tuple[str, list[Any]]]:
    """What a story that changed would find instead of each step."""
    for place, (key, kind, form, *rest) in enumerate(steps):
        before, after = steps[:place], steps[place + 1 :]
        yield f"{key} renamed", [*before, [f"other {key}", kind, form, *rest], *after]
        yield f"{key} of another kind", [*before, [key, "tell" if kind != "tell" else "ask", form, *rest], *after]
        yield f"{key} with another form", [*before, [key, kind, "Other", *rest], *after]
        yield f"{key} told twice", [*before, steps[place], steps[place], *after]
        if after:
            yield f"{key} left out", before + after


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_a_story_that_differs_from_a_golden_journal_in_any_step_is_found_out(file: Path) -> None:
    longest = max(json.loads(file.read_text()).values(), key=lambda journal: len(journal["steps"]))
    golden = file.stem.replace("_", " "), longest

    unnoticed = [change for change, steps in changes(longest["steps"][:40]) if not is_found_out(golden, steps)]

    assert unnoticed == []


def is_found_out(golden: tuple[str, Any], steps: list[Any]) -> bool:
    try:
        tell(golden, steps)
    except Blocked:
        return True
    return False


def test_there_are_golden_journals_of_every_version_of_every_story() -> None:
    present = {f"{flow.fn.story.name}-{flow.fn.story.version}" for flow in FLOWS.values()}

    assert present <= {file.stem.replace("_", " ") for file in FILES}


def ways_recorded() -> set[tuple[str, str, str]]:
    """Every way in which a step of a story ends in some golden journal."""
    found = set()
    for stem, journal in GOLDEN.values():
        for key, kind, _form, _version, packed in journal["steps"]:
            value = unpacked(packed)
            answers = value["each"] if kind == "ask_all" else [value] if kind in {"ask", "wait_until"} else []
            found |= {(stem.rsplit("-", 1)[0], key.split(":", 1)[0], answer["kind"]) for answer in answers}
    return found


def test_every_way_a_step_can_end_is_in_some_golden_journal(record: Any) -> None:
    light = {
        ("aftercare", "warm-handover", "withdrawn"),
        *(("order", "order-objection", way) for way in ("silent", "withdrawn")),
    }
    asked = {
        (stem.rsplit("-", 1)[0], step[0].split(":", 1)[0], "given")
        for stem, journal in GOLDEN.values()
        for step in journal["steps"]
        if step[1] in QUESTIONS
    }

    assert set(record.ways()) - light | asked <= ways_recorded()


def test_a_golden_journal_holds_no_words_and_no_names() -> None:
    everything = "".join(file.read_text() for file in FILES)

    assert not [words for words in ("Noor", "Veldwijk", "Hilde", "Riet", "kamer", "Zo is") if words in everything]


def test_recording_is_the_same_each_time(record: Any, ground: Any) -> None:
    walk = record.WALKS["out of sight"]
    recorded = []
    for _ in range(2):
        with ground.walked(walk) as walker:
            recorded.append(list(record.journals(walker)))

    assert recorded[0] == recorded[1]
