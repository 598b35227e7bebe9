"""Looking at what has come, and at nothing else."""

import threading
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from flows.messages.watch import watch_terms
from models.tables import LadderStep, Wait

YESTERDAY = date(2026, 11, 20)


@pytest.fixture
def overdue(either_desk: Any) -> Any:
    """Five questions past their day, and five that have time."""
    dennis = either_desk.person("dennis.culemborg@geldloket.example")
    for number in range(5):
        ago = either_desk.now - timedelta(hours=number)
        either_desk.ask("ActionDone", dennis, key=f"action:{number}", due_on=YESTERDAY, next_look_at=ago)
        ahead = either_desk.now + timedelta(days=number + 1)
        either_desk.ask("ActionDone", dennis, key=f"later:{number}", next_look_at=ahead)
    return either_desk


def test_only_what_has_come_is_looked_at_in_batches(overdue: Any) -> None:
    watched = watch_terms(overdue.store, overdue.now, batch=2)

    assert (watched.looked, watched.failed) == (5, 0)
    assert watch_terms(overdue.store, overdue.now).looked == 0


def test_the_counts_are_said_in_words(desk: Any, dennis: Any) -> None:
    after = desk.now - timedelta(hours=10)
    desk.ask("ActionDone", dennis, due_on=date(2026, 11, 18), next_look_at=after)

    assert str(watch_terms(desk.store, desk.now)) == "1 looked at, 1 colleague"


def test_two_watchers_at_once_do_everything_once(overdue: Any) -> None:
    ruben = overdue.person("ruben.dijkzicht@aanmeldpunt.example")
    for number in range(10):
        midnight = overdue.now - timedelta(hours=10)
        overdue.ask("CheckIn", ruben, key=f"check-in:{number}", due_on=date(2026, 11, 22), next_look_at=midnight)
    counts, start = [], threading.Barrier(2)

    def watch() -> None:
        start.wait()
        counts.append(watch_terms(overdue.store, overdue.now).done["reminded"])

    watchers = [threading.Thread(target=watch) for _ in range(2)]
    for watcher in watchers:
        watcher.start()
    for watcher in watchers:
        watcher.join(60)

    assert sum(counts) == 10
    assert [row.notice for row in overdue.messages()] == ["Reminder"] * 10


def test_two_watchers_at_once_climb_each_step_once(either_desk: Any) -> None:
    dennis = either_desk.person("dennis.culemborg@geldloket.example")
    for number in range(12):
        either_desk.ask(
            "ActionDone", dennis, key=f"action:{number}", due_on=date(2026, 11, 18), next_look_at=either_desk.now
        )
    counts, start = [], threading.Barrier(2)

    def watch() -> None:
        start.wait()
        counts.append(watch_terms(either_desk.store, either_desk.now))

    watchers = [threading.Thread(target=watch) for _ in range(2)]
    for watcher in watchers:
        watcher.start()
    for watcher in watchers:
        watcher.join(60)

    assert (sum(each.looked for each in counts), sum(each.failed for each in counts)) == (12, 0)
    with either_desk.store.read(either_desk.now) as tx:
        taken = tx.session.exec(select(LadderStep).where(col(LadderStep.confirmed_at).is_not(None))).all()
        assert sorted((row.wait_id, row.step, row.round) for row in taken) == [(wait, 1, 1) for wait in range(1, 13)]


def test_a_wait_that_cannot_be_looked_at_hides_no_other_and_is_tried_an_hour_later(
    desk: Any, dennis: Any, caplog: pytest.LogCaptureFixture
) -> None:
    ago = desk.now - timedelta(hours=10)
    strange = desk.ask("ActionDone", dennis, due_on=date(2026, 11, 22), next_look_at=ago)
    desk.change(Wait, strange, form="AFormNobodyKnows")
    desk.ask("ActionDone", dennis, due_on=date(2026, 11, 18), next_look_at=ago)

    watched = watch_terms(desk.store, desk.now)

    assert (watched.looked, watched.failed) == (1, 1)
    assert str(watched) == "1 looked at, 1 colleague, 1 failed"
    assert desk.wait(strange).next_look_at == desk.now + timedelta(hours=1)
    assert "AFormNobodyKnows" not in caplog.text


def test_a_wait_answered_meanwhile_is_not_looked_at(desk: Any, dennis: Any) -> None:
    wait = desk.ask("ActionDone", dennis, next_look_at=desk.now)
    desk.answer(wait)

    assert watch_terms(desk.store, desk.now).looked == 0
