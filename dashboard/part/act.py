"""Draws the commands about a region: a form each, what it is about chosen first, and why not for the others.

Decides nothing: who may is asked of the queries, and the command checks again.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.carrying import carried_out, clicks
from dashboard.part.command_field import asked_for
from dashboard.part.crossing import as_seen, send_button
from dashboard.part.form import draw, show_summary
from dashboard.part.paper import Paper
from dashboard.part.picking import shown
from dashboard.part.sending import Filled, hand_in
from flows.acts.act import About, Act, Call
from flows.acts.table import ACTS
from flows.queries.agreement import agreement_of_region
from flows.queries.instrument import terms_of
from flows.queries.lawful_region import why_not_in_region
from flows.queries.option import Option
from flows.queries.pick import options_of_region
from flows.queries.pick_about import about_what
from flows.queries.pick_region import colleagues
from flows.queries.region_ground import ground_of_region
from flows.queries.region_term import term_of_region
from models.access import Viewer
from models.holder import parsed
from models.label import capital
from models.speech import mark
from models.store import Store, Tx
from models.tables import Agency

T = TypeVar("T")
REGION = "region"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a command is about, as it was chosen on the page.

    Attributes:
        start: what its form begins with.
        fixed: the fields of its form that follow from the choice, and are not asked again.
        sight: what the command changes, as it was seen; compared before anything is written.
    """

    token: str = ""
    start: Mapping[str, Any] = field(default_factory=dict)
    fixed: Mapping[str, Any] = field(default_factory=dict)
    sight: Any = None


def show_acts(desk: Desk, names: Iterable[str]) -> None:
    """The commands of these names: a form for each the viewer may give, and for the others why not."""
    why = {
        name: _seen(desk, f"why/{name}", partial(why_not_in_region, viewer=desk.viewer, name=name)) for name in names
    }
    for name in (name for name in why if why[name] is None):
        with st.expander(capital(desk.say(ACTS[name].title))):
            _show(desk, name, ACTS[name])
    reasons = [f"- {capital(desk.say(ACTS[name].title))}: {desk.say(reason)}" for name, reason in why.items() if reason]
    if reasons:
        with st.expander(desk.say(mark("What you cannot do here, and why"))):
            st.markdown("\n".join(reasons))


def _show(desk: Desk, name: str, act: Act) -> None:
    st.markdown(desk.say(act.what))
    chosen = _choose(desk, name, act) if name in BEGINS else Chosen()
    if chosen is None:
        return
    paper = Paper(f"r.{name}.{chosen.token}.{clicks()}", desk.language, _lists(desk, chosen), chosen.start)
    fields = tuple(each for each in asked_for(act) if each.name not in chosen.fixed)
    with st.form(paper.key, enter_to_submit=False, border=False):
        show_summary(paper)
        content = draw(paper, fields)
        sent = send_button(capital(desk.say(act.title)), paper.key, secondary=act.grave)
    if sent:
        filled = Filled(act.sheet, fields, content)
        hand_in(paper, filled, lambda full: _do(desk, act, paper, chosen, full))


def _seen(desk: Desk, name: str, read: Callable[[Tx], T]) -> T:
    """What the page is drawn from, as it was seen while a form of it is sent."""

    def anew() -> T:
        with desk.read() as tx:
            return read(tx)

    return as_seen(REGION, name, anew)


def _choose(desk: Desk, name: str, act: Act) -> Chosen | None:
    """What it is about; nothing as long as nothing is chosen."""
    offered = _seen(desk, f"about/{name}", lambda tx: tuple(BEGINS[name].options(tx, desk.viewer, act)))
    found = {option.value: option for option in offered}
    paper = Paper(f"r.{name}", desk.language, lambda _pick: ())
    token = st.selectbox(
        desk.say(BEGINS[name].label),
        list(found),
        None,
        lambda value: shown(paper, BEGINS[name].pick, found[value]) if value in found else value,
        key=f"r.{name}.about.{clicks()}",
        placeholder=desk.say(mark("Choose")),
    )
    if token is None:
        return None
    return _seen(desk, f"begin/{name}/{token}", lambda tx: BEGINS[name].begin(tx, desk.viewer, token))


def _lists(desk: Desk, chosen: Chosen) -> Callable[[str], tuple[Option, ...]]:
    def read(tx: Tx, pick: str) -> tuple[Option, ...]:
        if pick == "colleague":
            return tuple(colleagues(tx, parsed(chosen.token)[1]))
        return options_of_region(tx, tx.session.get_one(Agency, desk.viewer.agency_id).region_id, pick)

    return lambda pick: _seen(desk, f"list/{chosen.token}/{pick}", partial(read, pick=pick))


def _do(desk: Desk, act: Act, paper: Paper, chosen: Chosen, content: dict[str, Any]) -> str:
    number = int(chosen.token) if act.about in {About.AGREEMENT, About.INSTRUMENT} else 0

    def call(store: Store, said: dict[str, Any]) -> Call:
        fields = {**said, **chosen.fixed}
        return Call(store, desk.viewer, desk.now, fields, number=number, who=chosen.token, sight=chosen.sight)

    return carried_out(desk, paper, act, content, call)


@dataclass(frozen=True, slots=True)
class Begin:
    """How a command begins that is about something in particular: a list to choose from, and what follows from that."""

    label: str
    begin: Callable[[Tx, Viewer, str], Chosen]
    pick: str = ""

    def options(self, tx: Tx, viewer: Viewer, act: Act) -> Iterable[Option]:
        """What can be chosen."""
        if self.pick:
            return options_of_region(tx, tx.session.get_one(Agency, viewer.agency_id).region_id, self.pick)
        return about_what(tx, viewer, act.about, "")


def _agreement(tx: Tx, viewer: Viewer, token: str) -> Chosen:
    row = agreement_of_region(tx, viewer, int(token))
    return Chosen(token, {"last_on": row.valid_until.isoformat()}, sight=row.valid_until) if row else Chosen(token)


def _instrument(tx: Tx, _viewer: Viewer, token: str) -> Chosen:
    terms = terms_of(tx, int(token))
    return Chosen(token, terms, sight=terms)


def _closing(tx: Tx, _viewer: Viewer, token: str) -> Chosen:
    return Chosen(token, sight=terms_of(tx, int(token)))


def _term(tx: Tx, viewer: Viewer, token: str) -> Chosen:
    """What holds now; left as it is, nothing changes."""
    row = term_of_region(tx, viewer, token)
    begins: dict[str, Any] = {}
    if row is not None:
        urgent = {"urgent": row.urgent.words(viewer.language)} if row.urgent else {}
        begins = {
            "amount": row.amount.words(viewer.language),
            **urgent,
            "kind": row.kind,
            "off": row.off,
            "ground": row.ground,
        }
    return Chosen(token, begins, {"name": token}, row)


def _ground(tx: Tx, viewer: Viewer, token: str) -> Chosen:
    """What is written now; its short name and whether it needs consent stay."""
    row = ground_of_region(tx, viewer, token)
    if row is None:
        return Chosen(token, {}, {"code": token})
    begins = {name: getattr(row, name) for name in ("label_nl", "label_en", "purpose_nl", "purpose_en", "article")}
    days = {name: getattr(row, name) for name in ("valid_from", "valid_until")}
    begins |= {name: day.isoformat() for name, day in days.items() if day}
    return Chosen(token, begins, {"code": token, "needs_consent": row.needs_consent}, row)


def _only(_tx: Tx, _viewer: Viewer, token: str) -> Chosen:
    return Chosen(token)


_WHO = Begin(mark("Who"), _only)
_INSTRUMENT = mark("Which chain instrument")
BEGINS: Mapping[str, Begin] = {
    "end_agreement": Begin(mark("Which agreement"), _agreement),
    "change_instrument": Begin(_INSTRUMENT, _instrument),
    "close_instrument": Begin(_INSTRUMENT, _closing),
    "change_ground": Begin(mark("Which ground"), _ground, "ground"),
    "change_term": Begin(mark("Which term"), _term, "any term"),
    "on_leave": _WHO,
    "back": _WHO,
    "name_contact": _WHO,
    "drop_contact": _WHO,
    "leaves": _WHO,
    "block": _WHO,
}
"""The commands for which something is chosen before the form is drawn."""
