"""Shows by year on which days nothing runs out: holidays, extra days off, school holidays. Decides nothing."""

from collections.abc import Iterator
from datetime import date

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.plain import plain
from flows.queries.region_calendar import HolidaySpan, school_holidays_to_come
from flows.queries.region_day import DayLine, days_off_to_come
from models.holiday import recognised
from models.speech import mark

YEARS = 3
SPREADS = {"north": mark("region north"), "middle": mark("region middle"), "south": mark("region south")}


def show_calendar(desk: Desk) -> None:
    """This year and the two after it; this year is open."""
    with desk.read() as tx:
        days, holidays = days_off_to_come(tx, desk.viewer), school_holidays_to_come(tx, desk.viewer)
    st.markdown(desk.say(mark("On these days no term of working days goes on; school terms stand still in holidays.")))
    for year in range(desk.today.year, desk.today.year + YEARS):
        with st.expander(str(year), expanded=year == desk.today.year):
            lines = sorted([*_days(desk, year, days), *_holidays(desk, year, holidays)], key=lambda line: line[0])
            st.markdown("\n".join(f"- {words}" for _, words in lines) or desk.say(mark("Nothing more this year.")))


def _days(desk: Desk, year: int, extra: tuple[DayLine, ...]) -> Iterator[tuple[date, str]]:
    for day, name in recognised(year).items():
        if day >= desk.today:
            yield day, f"**{desk.day(day)}**: {plain(name.name(desk.language))}"
    for line in extra:
        if line.day.year == year:
            whose = plain(line.agency) if line.agency else desk.say(mark("every agency"))
            equated = f" · {desk.say(mark('made equal to a holiday by decree'))}" if line.equated else ""
            yield line.day, f"**{desk.day(line.day)}**: {plain(line.label)} · {whose}{equated}"


def _holidays(desk: Desk, year: int, holidays: tuple[HolidaySpan, ...]) -> Iterator[tuple[date, str]]:
    for each in holidays:
        if each.first_on.year != year:
            continue
        whose = plain(each.school) if each.school else desk.say(SPREADS[each.spread])
        sure = f" · {desk.say(mark('may still change'))}" if each.provisional else ""
        days = {"first": desk.day(each.first_on), "last": desk.day(each.last_on)}
        span = desk.say(mark("{first} up to and including {last}"), **days)
        yield each.first_on, f"**{span}**: {plain(each.name)} · {whose}{sure}"
