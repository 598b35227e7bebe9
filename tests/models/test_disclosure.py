"""A number behind which few youths stand is not shown, and cannot be worked out from what is."""

import random

import pytest

from models.disclosure import FEWEST_SHOWN, hidden, worked_out


def table(numbers: list[list[int]]) -> tuple[dict[tuple[int, int], int], list[list[tuple[int, int]]]]:
    """A table with its totals in row and column -1, as cells and lines."""
    rows, columns = range(len(numbers)), range(len(numbers[0]))
    cells = {(row, column): numbers[row][column] for row in rows for column in columns}
    cells |= {(row, -1): sum(numbers[row]) for row in rows}
    cells |= {(-1, column): sum(numbers[row][column] for row in rows) for column in columns}
    cells[-1, -1] = sum(map(sum, numbers))
    lines = [[(row, -1), *((row, column) for column in columns)] for row in (*rows, -1)]
    lines += [[(-1, column), *((row, column) for row in rows)] for column in (*columns, -1)]
    return cells, lines


def test_five_are_shown_and_four_are_not() -> None:
    assert hidden({"five": 5, "four": 4, "none": 0}, []) == {"four"}


def test_beside_one_small_number_another_goes_so_that_the_total_does_not_tell_it() -> None:
    assert hidden({"all": 30, "a": 3, "b": 7, "c": 20}, [["all", "a", "b", "c"]]) == {"a", "b"}


def test_two_small_numbers_that_are_few_together_take_a_third_along() -> None:
    out = hidden({"all": 33, "a": 1, "b": 2, "c": 10, "d": 20}, [["all", "a", "b", "c", "d"]])

    assert out == {"a", "b", "c"}


def test_where_one_youth_may_stand_behind_several_numbers_they_are_not_added() -> None:
    cells, lines = {"all": 9, "a": 4, "b": 4, "c": 9}, [["all", "a", "b", "c"]]

    assert hidden(cells, lines) == {"a", "b"}
    assert hidden(cells, lines, max) == {"a", "b", "c"}


def test_a_total_that_is_all_of_one_small_number_goes_with_it() -> None:
    assert hidden({"all": 3, "a": 3, "b": 0}, [["all", "a", "b"]]) >= {"all", "a"}


def test_a_table_without_small_numbers_is_shown_whole() -> None:
    assert hidden(*table([[5, 0], [9, 12]])) == frozenset()


def test_totals_of_two_corners_do_not_tell_what_lies_between() -> None:
    """Two squares of hidden cells with one cell between them: that one could be worked out from six totals."""
    _, lines = table([[9] * 4 for _ in range(4)])
    squares = {(row, column) for corner in (0, 2) for row in (corner, corner + 1) for column in (corner, corner + 1)}

    assert worked_out(lines, squares | {(0, 2)}) == {(0, 2)}
    assert worked_out(lines, squares) == set()


@pytest.mark.parametrize("seed", range(40))
def test_no_hidden_number_of_any_table_can_be_worked_out(seed: int) -> None:
    luck = random.Random(seed)  # noqa: S311 - a table of a test
    size = luck.randint(1, 6), luck.randint(1, 5)
    numbers = [[luck.choice((0, 0, 1, 3, 4, 6, 20)) for _ in range(size[1])] for _ in range(size[0])]
    cells, lines = table(numbers)

    out = hidden(cells, lines)

    assert {cell for cell, number in cells.items() if 0 < number < FEWEST_SHOWN} <= out
    assert worked_out(lines, out) == set()
    for line in lines:
        left_out = [cells[cell] for cell in line if cell in out]
        assert len(left_out) != 1
        assert not left_out or set(line) <= out or sum(left_out) >= FEWEST_SHOWN
