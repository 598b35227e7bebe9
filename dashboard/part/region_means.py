"""Shows the chain instruments of the region with their places, and the money of the programme. Decides nothing."""

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.plain import plain
from flows.queries.instrument import InstrumentView, catalogue
from flows.queries.money import FEWEST_SHOWN, YearTotal, programme
from models.code import AgencyKind, Role
from models.label import LABELS, called
from models.speech import mark
from notifications.phrase import money


def show_catalogue(desk: Desk) -> None:
    """What is offered, by whom and to whom; how many places there are, and when there is one."""
    with desk.read() as tx:
        found = catalogue(tx, desk.viewer)
    if not found:
        st.info(desk.say(mark("There is no chain instrument yet. An administrator can add one.")))
    for each in found:
        with st.container(border=True):
            _instrument(desk, each)


def _instrument(desk: Desk, each: InstrumentView) -> None:
    st.markdown(f"**{plain(each.name)}** · {plain(each.owner)}")
    st.markdown(plain(each.gives))
    if each.conditions:
        st.markdown(f"{desk.say(mark('Conditions'))}: {plain(each.conditions)}")
    st.markdown(_places(desk, each))
    st.caption(" · ".join([_callers(desk, each), *_until(desk, each)]))


def _places(desk: Desk, each: InstrumentView) -> str:
    if each.capacity is None:
        return desk.say(mark("As many places as are needed; {used} in use."), used=each.in_use)
    numbers = {"places": each.capacity, "used": each.in_use, "waiting": each.waiting}
    if each.expected_on <= desk.today:
        return desk.say(mark("{places} places, {used} in use, {waiting} waiting. There is a place now."), **numbers)
    sentence = mark("{places} places, {used} in use, {waiting} waiting. The next place is expected about {day}.")
    return desk.say(sentence, **numbers, day=desk.day(each.expected_on))


def _callers(desk: Desk, each: InstrumentView) -> str:
    names = [called(LABELS[AgencyKind], kind, desk.language) for kind in each.kinds]
    names += [called(LABELS[Role], role, desk.language) for role in each.roles]
    who = ", ".join(names) or desk.say(mark("every agency that signed"))
    return f"{desk.say(mark('Who may call it in'))}: {who}"


def _until(desk: Desk, each: InstrumentView) -> list[str]:
    later = each.valid_from > desk.today
    begins = [desk.say(mark("from {day}"), day=desk.day(each.valid_from))] if later else []
    ends = [desk.say(mark("up to and including {day}"), day=desk.day(each.valid_until))] if each.valid_until else []
    return begins + ends


def show_programme(desk: Desk) -> None:
    """What was agreed and paid per school year; no amounts where too few youths stand behind them."""
    with desk.read() as tx:
        years = programme(tx, desk.viewer)
    if not years:
        st.info(desk.say(mark("Nothing was paid or agreed from a budget yet.")))
    for year in years:
        st.markdown(f"**{year.year}**")
        _year(desk, year)


def _year(desk: Desk, year: YearTotal) -> None:
    if year.cases is None:
        st.markdown(desk.say(mark("Fewer than {number} youths, so no amounts are shown."), number=FEWEST_SHOWN))
        return
    amounts = {
        mark("Agreed"): year.committed,
        mark("Paid"): year.spent,
        mark("Approved above the budget"): year.approved,
    }
    told = [desk.count(mark("{number} youth"), mark("{number} youths"), year.cases)]
    told += [f"{desk.say(label)} {money(cents or 0, desk.language)}" for label, cents in amounts.items()]
    st.markdown(" · ".join(told))
