"""The page of the process is what the stage files say."""

from pathlib import Path

from cli.docs import PAGES, ROOT
from flows.map.chart import chart
from flows.map.outline import outline, outlines
from models.code import Errand, Stage


def test_the_page_of_the_process_is_not_stale() -> None:
    for path, page in PAGES.items():
        assert (ROOT / Path(path)).read_text(encoding="utf-8") == page(), f"{path} is stale: run `make docs`"


def test_every_stage_and_errand_is_drawn() -> None:
    assert [each.name for each in outlines()] == [*Stage, *sorted(Errand)]


def test_every_question_of_a_stage_is_in_its_picture() -> None:
    for each in outlines():
        drawn = {step.key for step in chart(each).nodes}
        asked = {step.key for step in each.steps() if step.verb in {"ask", "ask_all", "open", "wait_until"}}
        assert asked <= drawn


def test_every_drawn_step_is_reached_from_the_beginning() -> None:
    for each in outlines():
        drawn = chart(each)
        reached = {end for _, end, _ in drawn.arrows}
        assert reached == set(range(1, len(drawn.nodes) + 1))


def test_the_intake_goes_back_to_weighing_when_light_help_is_not_enough() -> None:
    drawn = chart(outline("intake"))
    keys = [step.key for step in drawn.nodes]
    helped, weighing = keys.index("helped") + 1, keys.index("weighing") + 1

    assert (helped, weighing) in {(start, end) for start, end, _ in drawn.arrows}
