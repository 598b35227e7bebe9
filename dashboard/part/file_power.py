"""Shows the budget of a youth, the chain instruments that are used, and binding decisions. Draws; decides nothing."""

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.plain import plain
from flows.queries.door import Opened
from flows.queries.imposition import OrderView, PartView, orders_of, reminder_of_default
from flows.queries.instrument import UseLine, uses_of
from flows.queries.money import BudgetView, EntryLine, budget_of
from flows.queries.waiting import WaitLine
from models.code import BudgetKind, OrderKind, OrderStatus, PartStatus, UseStatus
from models.item import Item
from models.label import LABELS, called, capital
from models.reason import REASONS
from models.speech import mark
from notifications.phrase import money


def show_means(desk: Desk, ref: str) -> None:
    """What is paid from the budget, and what the actions draw from."""
    with desk.read() as tx:
        budget, uses = budget_of(tx, desk.viewer, ref), uses_of(tx, desk.viewer, ref)
    _budget(desk, budget)
    if uses:
        st.markdown(f"##### {desk.say(mark('Chain instruments'))}")
        st.markdown("\n".join(_use(desk, line) for line in uses))


def _budget(desk: Desk, budget: BudgetView) -> None:
    st.markdown(f"##### {desk.say(mark('Budget'))}")
    stands = budget.stands
    amounts = {
        mark("The whole budget"): stands.whole,
        mark("Agreed"): stands.committed,
        mark("Paid"): stands.spent,
        mark("Left"): stands.left,
    }
    for column, (label, cents) in zip(st.columns(len(amounts)), amounts.items(), strict=True):
        column.metric(desk.say(label), money(cents, desk.language))
    if budget.entries:
        st.markdown("\n".join(_entry(desk, line) for line in budget.entries))


def _entry(desk: Desk, line: EntryLine) -> str:
    kind = capital(called(LABELS[BudgetKind], line.kind, desk.language))
    what = " · ".join(plain(words) for words in (line.action, line.words) if words)
    return f"- {desk.day(line.day)} · {kind}: **{money(line.cents, desk.language)}**" + (f" · {what}" if what else "")


def _use(desk: Desk, line: UseLine) -> str:
    status = called(LABELS[UseStatus], line.status, desk.language)
    text = f"- **{plain(line.instrument)}**: {plain(line.action)} · {status}"
    if line.expected_on is not None and line.ahead is not None:
        waits = mark("place {place} in line, expected about {day}")
        return f"{text} · {desk.say(waits, place=line.ahead + 1, day=desk.day(line.expected_on))}"
    if line.from_on and line.until_on:
        return f"{text} · {desk.day(line.from_on)} - {desk.day(line.until_on)}"
    return text


def show_orders(desk: Desk, ref: str) -> None:
    """The binding decisions of a case; an agency sees its own part."""
    with desk.read() as tx:
        orders = orders_of(tx, desk.viewer, ref)
    if not orders:
        st.info(desk.say(mark("There is no binding decision in this case.")))
    for order in orders:
        with st.container(border=True):
            _order(desk, order)


def _order(desk: Desk, order: OrderView) -> None:
    status = capital(called(LABELS[OrderStatus], order.status, desk.language))
    st.markdown(f"**{status}** · {plain(order.by)} · {desk.day(order.requested_at.date())}")
    if order.question:
        st.caption(plain(order.question))
    if order.why:
        st.text(order.why)
    st.markdown("\n".join(_part(desk, part) for part in order.parts))
    st.caption(desk.say(mark("Holds until {day}"), day=desk.day(order.holds_until)))
    if order.result:
        st.text(order.result)


def _part(desk: Desk, part: PartView) -> str:
    kind, status = (
        called(LABELS[OrderKind], part.kind, desk.language),
        called(LABELS[PartStatus], part.status, desk.language),
    )
    lines = [f"- **{plain(part.agency)}** · {kind}: {plain(part.words)} · {desk.day(part.by_on)} · {status}"]
    if part.pays:
        lines.append(f"    - {desk.say(mark('Who pays for now'))}: {plain(part.pays)}")
    if part.settles and part.settle_by_on:
        lines.append(
            f"    - {desk.say(mark('Who settles later'))}: {plain(part.settles)}, {desk.day(part.settle_by_on)}"
        )
    if part.objected:
        reason = desk.say(REASONS[part.objected].label)
        lines.append(f"    - {desk.say(mark('Objected'))}: {reason}")
    return "\n".join(lines)


def show_reminder(desk: Desk, opened: Opened, line: WaitLine) -> None:
    """For who guides the case: what the applicant may do when a decision set by law does not come."""
    if line.days_late and opened.sees(Item.FILE):
        with desk.read() as tx:
            reminder = reminder_of_default(tx, line)
        if reminder:
            st.info(desk.say(reminder), icon=":material/gavel:")
