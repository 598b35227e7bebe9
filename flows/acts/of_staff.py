"""What can be said of who works here: new, changed, away, back, gone, blocked, whom to ask. Never about a case."""

from collections.abc import Mapping

from flows.acts.act import About, Act, Call, Done, in_region, insist_on_no_fields, on_somebody
from flows.commands import colleague, contact, leave
from models.forms import line_from
from models.forms.change import Blocking, ContactFor, ContactNoMore, Leaving, OnLeave
from models.forms.colleague import Colleague
from models.speech import mark


def _block(call: Call) -> Done:
    substitute = line_from(Blocking, call.content).substitute
    number = leave.block(call.store, call.viewer, call.who, call.now, substitute)
    return Done(mark("They have no access from now on; somebody else is asked meanwhile."), result=number)


def _back(call: Call) -> Done:
    insist_on_no_fields(call)
    leave.back(call.store, call.viewer, call.who, call.now)
    return Done(mark("They are back; new questions go to them again."))


def _change_colleague(call: Call) -> Done:
    args = (call.store, call.viewer, call.who, dict(call.content), call.now)
    number = colleague.change_colleague(*args, seen=call.sight)
    return Done(mark("Changed. It counts from now on."), result=number)


OF_STAFF: Mapping[str, Act] = {
    "add_colleague": Act(
        mark("add somebody who works here"),
        mark("At an agency that signed. From then on they get in with their mail address, and can be asked."),
        in_region(colleague.add_colleague, mark("Added. They can get in with this mail address.")),
        Colleague,
        About.REGION,
    ),
    "change_colleague": Act(
        mark("change who somebody is, where they work or what they are"),
        mark("Name, mail address, agency and roles count at once. What you empty is not there any more."),
        _change_colleague,
        Colleague,
        About.SOMEBODY,
    ),
    "on_leave": Act(
        mark("say when somebody is away"),
        mark("New questions go to whoever answers meanwhile. It ends by itself."),
        on_somebody(leave.on_leave, mark("Noted; somebody else is asked on those days.")),
        OnLeave,
        About.SOMEBODY,
    ),
    "back": Act(
        mark("say that somebody is back"),
        mark("Before the last day, or because they have access again."),
        _back,
        about=About.SOMEBODY,
    ),
    "name_contact": Act(
        mark("make somebody the contact"),
        mark("New questions to their agency go to them, unless another contact fits the youth better."),
        on_somebody(contact.name_contact, mark("They are the contact from now on.")),
        ContactFor,
        About.SOMEBODY,
    ),
    "drop_contact": Act(
        mark("say that somebody is no contact any more"),
        mark("New questions go to another contact, or to the agency itself. What they hold stays with them."),
        on_somebody(contact.drop_contact, mark("They are no contact for that any more.")),
        ContactNoMore,
        About.SOMEBODY,
    ),
    "leaves": Act(
        mark("say that somebody does not work here any more"),
        mark("From that day on everything they hold is handed on, and nothing is asked of them again."),
        on_somebody(leave.leaves, mark("Noted; from that day on what they hold is handed on.")),
        Leaving,
        About.SOMEBODY,
        grave=True,
    ),
    "block": Act(
        mark("take somebody's access away"),
        mark("At once, and until you say that they are back. Somebody else is asked meanwhile."),
        _block,
        Blocking,
        About.SOMEBODY,
        grave=True,
    ),
}
"""Every command of this kind; a test holds the whole table against what can be lawful."""
