"""Draws the commands about a region: a form each, what it is about chosen first, and why not for the others.

Decides nothing: who may is asked of the queries, and the command checks again.
"""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, TypeVar

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.begin import BEGINS, Chosen
from dashboard.part.carrying import carried_out, clicks
from dashboard.part.clicked import clicked
from dashboard.part.command_draft import Begun, begin, chosen_before, draw_kept, forms_kept, show_since
from dashboard.part.command_field import asked_for
from dashboard.part.crossing import as_seen, send_button
from dashboard.part.drafting import IS_KEPT
from dashboard.part.paper import Paper
from dashboard.part.picking import shown
from dashboard.part.sending import Filled, hand_in
from flows.acts.act import About, Act, Call
from flows.acts.table import ACTS
from flows.commands.command_draft import Place
from flows.queries.lawful_region import why_not_in_region
from flows.queries.option import Option
from flows.queries.pick import options_of_region
from flows.queries.pick_region import OF_SOMEBODY
from models.holder import parsed
from models.label import capital
from models.speech import mark
from models.store import Store, Tx
from models.tables import Agency

T = TypeVar("T")
REGION = "region"
NUMBERED = frozenset({About.AGREEMENT, About.INSTRUMENT, About.AGENCY, About.SITTING})


def show_acts(desk: Desk, names: Iterable[str], about: str = "") -> None:
    """The commands of these names: a form for each the viewer may give, and for the others why not.

    Args:
        desk: who may do it.
        names: the commands.
        about: what they are about, where the page is about that already.
    """
    why = {
        name: _seen(desk, f"why/{name}", partial(why_not_in_region, viewer=desk.viewer, name=name)) for name in names
    }
    typed = {name for name, _ in forms_kept(desk, REGION)}
    for name in (name for name in why if why[name] is None):
        with st.expander(capital(desk.say(ACTS[name].title)), expanded=name in typed):
            _show(desk, name, ACTS[name], about)
    reasons = [f"- {capital(desk.say(ACTS[name].title))}: {desk.say(reason)}" for name, reason in why.items() if reason]
    if reasons:
        with st.expander(desk.say(mark("What you cannot do here, and why"))):
            st.markdown("\n".join(reasons))


def _show(desk: Desk, name: str, act: Act, about: str) -> None:
    st.markdown(desk.say(act.what))
    chosen = _begun(desk, name, about or _choose(desk, name, act)) if name in BEGINS else Chosen()
    if chosen is None:
        return
    paper = Paper(f"r.{name}.{chosen.token}.{clicks()}", desk.language, _lists(desk, chosen), chosen.start)
    fields = tuple(each for each in asked_for(act) if each.name not in chosen.fixed)
    begun = begin(paper, Place(name, chosen=chosen.token), forms_kept(desk, REGION))
    if begun.place.is_kept and act.sheet.model_fields:
        st.caption(desk.say(IS_KEPT))
    show_since(desk, begun, fields)
    content = draw_kept(desk, begun, fields)
    if send_button(capital(desk.say(act.title)), paper.key, secondary=act.grave, in_form=False):
        filled = Filled(act.sheet, fields, content)
        hand_in(begun.paper, filled, lambda full: _do(desk, act, begun, chosen, full))


def _seen(desk: Desk, name: str, read: Callable[[Tx], T]) -> T:
    """What the page is drawn from, as it was seen while a form of it is sent."""

    def anew() -> T:
        with desk.read() as tx:
            return read(tx)

    return as_seen(REGION, name, anew)


def _begun(desk: Desk, name: str, token: str | None) -> Chosen | None:
    if token is None:
        return None
    return _seen(desk, f"begin/{name}/{token}", lambda tx: BEGINS[name].begin(tx, desk.viewer, token))


def _choose(desk: Desk, name: str, act: Act) -> str | None:
    """What it is about; nothing as long as nothing is chosen."""
    offered = _seen(desk, f"about/{name}", lambda tx: tuple(BEGINS[name].options(tx, desk.viewer, act)))
    found, key = {option.value: option for option in offered}, f"r.{name}.about.{clicks()}"
    paper = Paper(f"r.{name}", desk.language, lambda _pick: ())
    places = {value: Place(name, chosen=value) for value in found}
    chosen: str | None = st.selectbox(
        desk.say(BEGINS[name].label),
        list(found),
        chosen_before(key, places, forms_kept(desk, REGION)),
        lambda value: shown(paper, BEGINS[name].pick, found[value]) if value in found else value,
        key=key,
        placeholder=desk.say(mark("Choose")),
        on_change=clicked().note,
        args=(key,),
    )
    return chosen


def _lists(desk: Desk, chosen: Chosen) -> Callable[[str], tuple[Option, ...]]:
    def read(tx: Tx, pick: str) -> tuple[Option, ...]:
        if pick in OF_SOMEBODY:
            return tuple(OF_SOMEBODY[pick](tx, parsed(chosen.token)[1]))
        return options_of_region(tx, tx.session.get_one(Agency, desk.viewer.agency_id).region_id, pick)

    return lambda pick: _seen(desk, f"list/{chosen.token}/{pick}", partial(read, pick=pick))


def _do(desk: Desk, act: Act, begun: Begun, chosen: Chosen, content: dict[str, Any]) -> str:
    number = int(chosen.token) if act.about in NUMBERED else 0

    def call(store: Store, said: dict[str, Any]) -> Call:
        fields = {**said, **chosen.fixed}
        return Call(store, desk.viewer, desk.now, fields, number=number, who=chosen.token, sight=chosen.sight)

    return carried_out(desk, begun, act, content, call)
