"""What can be done with the calendar of a knooppunt: sittings planned, one moved or cancelled. Does nothing itself."""

from collections.abc import Mapping

from flows.acts.act import About, Act, Call, Done, insist_on_no_fields
from flows.commands import knooppunt
from models.forms.knooppunt import SittingMoved, SittingPlan
from models.speech import mark


def _plan(call: Call) -> Done:
    planned = knooppunt.plan_sittings(call.store, call.viewer, dict(call.content), call.now)
    values = {"number": planned.many, "left": len(planned.left_out)}
    if planned.many == 1 and not planned.left_out:
        return Done(mark("The sitting is planned."), values, planned.number)
    if not planned.left_out:
        return Done(mark("{number} sittings are planned."), values, planned.number)
    left = mark("Sittings planned: {number}. Days left out because nobody works then: {left}.")
    return Done(left, values, planned.number)


def _move(call: Call) -> Done:
    args = (call.store, call.viewer, call.number, dict(call.content), call.now)
    number = knooppunt.move_sitting(*args, seen=call.sight)
    return Done(mark("The sitting is moved. Cases that move along: {number}."), {"number": number}, number)


def _cancel(call: Call) -> Done:
    insist_on_no_fields(call)
    number = knooppunt.cancel_sitting(call.store, call.viewer, call.number, call.now, seen=call.sight)
    told = mark("The sitting is cancelled. Cases for which another moment is asked: {number}.")
    return Done(told, {"number": number}, number)


OF_SITTING: Mapping[str, Act] = {
    "plan_sittings": Act(
        mark("plan sittings"),
        mark("One, or one every so many weeks. Case managers choose a place in them; days nobody works are left out."),
        _plan,
        SittingPlan,
        About.REGION,
    ),
    "move_sitting": Act(
        mark("move the sitting"),
        mark("Its cases move along. Everybody who was invited is told, and asked anew whether they come."),
        _move,
        SittingMoved,
        About.SITTING,
    ),
    "cancel_sitting": Act(
        mark("cancel the sitting"),
        mark("Everybody who was invited is told, and each case manager is asked for another moment."),
        _cancel,
        about=About.SITTING,
        grave=True,
    ),
}
"""Every command of this kind; a test holds the whole table against what can be lawful."""
