"""What a row about time brings: a term, a day off, a school holiday. Days that passed stay as they were."""

from sqlmodel import select

from flows.commands.calendar import known_holidays, take_holiday
from flows.commands.day_off import take_day_off
from flows.commands.term import amount_in, take_term
from flows.region_book.place import Became, Place
from models.forms.region import DayOff, TermChange
from models.forms.region_line import DayOffLine, HolidayLine, TermRowLine
from models.refusal import Refused
from models.school_holiday import LONGEST_DAYS
from models.school_holiday import SchoolHoliday as Holiday
from models.speech import mark
from models.tables import ExtraDay, TermRow
from models.term_list import load_terms
from models.workday import Stretch


def term_names() -> dict[str, str]:
    """What a term may be called in a sheet: its name, and its label in either language."""
    return {called.casefold(): name for name, term in load_terms().items() for called in (name, term.nl, term.en)}


def take_term_row(place: Place, said: TermRowLine) -> Became:
    """A term from a day on.

    Raises:
        Refused: no such term, no amount, or a day that passed.
    """
    name = term_names().get(said.name.casefold())
    if name is None:
        raise Refused(mark("There is no term called '{name}'; the sheet 'Uitleg' lists them."), name=said.name)
    change = TermChange(
        name=name, amount=said.amount, urgent=said.urgent, off=said.off, valid_from=said.valid_from, ground=said.ground
    )
    found = _term(place, change)
    if found is not None and _says(found) == _as_told(change):
        return Became.SAME
    take_term(place.tx, place.region.id, change, place.today)
    return Became.CHANGED if found is not None else Became.ADDED


def _term(place: Place, change: TermChange) -> TermRow | None:
    return place.tx.session.exec(
        select(TermRow).where(
            TermRow.region_id == place.region.id, TermRow.name == change.name, TermRow.valid_from == change.valid_from
        )
    ).first()


def _says(row: TermRow) -> tuple[object, ...]:
    return row.amount, row.unit, row.urgent_amount, row.urgent_unit, row.off, row.ground


def _as_told(change: TermChange) -> tuple[object, ...]:
    amount = amount_in("amount", change.amount)
    urgent = amount_in("urgent", change.urgent) if change.urgent is not None else None
    hurry = (urgent.number, urgent.unit.value) if urgent else (None, None)
    return amount.number, amount.unit.value, *hurry, change.off, change.ground


def take_day(place: Place, said: DayOffLine) -> Became:
    """A day off of the region or of one agency.

    Raises:
        Refused: a day that passed, one on which nobody works anyway, or a day off by another name.
    """
    agency = place.agency(said.agency).id if said.agency else None
    found = place.tx.session.exec(
        select(ExtraDay).where(
            ExtraDay.region_id == place.region.id, ExtraDay.agency_id == agency, ExtraDay.day == said.day
        )
    ).first()
    if found is not None and (found.label, found.equated) == (said.label, said.equated):
        return Became.SAME
    told = DayOff(day=said.day, label=said.label, equated=said.equated)
    take_day_off(place.tx, place.region.id, agency, told, place.today)
    return Became.ADDED


def take_school_holiday(place: Place, said: HolidayLine) -> Became:
    """A school holiday; there is one of each name in a school year.

    Raises:
        Refused: longer than any holiday, or no such school.
    """
    stretch = Stretch(said.first_on, said.last_on, said.name)
    if stretch.days > LONGEST_DAYS:
        raise Refused(mark("A holiday of {days} days is longer than {most}."), days=stretch.days, most=LONGEST_DAYS)
    school = place.agency(said.school).id if said.school else None
    holiday = Holiday(said.school_region, str(school or ""), stretch, said.provisional)
    became = take_holiday(place.tx, place.region.id, holiday, school, known_holidays(place.tx, place.region.id))
    place.tx.flush()
    return Became(became)
