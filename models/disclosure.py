"""Which numbers of a table are not shown, because few youths stand behind them or because they tell those. Pure.

Source: domain.md, R14. A number behind which fewer than five youths stand is hidden; then so many others that no hidden
one can be worked out from what is shown: not from a total, nor from several totals together.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import chain
from typing import TypeVar

Cell = TypeVar("Cell", bound=Hashable)
FEWEST_SHOWN = 5


def hidden(
    behind: Mapping[Cell, int],
    lines: Iterable[Sequence[Cell]],
    together: Callable[[Iterable[int]], int] = sum,
) -> frozenset[Cell]:
    """The cells that are not shown.

    Args:
        behind: how many youths stand behind each cell; nobody is shown as nought.
        lines: cells of which the first is the sum of the others.
        together: how many youths stand behind several cells of a line: their sum where each youth is in one of them,
            ``max`` where one may be in all.
    """
    sums = [line for line in map(list, lines) if len(line) > 1]
    out = {cell for cell, number in behind.items() if 0 < number < FEWEST_SHOWN}
    while out:
        told = chain(_about_few(sums, out, behind, together), _tell(sums, out))
        more = next((cell for line in told if (cell := _cheapest(line, out, behind)) is not None), None)
        if more is None:
            break
        out.add(more)
    return frozenset(out)


def _about_few(
    lines: Sequence[Sequence[Cell]], out: Collection[Cell], behind: Mapping[Cell, int], together: Callable[..., int]
) -> Iterator[Sequence[Cell]]:
    """The lines of which what is left out is one number, or is about few."""
    for line in lines:
        parts = [behind[cell] for cell in line if cell in out]
        if parts and (len(parts) == 1 or together(parts) < FEWEST_SHOWN):
            yield line


def _tell(lines: Sequence[Sequence[Cell]], out: Collection[Cell]) -> Iterator[Sequence[Cell]]:
    """The lines with a hidden number that several of them together tell."""
    known = worked_out(lines, out)
    yield from (line for line in lines if known & set(line))


def _cheapest(line: Sequence[Cell], out: Collection[Cell], behind: Mapping[Cell, int]) -> Cell | None:
    """What is hidden besides: the part with the fewest youths; then one with none, and the total last of all."""
    total, *parts = line
    left = [cell for cell in parts if cell not in out]
    left.sort(key=lambda cell: (behind[cell] == 0, behind[cell]))
    left += [total] if total not in out else []
    return left[0] if left else None


def worked_out(lines: Sequence[Sequence[Cell]], out: Collection[Cell]) -> set[Cell]:
    """Hidden cells of which the lines leave one value only, whatever the numbers are."""
    order = {cell: place for place, cell in enumerate(dict.fromkeys(cell for line in lines for cell in line))}
    rows = []
    for line in lines:
        row = {order[cell]: Fraction(-1 if place else 1) for place, cell in enumerate(line) if cell in out}
        if row:
            rows.append(row)
    names = {place: cell for cell, place in order.items()}
    return {names[next(iter(row))] for row in _reduced(rows) if len(row) == 1}


def _reduced(rows: list[dict[int, Fraction]]) -> list[dict[int, Fraction]]:
    """The rows by elimination: each has an unknown of its own that stands in no other."""
    done: dict[int, dict[int, Fraction]] = {}
    for row in rows:
        left = dict(row)
        for place, other in done.items():
            _take(left, other, place)
        if not left:
            continue
        place = next(iter(left))
        left = {each: value / left[place] for each, value in left.items()}
        for other in done.values():
            _take(other, left, place)
        done[place] = left
    return list(done.values())


def _take(row: dict[int, Fraction], other: Mapping[int, Fraction], place: int) -> None:
    times = row.get(place)
    if not times:
        return
    for each, value in other.items():
        row[each] = row.get(each, Fraction(0)) - times * value
        if not row[each]:
            del row[each]
