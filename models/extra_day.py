"""Days off on top of the recognised holidays, kept as data per year and region. Never computes one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from models.sheet import day_of, read_sheet, yes_or_no

SHIPPED = Path(__file__).parent / "data" / "extra_days.csv"
COLUMNS = ("on", "name", "equated", "region")


@dataclass(frozen=True, slots=True)
class ExtraDay:
    """One day on which agencies do not work, such as the Friday after Ascension Day.

    Attributes:
        on: the day.
        name: what it is called, as people there say it.
        equated: made equal to a recognised holiday by decree (Algemene termijnenwet art. 3, third paragraph), so that
            it moves the end of statutory terms too. Without it the day only counts for organisations.
        region: the region it holds for; empty for the whole country.
    """

    on: date
    name: str
    equated: bool = False
    region: str = ""


def read_extra_days(path: Path = SHIPPED, region: str = "") -> tuple[ExtraDay, ...]:
    """The extra days of the whole country and of ``region``.

    Raises:
        FaultyFile: at least one row is wrong; each is named by its line.
    """
    rows: Iterable[tuple[int, ExtraDay]] = read_sheet(path, COLUMNS, _row)
    return tuple(day for _, day in rows if day.region in {"", region})


def _row(cells: dict[str, str]) -> ExtraDay:
    if not cells["name"]:
        raise ValueError("the day has no name")
    return ExtraDay(day_of(cells["on"]), cells["name"], yes_or_no(cells["equated"]), cells["region"])
