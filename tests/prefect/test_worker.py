"""A worker carries runs in its own process, and a real Prefect server shows what it did."""

import signal
import time
from datetime import UTC, datetime, timedelta
from typing import Any

from flows.engine.claim import LEASE, MOST_TRIES
from flows.queries.blocked import blocked_runs
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
    last = sorted(place.states(ref)[-1] for ref in refs)
    assert last in (["Waiting"] * 8, ["Running"] + ["Waiting"] * 7)
    assert place.rows("SELECT count(*) FROM stage_run WHERE lease_by IS NOT NULL OR tries > 0") == [(0,)]


def test_several_workers_at_once_carry_no_run_twice(place: Any) -> None:
    refs = [place.register(f"Noor {number}") for number in range(6)]

    workers = [place.worker("--until-idle") for _ in range(2)]

    assert [worker.wait(120) for worker in workers] == [0, 0]
    assert [place.states(ref) for ref in refs] == [["Waiting"]] * 6
    assert place.rows("SELECT DISTINCT seq FROM entry WHERE key = 'received'") == [(1,)]
