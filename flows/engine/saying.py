"""Keeps what somebody said besides an answer: ahead of a question, or about one. Answers nothing itself."""

import json

from flows.engine import hot
from flows.engine.matter import Matter
from models.code import StatementKind
from models.forms.form import Form
from models.tables import Professional


def say_ahead(matter: Matter, professional: int, key: str, form: Form, *, recorded_by: int | None = None) -> None:
    """Keeps an answer to a question that will be asked; taken when it is asked of the same person.

    Args:
        matter: the run that will ask.
        professional: who will be asked.
        key: the key of the question.
        form: the answer.
        recorded_by: who writes it down, where that is somebody else.
    """
    agency = matter.session.get_one(Professional, professional).agency_id
    matter.tx.one(
        hot.ADD_STATEMENT,
        case_id=matter.case.id,
        stage_run_id=matter.run,
        wait_id=None,
        kind=StatementKind.AHEAD,
        key=key[:80],
        form=type(form).__name__,
        form_version=form.version,
        words=form.model_dump_json(exclude_defaults=True),
        said_at=matter.now,
        recorded_at=matter.now,
        said_by_professional_id=professional,
        said_by_agency_id=agency,
        said_by_person_id=None,
        recorded_by_id=recorded_by or professional,
    )


def note(matter: Matter, professional: int, wait: int, words: str) -> None:
    """Keeps a few words about a question, sealed, with who wrote them."""
    agency = matter.session.get_one(Professional, professional).agency_id
    matter.tx.one(
        hot.ADD_STATEMENT,
        case_id=matter.case.id,
        stage_run_id=matter.run,
        wait_id=wait,
        kind=StatementKind.NOTE,
        key=None,
        form=None,
        form_version=None,
        words=json.dumps({"words": words}),
        said_at=matter.now,
        recorded_at=matter.now,
        said_by_professional_id=professional,
        said_by_agency_id=agency,
        said_by_person_id=None,
        recorded_by_id=professional,
    )
