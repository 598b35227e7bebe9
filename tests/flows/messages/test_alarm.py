"""The alarm of the mail: at most one is open, whoever raises it."""

import threading
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from flows.messages.alarm import MAIL, clear, raise_alarm, rests_until
from models.tables import Alarm


def _open(desk: Any) -> list[str]:
    with desk.store.read(desk.now) as tx:
        return list(tx.session.exec(select(Alarm.detail).where(Alarm.cleared_at == None)))  # noqa: E711 - SQL


def test_the_database_keeps_one_open_alarm_of_a_kind(either_desk: Any) -> None:
    alarm = {"kind": MAIL, "detail": "tls", "since_at": either_desk.now}
    either_desk.add(Alarm(**alarm, cleared_at=either_desk.now))
    either_desk.add(Alarm(**alarm))

    with pytest.raises(IntegrityError):
        either_desk.add(Alarm(**alarm))


@pytest.mark.postgres
def test_two_workers_that_find_the_door_shut_at_once_leave_one_alarm(fresh_postgres: Any, desk: Any) -> None:
    busy = type(desk)(fresh_postgres(), desk.now)

    def second() -> None:
        raise_alarm(busy.store, "tls", busy.now, busy.now)

    worker = threading.Thread(target=second)
    with busy.store.write(busy.now) as tx:
        tx.session.add(Alarm(kind=MAIL, detail="sign-in 535", since_at=busy.now))
        tx.flush()
        worker.start()
        worker.join(0.3)
    worker.join(30)

    assert _open(busy) == ["sign-in 535"]


def test_an_alarm_cleared_by_a_machine_whose_clock_is_behind_is_cleared(desk: Any) -> None:
    raise_alarm(desk.store, "tls", desk.now, desk.now)

    with desk.store.write(desk.now) as tx:
        clear(tx, desk.now.replace(year=2025))

    assert _open(desk) == []


def test_without_an_alarm_nothing_rests(desk: Any) -> None:
    with desk.store.write(desk.now) as tx:
        clear(tx, desk.now)
        assert rests_until(tx, desk.now) is None
