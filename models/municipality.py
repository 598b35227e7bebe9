"""By which spread of school holidays the schools of a municipality go, read from a sheet. Never guesses one.

A cooperation region may lie across the border of two school regions: its municipalities say where a school belongs.
"""

from dataclasses import dataclass
from pathlib import Path

from models.school_holiday import Region, region_called
from models.sheet import FaultyFile, read_sheet

SHIPPED = Path(__file__).parent / "data" / "municipalities.csv"
COLUMNS = ("region", "municipality", "school_region")


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality: in which cooperation region it lies, by code, and in which school region."""

    region: str
    name: str
    school_region: Region


def read_municipalities(path: Path = SHIPPED) -> tuple[Municipality, ...]:
    """Every municipality of the sheet; columns region, municipality, school_region.

    Raises:
        FaultyFile: a row is wrong, or names a municipality a second time; each is named by its line.
    """
    rows = read_sheet(path, COLUMNS, _row)
    first: dict[tuple[str, str], int] = {}
    problems = [
        f"line {line}: {row.name} stands in line {first[row.region, row.name]} already"
        for line, row in rows
        if first.setdefault((row.region, row.name), line) != line
    ]
    if problems:
        raise FaultyFile(path, problems)
    return tuple(row for _, row in rows)


def _row(cells: dict[str, str]) -> Municipality:
    if not cells["region"] or not cells["municipality"]:
        raise ValueError("name the region and the municipality")
    school_region = region_called(cells["school_region"])
    if school_region is None:
        raise ValueError("name the school region: north, middle or south")
    return Municipality(cells["region"], cells["municipality"], school_region)
