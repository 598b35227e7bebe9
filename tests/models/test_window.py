"""Windows of contact: a stretch of days, never into one another. Source: process.md, stage 4 step 3."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.window import TOO_CLOSE, WIDEST, Window, next_of, windows

START = date(2026, 12, 1)


def day(number: int) -> date:
    return START + timedelta(days=number)


def around(number: int, before: int, after: int) -> Window:
    return Window(day(number - before), day(number + after), day(number))


CASES = [
    ("nothing", [], [], []),
    ("one day", [14], [], [around(14, 7, 7)]),
    ("far apart", [14, 42], [], [around(14, 7, 7), around(42, 7, 7)]),
    ("two weeks apart", [14, 28], [], [around(14, 7, 6), around(28, 6, 7)]),
    ("every week", [7, 14, 21], [], [around(7, 7, 3), around(14, 3, 3), around(21, 3, 7)]),
    ("the same day twice", [14, 14], [], [around(14, 7, 7)]),
    ("in any order", [42, 14], [], [around(14, 7, 7), around(42, 7, 7)]),
    ("an extra moment far enough", [14, 60], [37], [around(14, 7, 7), around(37, 7, 7), around(60, 7, 7)]),
    ("an extra moment just far enough", [14], [28], [around(14, 7, 6), around(28, 6, 7)]),
    ("an extra moment too close", [14, 60], [27, 47], [around(14, 7, 7), around(60, 7, 7)]),
    ("two extra moments too close to one another", [14], [60, 70], [around(14, 7, 7), around(60, 7, 7)]),
]


@pytest.mark.parametrize(
    ("regular", "extra", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_a_window_reaches_a_week_to_either_side_and_never_into_the_next(
    regular: list[int], extra: list[int], expected: list[Window]
) -> None:
    assert windows(map(day, regular), map(day, extra)) == expected


numbers = st.lists(st.integers(0, 400), max_size=12)


@settings(database=None, derandomize=True)
@given(regular=numbers, extra=numbers)
def test_windows_stand_in_order_apart_and_hold_their_day(regular: list[int], extra: list[int]) -> None:
    found = windows(map(day, regular), map(day, extra))

    assert all(earlier.closes_on < later.opens_on for earlier, later in pairwise(found))
    for number in regular:
        assert any(window.opens_on <= day(number) <= window.closes_on for window in found)
    assert all(window.closes_on - window.opens_on <= 2 * WIDEST for window in found)


@settings(database=None, derandomize=True)
@given(regular=numbers, extra=numbers)
def test_no_extra_moment_crowds_another(regular: list[int], extra: list[int]) -> None:
    only_regular = len(windows(map(day, regular), []))

    added = len(windows(map(day, regular), map(day, extra))) - only_regular

    apart = sorted(set(extra))
    assert 0 <= added <= len(apart)
    assert added == 0 or any(all(abs(day(each) - day(other)) >= TOO_CLOSE for other in regular) for each in apart)


THREE = windows([day(14), day(42), day(90)], [])


@pytest.mark.parametrize(
    ("after", "today", "expected"),
    [
        (None, 0, 14),
        (None, 30, 42),
        (None, 120, None),
        (14, 20, 42),
        (14, 60, 42),
        (14, 120, 90),
        (90, 100, None),
    ],
    ids=["the first", "the first still ahead", "all passed before it began", "the next", "one passed meanwhile",
         "the last of those that passed", "no more"],
)  # fmt: skip
def test_the_next_window_lies_after_the_one_that_was_had(after: int | None, today: int, expected: int | None) -> None:
    found = next_of(THREE, None if after is None else day(after), day(today))

    assert (found and found.around_on) == (None if expected is None else day(expected))
