"""What can be done in a case besides answering: one table of commands, in the words of the field. Draws nothing."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from dashboard.desk import Desk
from dashboard.part.command_people import PEOPLE
from dashboard.part.command_power import POWER
from dashboard.part.command_shape import Command
from dashboard.part.field import Field, Kind, fields_of
from flows.commands import change, contest, ending, handover, ladder, meeting, pause, standard, urgent, watched_day
from flows.queries.waiting import WaitLine
from models.ending import CUT_SHORT
from models.forms.assignment import HandoverLine
from models.forms.delay import Contesting, Pausing, UrgentEvent
from models.forms.intake import Running, ToWatch
from models.forms.ladder import StepDown, StepUp
from models.forms.meeting import Slot
from models.forms.tapering import MoreThanUsual
from models.speech import mark

OPEN_QUESTION = "open question"
SLOT = tuple(field for field in fields_of(Slot) if field.name in {"sitting", "starts_at", "place"})
AGENCY = Field("agency", mark("Which agency?"), Kind.PICK, "", required=True, pick="agency")
QUESTION = Field("key", mark("Which question?"), Kind.PICK, "", required=True, pick=OPEN_QUESTION)


def _start_meeting(desk: Desk, ref: str, _content: Mapping[str, Any]) -> str:
    meeting.start_meeting(desk.office.store, desk.viewer, ref, desk.now)
    return desk.say(mark("A meeting is being arranged; the case manager is asked whom to invite."))


def _talk_elsewhere(desk: Desk, ref: str, _content: Mapping[str, Any]) -> str:
    meeting.start_meeting(desk.office.store, desk.viewer, ref, desk.now, elsewhere=True)
    return desk.say(mark("Noted; the case manager is asked what was agreed."))


def _move_meeting(desk: Desk, ref: str, content: Mapping[str, Any]) -> str:
    meeting.move_meeting(desk.office.store, desk.viewer, ref, desk.now, dict(content) or None)
    return desk.say(mark("The meeting is moved; everybody who was invited is told."))


def _cancel_meeting(desk: Desk, ref: str, _content: Mapping[str, Any]) -> str:
    meeting.cancel_meeting(desk.office.store, desk.viewer, ref, desk.now)
    return desk.say(mark("The meeting is cancelled; everybody who was invited is told."))


def _more_coaching(desk: Desk, ref: str, _content: Mapping[str, Any]) -> str:
    change.more_coaching(desk.office.store, desk.viewer, ref, desk.now)
    return desk.say(mark("There is more coaching from now on."))


def _ask_more(desk: Desk, ref: str, content: Mapping[str, Any]) -> str:
    standard.ask_more(desk.office.store, desk.viewer, ref, dict(content), desk.now)
    return desk.say(mark("This is what a step down takes in this case from now on."))


def _ask_consent(desk: Desk, ref: str, content: Mapping[str, Any]) -> str:
    new = change.ask_consent(desk.office.store, desk.viewer, ref, content["agency"], desk.now)
    return desk.say(mark("Consent is asked.") if new else mark("This consent is being asked already."))


def _start_handover(desk: Desk, ref: str, content: Mapping[str, Any]) -> str:
    handover.start_handover(desk.office.store, desk.viewer, ref, dict(content), desk.now)
    return desk.say(mark("Both sides are asked what they hand over, before the first day."))


def _add_request(desk: Desk, ref: str, content: Mapping[str, Any]) -> str:
    change.add_running_request(desk.office.store, desk.viewer, ref, dict(content), desk.now)
    return desk.say(mark("Noted; the agency is told once that the case waits for it."))


def _watch_day(desk: Desk, ref: str, content: Mapping[str, Any]) -> str:
    watched_day.watch_day(desk.office.store, desk.viewer, ref, content, desk.now)
    return desk.say(mark("Noted; it stands on the case page."))


def _pause(desk: Desk, ref: str, content: Mapping[str, Any]) -> str:
    seen, said = _about(content)
    due = pause.pause(desk.office.store, desk.viewer, ref, seen.key, said, desk.now, wait=seen.wait, turn=seen.turn)
    return desk.say(mark("The clock of this question stands still; its last day is now {day}."), day=desk.day(due))


def _step_up(desk: Desk, ref: str, content: Mapping[str, Any]) -> str:
    seen, said = _about(content)
    ladder.escalate(desk.office.store, desk.viewer, ref, seen.key, said, desk.now, wait=seen.wait, turn=seen.turn)
    return desk.say(mark("Noted. Whoever can help now is told."))


def _step_down(desk: Desk, ref: str, content: Mapping[str, Any]) -> str:
    seen, said = _about(content)
    ladder.step_down(desk.office.store, desk.viewer, ref, seen.key, said, desk.now, wait=seen.wait, turn=seen.turn)
    return desk.say(mark("Noted. Whoever was asked to help is told that it moves again."))


def _resume(desk: Desk, ref: str, content: Mapping[str, Any]) -> str:
    seen, _ = _about(content)
    due = pause.resume(desk.office.store, desk.viewer, ref, seen.key, desk.now, wait=seen.wait, turn=seen.turn)
    return desk.say(mark("The clock of this question goes on; its last day is now {day}."), day=desk.day(due))


def _make_urgent(desk: Desk, ref: str, content: Mapping[str, Any]) -> str:
    seen, said = _about(content)
    due = urgent.make_urgent(
        desk.office.store, desk.viewer, ref, seen.key, said, desk.now, wait=seen.wait, turn=seen.turn
    )
    return desk.say(mark("Asked anew as urgent; its last day is {day}."), day=desk.day(due))


def _contest(desk: Desk, ref: str, content: Mapping[str, Any]) -> str:
    seen, said = _about(content)
    contest.contest(desk.office.store, desk.viewer, ref, seen.key, said, desk.now, wait=seen.wait)
    return desk.say(mark("Noted beside the figure; the coordinator decides."))


class Seen(NamedTuple):
    """A question as the person saw it: which of the case, and its turn."""

    key: str
    wait: int
    turn: int


def as_seen(line: WaitLine) -> str:
    """How a list names a question, so that what changed meanwhile is noticed."""
    return f"{line.id}.{line.turn}.{line.key}"


def _about(content: Mapping[str, Any]) -> tuple[Seen, dict[str, Any]]:
    """Which question it is about, and what is said of it."""
    wait, turn, key = content["key"].split(".", 2)
    return Seen(key, int(wait), int(turn)), {name: value for name, value in content.items() if name != "key"}


def _withdraw(desk: Desk, ref: str, content: Mapping[str, Any]) -> str:
    seen, _ = _about(content)
    change.withdraw(desk.office.store, desk.viewer, ref, seen.key, desk.now, wait=seen.wait, turn=seen.turn)
    return desk.say(mark("The question is taken back; whoever was asked is told."))


def _reopen(desk: Desk, ref: str, _content: Mapping[str, Any]) -> str:
    ending.reopen(desk.office.store, desk.viewer, ref, desk.now)
    return desk.say(mark("The case is open again, with its number and its history."))


def _cut_short(cause: str) -> Callable[[Desk, str, Mapping[str, Any]], str]:
    def do(desk: Desk, ref: str, _content: Mapping[str, Any]) -> str:
        ending.cut_short(desk.office.store, desk.viewer, ref, cause, desk.now)
        return desk.say(mark("The case is closed; what was still asked is taken back."))

    return do


_ENDS = mark("Everything that is still asked is taken back, and the case closes with this.")
COMMANDS: Mapping[str, Command] = {
    "start_meeting": Command(
        mark("start a meeting"),
        mark("A meeting starts beside whatever else runs; the case manager says whom to invite."),
        _start_meeting,
    ),
    "talk_elsewhere": Command(
        mark("record a talk that was held elsewhere"),
        mark("Only the day, who was there and what was agreed are asked."),
        _talk_elsewhere,
    ),
    "move_meeting": Command(
        mark("move the meeting"),
        mark("Leave it empty to be asked for a new moment later. Everybody who was invited is told."),
        _move_meeting,
        SLOT,
        Slot,
    ),
    "cancel_meeting": Command(
        mark("cancel the meeting"),
        mark("The meeting does not take place. Everybody who was invited is told."),
        _cancel_meeting,
        grave=True,
    ),
    "ask_more": Command(
        mark("ask more of a step down in coaching"),
        mark("Higher marks, more of them or a larger network than usual, in this case only. Never less."),
        _ask_more,
        fields_of(MoreThanUsual),
        MoreThanUsual,
    ),
    "more_coaching": Command(
        mark("more coaching, right away"),
        mark("Coaching goes one step up, at once and without a meeting."),
        _more_coaching,
    ),
    "ask_consent": Command(
        mark("ask consent for another agency"),
        mark("Whoever sits with the youth is asked for one tick."),
        _ask_consent,
        (AGENCY,),
    ),
    "start_handover": Command(
        mark("start a handover"),
        mark("From one school or place to the next: both sides are asked, item by item, before the first day."),
        _start_handover,
        fields_of(HandoverLine),
        HandoverLine,
    ),
    "add_running_request": Command(
        mark("record what was already asked elsewhere"),
        mark("Its term counts from the day it was asked, also before today."),
        _add_request,
        fields_of(Running),
        Running,
    ),
    "watch_day": Command(
        mark("keep a day in view"),
        mark("The end of a place or an indication, a search term: nobody holds it, and it is never late."),
        _watch_day,
        fields_of(ToWatch),
        ToWatch,
    ),
    "pause": Command(
        mark("let the clock of a question stand still"),
        mark("The days it stands still do not count, and its last day moves. It goes on by itself."),
        _pause,
        (QUESTION, *fields_of(Pausing)),
        Pausing,
    ),
    "resume": Command(
        mark("let the clock of a question go on"),
        mark("The days it stood still do not count. It goes on from tomorrow."),
        _resume,
        (QUESTION,),
    ),
    "step_up": Command(
        mark("take the next step of the ladder"),
        mark("For a question that waits longer than agreed. No step is skipped. In danger, call 112 at once."),
        _step_up,
        (QUESTION, *fields_of(StepUp)),
        StepUp,
    ),
    "step_down": Command(
        mark("step down: it moves again"),
        mark("The steps that stand for this question are over; what was agreed goes on."),
        _step_down,
        (QUESTION, *fields_of(StepDown)),
        StepDown,
    ),
    "make_urgent": Command(
        mark("ask a question again because it is urgent"),
        mark("It gets its urgent term from today. What was asked before stays to be seen."),
        _make_urgent,
        (QUESTION, *fields_of(UrgentEvent)),
        UrgentEvent,
    ),
    "contest": Command(
        mark("say that the days counted are not right"),
        mark("For the agency that was asked. It stands beside the figure; the coordinator decides."),
        _contest,
        (QUESTION, *fields_of(Contesting)),
        Contesting,
    ),
    "withdraw": Command(
        mark("take a question back"),
        mark("It is not needed any more. Whoever was asked is told."),
        _withdraw,
        (QUESTION,),
        grave=True,
    ),
    "reopen": Command(
        mark("open the case again"),
        mark("The case goes on with its number and its history; no new registration is needed."),
        _reopen,
        grave=True,
    ),
    **POWER,
    **PEOPLE,
    **{
        f"cut_short:{cause}": Command(how.label, _ENDS, _cut_short(cause), grave=True)
        for cause, how in CUT_SHORT.items()
    },
}
"""Every command a page offers; a test holds it against what can be lawful."""
