"""What is done to a run that stopped or hangs, by whom, and that nothing it did is changed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from flows.commands.operate import insist_may_rehearse, let_go, release
from flows.queries.machinery import held_runs, mail_queue, wake_ups
from models.refusal import NotAllowed, Refused, Unknown
from models.tables import LogLine, StageRun, WakeUp

ILSE, DENNIS = "ilse.verhagen@aanmeldpunt.example", "dennis.culemborg@geldloket.example"
ANOUK, FATIMA = "anouk.beesd@ggd.example", "fatima.bouzidi@doorstroompunt.example"
EACH = [release, let_go, insist_may_rehearse]


@pytest.fixture
def run(clockwork: Any) -> int:
    return int(clockwork.wait(clockwork.ask()).stage_run_id)


def put(clockwork: Any, run: int, **values: Any) -> None:
    with clockwork.store.write(clockwork.now) as tx:
        row = tx.session.get_one(StageRun, run)
        for name, value in values.items():
            setattr(row, name, value)
        tx.session.add(row)


def test_a_stopped_run_is_tried_from_the_beginning_and_woken(clockwork: Any, run: int) -> None:
    put(clockwork, run, status="blocked", diagnosis="differs", tries=5)

    assert release(clockwork.store, clockwork.viewer(ILSE), run, clockwork.now) == "VN-TEST222"

    (row,) = clockwork.rows(StageRun, StageRun.id == run)
    assert (row.status, row.diagnosis, row.tries) == ("waiting", None, 0)
    with clockwork.store.read(clockwork.now) as tx:
        reasons = tx.session.exec(select(WakeUp.reason).where(WakeUp.stage_run_id == run)).all()
    assert "released" in reasons


def test_a_run_that_hangs_is_taken_from_its_worker_and_woken(clockwork: Any, run: int) -> None:
    put(
        clockwork,
        run,
        lease_until=clockwork.now,
        lease_by="gone",
        next_try_at=clockwork.now + timedelta(hours=1),
        tries=3,
    )

    let_go(clockwork.store, clockwork.viewer(ILSE), run, clockwork.now)

    (row,) = clockwork.rows(StageRun, StageRun.id == run)
    assert (row.lease_until, row.lease_by, row.next_try_at, row.tries) == (None, None, None, 3)


def test_what_is_not_stopped_or_held_is_left_alone(clockwork: Any, run: int) -> None:
    for command in (release, let_go):
        with pytest.raises(Refused, match="any more"):
            command(clockwork.store, clockwork.viewer(ILSE), run, clockwork.now)


@pytest.mark.parametrize("command", EACH)
def test_a_case_manager_may_not_and_the_log_says_that_they_tried(
    clockwork: Any, run: int, command: Callable[..., Any]
) -> None:
    fatima = clockwork.guided_by(FATIMA)

    with pytest.raises(NotAllowed, match="Only the coordinator or an operator"):
        command(clockwork.store, fatima, run, clockwork.now)

    with clockwork.store.read(clockwork.now) as tx:
        newest = tx.session.exec(select(LogLine).order_by(col(LogLine.id).desc())).first()
    assert (newest.what, newest.professional_id) == ("refused", fatima.professional_id)


@pytest.mark.parametrize("command", EACH)
def test_who_has_no_part_in_the_case_hears_of_no_run(clockwork: Any, run: int, command: Callable[..., Any]) -> None:
    for number in (run, 999_999):
        with pytest.raises(Unknown):
            command(clockwork.store, clockwork.viewer(ANOUK), number, clockwork.now)


def test_the_machine_counts_what_hangs_and_what_is_tried_again(clockwork: Any, run: int) -> None:
    put(clockwork, run, lease_until=clockwork.now - timedelta(minutes=5), lease_by="gone", tries=2)
    ilse = clockwork.viewer(ILSE)

    with clockwork.store.read(clockwork.now) as tx:
        found = wake_ups(tx, ilse, clockwork.now)
        (held,) = held_runs(tx, ilse, clockwork.now, limit=5)

    assert (found.leased, found.lapsed) == (0, 1)
    assert (held.run, held.tries, held.lapsed) == (run, 2, True)


@pytest.mark.parametrize("who", [DENNIS, ANOUK])
def test_who_does_not_keep_the_machine_going_reads_nothing_of_it(clockwork: Any, run: int, who: str) -> None:
    viewer = clockwork.viewer(who)
    with clockwork.store.read(clockwork.now) as tx:
        for query in (
            lambda: wake_ups(tx, viewer, clockwork.now),
            lambda: mail_queue(tx, viewer),
            lambda: held_runs(tx, viewer, clockwork.now, limit=5),
        ):
            with pytest.raises(NotAllowed):
                query()
