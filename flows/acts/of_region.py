"""What can be done with what a region agreed: agreements and mandates, chain instruments, terms, the ladder."""

from collections.abc import Mapping

from flows.acts.act import About, Act, Call, Done, in_region, until_last_day
from flows.commands import address, agreement, day_off, ground, instrument, ladder, targets, term
from models.forms.agreement import MandateGiven, NewAgreement, Signing
from models.forms.ground import AgencyGround, GroundChange
from models.forms.instrument import InstrumentTerms, NewInstrument
from models.forms.ladder import LadderChange
from models.forms.region import AddressWorks, DayOff, LastDay, Targets, TermChange
from models.speech import mark


def _change_instrument(call: Call) -> Done:
    instrument.change_instrument(call.store, call.viewer, call.number, dict(call.content), call.now, seen=call.sight)
    return Done(mark("Changed. Nobody loses a place, and whoever can have one now is told."), result=call.number)


def _change_term(call: Call) -> Done:
    number = term.change_term(call.store, call.viewer, dict(call.content), call.now, seen=call.sight)
    return Done(mark("The term is changed from that day on."), result=number)


def _change_ground(call: Call) -> Done:
    number = ground.change_ground(call.store, call.viewer, dict(call.content), call.now, seen=call.sight)
    return Done(mark("The ground is changed; from now on it counts as it is written."), result=number)


def _add_ground(call: Call) -> Done:
    number = ground.change_ground(call.store, call.viewer, dict(call.content), call.now)
    return Done(mark("The ground is added."), result=number)


OF_REGION: Mapping[str, Act] = {
    "address_works": Act(
        mark("say that an address works"),
        mark("Mail goes there again, and what did not arrive is sent if it still holds."),
        in_region(address.address_works, mark("Mail goes there again.")),
        AddressWorks,
        About.REGION,
    ),
    "conclude_agreement": Act(
        mark("write down a cooperation agreement"),
        mark("What administrators agreed and signed: what a binding decision may be about, and whom it binds."),
        in_region(agreement.conclude, mark("The cooperation agreement is written down.")),
        NewAgreement,
        About.REGION,
    ),
    "sign_agreement": Act(
        mark("let an agency sign"),
        mark("From that day on a binding decision under this agreement binds the agency."),
        in_region(agreement.sign, mark("The agency signed.")),
        Signing,
        About.REGION,
    ),
    "leave_agreement": Act(
        mark("let an agency leave the agreement"),
        mark("After that day it is not bound any more. What was decided before still holds."),
        in_region(agreement.leave, mark("The agency is not bound any more after that day.")),
        Signing,
        About.REGION,
        grave=True,
    ),
    "give_mandate": Act(
        mark("give a mandate"),
        mark("From that day on this transition consultant may take binding decisions under the agreement."),
        in_region(agreement.give_mandate, mark("The mandate is given.")),
        MandateGiven,
        About.REGION,
    ),
    "end_mandate": Act(
        mark("end a mandate"),
        mark("After that day this consultant takes no binding decisions. What was decided before still holds."),
        in_region(agreement.end_mandate, mark("The mandate ends on that day.")),
        MandateGiven,
        About.REGION,
        grave=True,
    ),
    "end_agreement": Act(
        mark("change the last day of the agreement"),
        mark("After that day nobody can be bound by it."),
        until_last_day(agreement.end_agreement, mark("The agreement holds up to and including {day}.")),
        LastDay,
        About.AGREEMENT,
        grave=True,
    ),
    "add_instrument": Act(
        mark("add a chain instrument"),
        mark("Something an agency offers, and that others in the region may call in."),
        in_region(instrument.add_instrument, mark("It stands in the catalogue.")),
        NewInstrument,
        About.REGION,
    ),
    "change_instrument": Act(
        mark("change the chain instrument"),
        mark("What it gives, for whom, and how many places there are. Nobody loses a place."),
        _change_instrument,
        InstrumentTerms,
        About.INSTRUMENT,
    ),
    "close_instrument": Act(
        mark("take it out of the catalogue"),
        mark("After that day nobody calls it in any more. Whoever uses it goes on until they are done."),
        until_last_day(instrument.close_instrument, mark("It is offered up to and including {day}.")),
        LastDay,
        About.INSTRUMENT,
        grave=True,
    ),
    "change_term": Act(
        mark("change a term"),
        mark("For what is asked from that day on. What was asked before keeps its own term."),
        _change_term,
        TermChange,
        About.REGION,
    ),
    "set_targets": Act(
        mark("set the targets of the programme"),
        mark("The results are held against them, of these school years. What was counted does not change."),
        in_region(targets.set_targets, mark("The targets are set.")),
        Targets,
        About.REGION,
    ),
    "change_ground": Act(
        mark("change a ground"),
        mark("What people read, for what it is, the law, and when it is in force. It counts at once, in every case."),
        _change_ground,
        GroundChange,
        About.REGION,
        grave=True,
    ),
    "add_ground": Act(
        mark("add a ground"),
        mark("For a law that comes into force. Agencies share on it once you say which ones."),
        _add_ground,
        GroundChange,
        About.REGION,
    ),
    "rest_on_ground": Act(
        mark("say on which ground an agency may know"),
        mark("It counts at once, in every case. Without a ground nothing is shared with it."),
        in_region(ground.rest_on_ground, mark("From now on that agency shares on this ground.")),
        AgencyGround,
        About.REGION,
        grave=True,
    ),
    "change_day_off": Act(
        mark("say that a day is a day off"),
        mark("Working days are counted without it from now on. Last days that were told already stay."),
        in_region(day_off.change_day_off, mark("The days off are changed.")),
        DayOff,
        About.REGION,
    ),
    "change_ladder": Act(
        mark("change the ladder"),
        mark("From that day on a step comes sooner, later or not at all: for one question, one agency, or everywhere."),
        in_region(ladder.change_ladder, mark("The ladder is changed from that day on.")),
        LadderChange,
        About.REGION,
    ),
}
"""Every command of this kind; a test holds the whole table against what can be lawful."""
