"""School holidays of the region's schools, from a file that somebody made. A file with one wrong row is not taken.

Importing the same file twice changes nothing the second time. Source: issue 3 part 1; never hard-coded.
"""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlmodel import col, select

from flows.commands.regional import insist_on_region
from models.access import Viewer
from models.code import AgencyKind
from models.refusal import Refused
from models.school_holiday import Region, numbered_school_holidays
from models.school_holiday import SchoolHoliday as Holiday
from models.sheet import FaultyFile
from models.store import Store, Tx
from models.tables import Agency, SchoolHoliday
from models.workday import Stretch


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file brings.

    Attributes:
        added: holidays that were not there.
        changed: holidays that get other days.
        same: holidays that were there already.
        problems: one sentence for each row that is wrong; then nothing is taken.
    """

    added: int = 0
    changed: int = 0
    same: int = 0
    problems: tuple[str, ...] = ()


def import_holidays(store: Store, viewer: Viewer, file: Path, now: datetime, *, dry_run: bool = False) -> Imported:
    """Takes the school holidays of a file; columns as in ``models/school_holiday``, a school by its code or name.

    Args:
        store: the domain database.
        viewer: an administrator or the coordinator of the region.
        file: a sheet in CSV.
        now: the moment.
        dry_run: only say what it would bring, and what is wrong with it.

    Raises:
        Refused: a row is wrong (each is named by its line), the file cannot be read, or not by this viewer.
    """
    opened = store.read if dry_run else store.write
    with opened(now) as tx:
        imported = _imported(tx, insist_on_region(tx, viewer), file)
    if imported.problems and not dry_run:
        raise Refused("{problems}", problems="\n".join(imported.problems))
    return imported


def _imported(tx: Tx, region: int, file: Path) -> Imported:
    try:
        rows = numbered_school_holidays(file)
    except FaultyFile as faulty:
        return Imported(problems=faulty.problems)
    except OSError:
        return Imported(problems=(f"{file.name} cannot be read",))
    schools = _schools(tx, region)
    unknown = [
        f'line {line}: no school of this region is called "{holiday.school}"'
        for line, holiday in rows
        if holiday.school and holiday.school.casefold() not in schools
    ]
    if unknown:
        return Imported(problems=tuple(unknown))
    known = known_holidays(tx, region)
    became = Counter(
        take_holiday(tx, region, holiday, schools.get(holiday.school.casefold()), known) for _, holiday in rows
    )
    return Imported(became["added"], became["changed"], became["same"])


def _schools(tx: Tx, region: int) -> dict[str, int]:
    """The schools of a region by code and by name; mbo schools and the like set their own holidays."""
    rows = tx.session.exec(select(Agency).where(Agency.region_id == region, col(Agency.kind).in_(SCHOOLS))).all()
    return {called.casefold(): school.id for school in rows for called in (school.name, school.code)}


SCHOOLS = (AgencyKind.SCHOOL, AgencyKind.PLUS_FACILITY, AgencyKind.TRAINING)


def known_holidays(tx: Tx, region: int) -> dict[tuple[str, int, str], SchoolHoliday]:
    """The holidays of a region, each by where, when and how it is called."""
    rows = tx.session.exec(select(SchoolHoliday).where(SchoolHoliday.region_id == region)).all()
    return {_as_holiday(row).key: row for row in rows}


def _as_holiday(row: SchoolHoliday) -> Holiday:
    school_region = Region(row.school_region) if row.school_region else None
    school = str(row.agency_id) if row.agency_id else ""
    return Holiday(school_region, school, Stretch(row.first_on, row.last_on, row.name), row.provisional)


def take_holiday(
    tx: Tx, region: int, holiday: Holiday, school: int | None, known: dict[tuple[str, int, str], SchoolHoliday]
) -> str:
    """Writes a holiday down, and says what became of it: added, changed or same."""
    key = replace(holiday, school=str(school) if school else "").key
    stretch = holiday.stretch
    row = known.get(key)
    if row is not None and (row.first_on, row.last_on, row.provisional) == (
        stretch.first_on,
        stretch.last_on,
        holiday.provisional,
    ):
        return "same"
    became = "added" if row is None else "changed"
    row = row or SchoolHoliday(
        region_id=region,
        school_region=holiday.region,
        agency_id=school,
        name=stretch.name,
        first_on=stretch.first_on,
        last_on=stretch.last_on,
    )
    row.first_on, row.last_on, row.provisional = stretch.first_on, stretch.last_on, holiday.provisional
    known[key] = row
    tx.session.add(row)
    return became
