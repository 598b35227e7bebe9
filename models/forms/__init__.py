"""Every form by name and version, and how an answer in JSON becomes one. Files nothing."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, TypeVar

from pydantic import ValidationError

from models.forms import (
    aftercare,
    assignment,
    birthday,
    delay,
    errand,
    imposition,
    intake,
    ladder,
    meeting,
    money,
    own_ask,
    right,
    succession,
    tapering,
    weighing,
)
from models.forms.form import Form, Sheet
from models.forms.wording import bad_answer
from models.refusal import Refused
from models.speech import mark

S = TypeVar("S", bound=Sheet)

_ROOMS = (
    intake, weighing, meeting, assignment, aftercare, tapering, errand, birthday, succession, ladder, delay, money,
    imposition, right, own_ask,
)  # fmt: skip
FORMS: Mapping[str, type[Form]] = {
    name: form
    for room in _ROOMS
    for name, form in vars(room).items()
    if isinstance(form, type) and issubclass(form, Form) and form.__module__ == room.__name__
}
"""The newest version of every form."""

PAST: Mapping[tuple[str, int], type[Form]] = {}
"""Older versions that open questions may still have been asked with."""


def form_named(name: str, version: int | None = None) -> type[Form]:
    """The form of that name, in that version or the newest.

    Raises:
        Refused: there is no such form.
    """
    newest = FORMS.get(name)
    if newest and version in (None, newest.version):
        return newest
    older = PAST.get((name, version or 0))
    if older is None:
        raise Refused(mark("There is no form '{name}' in version {version}."), name=name[:40], version=version or "-")
    return older


def is_known(name: str, version: int | None = None) -> bool:
    """Whether there is a form of that name, in that version or at all."""
    return (name in FORMS and version in (None, FORMS[name].version)) or (name, version) in PAST


def question_named(name: str, version: int | None = None) -> str:
    """What such a form asks, in English; of a version that is no more, what the newest asks; nothing without a form."""
    if is_known(name, version):
        return form_named(name, version).question
    return FORMS[name].question if name in FORMS else ""


@cache
def version_of(name: str | None) -> int | None:
    """The version a new question is asked with."""
    return form_named(name).version if name else None


def form_from(name: str, version: int, answer: str | Mapping[str, Any]) -> Form:
    """An answer as its form, checked; an older answer is lifted first, or refused by name.

    Raises:
        BadAnswer: a field does not fit; the sentence names it.
        ValueError: not written in JSON.
        Refused: no such form, or an older version that cannot be lifted.
    """
    form = form_named(name, version)
    fields = dict(json.loads(answer) if isinstance(answer, str) else answer)
    given = fields.pop("version", version)
    if given != version:
        lifted = form.lifted(fields, given) if isinstance(given, int) else None
        if lifted is None:
            raise Refused(
                mark("This answer is for version {given} of the form; the question was asked with version {version}."),
                given=str(given)[:10],
                version=version,
            )
        fields = lifted
    return line_from(form, fields)


def line_from(sheet: type[S], fields: Mapping[str, Any]) -> S:
    """Fields as their sheet, checked.

    Raises:
        BadAnswer: a field does not fit; the sentence names it.
    """
    try:
        return sheet.model_validate_json(json.dumps(fields))
    except ValidationError as wrong:
        raise bad_answer(sheet, wrong) from None
