"""How long each case took, to first contact, to help and in all, beside how it ended: of those there are and went.

A whole region at once. The same as ``figure_of`` says of one case that goes. Writes nothing.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import accumulate
from typing import Any, NamedTuple

from sqlalchemy import text
from sqlmodel import col, func, select

from flows.engine import when
from flows.engine.matter import unpacked
from flows.facts.course import JOINED, day_of, raw
from models.code import Stage
from models.school_year import school_year
from models.store import Tx
from models.tables import CaseFigure, CaseFile, CheckInNote, Message, StageRun, Wait, Youth
from models.tables.journal import FIRST_MET
from models.tables.message import TOLD_HELP_BEGAN
from models.workday import Calendar

STAGES = tuple(stage.value for stage in Stage)
CONTACT = {"Introduction": "met_on", "DirectHelp": "started_on"}
HELP = {"DirectHelp": "started_on"}
HELP_BEGAN = "HelpBegan"
FIRST = 2000
"""No day that is counted lies before this year."""


class Took(NamedTuple):
    """One case as codes and numbers.

    Attributes:
        closed_in: the school year it was closed in; nothing while it is open.
        days: from the day it was opened to the day it was closed; nothing while it is open.
        contact: working days to the first day somebody met the youth; nothing while nobody did.
        help: working days to the first day somebody did something for them.
        stages: days in each of the five stages, of cases that are closed.
    """

    sector: str
    outcome: str
    opened_in: int
    closed_in: int | None
    days: int | None
    contact: int | None
    help: int | None
    stages: tuple[int | None, ...]


def took(tx: Tx, region: int) -> Counter[Took]:
    """How many cases of a region are alike; those that were joined with another are counted there."""
    return took_by(tx, region) + took_by_destroyed(tx, region)


def took_by(tx: Tx, region: int, *conditions: Any, apart: bool = False) -> Counter[Took]:
    """The same of the cases that are there and meet these conditions on ``CaseFile``.

    ``apart`` where the conditions leave few cases: what was said and done is then looked up in these alone.
    """
    return Counter(_there(tx, region, conditions, apart=apart))


def took_by_destroyed(tx: Tx, region: int) -> Counter[Took]:
    """The same of cases that were destroyed, by the figures that are kept of them."""
    found: Counter[Took] = Counter()
    columns = [getattr(CaseFigure, f"days_in_{stage}") for stage in STAGES]
    rows = tx.session.exec(select(CaseFigure).where(CaseFigure.region_id == region, CaseFigure.outcome != JOINED))
    names = [column.key for column in columns]
    for row in rows:
        stages = tuple(getattr(row, name) for name in names)
        found[
            Took(
                row.sector, row.outcome, row.opened_in, row.closed_in, row.days, row.days_to_contact, row.days_to_help,
                stages,
            )
        ] += 1  # fmt: skip
    return found


def _there(tx: Tx, region: int, conditions: tuple[Any, ...], *, apart: bool) -> Iterator[Took]:
    days = WorkingDays(when.calendar_of(tx, region, None))
    those = select(CaseFile.id).where(CaseFile.region_id == region, *conditions) if apart else None
    contacts, helped, stages = _contacts(tx, those), _helped(tx, those), _in_stages(tx, those)
    columns: Any = (
        CaseFile.id, raw(CaseFile.opened_at), raw(CaseFile.closed_at), CaseFile.outcome, raw(Youth.sector),
    )  # fmt: skip
    rows = tx.session.exec(
        select(*columns)
        .join(Youth, col(Youth.person_id) == CaseFile.youth_id)
        .where(CaseFile.region_id == region, *conditions)
    )
    for number, opened_at, closed_at, outcome, sector in rows:
        if outcome == JOINED:
            continue
        opened, closed = day_of(opened_at), day_of(closed_at) if closed_at is not None else None
        yield Took(
            sector,
            outcome or "",
            school_year(opened),
            school_year(closed) if closed else None,
            max((closed - opened).days, 0) if closed else None,
            days.between(opened, contacts.get(number)),
            days.between(opened, helped.get(number)),
            stages.get(number, _NOWHERE) if closed else _NOWHERE,
        )


_NOWHERE: tuple[int | None, ...] = (None,) * len(STAGES)


def _of(those: Any, case: Any) -> tuple[Any, ...]:
    return () if those is None else (col(case).in_(those),)


def _contacts(tx: Tx, those: Any) -> dict[int, date]:
    found = _said(tx, CONTACT, those)
    met: Any = func.min(col(CheckInNote.met_on))
    asked = select(CheckInNote.case_id, met).where(*_of(those, CheckInNote.case_id)).group_by(col(CheckInNote.case_id))
    for case, day in tx.session.exec(asked):
        _sooner(found, case, day)
    return found


def _helped(tx: Tx, those: Any) -> dict[int, date]:
    found = _said(tx, HELP, those)
    told = select(Message.case_id, raw(Message.queued_at)).where(
        text(f"message.{TOLD_HELP_BEGAN}"), *_of(those, Message.case_id)
    )
    for case, queued in tx.session.exec(told):
        if case is not None:
            _sooner(found, case, day_of(queued))
    return found


def _said(tx: Tx, fields: Mapping[str, str], those: Any) -> dict[int, date]:
    """The first day per case that an answer names."""
    found: dict[int, date] = {}
    given = select(Wait.case_id, Wait.form, Wait.value).where(
        text(FIRST_MET), col(Wait.value).is_not(None), *_of(those, Wait.case_id)
    )
    for case, form, value in tx.session.exec(given):
        said = (unpacked(value or "null") or {}).get(fields.get(form or "", ""))
        if isinstance(said, date):
            _sooner(found, case, said)
    return found


def _sooner(found: dict[int, date], case: int, day: date) -> None:
    if case not in found or day < found[case]:
        found[case] = day


def _in_stages(tx: Tx, those: Any) -> dict[int, tuple[int | None, ...]]:
    place = {stage: number for number, stage in enumerate(STAGES)}
    rows = tx.session.exec(
        select(StageRun.case_id, StageRun.stage, raw(StageRun.started_at), raw(StageRun.ended_at))
        .join(CaseFile, col(CaseFile.id) == StageRun.case_id)
        .where(
            col(StageRun.stage).in_(STAGES),
            col(StageRun.ended_at).is_not(None),
            col(CaseFile.closed_at).is_not(None),
            *_of(those, StageRun.case_id),
        )
    )
    found: dict[int, list[int | None]] = {}
    for case, stage, started, ended in rows:
        there = found.setdefault(case, [None] * len(STAGES))
        there[place[stage]] = (there[place[stage]] or 0) + (day_of(ended) - day_of(started)).days
    return {case: tuple(days) for case, days in found.items()}


class WorkingDays:
    """Counts working days between many pairs of days, walking each day of the calendar once."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar
        self._passed: dict[int, list[int]] = {}
        self._known: dict[date, int] = {}

    def between(self, after: date, until: date | None) -> int | None:
        """The working days after one day, up to and including another; nothing where that is not there."""
        if until is None:
            return None
        if until <= after:
            return 0
        return self._up_to(until) - self._up_to(after)

    def _up_to(self, day: date) -> int:
        """Working days from the year ``FIRST`` up to and including a day."""
        if day not in self._known:
            whole = sum(self._of(year)[-1] for year in range(FIRST, day.year))
            self._known[day] = whole + self._of(day.year)[day.timetuple().tm_yday - 1]
        return self._known[day]

    def _of(self, year: int) -> list[int]:
        if year not in self._passed:
            first, after = date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal()
            works = (int(self._calendar.works_on(date.fromordinal(each))) for each in range(first, after))
            self._passed[year] = list(accumulate(works))
        return self._passed[year]
