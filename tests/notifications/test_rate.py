"""Not faster than the mail server takes them."""

import asyncio

import pytest

from notifications.rate import Rate


class Clock:
    """A clock that only sleep moves."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds


def moments(per_minute: int, mails: int) -> list[float]:
    clock = Clock()
    rate = Rate(per_minute, clock=clock, sleep=clock.sleep)

    async def story() -> list[float]:
        left = []
        for _ in range(mails):
            await rate.take()
            left.append(clock.now)
        return left

    return asyncio.run(story())


def test_a_few_mails_leave_at_once() -> None:
    assert moments(25, 5) == [100.0] * 5


def test_no_minute_ever_sees_more_than_microsoft_365_takes() -> None:
    left = moments(25, 200)

    busiest = max(sum(start <= at < start + 60 for at in left) for start in left)

    assert 25 <= busiest <= 30


def test_in_the_long_run_the_rate_is_kept() -> None:
    left = moments(25, 255)

    assert left[-1] - left[0] == pytest.approx(600)


def test_one_mail_a_minute_is_possible() -> None:
    assert moments(1, 3) == pytest.approx([100.0, 160.0, 220.0])
