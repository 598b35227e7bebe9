"""What the region wanted to reach in a school year, and what happened: numbers of youths and how long it took.

Kept figures of cases that were destroyed are counted along, so a year stays what it was. Numbers behind which few
youths stand are hidden (see ``disclosure``): over all years at once, so that no other year tells them either.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import col, func, select

from flows.engine.matter import AMSTERDAM
from flows.facts.course import JOINED, day_of, lives
from flows.facts.figure import kept
from flows.facts.took import STAGES, Took, took_by, took_by_destroyed
from flows.queries.ageing import percentile
from flows.queries.history import midnight, once_a_day_in
from flows.queries.money import YearTotal, programme
from flows.queries.over_region import region_looked_over
from models.access import Viewer
from models.code import Sector
from models.disclosure import FEWEST_SHOWN, hidden
from models.ending import OUTCOMES
from models.school_year import counting_year, school_year
from models.store import Tx
from models.tables import Agency, CaseFigure, CaseFile, Figure, Programme

MBO, VO, OTHER = "mbo", "vo", "other"
SECTORS: Mapping[str, str] = {
    **dict.fromkeys(Sector, OTHER),
    Sector.MBO: MBO,
    **dict.fromkeys((Sector.VO, Sector.VSO, Sector.PRO, Sector.OPDC), VO),
}
"""In which of the two targets a youth counts."""
NOT_TAKEN = frozenset(code for code, each in OUTCOMES.items() if each.retained == "retain refused")
"""Outcomes of a registration after which no help began: there was no ground, or another place fitted better."""
STAYED = frozenset({"back to school", "basic qualification", "diploma", "learn-work", "work"})
"""Outcomes that count as not dropped out: at school, with a diploma, or at work. Source: domain.md section 7."""
FEWEST_FOR_P90 = 10
"""Of fewer, the value nine in ten do not exceed is the one youth who waited longest."""
CONTACT, HELP, WHOLE = "contact", "help", "whole"
Key = tuple[int, str]
ALL = 0
"""In the place of a year: all years of the programme together."""


@dataclass(frozen=True, slots=True)
class Time:
    """How long something took.

    Attributes:
        what: first contact, help, the whole, or a stage.
        half: what half of the youths did not exceed; empty below ``FEWEST_SHOWN``.
        most: what nine in ten did not exceed; empty below ``FEWEST_FOR_P90``.
    """

    what: str
    half: int | None
    most: int | None


@dataclass(frozen=True, slots=True)
class Results:
    """One school year of a region; a number that is hidden is empty.

    Attributes:
        year: the year in which it begins.
        numbers: how many youths: ``opened``, ``taken`` (of whom ``mbo``, ``vo``, ``other``), ``off``, ``contact`` and
            ``no contact``, ``help`` and ``no help``, ``closed``; ``counted`` and ``stayed`` from 1 October on.
        outcomes: how many cases were closed with which outcome.
        times: of first contact and help in working days, of cases opened in the year; the others in days, of cases
            closed in it.
        wanted: the programme this year is in, if there is one.
        all_taken, all_stayed: over all years of that programme.
        money: what was agreed and paid.
    """

    year: int
    numbers: Mapping[str, int | None] = field(hash=False)
    outcomes: Mapping[str, int | None] = field(hash=False)
    times: tuple[Time, ...]
    wanted: "Wanted | None"
    all_taken: int | None
    all_stayed: int | None
    money: YearTotal | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a region wants to reach in the years from the first up to and including the last; see ``Programme``."""

    first_year: int
    last_year: int
    youths: int
    youths_mbo: int
    youths_vo: int
    all_youths: int
    kept: int
    cents: int


def results(tx: Tx, viewer: Viewer, year: int) -> Results:
    """What happened in this school year.

    Raises:
        NotAllowed: the viewer looks over no region.
    """
    region = region_looked_over(tx, viewer)
    cases = _taken(tx, region)
    wanted = wanted_in(tx, region, year)
    behind = _behind(tx, region, cases, wanted)
    out = hidden(behind, _lines(behind, wanted))

    def shown(year: int, name: str) -> int | None:
        return None if (year, name) in out else behind[year, name]

    codes = sorted(name for of, name in behind if of == year and name in OUTCOMES and behind[of, name])
    money = next((each for each in programme(tx, viewer) if each.year == f"{year}-{year + 1}"), None)
    return Results(
        year,
        {name: shown(year, name) for name in NUMBERS},
        {code: shown(year, code) for code in codes},
        tuple(_times(cases, year)),
        wanted,
        shown(ALL, "taken"),
        shown(ALL, "stayed"),
        money,
    )


def _taken(tx: Tx, region: int) -> Counter[Took]:
    """Every case: those that were closed before today, which stay what they are, and what is open or closed since."""
    over, number = _closed_before_today(tx, region)
    before = once_a_day_in(tx, region, "took", lambda: took_by(tx, region, over), number)
    since = col(CaseFile.closed_at).is_(None) | (col(CaseFile.closed_at) >= midnight(tx))
    return before + took_by(tx, region, since, apart=True) + took_by_destroyed(tx, region)


def _closed_before_today(tx: Tx, region: int) -> tuple[Any, int]:
    """Which these are, and how many: one that was opened again makes them be counted anew."""
    over = col(CaseFile.closed_at) < midnight(tx)
    return over, tx.session.exec(select(func.count()).where(CaseFile.region_id == region, over)).one()


def years(tx: Tx, viewer: Viewer) -> tuple[int, ...]:
    """The school years of which there is something to say, the newest first; this one always."""
    region = tx.session.get_one(Agency, viewer.agency_id).region_id
    first: Any = tx.session.exec(select(func.min(CaseFile.opened_at)).where(CaseFile.region_id == region)).one()
    kept_first: Any = tx.session.exec(
        select(func.min(CaseFigure.opened_in)).where(CaseFigure.region_id == region)
    ).one()
    now = school_year(tx.now.astimezone(AMSTERDAM).date())
    begun = [now, *([school_year(first.astimezone(AMSTERDAM).date())] if first else []), *filter(None, [kept_first])]
    return tuple(range(now, min(begun) - 1, -1))


def wanted_in(tx: Tx, region: int, year: int) -> Wanted | None:
    """The programme this school year is in."""
    row = tx.session.exec(
        select(Programme)
        .where(Programme.region_id == region, Programme.first_year <= year, Programme.last_year >= year)
        .order_by(col(Programme.first_year).desc())
    ).first()
    return Wanted(**row.model_dump(exclude={"id", "region_id"})) if row else None


NUMBERS = (
    "opened", "taken", "off", MBO, VO, OTHER, CONTACT, "no contact", HELP, "no help", "closed", "counted", "stayed",
)  # fmt: skip
_SUMS: Sequence[Sequence[str]] = (
    ("opened", "taken", "off"),
    ("taken", MBO, VO, OTHER),
    ("opened", CONTACT, "no contact"),
    ("opened", HELP, "no help"),
    ("counted", "stayed", "not stayed"),
    ("closed", *OUTCOMES),
)
"""Of numbers of one year, the first is the sum of the others."""


def _behind(tx: Tx, region: int, cases: Counter[Took], wanted: Wanted | None) -> Counter[Key]:
    found: Counter[Key] = Counter()
    for each, number in cases.items():
        for key in _of_case(each):
            found[key] += number
    for year, outcome, number in _counted(tx, region):
        found[year, "counted"] += number
        found[year, "stayed" if outcome in STAYED else "not stayed"] += number
    if wanted:
        for name in ("taken", "stayed"):
            found[ALL, name] = sum(found[year, name] for year in _years_of(wanted))
    return found


def _of_case(each: Took) -> Iterator[Key]:
    year = each.opened_in
    yield year, "opened"
    yield year, CONTACT if each.contact is not None else "no contact"
    yield year, HELP if each.help is not None else "no help"
    if each.outcome in NOT_TAKEN:
        yield year, "off"
    else:
        yield year, "taken"
        yield year, SECTORS[each.sector]
    if each.closed_in is not None:
        yield each.closed_in, "closed"
        yield each.closed_in, each.outcome


def _counted(tx: Tx, region: int) -> Iterator[tuple[int, str, int]]:
    """Closed cases of youths that were taken on, by years that begin on 1 October."""
    over, number = _closed_before_today(tx, region)
    before = once_a_day_in(tx, region, "counted", lambda: _ends(tx, region, over), number)
    counted = before + _ends(tx, region, col(CaseFile.closed_at) >= midnight(tx))
    for key, number in kept(tx, region, Figure.what == "counted").items():
        counted[key.year, key.code] += number
    yield from ((year, code, number) for (year, code), number in counted.items() if code not in NOT_TAKEN | {JOINED})


def _ends(tx: Tx, region: int, *conditions: Any) -> Counter[tuple[int, str]]:
    cases = lives(tx, CaseFile.region_id == region, *conditions)
    return Counter((counting_year(day_of(case.closed)), case.outcome) for case in cases)


def _lines(behind: Mapping[Key, int], wanted: Wanted | None) -> Iterator[list[Key]]:
    for year in sorted({year for year, _ in behind} - {ALL}):
        for line in _SUMS:
            yield [(year, name) for name in line]
    if wanted:
        for name in ("taken", "stayed"):
            yield [(ALL, name), *((year, name) for year in _years_of(wanted))]


def _years_of(wanted: Wanted) -> Iterable[int]:
    return range(wanted.first_year, wanted.last_year + 1)


def _times(cases: Counter[Took], year: int) -> Iterator[Time]:
    begun = {each: number for each, number in cases.items() if each.opened_in == year}
    done = {each: number for each, number in cases.items() if each.closed_in == year}
    yield _time(CONTACT, ((each.contact, number) for each, number in begun.items()))
    yield _time(HELP, ((each.help, number) for each, number in begun.items()))
    yield _time(WHOLE, ((each.days, number) for each, number in done.items()))
    for place, stage in enumerate(STAGES):
        yield _time(stage, ((each.stages[place], number) for each, number in done.items()))


def _time(what: str, values: Iterable[tuple[int | None, int]]) -> Time:
    counted: Counter[int] = Counter()
    for days, number in values:
        if days is not None:
            counted[days] += number
    most = percentile(counted, 90) if counted.total() >= FEWEST_FOR_P90 else None
    return Time(what, percentile(counted, 50) if counted.total() >= FEWEST_SHOWN else None, most)
