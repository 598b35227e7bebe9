"""What an event of a case is called, in one sentence. One table: kind of event to sentence. Reads no row."""

from collections.abc import Callable, Mapping

from flows.queries.event import Event
from models.choice import CHOICES
from models.code import Relation
from models.ending import CUT_SHORT, OUTCOMES
from models.forms import question_named
from models.label import LABELS, OF_A_RUN, OF_A_STEP, OF_A_WAIT, called, capital
from models.ladder import RESULTS
from models.reason import REASONS
from models.speech import mark, say

WHO: Mapping[str, str] = {**LABELS[Relation], **OF_A_WAIT}
SENTENCES: Mapping[str, str] = {
    "started": mark("{stage} began"),
    "ended": mark("{stage} ended: {how}"),
    "asked": mark("asked of {who}: {question}"),
    "given": mark("{who} answered: {question}"),
    "declined": mark("{who} cannot: {question} ({how})"),
    "silent": mark("no answer came from {who}: {question}"),
    "withdrawn": mark("taken back from {who}: {question} ({how})"),
    "overtaken": mark("not needed any more from {who}: {question} ({how})"),
    "late": mark("{who} answered after the question was closed: {question}"),
    "superseded": mark("{who} answered after somebody else did: {question}"),
    "correction": mark("{who} corrected: {question}"),
    "signal": mark("said: {how}"),
    "signal not heard": mark("said, and not acted on yet: {how}"),
    "note": mark("noted"),
    "step announced": mark("{stage}: announced ({how})"),
    "step taken": mark("{stage}: since today ({how})"),
    "step put off": mark("{stage}: not now ({how})"),
    "step over": mark("{stage}: over ({how})"),
    "paused": mark("the clock stands still for {who}: {question} ({how})"),
    "went on": mark("the clock goes on for {who}: {question}"),
    "given longer": mark("it takes {who} longer: {question} ({how})"),
    "handed on": mark("handed on by {who}: {question}"),
    "contested": mark("{who} does not agree with the days counted: {question} ({how})"),
    "not counted": mark("these days do not count for {who}: {question}"),
    "person added": mark("added to the people of this case: {who}"),
    "person changed": mark("reached otherwise from now on, or called otherwise: {who}"),
    "person left": mark("has no part in this case any more: {who} ({how})"),
    "opened in emergency": mark("{who} looked in an emergency, without a part in this case ({how})"),
    "counted": mark("these days count for {who}: {question}"),
}
"""What each event says; what the machine notes for itself (``UNTOLD``) is no event to people."""
UNTOLD = frozenset({"tell", "record", "start", "wait_until"})
DONE = mark("{stage} is done")

SIGNALLED = frozenset({"signal", "signal not heard"})
SIGNALS: Mapping[str, str] = {
    "moved": mark("the meeting is moved"),
    "cancelled": mark("the meeting is cancelled"),
    "step up": mark("more coaching, right away"),
    "out of sight": mark("the youth is out of sight"),
    "last action": mark("the last action is done"),
}
ENDINGS: Mapping[str, str] = {
    "agreed": mark("agreed"),
    "answered": mark("answered"),
    "arranged": mark("arranged"),
    "back": mark("back to where it came from"),
    "cancelled": mark("cancelled"),
    "cannot": mark("not possible"),
    "done": mark("done"),
    "given": mark("given"),
    "handed over": mark("handed over"),
    "heard": mark("heard"),
    "in view": mark("in view again"),
    "landed": mark("landed"),
    "lapsed": mark("lapsed"),
    "let go": mark("let go"),
    "looked at": mark("looked at"),
    "confirmed": mark("a person said yes"),
    "decided": mark("decided"),
    "no answer": mark("no answer came"),
    "sent back": mark("sent back"),
    "stepped down": mark("stepped down"),
    "not found": mark("not found"),
    "not supplied": mark("not supplied"),
    "objected": mark("an agency did not agree"),
    "plan carried out": mark("the plan is carried out"),
    "supplied": mark("supplied"),
    "talked": mark("talked"),
    "the case closed": mark("the case closed"),
    "the stage ended": mark("the stage ended"),
    "no quorum": mark("not enough people came"),
    "without a plan": mark("without a plan"),
    "youth wants none": mark("the youth wants none"),
    **{f"to {stage}": mark("on to the next stage") for stage in OF_A_RUN},
}
HOW: Mapping[str, str] = {
    **CHOICES,
    **{code: how.label for code, how in CUT_SHORT.items()},
    **{code: reason.label for code, reason in REASONS.items()},
    **{code: outcome.label for code, outcome in OUTCOMES.items()},
    **RESULTS,
    **ENDINGS,
}


def is_told(event: Event) -> bool:
    """Whether it is an event to people at all."""
    return event.kind not in UNTOLD


def event_sentence(event: Event, language: str, quote: Callable[[str], str] = str) -> str:
    """One event in one sentence; ``quote`` makes names and questions safe for where the sentence will stand."""
    how = {**HOW, **SIGNALS} if event.kind in SIGNALLED else HOW
    code = event.key if event.kind in {"ended", *SIGNALLED} else event.code
    words = say(
        DONE if event.kind == "ended" and code == "done" else SENTENCES[event.kind],
        language,
        stage=called({**OF_A_RUN, **OF_A_STEP}, event.stage, language),
        who=quote(called(WHO, event.actor, language) or say(mark("somebody"), language)),
        question=quote(say(question_named(event.form), language)) if event.form else "",
        how=quote(called(how, code, language) or "-"),
    )
    return capital(words)
