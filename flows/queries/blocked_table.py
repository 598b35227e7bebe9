"""Why things waited in one school year, in working days: agency by reason. Never per person.

The whole table is hidden in the same places for everybody (see ``disclosure``); an agency sees its own row of it.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sqlmodel import select

from flows.engine import when
from flows.facts.figure import kept, stood_still
from flows.facts.took import WorkingDays
from models.access import RegionDeed, Viewer, may_in_region
from models.disclosure import hidden
from models.school_year import school_year
from models.store import Tx
from models.tables import Agency, CaseFile, Figure

Key = tuple[int | None, str]
PEOPLE = None
"""In the place of an agency: what was asked of the youth or the parents."""
ALL, EVERY = -1, ""
"""In the place of an agency and of a reason: all of them."""


@dataclass(frozen=True, slots=True)
class BlockedRow:
    """The working days of one agency; hidden ones are empty.

    Attributes:
        agency: its name; empty for what was asked of the youth or the parents.
        agency_id: its number; ``ALL`` for all together.
        days: by reason, the reasons in the order of their codes.
    """

    agency_id: int | None
    agency: str
    days: Mapping[str, int | None] = field(hash=False)
    total: int | None


def blocked_table(tx: Tx, viewer: Viewer, year: int) -> tuple[BlockedRow, ...]:
    """The rows the viewer may see, by name; the last is of all together, for who looks over the region.

    A pause belongs to the school year in which it began.
    """
    region = tx.session.get_one(Agency, viewer.agency_id).region_id
    days, cases = _counted(tx, region, year)
    agencies = sorted({agency for agency, _ in cases}, key=lambda each: (each is None, each))
    codes = sorted({code for _, code in cases})
    _with_totals(days, sum, agencies, codes)
    _with_totals(cases, max, agencies, codes)
    out = hidden(cases, _lines(agencies, codes), max)
    names = dict(tx.session.exec(select(Agency.id, Agency.name).where(Agency.region_id == region)).all())

    def row(agency: int | None) -> BlockedRow:
        cells = {code: None if (agency, code) in out else days[agency, code] for code in (*codes, EVERY)}
        total = cells.pop(EVERY)
        return BlockedRow(agency, names.get(agency, "") if agency is not None else "", cells, total)

    rows = sorted((row(agency) for agency in agencies), key=lambda each: (not each.agency, each.agency))
    if may_in_region(viewer, RegionDeed.LOOK_OVER):
        return (*rows, row(ALL)) if rows else ()
    return tuple(each for each in rows if each.agency_id == viewer.agency_id)


def _counted(tx: Tx, region: int, year: int) -> tuple[Counter[Key], Counter[Key]]:
    """The days, and the cases behind them."""
    calendar = WorkingDays(when.calendar_of(tx, region, None))
    days: Counter[Key] = Counter()
    behind: defaultdict[Key, set[int]] = defaultdict(set)
    of_region = select(CaseFile.id).where(CaseFile.region_id == region)
    for case, agency, code, from_on, to_on in stood_still(tx, of_region):
        number = calendar.between(from_on, to_on)
        if number and school_year(from_on) == year:
            days[agency, code] += number
            behind[agency, code].add(case)
    cases = Counter({key: len(each) for key, each in behind.items()})
    for what, counter in (("blocked", days), ("blocked cases", cases)):
        for key, number in kept(tx, region, Figure.what == what, Figure.year == year).items():
            counter[key.agency, key.code] += number
    return days, cases


def _with_totals(
    cells: Counter[Key], together: Callable[[Iterable[int]], int], agencies: list[int | None], codes: list[str]
) -> None:
    for agency in agencies:
        cells[agency, EVERY] = together(cells[agency, code] for code in codes)
    for code in (*codes, EVERY):
        cells[ALL, code] = together(cells[agency, code] for agency in agencies) if agencies else 0


def _lines(agencies: list[int | None], codes: list[str]) -> Iterator[list[Key]]:
    for agency in (*agencies, ALL):
        yield [(agency, EVERY), *((agency, code) for code in codes)]
    for code in (*codes, EVERY):
        yield [(ALL, code), *((agency, code) for agency in agencies)]
