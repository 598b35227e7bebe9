"""What can be done in a case as a whole: meetings, coaching, consent, what runs elsewhere, its end."""

from collections.abc import Mapping
from functools import partial

from flows.acts.act import Act, Call, Done, Sight, insist_on_no_fields, with_form, without_form
from flows.commands import change, ending, goes_on, handover, meeting, standard, watched_day
from flows.queries.coming_meeting import coming_meeting
from models.ending import CUT_SHORT
from models.forms import line_from
from models.forms.assignment import HandoverLine
from models.forms.change import ConsentAsked
from models.forms.intake import Running, ToWatch
from models.forms.meeting import Slot
from models.forms.tapering import MoreThanUsual
from models.speech import mark
from models.store import Tx


def _move_meeting(call: Call) -> Done:
    slot = dict(call.content) or None
    meeting.move_meeting(call.store, call.viewer, call.ref, call.now, slot, seen=call.sight)
    if slot is None:
        return Done(mark("A new moment is asked for now. Everybody who was invited is told once there is one."))
    return Done(mark("The meeting is moved; everybody who was invited is told."))


def _cancel_meeting(call: Call) -> Done:
    insist_on_no_fields(call)
    meeting.cancel_meeting(call.store, call.viewer, call.ref, call.now, seen=call.sight)
    return Done(mark("The meeting is cancelled; everybody who was invited is told."))


def _coming(tx: Tx, case: int, signal: str) -> Sight:
    coming = coming_meeting(tx, case, signal)
    return Sight(coming, coming.starts_at, coming.place or mark("no moment yet")) if coming else Sight()


def _ask_consent(call: Call) -> Done:
    partner = line_from(ConsentAsked, call.content).agency
    new = change.ask_consent(call.store, call.viewer, call.ref, partner, call.now)
    return Done(mark("Consent is asked.") if new else mark("This consent is being asked already."), result=new)


def _cut_short(call: Call, cause: str) -> Done:
    insist_on_no_fields(call)
    ending.cut_short(call.store, call.viewer, call.ref, cause, call.now)
    return Done(mark("The case is closed; what was still asked is taken back."))


_ENDS = mark("Everything that is still asked is taken back, and the case closes with this.")
OF_CASE: Mapping[str, Act] = {
    "start_meeting": Act(
        mark("start a meeting"),
        mark("A meeting starts beside whatever else runs; the case manager says whom to invite."),
        without_form(
            meeting.start_meeting, mark("A meeting is being arranged; the case manager is asked whom to invite.")
        ),
    ),
    "talk_elsewhere": Act(
        mark("record a talk that was held elsewhere"),
        mark("Only the day, who was there and what was agreed are asked."),
        without_form(meeting.start_meeting, mark("Noted; the case manager is asked what was agreed."), elsewhere=True),
    ),
    "move_meeting": Act(
        mark("move the meeting"),
        mark("Leave it empty to be asked for a new moment. Everybody who was invited is told once there is one."),
        _move_meeting,
        Slot,
        only=frozenset({"sitting", "starts_at", "place"}),
        sight=partial(_coming, signal="moved"),
    ),
    "cancel_meeting": Act(
        mark("cancel the meeting"),
        mark("The meeting does not take place. Everybody who was invited is told."),
        _cancel_meeting,
        grave=True,
        sight=partial(_coming, signal="cancelled"),
    ),
    "ask_more": Act(
        mark("ask more of a step down in coaching"),
        mark("Higher marks, more of them or a larger network than usual, in this case only. Never less."),
        with_form(standard.ask_more, mark("This is what a step down takes in this case from now on.")),
        MoreThanUsual,
    ),
    "more_coaching": Act(
        mark("more coaching, right away"),
        mark("Coaching goes one step up, at once and without a meeting."),
        without_form(change.more_coaching, mark("There is more coaching from now on.")),
    ),
    "ask_consent": Act(
        mark("ask consent for another agency"),
        mark("Whoever sits with the youth is asked for one tick."),
        _ask_consent,
        ConsentAsked,
    ),
    "start_handover": Act(
        mark("start a handover"),
        mark("From one school or place to the next: both sides are asked, item by item, before the first day."),
        with_form(handover.start_handover, mark("Both sides are asked what they hand over, before the first day.")),
        HandoverLine,
    ),
    "add_running_request": Act(
        mark("record what was already asked elsewhere"),
        mark("Its term counts from the day it was asked, also before today."),
        with_form(change.add_running_request, mark("Noted; the agency is told once that the case waits for it.")),
        Running,
    ),
    "watch_day": Act(
        mark("keep a day in view"),
        mark("The end of a place or an indication, a search term: nobody holds it, and it is never late."),
        with_form(watched_day.watch_day, mark("Noted; it stands on the case page.")),
        ToWatch,
    ),
    "goes_on": Act(
        mark("let it go on after the birthday"),
        mark("It would end or be handed over on the birthday; now it goes on. A handover that began is carried out."),
        without_form(goes_on.goes_on_after_all, mark("It goes on after the birthday.")),
    ),
    "reopen": Act(
        mark("open the case again"),
        mark("The case goes on with its number and its history; no new registration is needed."),
        without_form(ending.reopen, mark("The case is open again, with its number and its history.")),
        grave=True,
    ),
    **{
        f"cut_short:{cause}": Act(how.label, _ENDS, partial(_cut_short, cause=cause), grave=True)
        for cause, how in CUT_SHORT.items()
    },
}
"""Every command of this kind; a test holds the whole table against what can be lawful."""
