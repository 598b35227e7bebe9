"""Answering a question: under the case's lock the wait is compared and set, the words kept, the rows filed.

Never depends on Prefect or the mail server. Answering twice is harmless; a late answer is kept.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import flows.filing  # noqa: F401 - every answer is filed
from flows.commands.other import other_answer
from flows.commands.question import Found, find, find_for_another, see_case, ties_of
from flows.commands.reading import as_fields
from flows.engine import hot
from flows.engine.filing import file
from flows.engine.matter import packed
from flows.engine.post import put
from flows.engine.saying import say_ahead
from flows.engine.settle import settle_if_done
from models.access import Deed, Viewer, insist
from models.code import StatementKind
from models.forms import form_from, form_named
from models.forms.form import Form
from models.refusal import BadAnswer, Changed, NotOpen, Refused
from models.speech import mark
from models.store import Store, Tx
from models.tables import Professional

LONGEST_AGO = timedelta(days=366)
"""What is recorded later than this was meant for another year."""


@dataclass(frozen=True, slots=True)
class Said:
    """Who said it and when, where that is not the viewer just now (said, then recorded)."""

    by: int | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of an answer."""

    ref: str
    key: str
    status: str


def answer(  # noqa: PLR0913 - the last three are named, and mostly left out
    store: Store,
    viewer: Viewer,
    ref: str,
    key: str,
    content: str | Mapping[str, Any],
    now: datetime,
    *,
    said: Said | None = None,
    turn: int | None = None,
    wait: int | None = None,
) -> Answered:
    """Answers the question ``key`` of a case.

    Args:
        store: the domain database.
        viewer: who answers, or records what was said.
        ref: the number of the case.
        key: the key of the question.
        content: the form's fields; or ``cannot``, ``needs_longer`` or ``someone_else`` with theirs; with ``then``, the
            answers to what will be asked next in the same sitting, by key.
        now: the moment.
        said: on whose behalf it is recorded, and when it was said.
        turn: the turn of the question the person saw; refused when it changed meanwhile.
        wait: the number of the question itself, where several of the case share the key.

    Raises:
        Refused: one sentence that says why; nothing was written, but for the words of an answer that came late.
    """
    fields = as_fields(content)
    with store.write(now) as tx:
        found, is_open = _question(tx, viewer, (ref, key, wait), said or Said())
        if turn is not None and is_open and turn != found.turn:
            raise Changed(mark("This question was changed meanwhile; look at it again."))
        answered = _taken(found, viewer, fields, said or Said()) if is_open else None
        if answered is None:
            _keep(found, viewer, fields, said or Said(), _too_late(found))
    if answered is None:
        raise NotOpen(
            mark("The question '{key}' is not open any more in case {ref}; what you said was kept."),
            key=key[:80],
            ref=found.matter.case.ref,
        )
    return answered


def _question(tx: Tx, viewer: Viewer, which: tuple[str, str, int | None], said: Said) -> tuple[Found, bool]:
    ref, key, wait = which
    if said.at is not None and said.at > tx.now:
        raise Refused(mark("What was said lies in the future."))
    if said.at is not None and said.at < tx.now - LONGEST_AGO:
        raise Refused(mark("What was said lies more than a year back; look at the date."))
    if said.by is None or said.by == viewer.professional_id:
        return find(tx, viewer, ref, key, wait)
    if viewer.only is not None:
        _insist_colleague(tx, viewer, said.by)
        return find(tx, viewer, ref, key, wait)
    found, is_open = find_for_another(tx, ref, key, said.by, wait)
    see_case(tx, viewer, found.matter.case)
    if found.wait.holder is None or found.wait.holder.agency_id != viewer.agency_id:
        insist(viewer, Deed.RECORD_FOR_OTHERS, ties_of(tx, found.matter.case))
    return found, is_open


def _insist_colleague(tx: Tx, viewer: Viewer, by: int) -> None:
    """Who has a link records what a colleague of the same agency said, and nobody else."""
    colleague = tx.session.get(Professional, by)
    if colleague is None or not colleague.active or colleague.agency_id != viewer.agency_id:
        raise BadAnswer(mark("Choose a colleague of your own organisation."), "said.who")


def _taken(found: Found, viewer: Viewer, fields: dict[str, Any], said: Said) -> Answered:
    found.matter.speaker = said.by or viewer.professional_id or None
    then = fields.pop("then", {})
    instead = other_answer(found, fields)
    if instead is not None:
        _keep(found, viewer, fields, said, StatementKind.ANSWER)
        _tell_recorded(found, viewer, said)
        return Answered(found.matter.case.ref, found.wait.key, instead)
    form = form_from(found.wait.form or "", found.wait.form_version or 1, fields)
    _give(found, viewer, form, said)
    _keep_ahead(found, viewer, then)
    return Answered(found.matter.case.ref, found.wait.key, "given")


def _give(found: Found, viewer: Viewer, form: Form, said: Said) -> None:
    matter, wait = found.matter, found.wait
    statement = _keep(
        found, viewer, json.loads(form.model_dump_json(exclude_defaults=True)), said, StatementKind.ANSWER
    )
    value = packed({**file(matter, wait, form), "statement": statement})
    if not matter.tx.run(hot.CLOSE_WAIT, wait=wait.id, to_status="given", now=matter.now, code=None, value=value):
        raise NotOpen(
            mark("The question '{key}' is not open any more in case {ref}."), key=wait.key, ref=matter.case.ref
        )
    if wait.kind != "open":
        settle_if_done(matter, wait.key, wait.id)
    _tell_recorded(found, viewer, said)


def _tell_recorded(found: Found, viewer: Viewer, said: Said) -> None:
    """What was recorded for another agency counts at once, and stands in its digest: it may put it right."""
    holder = found.wait.holder
    if said.by not in {None, viewer.professional_id} and holder and holder.agency_id != viewer.agency_id:
        put(found.matter, holder, "RecordedForYou", {"waits": [found.wait.id]})


def _keep(found: Found, viewer: Viewer, fields: Mapping[str, Any], said: Said, kind: str) -> int:
    holder = found.wait.holder
    by = (said.by or viewer.professional_id or None) if holder and holder.person_id is None else None
    row = found.matter.tx.one(
        hot.ADD_STATEMENT,
        case_id=found.matter.case.id,
        stage_run_id=found.matter.run,
        wait_id=found.wait.id,
        kind=kind,
        key=found.wait.key,
        form=found.wait.form,
        form_version=found.wait.form_version,
        words=json.dumps(fields),
        said_at=said.at or found.matter.now,
        recorded_at=found.matter.now,
        said_by_professional_id=by,
        said_by_agency_id=holder.agency_id if holder else None,
        said_by_person_id=holder.person_id if holder else None,
        recorded_by_id=viewer.professional_id or None,
    )
    return int(row[0]) if row else 0


def _keep_ahead(found: Found, viewer: Viewer, then: Any) -> None:
    """Keeps, in the same sitting, the answers to what will be asked next; each is checked now."""
    if not isinstance(then, dict):
        raise BadAnswer(mark("The field '{field}' does not fit: {why}."), "then", why="not a form")
    for key, (name, fields) in ((key, _named(each)) for key, each in then.items()):
        form = form_from(name, form_named(name).version, fields)
        say_ahead(found.matter, viewer.professional_id, key, form)


def _named(each: Any) -> tuple[str, dict[str, Any]]:
    if not isinstance(each, dict) or not isinstance(each.get("form"), str):
        raise BadAnswer(mark("The field '{field}' does not fit: {why}."), "then", why="names no form")
    return each["form"], {name: value for name, value in each.items() if name != "form"}


def _too_late(found: Found) -> str:
    return StatementKind.SUPERSEDED if found.wait.status == "given" else StatementKind.LATE
