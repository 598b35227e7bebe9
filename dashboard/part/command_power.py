"""What can be done about money, chain instruments and binding decisions, in the words of the field. Draws nothing."""

from collections.abc import Callable, Mapping
from typing import Any

from dashboard.desk import Desk
from dashboard.part.command_shape import Command
from dashboard.part.field import fields_of
from flows.commands import impose, instrument, money
from models.forms.imposition import Impose, StepDownOrder
from models.forms.instrument import CallIn, UseOf
from models.forms.money import MoreBudget, Spending, TakenBack
from models.speech import mark


def _does(command: Callable[..., Any], done: str) -> Callable[[Desk, str, Mapping[str, Any]], str]:
    def do(desk: Desk, ref: str, content: Mapping[str, Any]) -> str:
        command(desk.office.store, desk.viewer, ref, dict(content), desk.now)
        return desk.say(done)

    return do


POWER: Mapping[str, Command] = {
    "spend": Command(
        mark("enter a payment"),
        mark("A payment from the budget of this youth. What was agreed is used first."),
        _does(money.spend, mark("Entered.")),
        fields_of(Spending),
        Spending,
    ),
    "take_back_payment": Command(
        mark("take a payment back"),
        mark("It was a mistake, or came back. Both entries stay."),
        _does(money.take_back, mark("The payment is taken back.")),
        fields_of(TakenBack),
        TakenBack,
    ),
    "ask_more_budget": Command(
        mark("ask for more budget"),
        mark("The coordinator is asked for what the budget does not hold."),
        _does(money.ask_more, mark("The coordinator is asked.")),
        fields_of(MoreBudget),
        MoreBudget,
    ),
    "call_in": Command(
        mark("call in a chain instrument"),
        mark("An action draws from what another agency offers. A full one has waiting places."),
        _does(instrument.call_in, mark("Called in; a waiting place has a number and an expected day.")),
        fields_of(CallIn),
        CallIn,
    ),
    "take_place": Command(
        mark("take the place that is free"),
        mark("A place came free for an action that waits."),
        _does(instrument.take, mark("The place is taken.")),
        fields_of(UseOf),
        UseOf,
    ),
    "give_back": Command(
        mark("give a place back"),
        mark("The place, or the place in line, goes to the next one."),
        _does(instrument.return_use, mark("Given back; whoever is first in line is told.")),
        fields_of(UseOf),
        UseOf,
        grave=True,
    ),
    "impose": Command(
        mark("prepare a binding decision"),
        mark("The agencies are heard first, for three working days. Then you decide."),
        _does(impose.impose, mark("The agencies are asked what they say to it.")),
        fields_of(Impose),
        Impose,
        grave=True,
    ),
    "step_down_order": Command(
        mark("step a binding decision down"),
        mark("It does not hold any more. What was carried out stays; its agencies are told."),
        _does(impose.step_down, mark("The binding decision is stepped down.")),
        fields_of(StepDownOrder),
        StepDownOrder,
        grave=True,
    ),
}
"""Every command of this kind; a test holds it against what can be lawful."""
