"""What one command of the table is: what it is about, its form, its words, and how it is done. Knows no command."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from models.access import Viewer
from models.forms import line_from
from models.forms.form import Sheet
from models.forms.region import LastDay
from models.speech import say
from models.store import Store, Tx
from notifications.phrase import day
from notifications.plain import Language


class About(StrEnum):
    """What a command is about, and so what must be named besides its form."""

    CASE = "case"
    QUESTION = "question"
    ANSWER = "answer"
    REGION = "region"
    AGREEMENT = "cooperation agreement"
    INSTRUMENT = "chain instrument"
    AGENCY = "agency"
    SITTING = "sitting"
    SOMEBODY = "somebody who works here"


@dataclass(frozen=True, slots=True)
class Seen:
    """A question as the person saw it: which of the case, and, where that is known, its row and its turn."""

    key: str
    wait: int | None = None
    turn: int | None = None


@dataclass(frozen=True, slots=True)
class Sight:
    """What a command about a case as a whole acts on, as it is now: shown before it is given, and insisted on then.

    Attributes:
        of: what the command compares.
        at: the moment to show, if it has one.
        words: what to show beside it: what somebody wrote, or a sentence of ours.
    """

    of: Any = None
    at: datetime | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """A command as somebody gives it.

    Attributes:
        content: the fields of its form.
        ref: the number of the case.
        question: the question of that case.
        number: of the answer, the agreement or the instrument.
        who: who works here, by their mail address or as ``professional:7``.
        sight: what the person saw that it acts on, where they saw it.
    """

    store: Store
    viewer: Viewer
    now: datetime
    content: Mapping[str, Any] = field(default_factory=dict)
    ref: str = ""
    question: Seen = field(default=Seen(""))
    number: int = 0
    who: str = ""
    sight: Any = None


@dataclass(frozen=True, slots=True)
class Done:
    """What was done.

    Attributes:
        sentence: what people read, in English.
        values: what stands in its ``{places}``.
        result: what the command gave: a number, a day, or nothing.
    """

    sentence: str
    values: Mapping[str, Any] = field(default_factory=dict)
    result: Any = None

    def text(self, language: Language) -> str:
        """The sentence in the reader's language."""
        shown = {name: day(each, language) if isinstance(each, date) else each for name, each in self.values.items()}
        return say(self.sentence, language, **shown)


Do = Callable[[Call], Done]


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that can be done besides answering.

    Attributes:
        title: what stands on the button, in English.
        what: what happens then, in one sentence.
        sheet: its form.
        only: the fields of the form that are asked here; all, when empty.
        grave: it cannot be undone with one click, so a page asks for a tick first.
        sight: what it acts on in a case, by its number.
    """

    title: str
    what: str
    do: Do
    sheet: type[Sheet] = Sheet
    about: About = About.CASE
    only: frozenset[str] = frozenset()
    grave: bool = False
    sight: Callable[[Tx, int], Sight] | None = None


def with_form(command: Callable[..., Any], done: str) -> Do:
    """A command about a case with a form: ``command(store, viewer, ref, content, now)``."""

    def do(call: Call) -> Done:
        return Done(done, result=command(call.store, call.viewer, call.ref, dict(call.content), call.now))

    return do


def without_form(command: Callable[..., Any], done: str, otherwise: str | None = None, **fixed: Any) -> Do:
    """A command about a case without a form: ``command(store, viewer, ref, now)``.

    Args:
        command: does it.
        done: what is said then.
        otherwise: what is said where the command gives ``False``: it was done before.
        **fixed: more that the command is given.
    """

    def do(call: Call) -> Done:
        insist_on_no_fields(call)
        result = command(call.store, call.viewer, call.ref, call.now, **fixed)
        return Done(otherwise if otherwise and result is False else done, result=result)

    return do


def on_question(command: Callable[..., Any], done: str) -> Do:
    """A command about a question with a form; a day it gives is the question's last one."""

    def do(call: Call) -> Done:
        seen = call.question
        args = (call.store, call.viewer, call.ref, seen.key, dict(call.content), call.now)
        result = command(*args, wait=seen.wait, turn=seen.turn)
        return Done(done, {"day": result}, result)

    return do


def on_bare_question(command: Callable[..., Any], done: str) -> Do:
    """A command about a question without a form; a day it gives is the question's last one."""

    def do(call: Call) -> Done:
        insist_on_no_fields(call)
        seen = call.question
        result = command(call.store, call.viewer, call.ref, seen.key, call.now, wait=seen.wait, turn=seen.turn)
        return Done(done, {"day": result}, result)

    return do


def in_region(command: Callable[..., Any], done: str) -> Do:
    """A command about the viewer's region with a form: ``command(store, viewer, content, now)``."""

    def do(call: Call) -> Done:
        return Done(done, result=command(call.store, call.viewer, dict(call.content), call.now))

    return do


def until_last_day(command: Callable[..., Any], done: str) -> Do:
    """A command that lets a numbered thing end: ``command(store, viewer, number, last_on, now, seen)``."""

    def do(call: Call) -> Done:
        last_on = line_from(LastDay, call.content).last_on
        command(call.store, call.viewer, call.number, last_on, call.now, seen=call.sight)
        return Done(done, {"day": last_on}, last_on)

    return do


def on_somebody(command: Callable[..., Any], done: str) -> Do:
    """A command about somebody who works here, with a form: ``command(store, viewer, who, content, now)``."""

    def do(call: Call) -> Done:
        return Done(done, result=command(call.store, call.viewer, call.who, dict(call.content), call.now))

    return do


def insist_on_no_fields(call: Call) -> None:
    """Refuses fields where there is no form.

    Raises:
        BadAnswer: there is one; it is named.
    """
    line_from(Sheet, call.content)
