"""What people say instead of filling in a form: cannot, needs longer, somebody else here. Goes by habits only."""

from typing import Any

from models.access import Viewer
from models.forms import form_named
from models.forms.form import Form
from simulation.habit import PEOPLE, Habit
from simulation.turn import Turn

MOST_SHIFTS = 3
THEMSELVES = frozenset({"BudgetApproval", "Order"})
"""Nobody answers these for somebody else: who approves, and who takes a binding decision."""
LONGER_FOR = ("no place", "data missing", "youth not reached", "who pays")


def habit_of(turn: Turn) -> Habit:
    """How whoever holds this question answers."""
    desk = turn.cast.desks.get(turn.question.agency_id or 0)
    return desk.habit if desk else PEOPLE


def instead(turn: Turn, said_before: int) -> dict[str, Any] | None:
    """What is said instead of the form's fields, if anything; seldom twice about the same question."""
    form, habit = form_named(turn.question.form), habit_of(turn)
    if turn.question.form in THEMSELVES:
        return None
    if form.may_decline and not said_before and turn.happens(habit.cannot):
        return {"cannot": cannot(turn, form)}
    if form.may_take_longer and turn.question.shifts < MOST_SHIFTS and turn.happens(habit.longer):
        return {"needs_longer": {"until": turn.in_days(3, 40), "code": turn.luck.draw("longer", LONGER_FOR)}}
    if not said_before and turn.happens(habit.colleague / 3):
        return _someone_else(turn)
    return None


def cannot(turn: Turn, form: type[Form]) -> dict[str, Any]:
    """The next reason of this form's list, with what belongs to it."""
    code = turn.luck.draw(f"cannot {form.__name__}", form.may_decline)
    return {"code": code} | _MORE.get(code, lambda _: {})(turn)


def _who_then(turn: Turn) -> dict[str, Any]:
    others = [desk.token for desk in turn.desks() if desk.number != turn.question.agency_id]
    return {"who_then": turn.rng.choice(others)}


def _expected(turn: Turn) -> dict[str, Any]:
    return {"expected_on": turn.in_days(8, 60)}


_MORE = {"not ours": _who_then, "no place": _expected}


def _someone_else(turn: Turn) -> dict[str, Any] | None:
    others = [each for each in _colleagues(turn) if each.professional_id != turn.question.professional_id]
    return (
        {"someone_else": {"colleague": f"professional:{turn.rng.choice(others).professional_id}"}} if others else None
    )


def speaker(turn: Turn) -> Viewer:
    """Who answers: the one asked, now and then a colleague; for youths and parents whoever guides the case."""
    asked = turn.question
    if asked.agency_id is None:
        return _who_guides(turn)
    there = _colleagues(turn)
    own = [viewer for viewer in there if viewer.professional_id == asked.professional_id]
    if not own or (asked.form not in THEMSELVES and turn.happens(habit_of(turn).colleague)):
        return turn.rng.choice(there)
    return own[0]


def _colleagues(turn: Turn) -> list[Viewer]:
    agency = turn.question.agency_id or 0
    return turn.cast.at(agency) if agency in turn.cast.desks else []


def _who_guides(turn: Turn) -> Viewer:
    guides = [turn.case.coach_id, turn.case.consultant_id, turn.case.case_manager_id]
    known = [turn.cast.viewers.get(number or 0) for number in guides]
    return next((viewer for viewer in known if viewer), turn.cast.coordinator)
