"""What was said to a run before it asked: signals, answers ahead of their question, the answer just before it."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from flows.engine import hot
from flows.engine.filing import file
from flows.engine.journal import OpenWait
from flows.engine.matter import Matter, packed
from flows.engine.saying import say_ahead
from models.forms import form_from, form_named
from models.holder import Holder
from models.refusal import Refused
from models.tables import Statement

SITTING = timedelta(hours=1)
"""Who answered one question this shortly before the next one is asked sees it on the page."""


def sits_there(matter: Matter, statement: int | None, holder: Holder) -> bool:
    """Whether who is asked now answered the question before it a moment ago, themselves or by a colleague."""
    if statement is None:
        return False
    speaker = matter.tx.one(hot.READ_SPEAKER, statement=statement, since=matter.now - SITTING)
    if speaker is None or holder.person_id is not None:
        return False
    professional, agency = speaker
    return bool(
        holder.professional_id == professional or (holder.professional_id is None and holder.agency_id == agency)
    )


def says_yes_themselves(matter: Matter, named_by: int | None, wait: OpenWait) -> None:
    """Who named themselves in the answer just before gave a plain yes by that; nobody asks them once more.

    Source: process.md, "where asker and holder are the same person, the step closes in the same form".
    """
    form = form_named(wait.form or "", wait.form_version)
    holder = wait.holder.professional_id if wait.holder else None
    if not form.own_word or named_by is None or holder is None:
        return
    if matter.session.get_one(Statement, named_by).said_by_professional_id == holder:
        say_ahead(matter, holder, wait.key, form())


def hear(matter: Matter, unless: Sequence[str]) -> str | None:
    """The oldest unheard signal of this run that the line listens to; heard from now on."""
    if not unless:
        return None
    for number, kind, name in matter.tx.all(hot.READ_UNHEARD, run=matter.run):
        if kind == "signal" and name in unless:
            matter.tx.run(hot.HEAR, statement=number, now=matter.now)
            return str(name)
    return None


def take_ahead(matter: Matter, wait: OpenWait) -> OpenWait | None:
    """Answers a question just asked with what its holder said ahead of it, if anything.

    One sitting: who answers one question may answer in the same form what will be asked next. What does not fit any
    more by then stays where it is, and the question is asked.
    """
    for number, kind, key in matter.tx.all(hot.READ_UNHEARD, run=matter.run):
        if kind == "ahead" and key == wait.key:
            statement = matter.session.get_one(Statement, number)
            if wait.holder and wait.form == statement.form and _said_by(wait.holder, statement):
                taken = _taken(matter, wait, statement)
                if taken:
                    return taken
    return None


def _said_by(holder: Holder, statement: Statement) -> bool:
    if holder.person_id is not None:
        return statement.said_by_person_id == holder.person_id
    if holder.professional_id is not None:
        return statement.said_by_professional_id == holder.professional_id
    return statement.said_by_agency_id == holder.agency_id


def _taken(matter: Matter, wait: OpenWait, statement: Statement) -> OpenWait | None:
    try:
        value = _filed(matter, wait, statement)
    except Refused:
        return None
    statement.heard_at = matter.now
    statement.wait_id = wait.id
    matter.session.add(statement)
    matter.tx.run(hot.CLOSE_WAIT, wait=wait.id, to_status="given", now=matter.now, code=None, value=value)
    return replace(wait, status="given", value=value)


def _filed(matter: Matter, wait: OpenWait, statement: Statement) -> str:
    """Files it in a transaction within this one: what is refused leaves no row, and the run goes on."""
    fields = {**json.loads(statement.words or "{}"), "version": statement.form_version}
    case, speaker = matter.case, matter.speaker
    try:
        with matter.session.begin_nested():
            form = form_from(wait.form or "", wait.form_version or 1, fields)
            matter.speaker = statement.said_by_professional_id
            return packed({**file(matter, wait, form), "statement": statement.id})
    except Refused:
        matter.case = case
        raise
    finally:
        matter.speaker = speaker
