"""When a mail is tried again."""

from datetime import timedelta
from itertools import count, takewhile

import pytest

from notifications.backoff import next_try_after


def test_the_first_tries_follow_each_other_quickly() -> None:
    waits = [next_try_after(tries) for tries in range(1, 7)]

    assert waits == [
        timedelta(minutes=1),
        timedelta(minutes=5),
        timedelta(minutes=15),
        timedelta(hours=1),
        timedelta(hours=4),
        timedelta(hours=12),
    ]


def test_after_five_days_a_mail_is_given_up() -> None:
    waits = list(takewhile(lambda wait: wait is not None, (next_try_after(tries) for tries in count(1))))

    waited = sum((wait for wait in waits if wait), start=timedelta())

    assert timedelta(days=4, hours=12) < waited <= timedelta(days=5)
    assert next_try_after(len(waits) + 1) is None


def test_what_was_never_tried_is_not_tried_again() -> None:
    with pytest.raises(ValueError, match="nothing was tried"):
        next_try_after(0)
