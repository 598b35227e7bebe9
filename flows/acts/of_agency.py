"""What can be done with the agencies of a region: one joins, changes, stops, takes part again. Does nothing itself."""

from collections.abc import Mapping

from flows.acts.act import About, Act, Call, Done, in_region, insist_on_no_fields
from flows.commands import agency
from models.forms.agency import ChangedAgency, NewAgency
from models.speech import mark


def _change(call: Call) -> Done:
    agency.change_agency(call.store, call.viewer, call.number, dict(call.content), call.now, seen=call.sight)
    return Done(mark("The agency is changed."), result=call.number)


def _stop(call: Call) -> Done:
    insist_on_no_fields(call)
    agency.stop_agency(call.store, call.viewer, call.number, call.now)
    return Done(mark("The agency takes no part any more. You can let it take part again."), result=call.number)


def _start(call: Call) -> Done:
    insist_on_no_fields(call)
    agency.start_agency(call.store, call.viewer, call.number, call.now)
    return Done(mark("The agency takes part again, with who worked there."), result=call.number)


OF_AGENCY: Mapping[str, Act] = {
    "add_agency": Act(
        mark("add an agency"),
        mark("It is asked something once it signs an agreement."),
        in_region(agency.add_agency, mark("The agency is added. Let it sign an agreement, then it can be asked.")),
        NewAgency,
        About.REGION,
    ),
    "change_agency": Act(
        mark("change the agency"),
        mark("Its name, kind, municipality and mailbox count at once. What you empty is not there any more."),
        _change,
        ChangedAgency,
        About.AGENCY,
    ),
    "stop_agency": Act(
        mark("let an agency take no part any more"),
        mark("It is asked nothing, and who works there does not get in. First see to what is still open there."),
        _stop,
        about=About.AGENCY,
        grave=True,
    ),
    "start_agency": Act(
        mark("let an agency take part again"),
        mark("It can be asked again, and who worked there gets in again."),
        _start,
        about=About.AGENCY,
    ),
}
"""Every command of this kind; a test holds the whole table against what can be lawful."""
