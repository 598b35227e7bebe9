"""Stopping the clock of a question, and letting it go on. Every pause has a reason and ends by itself.

Under Awb art. 4:15 only the body that decides may, with the date of its letter; otherwise the case manager, and never
who was asked. Source: process.md, "Waiting, and the power to push through".
"""

from datetime import date, datetime, timedelta
from typing import Any

from flows.commands.held import held_question, is_holder
from flows.commands.meanwhile import ask_meanwhile
from flows.commands.question import insist_deed, ties_of
from flows.commands.reading import as_fields
from flows.engine.allowance import latest_end
from flows.engine.matter import Matter
from flows.engine.standstill import Still, can_stand_still, counted_since, go_on, pauses_of, stand_still
from models.access import Viewer, may
from models.deed import Deed
from models.forms import line_from
from models.forms.delay import Pausing
from models.kind import Kind
from models.reason import REASONS
from models.refusal import BadAnswer, NotAllowed, Refused
from models.speech import mark
from models.store import Store
from models.tables import Wait

_DAY = timedelta(days=1)


def pause(
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
    """Stops the clock of an open question until a day; gives the last day as it stands then.

    Args:
        store: the domain database.
        viewer: who guides the case; with a letter, somebody of the agency that decides.
        ref: the number of the case.
        key: the key of the question.
        content: the fields of ``Pausing``.
        now: the moment.
        wait: the number of the question itself, where several of the case share the key.
        turn: its turn as the person saw it; refused when it changed meanwhile.

    Raises:
        Refused: one sentence that says why; nothing was written.
    """
    said = line_from(Pausing, as_fields(content))
    with store.write(now) as tx:
        matter, row = held_question(tx, viewer, ref, key, wait, turn)
        _insist_may_pause(matter, viewer, row, said)
        _insist_can_pause(row)
        from_on = said.letter_on or matter.today
        _insist_day_of_letter(matter, row, from_on)
        _insist_until(matter, row, said, from_on)
        stand_still(
            matter,
            row,
            Still(said.code, from_on, said.until, viewer.professional_id, said.letter_on, said.words),
        )
        if said.until < matter.today:
            go_on(matter, row, viewer.professional_id)
        ask_meanwhile(matter, row, row.paused_until, said.meanwhile)
        return row.due_on or said.until


def resume(
    store: Store,
    viewer: Viewer,
    ref: str,
    key: str,
    now: datetime,
    *,
    wait: int | None = None,
    turn: int | None = None,
) -> date:
    """Lets the clock go on before its pause ends by itself; gives the last day as it stands then.

    Raises:
        Refused: it runs already, or the viewer neither guides the case nor was asked.
    """
    with store.write(now) as tx:
        matter, row = held_question(tx, viewer, ref, key, wait, turn)
        if row.agency_id != viewer.agency_id:
            insist_deed(tx, viewer, matter.case, Deed.CHANGE_WAIT)
        if not go_on(matter, row, viewer.professional_id):
            raise Refused(mark("The clock of this question is running."))
        return row.due_on or matter.today


def _insist_may_pause(matter: Matter, viewer: Viewer, wait: Wait, said: Pausing) -> None:
    if REASONS[said.code].by_letter:
        if wait.agency_id != viewer.agency_id:
            raise NotAllowed(mark("Only the agency that decides can stop the clock with a letter."))
        if wait.term_kind != Kind.STATUTORY:
            raise Refused(mark("A letter stops the clock of a term set by law only."))
        return
    # The one who was asked hears that they cannot stop their own clock, also where they guide the case.
    if is_holder(viewer, wait):
        raise NotAllowed(mark("Whoever was asked cannot stop their own clock; the case manager can."))
    if not may(viewer, Deed.CHANGE_WAIT, ties_of(matter.tx, matter.case)):
        raise NotAllowed(mark("Only the case manager can stop the clock of this question."))


def _insist_can_pause(wait: Wait) -> None:
    if not can_stand_still(wait):
        raise Refused(mark("This question has no last day that could be moved."))
    if wait.paused_on is not None and wait.paused_until is not None:
        raise Refused(
            mark("The clock of this question stands still already, until {day}."), day=_written(wait.paused_until)
        )


def _insist_day_of_letter(matter: Matter, wait: Wait, from_on: date) -> None:
    if from_on > matter.today:
        raise BadAnswer(mark("The field '{field}' lies in the future."), "letter_on")
    if from_on < counted_since(wait):
        raise BadAnswer(
            mark("The letter was sent before this question was asked, or before its day was agreed."), "letter_on"
        )
    if any(each.until_on is not None and from_on < each.until_on for each in pauses_of(matter, wait)):
        raise Refused(mark("The clock stood still on some of these days already."))


def _insist_until(matter: Matter, wait: Wait, said: Pausing, from_on: date) -> None:
    if said.until <= from_on:
        raise BadAnswer(mark("The clock stands still until a day after it stopped."), "until")
    most = latest_end(matter, wait, said.code, from_on)
    if most is None:
        raise Refused(mark("This reason stops no clock in your region."))
    if said.until > most:
        raise BadAnswer(
            mark("For this reason the clock of this question may stand still until {day} at most."),
            "until",
            day=_written(most),
        )


def _written(day: date) -> str:
    return f"{day:%d-%m-%Y}"
