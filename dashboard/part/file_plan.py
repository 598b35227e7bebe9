"""Shows the one plan: goals, what is done for them, marks then and now; for a partner its own part of it."""

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.plain import plain
from flows.queries.file_plan import ActionLine, GoalLine, MarkLine, PlanView, own_part_of_plan, plan_of
from models.choice import CHOICES
from models.code import Domain
from models.label import LABELS, called, capital
from models.speech import mark
from notifications.phrase import money

STATUS = {
    "open": mark("open"),
    "done": mark("done"),
    "cannot": mark("not possible"),
    "lapsed": mark("lapsed"),
}
"""How far an action is."""
GIVERS = {"youth": mark("the youth"), "parent": mark("a parent"), "professional": mark("a professional")}


def show_plan(desk: Desk, ref: str) -> None:
    """The plan of a case."""
    with desk.read() as tx:
        plan = plan_of(tx, desk.viewer, ref)
    if not plan:
        st.info(
            desk.say(mark("There is no plan yet. It is made once a transition consultant or case manager has time."))
        )
        return
    if plan.drawn_up_on:
        st.caption(desk.say(mark("Drawn up on {day}"), day=desk.day(plan.drawn_up_on)))
    _budget(desk, plan)
    for goal in plan.goals:
        _goal(desk, goal)
    if plan.agreements:
        st.header(desk.say(mark("Agreed in meetings")), anchor=False)
        st.markdown("\n".join(_action(desk, action) for action in plan.agreements))
    _marks(desk, plan.marks)
    _words(desk, mark("The week of the youth: which day, where, with whom"), plan.week)
    _words(desk, mark("What helps when it goes wrong, and whom to call"), plan.helps)


def show_own_part(desk: Desk, ref: str) -> None:
    """The goals a partner may know of, and what its own organisation does."""
    with desk.read() as tx:
        part = own_part_of_plan(tx, desk.viewer, ref)
    st.caption(desk.say(mark("You see the goals your organisation may know of, and what it does itself.")))
    if not part.goals and not part.besides:
        st.info(desk.say(mark("There is nothing in the plan for your organisation yet.")))
    for goal in part.goals:
        _goal(desk, goal)
    if part.besides:
        st.header(desk.say(mark("What your organisation does")), anchor=False)
        st.markdown("\n".join(_action(desk, action) for action in part.besides))


def _budget(desk: Desk, plan: PlanView) -> None:
    if plan.spent:
        spent, whole = money(plan.spent, desk.language), money(plan.budget, desk.language)
        st.caption(desk.say(mark("Agreed from the budget: {spent} of {whole}"), spent=spent, whole=whole))


def _goal(desk: Desk, goal: GoalLine) -> None:
    with st.container(border=True):
        domain = capital(called(LABELS[Domain], goal.domain, desk.language))
        st.caption(f"{plain(domain)} · {called(CHOICES, goal.status, desk.language)}")
        st.text(goal.words)
        if goal.actions:
            st.markdown("\n".join(_action(desk, action) for action in goal.actions))


def _action(desk: Desk, action: ActionLine) -> str:
    done = {"done": ":material/check_circle:", "open": ":material/pending:"}.get(action.status, ":material/cancel:")
    cost = f" · {money(action.cents, desk.language)}" if action.cents else ""
    status = called(STATUS, action.status, desk.language)
    return f"- {done} **{plain(action.who)}**: {plain(action.words)} · {desk.day(action.due_on)}{cost} · {status}"


def _marks(desk: Desk, marks: tuple[MarkLine, ...]) -> None:
    """Per life domain the marks then and now, of the youth and of the professional."""
    if not marks:
        return
    st.header(desk.say(mark("Marks then and now")), anchor=False)
    by_domain: dict[str, list[MarkLine]] = {}
    for line in marks:
        by_domain.setdefault(line.domain, []).append(line)
    st.markdown("\n".join(f"- {_domain(desk, domain, lines)}" for domain, lines in by_domain.items()))


def _domain(desk: Desk, domain: str, lines: list[MarkLine]) -> str:
    name = plain(capital(called(LABELS[Domain], domain, desk.language)))
    return f"**{name}**  \n" + "  \n".join(_mark(desk, line) for line in lines)


def _mark(desk: Desk, line: MarkLine) -> str:
    words = (
        mark("{who}: {then} on {day}, {now} on {today}")
        if line.now_on
        else mark("{who}: {then} on {day}; not asked again yet")
    )
    return desk.say(
        words,
        who=capital(called(GIVERS, line.giver, desk.language)),
        then=line.then,
        day=desk.day(line.then_on),
        now=line.now,
        today=desk.day(line.now_on),
    )


def _words(desk: Desk, label: str, words: str | None) -> None:
    if words:
        st.markdown(f"**{desk.say(label)}**")
        st.text(words)
