"""How a worker takes a run: the lease, what fails, what is tried again, what is given up. The run's row only."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from flows.engine.advance import advance
from flows.engine.answer import Ending
from flows.engine.case import Case
from flows.engine.claim import FIRST_PAUSE, LEASE, MOST_TRIES, claim, drop_stale, failed, give_up, let_go
from flows.engine.story import story
from models.store import Store
from models.tables import StageRun, WakeUp

WALL = datetime(2030, 1, 1, 12, 0, tzinfo=UTC)
"""The machine's clock, which is not the clock of the process."""


@story("is claimed", version=1)
def is_claimed(case: Case) -> Ending:
    first = case.ask("accept", of="coordinator", form="Acceptance", until="accept case")
    case.ask("check", of="coordinator", form="ObjectionHeard", until="object")
    return case.end(f"first {first.kind}")


@pytest.fixture
def case(either: Store, plays: Callable[[Store], Any]) -> Any:
    return plays(either)


def test_the_run_that_is_due_the_longest_is_claimed_first(case: Any) -> None:
    older = case.start("is claimed", carry=False)
    case.now += timedelta(minutes=1)
    newer = case.start("is claimed", carry=False)

    claims = [claim(case.store, "one", case.now, WALL) for _ in range(3)]

    assert [(one.run, one.stage, one.ref, one.tries) if one else None for one in claims] == [
        (older, "is claimed", "VN-TEST222", 1),
        (newer, "is claimed", "VN-TEST222", 1),
        None,
    ]
    assert (case.run(older).lease_by, case.run(older).lease_until) == ("one", WALL + LEASE)


def test_a_wake_up_that_lies_ahead_claims_nothing(case: Any) -> None:
    case.start("is claimed")

    assert claim(case.store, "one", case.now, WALL) is None
    assert claim(case.store, "one", case.now + timedelta(days=3), WALL) is not None


def test_a_leased_run_is_nobody_elses_until_the_lease_is_over(case: Any) -> None:
    run = case.start("is claimed", carry=False)
    claim(case.store, "one", case.now, WALL)

    assert claim(case.store, "two", case.now, WALL + LEASE) is None
    later = claim(case.store, "two", case.now, WALL + LEASE + timedelta(microseconds=1))

    assert later is not None
    assert (later.run, later.tries) == (run, 2)


def test_both_holders_of_a_lease_that_ran_over_may_advance(case: Any) -> None:
    run = case.start("is claimed", carry=False)
    claim(case.store, "slow", case.now, WALL)
    claim(case.store, "quick", case.now, WALL + 2 * LEASE)

    assert advance(case.store, run, case.now).steps == (("ask", "accept"),)
    assert advance(case.store, run, case.now).steps == ()

    assert len(case.waits()) == 1
    row = case.run(run)
    assert (row.status, row.tries, row.lease_by, row.lease_until) == ("waiting", 0, None, None)


def test_a_second_advance_of_a_run_that_ended_says_how_it_ended(case: Any) -> None:
    run = case.start("is claimed")
    case.answer("accept")
    case.answer("check", goes_on=True)

    again = advance(case.store, run, case.now)

    assert (again.steps, again.outcome, again.waits) == ((), "first given", False)


def test_a_run_that_cannot_be_carried_is_tried_again_after_pauses_that_double(case: Any) -> None:
    run, pauses = case.start("is claimed", carry=False), []
    wall = WALL
    for _ in range(MOST_TRIES - 1):
        assert claim(case.store, "one", case.now, wall) is not None
        failed(case.store, run, "KeyError in filed, line 7 of flows/x.py", case.now, wall)
        pauses.append(case.run(run).next_try_at - wall)
        assert claim(case.store, "one", case.now, wall + pauses[-1] - timedelta(microseconds=1)) is None
        wall += pauses[-1]

    assert pauses == [FIRST_PAUSE, FIRST_PAUSE * 2, FIRST_PAUSE * 4, FIRST_PAUSE * 8]
    assert (case.run(run).status, case.run(run).lease_by) == ("ready", None)


def test_after_five_tries_a_run_is_blocked_and_says_why(case: Any) -> None:
    run, wall = case.start("is claimed", carry=False), WALL
    for _ in range(MOST_TRIES):
        assert claim(case.store, "one", case.now, wall) is not None
        failed(case.store, run, "KeyError in filed, line 7 of flows/x.py", case.now, wall)
        wall += timedelta(hours=1)

    assert claim(case.store, "one", case.now, wall) is None
    row = case.run(run)
    assert (row.status, row.diagnosis) == ("blocked", "KeyError in filed, line 7 of flows/x.py")
    assert advance(case.store, run, case.now).blocked == "KeyError in filed, line 7 of flows/x.py"
    assert case.rows(WakeUp, WakeUp.stage_run_id == run) != []


def test_a_run_that_goes_on_after_all_forgets_its_failures(case: Any) -> None:
    run = case.start("is claimed", carry=False)
    claim(case.store, "one", case.now, WALL)
    failed(case.store, run, "OperationalError in flush", case.now, WALL)

    advance(case.store, run, case.now)

    row = case.run(run)
    assert (row.tries, row.next_try_at, row.diagnosis) == (0, None, None)


def test_a_worker_that_dies_each_time_is_given_up_after_five(case: Any) -> None:
    run, wall = case.start("is claimed", carry=False), WALL
    for _ in range(MOST_TRIES):
        assert give_up(case.store, case.now, wall) == 0
        assert claim(case.store, "one", case.now, wall) is not None
        assert give_up(case.store, case.now, wall) == 0
        wall += LEASE + timedelta(seconds=1)

    assert give_up(case.store, case.now, wall) == 1

    assert case.run(run).status == "blocked"
    assert case.run(run).diagnosis == "was taken up 5 times and never finished"


def test_a_run_let_go_was_no_try(case: Any) -> None:
    run = case.start("is claimed", carry=False)
    claim(case.store, "one", case.now, WALL)

    let_go(case.store, run, case.now)

    again = claim(case.store, "two", case.now, WALL)
    assert again is not None
    assert again.tries == 1


def test_a_timer_of_a_question_that_was_answered_is_dropped_without_an_advance(case: Any) -> None:
    run = case.start("is claimed")
    case.answer("accept")
    case.now += timedelta(days=3)
    assert claim(case.store, "one", case.now, WALL) is not None

    assert drop_stale(case.store, run, case.now)

    assert [row.reason for row in case.rows(WakeUp)] == ["until:check"]
    assert (case.run(run).lease_by, case.run(run).tries) == (None, 0)


def test_a_timer_of_a_question_still_open_is_not_dropped(case: Any) -> None:
    run = case.start("is claimed")
    case.now += timedelta(days=3)

    assert not drop_stale(case.store, run, case.now)

    assert [advanced.steps for advanced in case.go()] == [(("goes on", "accept"), ("ask", "check"))]


def test_a_timer_is_not_dropped_together_with_another_reason(case: Any) -> None:
    run = case.start("is claimed")
    case.now += timedelta(days=1)
    case.say("accept")
    case.now += timedelta(days=2)

    assert not drop_stale(case.store, run, case.now)

    assert [advanced.steps for advanced in case.go()] == [(("ask", "check"),)]


def test_a_timer_without_a_run_at_work_is_no_reason_for_anything(case: Any) -> None:
    assert not drop_stale(case.store, 999, case.now)


def test_an_advance_deletes_only_the_wake_ups_that_are_due(case: Any) -> None:
    run = case.start("is claimed")
    with case.store.write(case.now) as tx:
        case.wake(tx, run)
        ahead = tx.session.exec(select(WakeUp.not_before).where(col(WakeUp.reason) == "until:accept")).one()

    assert len(case.go()) == 1

    assert [(row.reason, row.not_before) for row in case.rows(WakeUp)] == [("until:accept", ahead)]


def test_a_blocked_or_ended_run_is_never_claimed(case: Any) -> None:
    run = case.start("is claimed", carry=False)
    with case.store.write(case.now) as tx:
        row = tx.session.get_one(StageRun, run)
        row.status, row.diagnosis = "blocked", "by an operator"
        tx.session.add(row)

    assert claim(case.store, "one", case.now, WALL) is None
    assert case.go() == []
