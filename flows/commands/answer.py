"""Answering a question: under the case's lock the wait is compared and set, the words kept, the rows filed.

Never depends on Prefect or the mail server. Answering twice is harmless; a late answer is kept.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import flows.filing  # noqa: F401 - every answer is filed
from flows.commands.answer_draft import forget_typed
from flows.commands.kept import Said, keep, keep_ahead, keep_late, tell_recorded
from flows.commands.other import other_answer
from flows.commands.question import Found
from flows.commands.reading import as_fields
from flows.commands.spoken import insist_past, question_of
from flows.engine import hot
from flows.engine.filing import file
from flows.engine.matter import packed
from flows.engine.settle import settle_if_done
from models.access import Viewer
from models.code import StatementKind
from models.forms import form_from
from models.forms.form import Form
from models.refusal import CameLate, NotOpen
from models.speech import mark
from models.store import Store


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
    fields, said = as_fields(content), said or Said()
    with store.write(now) as tx:
        insist_past(now, said)
        found, is_open = question_of(tx, viewer, ref, (key, wait, turn), said)
        answered = take(found, viewer, fields, said) if is_open else None
        if answered is None:
            keep_late(found, viewer, fields, said)
    if answered is None:
        raise not_open_any_more(found.wait.key, found.matter.case.ref)
    return answered


def not_open_any_more(key: str, ref: str) -> CameLate:
    """What is said to who answers a question that was answered or taken back before; their words are kept."""
    return CameLate(
        mark("The question '{key}' is not open any more in case {ref}; what you said was kept."),
        key=key,
        ref=ref,
    )


def take(found: Found, viewer: Viewer, fields: dict[str, Any], said: Said) -> Answered:
    """Takes what is said to an open question, in the transaction that found it open.

    Raises:
        Refused: it does not fit; the transaction must not be kept.
    """
    found.matter.speaker = said.by or viewer.professional_id or None
    then = fields.pop("then", {})
    instead = other_answer(found, fields)
    if instead is not None:
        forget_typed(found.matter.tx, viewer, found.wait.id)
        keep(found, viewer, fields, said, StatementKind.ANSWER)
        tell_recorded(found, viewer, said)
        return Answered(found.matter.case.ref, found.wait.key, instead)
    form = form_from(found.wait.form or "", found.wait.form_version or 1, fields)
    _give(found, viewer, form, said)
    keep_ahead(found, viewer, then)
    return Answered(found.matter.case.ref, found.wait.key, "given")


def _give(found: Found, viewer: Viewer, form: Form, said: Said) -> None:
    matter, wait = found.matter, found.wait
    statement = keep(found, viewer, json.loads(form.model_dump_json(exclude_defaults=True)), said, StatementKind.ANSWER)
    value = packed({**file(matter, wait, form), "statement": statement})
    if not matter.tx.run(hot.CLOSE_WAIT, wait=wait.id, to_status="given", now=matter.now, code=None, value=value):
        raise NotOpen(
            mark("The question '{key}' is not open any more in case {ref}."), key=wait.key, ref=matter.case.ref
        )
    if wait.kind != "open":
        settle_if_done(matter, wait.key, wait.id)
    tell_recorded(found, viewer, said)
