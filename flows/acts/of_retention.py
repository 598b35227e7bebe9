"""What can be done about what is kept and destroyed: the list, its two approvals, and holding a case."""

from collections.abc import Mapping

from flows.acts.act import About, Act, Call, Done, in_region, insist_on_no_fields
from flows.commands import retention
from models.forms.retention import Approval, Held, HoldEnded, TakenOff
from models.speech import mark


def _list_destruction(call: Call) -> Done:
    insist_on_no_fields(call)
    added = retention.list_now(call.store, call.viewer, call.now)
    return Done(mark("Looked; {number} new on the list."), {"number": added}, added)


def _approve_destruction(call: Call) -> Done:
    both = retention.approve(call.store, call.viewer, dict(call.content), call.now)
    return Done(mark("Approved; {number} have both approvals and are destroyed now."), {"number": both}, both)


def _keep_longer(call: Call) -> Done:
    day = retention.take_off(call.store, call.viewer, dict(call.content), call.now)
    return Done(mark("It is kept; it comes back on the list on {day}."), {"day": day}, day)


OF_RETENTION: Mapping[str, Act] = {
    "list_destruction": Act(
        mark("look now what is kept no longer"),
        mark("The list is made every night; this makes it now."),
        _list_destruction,
        about=About.REGION,
    ),
    "approve_destruction": Act(
        mark("approve destruction"),
        mark("Two different people look at every case. What both approved is destroyed, and cannot be brought back."),
        _approve_destruction,
        Approval,
        About.REGION,
        grave=True,
    ),
    "keep_longer": Act(
        mark("take it off the list"),
        mark("It is kept, with your reason, and comes back on the list on that day."),
        _keep_longer,
        TakenOff,
        About.REGION,
    ),
    "hold_case": Act(
        mark("hold a case"),
        mark("Nothing of it is destroyed until somebody ends the hold, whatever its term."),
        in_region(retention.hold, mark("The case is held; nothing of it is destroyed.")),
        Held,
        About.REGION,
    ),
    "end_hold": Act(
        mark("end a hold"),
        mark("The case goes on the list again once it is kept no longer."),
        in_region(retention.end_hold, mark("The hold is over.")),
        HoldEnded,
        About.REGION,
        grave=True,
    ),
}
"""Every command of this kind; a test holds the whole table against what can be lawful."""
