"""Runs handed to a Prefect work pool, and the two flows people start from Prefect's own page."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from prefect.exceptions import PrefectHTTPStatusError
from prefect.states import Pending, Running

from flows.commands.register import write_draft
from flows.dispatch import HANDED_OVER, hand_over
from flows.engine.claim import Claim
from flows.lost import LOOK_EVERY, tag_of
from flows.worker import Worker

BRAM = "bram.hoevelaar@waalzicht.example"


def test_a_pool_carries_what_is_handed_to_it_once_however_often_it_is_handed_over(
    place_of: Callable[..., Any],
) -> None:
    place = place_of("work-pool")
    ref = place.register()

    place.work()
    place.work()
    place.ahead = HANDED_OVER + timedelta(seconds=1)
    place.work()

    assert place.states(ref) == ["Scheduled"]
    assert place.rows("SELECT tries, status FROM stage_run") == [(1, "ready")]
    place.pool()
    assert place.states(ref) == ["Waiting"]
    assert place.rows("SELECT key FROM wait") == [("weighing",)]
    assert place.rows("SELECT tries, lease_by FROM stage_run") == [(0, None)]


def test_a_flow_run_of_the_pool_that_was_killed_is_shown_as_crashed_and_the_next_one_is_carried(
    place_of: Callable[..., Any],
) -> None:
    place = place_of("work-pool")
    ref = place.register()
    worker = Worker(place.office)
    worker.work(until_idle=True)
    (handed,) = place.shown(ref)
    place.client.set_flow_run_state(handed.id, Pending())
    place.client.set_flow_run_state(handed.id, Running())

    place.ahead = LOOK_EVERY
    worker.work(until_idle=True)
    place.ahead = HANDED_OVER + timedelta(seconds=1)
    worker.work(until_idle=True)
    assert place.states(ref) == ["Running", "Scheduled"]
    place.pool()
    place.ahead += LOOK_EVERY
    worker.work(until_idle=True)

    assert place.states(ref) == ["Crashed", "Waiting"]


def test_a_run_of_another_installation_with_the_same_numbers_is_handed_over_as_well(
    place_of: Callable[..., Any],
) -> None:
    claimed = Claim(run=1, stage="intake", ref="VN-BBBBBBB", tries=1, wake_up=1)
    another = replace(claimed, ref="VN-CCCCCCC")
    place = place_of("work-pool")

    assert [hand_over(each) for each in (claimed, another, another)] == [True] * 3

    assert (place.states("VN-BBBBBBB"), place.states("VN-CCCCCCC")) == (["Scheduled"], ["Scheduled"])
    for shown in place.shown("VN-BBBBBBB") + place.shown("VN-CCCCCCC"):
        place.client.delete_flow_run(shown.id)


def test_a_draft_is_handed_in_and_a_case_carried_from_prefects_own_page(place: Any) -> None:
    draft = write_draft(place.office.store, place.viewer(BRAM), place.fields(), place.office.now())
    waiting = place.register("Sem")
    started = {
        "register": _start(place, "register", {"draft": draft}),
        "unknown draft": _start(place, "register", {"draft": draft + 99}),
        "advance": _start(place, "advance", {"case": waiting}),
        "unknown case": _start(place, "advance", {"case": "VN-ZZZZZZZ"}),
    }

    place.pool()

    states = {name: place.client.read_flow_run(run).state for name, run in started.items()}
    assert {name: state.name for name, state in states.items()} == {
        "register": "Registered",
        "unknown draft": "Refused",
        "advance": "Advanced",
        "unknown case": "Unknown",
    }
    ((ref,),) = place.rows("SELECT ref FROM case_file WHERE id = 2")
    assert states["register"].message == ref
    (carried,) = place.shown(waiting)
    assert (carried.state_name, carried.tags) == ("Waiting", [tag_of(place.office.store.vault)])


def test_nothing_but_the_number_of_a_case_can_be_typed_into_prefects_page(place: Any) -> None:
    with pytest.raises(PrefectHTTPStatusError, match="does not match"):
        _start(place, "advance", {"case": "Noor Veldwijk"})
    with pytest.raises(PrefectHTTPStatusError, match="maximum"):
        _start(place, "register", {"draft": 10**30})


def _start(place: Any, name: str, parameters: dict[str, Any]) -> Any:
    deployment = place.client.read_deployment_by_name(f"{name}/{name}")
    return place.client.create_flow_run_from_deployment(deployment.id, parameters=parameters).id
