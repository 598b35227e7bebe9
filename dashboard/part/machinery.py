"""How the machine is: Prefect, the mail queue, wake-ups and leases, alarms. Each figure with what to do about it."""

from collections.abc import Iterator, Mapping

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.plain import plain
from flows.messages.alarm import AWAY, MAIL
from flows.prefect_health import Pool, PrefectHealth, over_http, prefect_health
from flows.queries.blocked import OpenAlarm, open_alarms
from flows.queries.machinery import MailQueue, WakeUps, mail_queue, wake_ups
from models.label import called, capital
from models.speech import mark

SILENT = mark(
    "Prefect does not answer. Answers and pages go on, what is due waits until it is back. Start it, then look again."
)
STATUS: Mapping[str, str] = {
    "READY": mark("ready"),
    "NOT_READY": mark("no worker looks at it"),
}
"""Prefect's own words for a pool or a queue."""
WELL, WRONG = ":material/check:", ":material/warning:"
ALARMS: Mapping[str, str] = {
    MAIL: mark("the mail server lets nothing through"),
    AWAY: mark("the mail server does not answer"),
}


def show_machinery(desk: Desk) -> None:
    """Prefect first, since what is due goes through it; then mail, wake-ups and alarms."""
    st.button(desk.say(mark("Look again")), icon=":material/refresh:")
    with desk.read() as tx:
        mail, due = mail_queue(tx, desk.viewer), wake_ups(tx, desk.viewer, desk.office.wall())
        alarms = open_alarms(tx, desk.viewer)
    _part(desk, mark("Alarms"), _alarms(desk, alarms))
    _part(desk, "Prefect", _prefect(desk, prefect_health(over_http(desk.office.settings.prefect_api))))
    _part(desk, mark("Mail queue"), _mail(desk, mail))
    _part(desk, mark("Wake-ups and leases"), _wake_ups(desk, due))


def _part(desk: Desk, title: str, lines: Iterator[str]) -> None:
    st.header(desk.say(title), anchor=False)
    st.markdown("\n".join(f"- {line}" for line in lines))


def _line(desk: Desk, sentence: str, number: int, *, must_be_none: bool = False) -> str:
    sign = f"{WRONG} " if must_be_none and number else f"{WELL} " if must_be_none else ""
    return f"{sign}{desk.say(sentence)}: **{number}**"


def _prefect(desk: Desk, health: PrefectHealth) -> Iterator[str]:
    if not health.answers:
        yield f"{WRONG} {desk.say(SILENT)}"
        return
    yield f"{WELL} {desk.say(mark('Prefect answers.'))}"
    yield _line(desk, mark("Runs that should have begun"), health.late, must_be_none=True)
    yield _line(desk, mark("Runs that crashed"), health.crashed)
    yield from (_pool(desk, mark("Work pool {name}: {status}"), pool) for pool in health.pools)
    yield from (_pool(desk, mark("Work queue {name}: {status}"), pool) for pool in health.queues)
    if not health.pools:
        yield desk.say(mark("No work pool: the worker of Vangnet carries every case itself."))


def _pool(desk: Desk, sentence: str, pool: Pool) -> str:
    status = desk.say(mark("paused")) if pool.paused else _status(desk, pool)
    sign = f"{WRONG} " if pool.paused else ""
    return f"{sign}{desk.say(sentence, name=plain(pool.name), status=status)}"


def _status(desk: Desk, pool: Pool) -> str:
    return desk.say(STATUS[pool.status]) if pool.status in STATUS else plain(pool.status.replace("_", " ").lower())


def _mail(desk: Desk, mail: MailQueue) -> Iterator[str]:
    yield _line(desk, mark("Should have left"), mail.due)
    if mail.oldest_at:
        yield desk.say(mark("The oldest waits since {moment}"), moment=desk.moment(mail.oldest_at))
    yield _line(desk, mark("Leaves later"), mail.ahead)
    yield _line(desk, mark("Failed before, and is tried again"), mail.failing, must_be_none=True)
    yield _line(desk, mark("Given up in the last week"), mail.failed, must_be_none=True)


def _wake_ups(desk: Desk, found: WakeUps) -> Iterator[str]:
    yield _line(desk, mark("Cases to be carried on now"), found.due)
    if found.oldest_at:
        yield desk.say(mark("The oldest waits since {moment}"), moment=desk.moment(found.oldest_at))
    yield _line(desk, mark("At a later moment"), found.ahead)
    yield _line(desk, mark("At a worker now"), found.leased)
    yield _line(desk, mark("Taken by a worker and not brought back"), found.lapsed, must_be_none=True)


def _alarms(desk: Desk, alarms: tuple[OpenAlarm, ...]) -> Iterator[str]:
    if not alarms:
        yield f"{WELL} {desk.say(mark('No alarm is open.'))}"
    for alarm in alarms:
        again = alarm.next_try_at
        tried = f" · {desk.say(mark('tried again {moment}'), moment=desk.moment(again))}" if again else ""
        kind = capital(called(ALARMS, alarm.kind, desk.language))
        yield f"{WRONG} **{plain(kind)}** · {plain(alarm.detail)} · {desk.moment(alarm.since_at)}{tried}"
