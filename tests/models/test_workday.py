"""Which days the law, an organisation and a school count. Never on how a term runs over them."""

from datetime import date

import pytest

from models.extra_day import ExtraDay
from models.holiday import DayOff
from models.workday import Calendar, Stretch

BRIDGE = date(2026, 5, 15)
CARNIVAL = date(2027, 2, 8)
CLOSED = Stretch(date(2026, 12, 28), date(2026, 12, 31), "kerstsluiting")
AUTUMN = Stretch(date(2026, 10, 17), date(2026, 10, 25), "Herfstvakantie")
CALENDAR = Calendar(
    extra=(ExtraDay(BRIDGE, "vrijdag na Hemelvaartsdag", equated=True), ExtraDay(CARNIVAL, "carnavalsmaandag")),
    closed=(CLOSED,),
    school=(AUTUMN,),
)


@pytest.mark.parametrize(
    ("day", "by_law", "for_organisation"),
    [
        (date(2026, 11, 23), None, None),
        (date(2026, 11, 21), "zaterdag", "zaterdag"),
        (date(2026, 11, 22), "zondag", "zondag"),
        (date(2026, 12, 25), "Eerste Kerstdag", "Eerste Kerstdag"),
        (date(2026, 12, 26), "Tweede Kerstdag", "Tweede Kerstdag"),
        (BRIDGE, "vrijdag na Hemelvaartsdag", "vrijdag na Hemelvaartsdag"),
        (CARNIVAL, None, "carnavalsmaandag"),
        (date(2026, 12, 28), None, "kerstsluiting"),
        (date(2026, 12, 31), None, "kerstsluiting"),
        (date(2026, 10, 19), None, None),
    ],
)
def test_the_law_knows_fewer_days_off_than_an_organisation(
    day: date, by_law: str | None, for_organisation: str | None
) -> None:
    law, own = CALENDAR.off_by_law(day), CALENDAR.off_for_organisation(day)

    assert (law and law.nl) == by_law
    assert (own and own.nl) == for_organisation
    assert CALENDAR.works_on(day) is (own is None)


@pytest.mark.parametrize("day", [BRIDGE, CARNIVAL, date(2026, 12, 28)])
def test_a_calendar_without_data_knows_the_days_of_the_law_only(day: date) -> None:
    assert Calendar().works_on(day)


@pytest.mark.parametrize(
    ("day", "inside"),
    [(date(2026, 10, 16), False), (date(2026, 10, 17), True), (date(2026, 10, 25), True), (date(2026, 10, 26), False)],
)
def test_a_school_holiday_holds_its_first_and_its_last_day(day: date, inside: bool) -> None:  # noqa: FBT001 - a column
    assert (CALENDAR.school_holiday(day) is not None) is inside
    assert (day in AUTUMN) is inside


def test_a_stretch_counts_both_its_ends() -> None:
    assert AUTUMN.days == 9


def test_a_stretch_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="lies before the first"):
        Stretch(date(2026, 10, 25), date(2026, 10, 17))


def test_a_closed_week_without_a_name_is_called_closed() -> None:
    calendar = Calendar(closed=(Stretch(date(2026, 11, 23), date(2026, 11, 27)),))

    assert calendar.off_for_organisation(date(2026, 11, 24)) == DayOff("gesloten", "closed")


def test_two_calendars_with_the_same_days_are_the_same() -> None:
    assert Calendar(closed=(CLOSED,)) == Calendar(closed=(CLOSED,))
    assert len({Calendar(closed=(CLOSED,)), Calendar(closed=(CLOSED,)), Calendar()}) == 2
