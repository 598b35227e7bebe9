"""What can be done about money, chain instruments and binding decisions of a case. Does nothing itself."""

from collections.abc import Mapping

from flows.acts.act import Act, with_form
from flows.commands import impose, instrument, money
from models.forms.imposition import Impose, StepDownOrder
from models.forms.instrument import CallIn, UseOf
from models.forms.money import MoreBudget, Spending, TakenBack
from models.speech import mark

OF_MEANS: Mapping[str, Act] = {
    "spend": Act(
        mark("enter a payment"),
        mark("A payment from the budget of this youth. What was agreed is used first."),
        with_form(money.spend, mark("Entered.")),
        Spending,
    ),
    "take_back_payment": Act(
        mark("take a payment back"),
        mark("It was a mistake, or came back. Both entries stay."),
        with_form(money.take_back, mark("The payment is taken back.")),
        TakenBack,
    ),
    "ask_more_budget": Act(
        mark("ask for more budget"),
        mark("The coordinator is asked for what the budget does not hold."),
        with_form(money.ask_more, mark("The coordinator is asked.")),
        MoreBudget,
    ),
    "call_in": Act(
        mark("call in a chain instrument"),
        mark("An action draws from what another agency offers. A full one has waiting places."),
        with_form(instrument.call_in, mark("Called in; a waiting place has a number and an expected day.")),
        CallIn,
    ),
    "take_place": Act(
        mark("take the place that is free"),
        mark("A place came free for an action that waits."),
        with_form(instrument.take, mark("The place is taken.")),
        UseOf,
    ),
    "give_back": Act(
        mark("give a place back"),
        mark("The place, or the place in line, goes to the next one."),
        with_form(instrument.return_use, mark("Given back; whoever is first in line is told.")),
        UseOf,
        grave=True,
    ),
    "impose": Act(
        mark("prepare a binding decision"),
        mark("The agencies are heard first, for three working days. Then you decide."),
        with_form(impose.impose, mark("The agencies are asked what they say to it.")),
        Impose,
        grave=True,
    ),
    "step_down_order": Act(
        mark("step a binding decision down"),
        mark("It does not hold any more. What was carried out stays; its agencies are told."),
        with_form(impose.step_down, mark("The binding decision is stepped down.")),
        StepDownOrder,
        grave=True,
    ),
}
"""Every command of this kind; a test holds the whole table against what can be lawful."""
