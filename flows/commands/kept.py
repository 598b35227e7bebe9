"""Keeps the words of an answer, with who said them and when, and tells whose words were recorded. Answers nothing."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flows.commands.question import Found
from flows.engine import hot
from flows.engine.post import put
from flows.engine.saying import say_ahead
from models.access import Viewer
from models.code import Logged, StatementKind
from models.forms import form_from, form_named
from models.look import Look
from models.refusal import BadAnswer
from models.speech import mark
from models.tables import Statement


@dataclass(frozen=True, slots=True)
class Said:
    """Who said it and when, where that is not the viewer just now (said, then recorded).

    Attributes:
        name: what they call themselves, where nobody of that agency is known here.
    """

    by: int | None = None
    at: datetime | None = None
    name: str | None = None


def keep(found: Found, viewer: Viewer, fields: Mapping[str, Any], said: Said, kind: str) -> int:
    """Keeps what was said to a question; gives the number of the statement."""
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
    if row and said.name:
        found.matter.session.get_one(Statement, row[0]).said_by_name = said.name
    behalf, part = said.by if said.by != viewer.professional_id else None, holder.part if holder else None
    found.matter.tx.note(Look(viewer, Logged.ANSWER, found.matter.case.id, found.wait.key, part, behalf))
    return int(row[0]) if row else 0


def keep_late(found: Found, viewer: Viewer, fields: Mapping[str, Any], said: Said) -> None:
    """Keeps what was said to a question that is not open any more."""
    kind = StatementKind.SUPERSEDED if found.wait.status == "given" else StatementKind.LATE
    keep(found, viewer, fields, said, kind)


def tell_recorded(found: Found, viewer: Viewer, said: Said) -> None:
    """What was recorded for another agency counts at once, and stands in its digest: it may put it right."""
    holder = found.wait.holder
    if said.by not in {None, viewer.professional_id} and holder and holder.agency_id != viewer.agency_id:
        put(found.matter, holder, "RecordedForYou", {"waits": [found.wait.id]})


def keep_ahead(found: Found, viewer: Viewer, then: Any) -> None:
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
