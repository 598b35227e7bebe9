"""A worker carries runs in its own process, and a real Prefect server shows what it did."""

import signal
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterId
from prefect.client.schemas.objects import StateType
from prefect.settings import PREFECT_API_REQUEST_TIMEOUT, PREFECT_API_URL, temporary_settings
from prefect.states import State

from flows.engine.claim import LEASE, MOST_TRIES
from flows.intake import intake
from flows.lost import WHY, LostRuns, tag_of
from flows.queries.blocked import blocked_runs
from flows.worker import Worker
from models.access import Viewer
from models.code import Role


def _journal(place: Any) -> list[tuple[Any, ...]]:
    return place.rows(
        "SELECT c.ref, r.stage, e.seq, e.key, e.kind FROM entry e JOIN stage_run r ON r.id = e.stage_run_id "
        "JOIN case_file c ON c.id = r.case_id ORDER BY c.id, r.id, e.seq"
    )


def test_one_flow_run_per_advance_is_named_after_the_case_and_says_whom_it_waits_for(place: Any) -> None:
    ref = place.register()

    assert place.work() >= 1

    (run,) = place.shown(ref)
    assert (run.state_name, run.state_type.value) == ("Waiting", "COMPLETED")
    assert run.state.message.startswith("weighing: Aanmeldpunt Rivierland-Oost until ")
    assert {"tell: received", "ask: weighing"} <= place.tasks(run)
    assert place.work() == 0


def test_a_run_that_ends_is_shown_as_done(place: Any) -> None:
    ref = place.register()
    place.work()
    place.answer(ref, "weighing", decision="no ground", why="Een andere regio.")

    place.work()

    first, last = place.shown(ref)
    assert (first.state_name, last.state_name, last.state.message) == ("Waiting", "Done", "no ground")
    assert not any("weighing" in name and name.startswith("ask") for name in place.tasks(last))


def test_a_run_whose_story_is_gone_is_shown_as_blocked_and_to_the_operator(place: Any) -> None:
    ref = place.register()
    place.work()
    place.answer(ref, "weighing", decision="no ground", why="Een andere regio.")
    with place.office.store.write(place.office.now()) as tx:
        tx.connection.exec_driver_sql("UPDATE stage_run SET version = 99")
    before = _journal(place)

    place.work()

    last = place.shown(ref)[-1]
    assert (last.state_name, last.state_type.value) == ("Blocked", "FAILED")
    assert "no story 'intake' in version 99" in last.state.message
    with place.office.store.read(place.office.now()) as tx:
        (blocked,) = blocked_runs(tx, Viewer(0, 0, frozenset({Role.OPERATOR}), "en"))
    assert (blocked.ref, blocked.diagnosis) == (ref, last.state.message)
    assert _journal(place) == before


def test_a_run_that_fails_stays_where_it_was_is_tried_later_each_time_and_then_stopped(place: Any) -> None:
    ref = place.register()
    place.spoil()
    pauses = []

    for _ in range(MOST_TRIES):
        assert place.tick() == 1
        assert place.tick() == 0
        ((status, again_at),) = place.rows("SELECT status, next_try_at FROM stage_run")
        assert place.rows("SELECT count(*) FROM entry") == place.rows("SELECT count(*) FROM wait") == [(0,)]
        pauses.append(again_at)
        place.ahead = datetime.fromisoformat(f"{again_at}+00:00") - datetime.now(UTC) + timedelta(milliseconds=1)

    assert status == "blocked"
    assert pauses == sorted(set(pauses))
    assert place.states(ref) == ["Failed"] * MOST_TRIES
    assert "ValueError in " in place.shown(ref)[-1].state.message
    assert place.work() == 0


def test_a_worker_killed_in_the_middle_leaves_every_case_whole_and_its_runs_are_carried_after_all(place: Any) -> None:
    refs = [place.register(f"Noor {number}") for number in range(8)]
    worker = place.worker()
    deadline = time.monotonic() + 60
    while len(place.rows("SELECT 1 FROM wait WHERE key = 'weighing'")) < 3 and time.monotonic() < deadline:
        time.sleep(0.01)

    worker.send_signal(signal.SIGKILL)
    worker.wait()

    asked = {ref for (ref,) in place.rows("SELECT ref FROM case_file WHERE id IN (SELECT case_id FROM wait)")}
    assert 3 <= len(asked) < 8
    place.ahead = LEASE + timedelta(seconds=5)
    place.work()
    assert place.rows("SELECT case_id, count(*) FROM wait WHERE key = 'weighing' GROUP BY 1") == [
        (number, 1) for number in range(1, 9)
    ]
    _look_twice(place)
    shown = [place.states(ref) for ref in refs]
    assert {state for states in shown for state in states} <= {"Waiting", "Crashed"}
    assert sum(states.count("Crashed") for states in shown) <= 1
    assert place.rows("SELECT count(*) FROM stage_run WHERE lease_by IS NOT NULL OR tries > 0") == [(0,)]


def _look_twice(place: Any) -> None:
    """One worker with nothing to do, that looks around twice with a lease between."""
    worker = Worker(place.office)
    worker.work(until_idle=True)
    place.ahead += LEASE + timedelta(seconds=1)
    worker.work(until_idle=True)


def _begun(place: Any, ref: str, kind: StateType = StateType.RUNNING) -> Any:
    """A flow run as a worker that is killed right now leaves it."""
    return place.client.create_flow_run(
        intake, parameters={"run": 1}, name=ref, tags=[tag_of(place.office.store.vault)], state=State(type=kind)
    )


@pytest.mark.parametrize("kind", [StateType.PENDING, StateType.RUNNING])
def test_a_flow_run_whose_worker_was_killed_is_shown_as_crashed(place: Any, kind: StateType) -> None:
    ref = place.register()
    _begun(place, ref, kind)

    _look_twice(place)

    lost, carried = place.shown(ref)
    assert (lost.state_name, lost.state.message) == ("Crashed", WHY)
    assert (carried.state_name, place.tasks(carried) >= {"ask: weighing"}) == ("Waiting", True)


def test_a_flow_run_is_not_lost_while_its_claim_holds_or_before_it_was_seen_for_a_whole_lease(place: Any) -> None:
    ref = place.register()
    place.work()
    _begun(place, ref)
    worker = Worker(place.office)
    worker.work(until_idle=True)
    place.ahead += LEASE - timedelta(seconds=5)
    worker.work(until_idle=True)
    assert place.states(ref) == ["Waiting", "Running"]
    with place.office.store.write(place.office.now()) as tx:
        until = (place.office.wall() + 2 * LEASE).replace(tzinfo=None).isoformat(" ")
        tx.connection.exec_driver_sql("UPDATE stage_run SET lease_until = ?, lease_by = 'another'", (until,))

    place.ahead += LEASE
    worker.work(until_idle=True)

    assert place.states(ref) == ["Waiting", "Running"]


def test_a_newer_flow_run_of_the_same_run_is_left_alone(place: Any) -> None:
    ref = place.register()
    place.work()
    _begun(place, ref)
    worker = Worker(place.office)
    worker.work(until_idle=True)
    place.ahead += LEASE + timedelta(seconds=1)
    newer = _begun(place, ref)

    worker.work(until_idle=True)

    assert place.states(ref) == ["Waiting", "Crashed", "Running"]
    assert place.client.read_flow_run(newer.id).state_name == "Running"


def test_the_flow_runs_of_another_installation_are_not_ours_to_judge(place: Any) -> None:
    place.client.create_flow_run(
        intake, parameters={"run": 1}, name="VN-AAAAAAA", tags=["vangnet-another"], state=State(type=StateType.RUNNING)
    )

    _look_twice(place)

    assert place.states("VN-AAAAAAA") == ["Running"]


def test_looking_for_lost_flow_runs_while_prefect_is_away_keeps_nobody_from_anything(place: Any) -> None:
    with temporary_settings({PREFECT_API_URL: "http://127.0.0.1:9/api"}):
        assert LostRuns(place.office, LEASE).look() == 0


def test_a_task_carries_no_mark_so_that_showing_it_takes_no_call(place: Any) -> None:
    ref = place.register()
    place.work()

    (run,) = place.shown(ref)

    assert run.tags == [tag_of(place.office.store.vault)]
    place.tasks(run)
    shown = place.client.read_task_runs(flow_run_filter=FlowRunFilter(id=FlowRunFilterId(any_=[run.id])))
    assert {tag for task in shown for tag in task.tags} == set()


def test_a_lease_outlasts_two_requests_for_which_prefect_takes_all_its_time() -> None:
    assert timedelta(seconds=2 * PREFECT_API_REQUEST_TIMEOUT.value()) < LEASE


def test_several_workers_at_once_carry_no_run_twice(place: Any) -> None:
    refs = [place.register(f"Noor {number}") for number in range(6)]

    workers = [place.worker("--until-idle") for _ in range(2)]

    assert [worker.wait(120) for worker in workers] == [0, 0]
    assert [place.states(ref) for ref in refs] == [["Waiting"]] * 6
    assert place.rows("SELECT DISTINCT seq FROM entry WHERE key = 'received'") == [(1,)]
