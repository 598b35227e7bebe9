"""The calendar of the knooppunten by week: places free and taken, and the cases one may know of. Plans nothing."""

from datetime import date, timedelta

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.link import link_to
from dashboard.part.plain import plain
from flows.queries.knooppunt import Place, SittingLine, Week, calendar_of_weeks, monday_of
from models.speech import mark
from notifications.phrase import clock, week

WEEKS = 4
FROM = "from"
NOTHING = mark("No meeting in these weeks. A case gets a place here when its case manager chooses a moment.")


def show_calendar(desk: Desk) -> None:
    """Four weeks from the one in the address, or from this one."""
    monday = _asked(desk)
    _ways(desk, monday)
    with desk.read() as tx:
        weeks = calendar_of_weeks(tx, desk.viewer, monday, WEEKS)
    if not any(weeks):
        st.info(desk.say(NOTHING))
    for each in weeks:
        st.header(f"{week(each.monday, desk.language).capitalize()} · {desk.day(each.monday)}", anchor=False)
        _week(desk, each)


def _asked(desk: Desk) -> date:
    """The Monday of the day in the address; one that nobody could have meant is passed over."""
    try:
        asked = date.fromisoformat(st.query_params.get(FROM, ""))
        return monday_of(min(max(asked, date(2000, 1, 3)), date(2100, 1, 4)))
    except ValueError:
        return monday_of(desk.today)


def _ways(desk: Desk, monday: date) -> None:
    step = timedelta(weeks=WEEKS)
    with st.container(horizontal=True):
        for label, day, icon in (
            (mark("Earlier weeks"), monday - step, ":material/chevron_left:"),
            (mark("This week"), monday_of(desk.today), ":material/today:"),
            (mark("Later weeks"), monday + step, ":material/chevron_right:"),
        ):
            link_to("meeting", desk.say(label), icon, query={FROM: day.isoformat()})


def _week(desk: Desk, each: Week) -> None:
    if not each:
        st.caption(desk.say(mark("Nothing in this week.")))
    for line in each.sittings:
        with st.container(border=True, gap="xxsmall"):
            show_sitting_line(desk, line)
            link_to("meeting", desk.say(mark("Open the sitting")), query={"sitting": str(line.id)})
    for place in each.meetings:
        with st.container(border=True, gap="xxsmall"):
            where = f" · {plain(place.where)}" if place.where else ""
            st.markdown(f"**{desk.moment(place.starts_at)}**{where}")
            st.caption(desk.say(mark("A meeting at an hour of its own")))
            show_place(desk, place, with_time=False)


def show_sitting_line(desk: Desk, line: SittingLine) -> None:
    """When and where, how many places are free, and which cases."""
    until = clock(line.ends_at, desk.language)
    st.markdown(f"**{desk.moment(line.starts_at)}-{until}** · {plain(line.place)}")
    st.markdown(_places(desk, line))
    for place in line.cases:
        show_place(desk, place)
    if line.others:
        one, several = mark("{number} case you have no part in"), mark("{number} cases you have no part in")
        st.caption(desk.count(one, several, line.others))


def _places(desk: Desk, line: SittingLine) -> str:
    """In words with a sign beside them: how many of how many."""
    if line.starts_at <= desk.now:
        return desk.say(mark("{taken} of {places} places were taken"), taken=line.taken, places=line.places)
    free = desk.count(mark("{number} place free"), mark("{number} places free"), line.free)
    if not line.free:
        free = desk.say(mark("full"))
    icon = ":material/event_available:" if line.free else ":material/event_busy:"
    return f"{icon} {free} · {desk.say(mark('{taken} of {places} taken'), taken=line.taken, places=line.places)}"


def show_place(desk: Desk, place: Place, *, with_time: bool = True) -> None:
    """One case: a link to its item on the agenda for who sits at that table, and its number for others."""
    at = f"{clock(place.starts_at, desk.language)} · " if with_time else ""
    label = f"{at}{plain(place.ref)}"
    if place.opens:
        link_to("meeting", label, query={"meeting": str(place.meeting)})
    else:
        st.markdown(label)
