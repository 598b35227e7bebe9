"""Something happened that makes a question urgent: it is asked anew under its urgent term. Erases nothing.

The old question stays on record, with the days it waited longer than agreed up to that day. Source: process.md, 1.1.
"""

from datetime import date, datetime
from typing import Any

from flows.commands.held import held_question
from flows.commands.question import insist_deed
from flows.commands.reading import as_fields
from flows.engine import when
from flows.engine.matter import Matter
from flows.engine.rewait import ask_urgently
from flows.engine.saying import note
from flows.engine.standstill import counted_since
from models.access import Viewer
from models.deed import Deed
from models.forms import line_from
from models.forms.delay import UrgentEvent
from models.refusal import BadAnswer, Refused
from models.speech import mark
from models.store import Store
from models.tables import Wait
from models.term import Term


def make_urgent(
    store: Store,
    viewer: Viewer,
    ref: str,
    key: str,
    content: Any,
    now: datetime,
    *,
    wait: int | None = None,
    turn: int | None = None,
) -> date:
    """Asks an open question anew under the urgent term of its region; gives the new last day.

    Args:
        store: the domain database.
        viewer: who knows of it: whoever guides or coaches the case, the referrer, or a partner.
        ref: the number of the case.
        key: the key of the question.
        content: the fields of ``UrgentEvent``.
        now: the moment.
        wait: the number of the question itself, where several of the case share the key.
        turn: its turn as the person saw it.

    Raises:
        Changed: somebody else changed it meanwhile.
        Refused: it is not open, has no urgent term, or runs under that already.
    """
    said = line_from(UrgentEvent, as_fields(content))
    with store.write(now) as tx:
        matter, row = held_question(tx, viewer, ref, key, wait, turn)
        insist_deed(tx, viewer, matter.case, Deed.ADD_REQUEST)
        _insist_on_urgent_term(matter, row)
        _insist_on_day(matter, row, said.asked_on)
        new = ask_urgently(matter, row, code=said.code, since=said.asked_on)
        if said.words is not None:
            note(matter, viewer.professional_id, new.id, said.words)
        return new.due_on or matter.today


def _insist_on_day(matter: Matter, wait: Wait, asked_on: date | None) -> None:
    """Said, then recorded: the urgent term runs from the day the agency heard of it."""
    if asked_on is None:
        return
    if asked_on > matter.today:
        raise BadAnswer(mark("The field '{field}' lies in the future."), "asked_on")
    if asked_on < counted_since(wait):
        raise BadAnswer(mark("This day lies before the question was asked."), "asked_on")


def _insist_on_urgent_term(matter: Matter, wait: Wait) -> None:
    term: Term | None = None
    if wait.term is not None:
        term = when.named_term(matter.tx, matter.case.region_id, wait.term, matter.today)
    if term is None or term.urgent is None or term.off:
        raise Refused(mark("This question has no urgent term."))
    if wait.agreed_from is None and (wait.term_amount, wait.term_unit) == (term.urgent.number, term.urgent.unit):
        raise Refused(mark("This question is urgent already."))
