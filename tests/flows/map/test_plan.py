"""The places at which a case can stand, and what may follow, are read from the stories themselves."""

import pytest

from flows.map.outline import outlines
from flows.map.plan import BEGINS, ENDS, GOES, WAITS, Plan, base_of, plan
from models.code import Errand, Stage

EVERY = [*(each.value for each in Stage), *(each.value for each in Errand)]


def follow(drawn: Plan, key: str) -> set[str]:
    """The places that may come after one."""
    number = next(at for at, place in enumerate(drawn.places) if place.key == key)
    return {drawn.places[there].key for here, there in drawn.ways if here == number}


@pytest.mark.parametrize("name", EVERY)
def test_every_stage_begins_ends_and_has_each_of_its_questions_once(name: str) -> None:
    drawn = plan(name)

    keys = [place.key for place in drawn.places if place.verb != GOES]
    assert (keys[0], keys[-1]) == (BEGINS, ENDS)
    assert len(keys) == len(set(keys))
    assert drawn.waiting


@pytest.mark.parametrize("name", EVERY)
def test_every_place_can_be_reached_from_the_beginning(name: str) -> None:
    drawn = plan(name)
    reached, todo = {0}, [0]
    while todo:
        here = todo.pop()
        beyond = {there for start, there in drawn.ways if start == here} - reached
        reached |= beyond
        todo += beyond

    assert reached == set(range(len(drawn.places)))


def test_no_question_of_a_stage_is_missing_on_its_map() -> None:
    drawn = {each.name: {place.key for place in plan(each.name).waiting} for each in outlines()}
    asked = {each.name: {base_of(step.key) for step in each.steps() if step.verb in WAITS} for each in outlines()}

    assert {name: keys - {"key"} for name, keys in asked.items()} == drawn


def test_weighing_leads_to_a_case_manager_or_to_direct_help_and_that_back_to_weighing() -> None:
    intake = plan("intake")

    assert {"case-manager", "direct-help", "arrived"} <= follow(intake, "weighing")
    assert "weighing" in follow(intake, "direct-help")
    assert "slot" not in follow(intake, "weighing")
