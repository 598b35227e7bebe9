"""How the mail is doing, for who looks after it."""

from datetime import timedelta
from typing import Any

from flows.messages.health import mail_health
from notifications.door import Never, Stopped, TryAgain


def test_an_empty_outbox_is_well(desk: Any) -> None:
    health = mail_health(desk.store, desk.now)

    assert (health.queued, health.due, health.oldest_due_at, health.retrying) == (0, 0, None, 0)
    assert health.well


def test_what_waits_for_its_own_moment_is_not_due(desk: Any, dennis: Any) -> None:
    desk.tell("ActionDone", dennis)
    desk.later(minutes=3)
    desk.queue("QuestionAsked", dennis, {"waits": []}, not_before=desk.now + timedelta(days=90))

    health = mail_health(desk.store, desk.now)

    assert (health.queued, health.due) == (2, 1)
    assert health.oldest_due_at == desk.now - timedelta(minutes=3)
    assert health.well


def test_what_failed_is_counted_by_reason(desk: Any, dennis: Any, bram: Any) -> None:
    desk.tell("ActionDone", dennis)
    desk.tell("ActionDone", bram)
    desk.door.refusing["dennis.culemborg@geldloket.example"] = Never("recipient 550 5.1.1", hard_bounce=True)
    desk.door.refusing["bram.hoevelaar@waalzicht.example"] = TryAgain("recipient 450")
    desk.deliver()

    health = mail_health(desk.store, desk.now)

    assert health.failed == {"recipient 550 5.1.1": 1}
    assert (health.queued, health.retrying, health.well) == (2, 1, False), "one more, to the coordinator"


def test_an_open_alarm_says_what_and_since_when(desk: Any, dennis: Any) -> None:
    desk.tell("ActionDone", dennis)
    desk.door.refusing["*"] = Stopped("sign-in 535")
    desk.deliver()

    health = mail_health(desk.store, desk.now)

    (alarm,) = health.alarms
    assert (alarm.kind, alarm.detail, alarm.since_at) == ("mail", "sign-in 535", desk.now)
    assert not health.well
