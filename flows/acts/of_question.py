"""What can be done about one question that is open in a case, besides answering it. Does nothing itself."""

from collections.abc import Mapping

from flows.acts.act import About, Act, Call, Done, on_bare_question, on_question
from flows.commands import change, contest, ladder, pause, urgent
from models.forms.delay import Contesting, Pausing, UrgentEvent
from models.forms.ladder import StepDown, StepUp
from models.speech import mark


def _contest(call: Call) -> Done:
    seen, said = call.question, dict(call.content)
    contest.contest(call.store, call.viewer, call.ref, seen.key, said, call.now, wait=seen.wait, turn=seen.turn)
    return Done(mark("Noted beside the figure; the coordinator decides."))


OF_QUESTION: Mapping[str, Act] = {
    "pause": Act(
        mark("let the clock of a question stand still"),
        mark("The days it stands still do not count, and its last day moves. It goes on by itself."),
        on_question(pause.pause, mark("The clock of this question stands still; its last day is now {day}.")),
        Pausing,
        about=About.QUESTION,
    ),
    "resume": Act(
        mark("let the clock of a question go on"),
        mark("The days it stood still do not count. It goes on from tomorrow."),
        on_bare_question(pause.resume, mark("The clock of this question goes on; its last day is now {day}.")),
        about=About.QUESTION,
    ),
    "step_up": Act(
        mark("take the next step of the ladder"),
        mark("For a question that waits longer than agreed. No step is skipped. In danger, call 112 at once."),
        on_question(ladder.escalate, mark("Noted. Whoever can help now is told.")),
        StepUp,
        about=About.QUESTION,
    ),
    "step_down": Act(
        mark("step down: it moves again"),
        mark("The steps that stand for this question are over; what was agreed goes on."),
        on_question(ladder.step_down, mark("Noted. Whoever was asked to help is told that it moves again.")),
        StepDown,
        about=About.QUESTION,
    ),
    "make_urgent": Act(
        mark("ask a question again because it is urgent"),
        mark("It gets its urgent term from today. What was asked before stays to be seen."),
        on_question(urgent.make_urgent, mark("Asked anew as urgent; its last day is {day}.")),
        UrgentEvent,
        about=About.QUESTION,
    ),
    "contest": Act(
        mark("say that the days counted are not right"),
        mark("For the agency that was asked. It stands beside the figure; the coordinator decides."),
        _contest,
        Contesting,
        about=About.QUESTION,
    ),
    "withdraw": Act(
        mark("take a question back"),
        mark("It is not needed any more. Whoever was asked is told."),
        on_bare_question(change.withdraw, mark("The question is taken back; whoever was asked is told.")),
        about=About.QUESTION,
        grave=True,
    ),
}
"""Every command of this kind; a test holds the whole table against what can be lawful."""
