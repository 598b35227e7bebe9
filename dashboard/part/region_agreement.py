"""Shows the cooperation agreements of the region, who may decide under them, and how often that happened."""

from collections.abc import Mapping

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.plain import plain
from flows.queries.agreement import AgreementView, Bound, agreements_of_region
from flows.queries.imposition import OrderCount, orders_per_agency
from models.code import OrderKind
from models.label import LABELS, called
from models.speech import mark


def show_agreements(desk: Desk) -> None:
    """Each agreement: until when it holds, what a binding decision may be about, who signed, who holds a mandate."""
    with desk.read() as tx:
        found, counts = agreements_of_region(tx, desk.viewer), orders_per_agency(tx, desk.viewer)
    if not found:
        st.info(desk.say(mark("There is no cooperation agreement yet. Until there is one, nobody can be bound.")))
    for each in found:
        with st.container(border=True):
            _agreement(desk, each)
    if counts:
        st.markdown(f"**{desk.say(mark('Binding decisions per agency'))}**")
        st.markdown("\n".join(_count(desk, each) for each in counts))


def _agreement(desk: Desk, each: AgreementView) -> None:
    st.subheader(plain(each.name), anchor=False)
    days = {"first": desk.day(each.valid_from), "last": desk.day(each.valid_until)}
    sentence = mark("Holds from {first} up to and including {last}.")
    if not each.holds(desk.today):
        sentence = mark("Does not hold today: from {first} up to and including {last}.")
    st.markdown(desk.say(sentence, **days))
    kinds = ", ".join(called(LABELS[OrderKind], kind, desk.language) for kind in each.scope)
    st.markdown(f"{desk.say(mark('A binding decision may be about'))}: {kinds}")
    if each.chair:
        st.markdown(f"{desk.say(mark('Leads the breakthrough table'))}: {plain(each.chair)}")
    _people(desk, each.mandates)
    signed = [bound for bound in each.signatories if bound.until_on is None or bound.until_on >= desk.today]
    with st.expander(desk.count(mark("{number} agency signed"), mark("{number} agencies signed"), len(signed))):
        st.markdown("\n".join(_bound(desk, bound) for bound in each.signatories))


def _people(desk: Desk, mandates: tuple[Bound, ...]) -> None:
    if not mandates:
        st.info(desk.say(mark("Nobody holds a mandate under it, so nobody can decide.")))
        return
    st.markdown(f"{desk.say(mark('Who holds a mandate'))}:\n" + "\n".join(_bound(desk, each) for each in mandates))


def _bound(desk: Desk, each: Bound) -> str:
    line = f"- {plain(each.who)} · {desk.say(mark('from {day}'), day=desk.day(each.from_on))}"
    if each.until_on is None:
        return line
    return f"{line} · {desk.say(mark('up to and including {day}'), day=desk.day(each.until_on))}"


def _count(desk: Desk, each: OrderCount) -> str:
    kind = called(LABELS[OrderKind], each.kind, desk.language)
    shown = [desk.say(sentence, number=getattr(each, name)) for name, sentence in COUNTED.items()]
    return f"- **{plain(each.agency)}** · {kind}: {', '.join(shown)}"


COUNTED: Mapping[str, str] = {
    "asked": mark("heard {number}"),
    "given": mark("given {number}"),
    "carried_out": mark("carried out {number}"),
    "objected": mark("objected {number}"),
    "table": mark("to the breakthrough table {number}"),
    "expired": mark("passed {number}"),
    "stepped_down": mark("stepped down {number}"),
    "settled": mark("costs settled {number}"),
    "not_settled": mark("costs not settled {number}"),
}
"""What is counted of binding decisions, in the order in which it happens."""
