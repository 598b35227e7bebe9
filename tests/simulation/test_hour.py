"""People answer in working hours."""

from datetime import UTC, date, datetime

import pytest

from flows.engine.matter import AMSTERDAM
from simulation.deck import Luck
from simulation.hour import CLOSES, OPENS, at_work, working_day, working_days

FRIDAY_NIGHT = datetime(2026, 12, 18, 21, 30, tzinfo=UTC)


@pytest.mark.parametrize("days", [0, 1, 5, 30])
def test_an_answer_comes_in_working_hours_and_never_before_the_question(days: int) -> None:
    for seed in range(40):
        moment = at_work(Luck(seed).rng, FRIDAY_NIGHT, days).astimezone(AMSTERDAM)
        assert moment > FRIDAY_NIGHT
        assert OPENS <= moment.time() <= CLOSES
        assert moment.weekday() < 5


def test_no_day_off_is_a_working_day() -> None:
    assert working_day(date(2026, 12, 24), 1) == date(2026, 12, 28)


def test_the_first_day_does_not_count_and_the_last_one_does() -> None:
    assert working_days(date(2026, 11, 20), date(2026, 11, 24)) == 2
    assert working_days(date(2026, 11, 24), date(2026, 11, 20)) == 0
