"""The vocabulary of a story: what a line may do. Nothing else touches the world, and a line knows no row.

Each line is a step with a literal key, unique in its run. The first time it is told it is taken and journaled; every
later time it gives back what the journal holds.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from flows.engine import settle, step
from flows.engine.answer import Answer, Answers, Ending, Facts
from flows.engine.heard import hear, sits_there
from flows.engine.journal import Entry, Journal, OpenWait, patch_key
from flows.engine.matter import Matter, packed, unpacked
from flows.engine.post import Asked
from flows.engine.step import Question
from flows.engine.when import When
from flows.engine.who import Of
from models.code import Part
from models.forms import version_of

Reading = Callable[..., Any]
Writing = Callable[..., Any]


class Waiting(BaseException):  # unwinds the story; a story cannot catch it by mistake
    """The story is told as far as it goes now."""


class Case:
    """One run of a story, as its lines see it."""

    def __init__(self, matter: Matter, journal: Journal) -> None:
        self._matter = matter
        self._journal = journal
        self.taken: list[tuple[str, str]] = []
        self.asked: list[Asked] = []
        self._before: dict[str, Any] = {}

    @property
    def about(self) -> int | None:
        """The number of what this run is about (an action, an agency, a request), if anything."""
        return self._matter.about

    @property
    def said(self) -> int | None:
        """The answer the story went on with last, by number; for the engine."""
        return self._before.get("statement")

    @property
    def number(self) -> int:
        """The how-manieth run of this story in the case."""
        return self._matter.number

    def ask(
        self,
        key: str,
        *,
        of: str | None,
        form: str,
        opens: When | None = None,
        within: str | date | None = None,
        until: When | None = None,
        since: date | None = None,
        unless: Iterable[str] = (),
    ) -> Answer:
        """Asks one holder and goes on with the answer.

        Args:
            key: the name of the step.
            of: a part in the case, or a holder an answer named; nobody named: the case manager.
            form: the name of the form that is answered.
            opens: before it there is no mail and no lateness, but an early answer is welcome.
            within: after it the wait is late, and stays open. A term's name, or an agreed day.
            until: after it the line goes on with silence.
            since: the day the term counts from, when that is not today (a running request).
            unless: signals that overtake this step.
        """
        question = Question(key, "ask", form, opens, within, until, since, tuple(unless))
        return _answer(self._awaited(question, of or Part.CASE_MANAGER))

    def ask_all(
        self,
        key: str,
        *,
        of: Of,
        form: str,
        opens: When | None = None,
        within: str | date | None = None,
        until: When | None = None,
        quorum: str | None = None,
        unless: Iterable[str] = (),
    ) -> Answers:
        """Asks several holders side by side and goes on when all have spoken, at ``until``, or without quorum."""
        question = Question(key, "ask_all", form, opens, within, until, None, tuple(unless), quorum)
        value = self._awaited(question, of)
        return Answers(tuple(_answer(each) for each in value["each"]), value["enough"], value["instead"])

    def open(
        self,
        key: str,
        *,
        of: Of,
        form: str,
        opens: When | None = None,
        within: str | date | None = None,
        until: When | None = None,
    ) -> None:
        """Opens questions that nobody waits for."""
        question = Question(key, "open", form, opens, within, until, None, ())
        self._once(key, "open", lambda: len(self._ask(question, of)), form)

    def withdraw(self, key: str, *, opened: str, code: str = "no longer needed") -> None:
        """Takes back what is left of the questions opened under the key ``opened``."""
        self._once(key, "withdraw", lambda: step.close_key(self._matter, opened, "withdrawn", code))

    def wait_until(self, key: str, moment: When, *, unless: Iterable[str] = ()) -> Answer:
        """Goes on at a moment; ``instead`` names the signal that came first, if one did."""
        question = Question(key, "wait_until", None, None, None, moment, None, tuple(unless))
        return _answer(self._awaited(question, ()))

    def tell(self, key: str, *, to: Of, notice: str, once: str | None = None, **content: Any) -> None:
        """Queues a message to each of ``to``: its words are made of codes and dates when it is sent.

        Args:
            key: the name of the step.
            to: a part in the case, or holders an answer named.
            notice: the class of the message.
            once: what it tells of, when each of them hears of that once in a case, on whatever route.
            **content: codes, numbers and dates for its words.
        """
        self._once(key, "tell", lambda: self._tell(to, notice, content, once))

    def decide(self, key: str, by: Reading, **facts: Any) -> Any:
        """Reads something that is not pure, once; the run goes by what was read then."""
        return _facts(self._once(key, "decide", lambda: by(self._matter, **facts)))

    def record(self, key: str, as_: Writing, **facts: Any) -> Any:
        """Writes rows of the domain, once, in this very transaction."""
        return _facts(self._once(key, "record", lambda: as_(self._matter, **facts)))

    def start(self, key: str, stage: str, *, about: int | None = None) -> int:
        """Starts a run with a life of its own, and gives its number."""
        return int(self._once(key, "start", lambda: step.start(self._matter, stage, about)))

    def go_to(self, stage: str) -> Ending:
        """Ends this run and starts the next stage."""
        outcome = f"to {stage}"
        self._once("go_to", "go_to", lambda: stage)
        return Ending(outcome, stage)

    def end(self, outcome: str) -> Ending:
        """Ends this run with an outcome."""
        self._once("end", "end", lambda: outcome)
        return Ending(outcome)

    def patched(self, change: str) -> bool:
        """Whether this run follows a change made to its story after runs had begun; the first call decides."""
        follows, decided_now = self._journal.patched(change)
        if decided_now:
            self._settle(Entry(patch_key(change), "patched", None, None, packed(True)))
            self.taken.append(("patched", change))
        return follows

    def finish(self) -> None:
        """The story came to its end; called by the engine, never by a story."""
        self._journal.finish()

    def _once(self, key: str, kind: str, do: Callable[[], Any], form: str | None = None) -> Any:
        entry = self._journal.replayed(key, kind, form)
        if entry is None:
            entry = self._settle(Entry(key, kind, form, version_of(form), packed(do())))
            self.taken.append((kind, key))
        return unpacked(entry.value)

    def _awaited(self, question: Question, of: Of) -> Any:
        entry = self._journal.replayed(question.key, question.kind, question.form)
        if entry is None:
            value = self._settled_now(question, of)
            if value is None:
                raise Waiting
            entry = self._journal_entry(question, value)
        value = unpacked(entry.value)
        self._before = value.get("values", {})
        return value

    def _settled_now(self, question: Question, of: Of) -> Any:
        pending = self._journal.awaited()
        if not pending:
            signal = hear(self._matter, question.unless)
            if signal:
                return step.overtaken_unasked(question, signal)
            pending = self._ask(question, of)
        value = step.settled_by_now(self._matter, question, pending)
        if value is not None:
            self.taken.append(("goes on", question.key))
        return value

    def _ask(self, question: Question, of: Of) -> list[OpenWait]:
        self.taken.append((question.kind, question.key))
        named = self._before if of in self._before.values() else {}
        waits, asked = step.ask(self._matter, question, of, named.get("statement"))
        self.asked += [each for each in asked if each.opens_at or not self._sits_there(each)]
        return waits

    def _sits_there(self, question: Asked) -> bool:
        return sits_there(self._matter, self._before.get("statement"), question.holder)

    def _tell(self, to: Of, notice: str, content: dict[str, Any], once: str | None) -> int:
        return step.tell(self._matter, to, notice, content, once=once, said=self._before.get("statement"))

    def _settle(self, entry: Entry) -> Entry:
        self._journal.settle(entry)
        settle.write_entry(self._matter, self._journal.length, entry)
        return entry

    def _journal_entry(self, question: Question, value: Any) -> Entry:
        version = version_of(question.form)
        return self._settle(Entry(question.key, question.kind, question.form, version, packed(value)))


def _answer(value: dict[str, Any]) -> Answer:
    return Answer(value["kind"], by=value["who"], code=value["code"], values=value["values"])


def _facts(value: Any) -> Any:
    if isinstance(value, list):
        return [_facts(each) for each in value]
    return Facts(value) if isinstance(value, dict) else value
