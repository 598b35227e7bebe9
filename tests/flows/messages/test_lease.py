"""Leases on messages: what one worker holds, another leaves alone."""

from datetime import timedelta
from typing import Any

import pytest

from flows.messages import lease
from models.tables import Message


@pytest.fixture
def six(either_desk: Any) -> Any:
    dennis = either_desk.person("dennis.culemborg@geldloket.example")
    for _ in range(6):
        either_desk.tell("ActionDone", dennis)
    return either_desk


def test_what_one_worker_took_another_does_not_take(six: Any) -> None:
    with six.store.write(six.now) as tx:
        first = lease.take(tx, "one", six.now, most=4)
    with six.store.write(six.now) as tx:
        second = lease.take(tx, "two", six.now, most=4)

    assert (len(first), len(second)) == (4, 2)
    assert set(first) & set(second) == set()


@pytest.mark.postgres
def test_two_workers_that_take_at_the_very_same_moment_do_not_wait_for_each_other(
    fresh_postgres: Any, desk: Any
) -> None:
    busy = type(desk)(fresh_postgres(), desk.now)
    dennis = busy.person("dennis.culemborg@geldloket.example")
    for _ in range(6):
        busy.tell("ActionDone", dennis)

    with busy.store.write(busy.now) as one, busy.store.write(busy.now) as two:
        first = lease.take(one, "one", busy.now, most=4)
        second = lease.take(two, "two", busy.now, most=4)

    assert (len(first), len(second)) == (4, 2)
    assert set(first) & set(second) == set()


def test_a_lease_that_ran_out_is_free_again(six: Any) -> None:
    with six.store.write(six.now) as tx:
        first = lease.take(tx, "one", six.now, most=6)
    later = six.now + lease.LEASE + timedelta(seconds=1)
    with six.store.write(six.now) as tx:
        second = lease.take(tx, "two", later, most=6)
        held = lease.hold(tx, first[0], "one", later)

    assert first == second
    assert held is None


def test_letting_go_gives_back_what_was_not_sent(six: Any) -> None:
    with six.store.write(six.now) as tx:
        lease.take(tx, "one", six.now, most=6)

    lease.let_go(six.store, "one", six.now)

    assert {(row.lease_by, row.lease_until) for row in six.messages()} == {(None, None)}


def test_resting_puts_off_all_that_is_due_and_counts_no_try(six: Any) -> None:
    held_by_another = six.messages()[5].id
    six.change(Message, held_by_another, lease_by="two", lease_until=six.now + lease.LEASE)
    until = six.now + timedelta(minutes=5)

    with six.store.write(six.now) as tx:
        lease.take(tx, "one", six.now, most=2)
        lease.rest(tx, "one", six.now, until)

    rows = six.messages()
    assert [row.next_try_at for row in rows] == [until] * 5 + [None]
    assert {row.tries for row in rows} == {0}
    assert [row.lease_by for row in rows] == [None] * 5 + ["two"]
