"""Says in one sentence what is wrong with an answer, and where. Decides nothing.

Pydantic finds what is wrong; its words are for programmers. Here its codes become sentences for people.
"""

from collections.abc import Mapping
from typing import Any, get_args

from pydantic import ValidationError
from pydantic_core.core_schema import ErrorType

from models.forms.form import TOGETHER, Sheet
from models.refusal import BadAnswer
from models.speech import mark

_SENTENCES: Mapping[str, str] = {
    "missing": mark("The field '{field}' is missing."),
    "extra_forbidden": mark("There is no field '{field}' in this form."),
    "string_too_long": mark("The field '{field}' is too long: at most {max_length} characters."),
    "string_too_short": mark("The field '{field}' is empty."),
    "string_pattern_mismatch": mark("The field '{field}' is not written as it should be."),
    "string_type": mark("The field '{field}' must be text."),
    "literal_error": mark("The field '{field}' must be one of: {expected}."),
    "enum": mark("The field '{field}' must be one of: {expected}."),
    "bool_parsing": mark("The field '{field}' must be yes or no."),
    "bool_type": mark("The field '{field}' must be yes or no."),
    "int_parsing": mark("The field '{field}' must be a whole number."),
    "int_type": mark("The field '{field}' must be a whole number."),
    "int_from_float": mark("The field '{field}' must be a whole number."),
    "less_than_equal": mark("The field '{field}' is at most {le}."),
    "greater_than_equal": mark("The field '{field}' is at least {ge}."),
    "too_long": mark("The field '{field}' has too many lines: at most {max_length}."),
    "too_short": mark("The field '{field}' needs at least {min_length}."),
    "list_type": mark("The field '{field}' must be a list."),
    "blank": mark("The field '{field}' is empty."),
    "string_unicode": mark("The field '{field}' contains characters that cannot be kept."),
    "control_characters": mark("The field '{field}' contains characters that cannot be kept."),
    "holder": mark(
        "The field '{field}' names somebody by kind and number, such as agency:1; choose one of: {expected}."
    ),
    "citizen_number": mark(
        "Nine digits in the answer look like a citizen service number; leave it out, or say that it is another number."
    ),
}
_DATES = ("date", "datetime", "time")
_NO_DATE = mark("The field '{field}' must be a date, such as 2026-11-23.")
_OTHERWISE = mark("The field '{field}' does not fit: {why}.")
_UNFIT = mark("The field '{field}' is not filled in as it should be.")
_OF_PYDANTIC = frozenset(get_args(ErrorType))
"""Kinds whose words are for programmers; all others are ours."""


def bad_answer(form: type[Sheet], wrong: ValidationError) -> BadAnswer:
    """The first thing that is wrong, as one sentence that names the field; never what was typed in it."""
    return bad_answers(form, wrong)[0]


def bad_answers(form: type[Sheet], wrong: ValidationError) -> list[BadAnswer]:
    """Everything that is wrong, each as one such sentence."""
    return [_bad_answer(form, error) for error in wrong.errors(include_url=False, include_input=False)]


def _bad_answer(form: type[Sheet], error: Mapping[str, Any]) -> BadAnswer:
    kind, context = str(error["type"]), dict(error.get("ctx") or {})
    if "expected" in context:  # its list ends in an English word
        context["expected"] = str(context["expected"]).replace("' or '", "', '")
    field = ".".join(str(part) for part in error["loc"])
    if kind.startswith(TOGETHER):
        where = ".".join(part for part in (field, kind.removeprefix(TOGETHER)) if part)
        return BadAnswer(_OTHERWISE, where, why=error["msg"])
    if kind.startswith(_DATES):
        return BadAnswer(_NO_DATE, field)
    sentence = _SENTENCES.get(kind, _UNFIT if kind in _OF_PYDANTIC else _OTHERWISE)
    return BadAnswer(sentence, field or form.__name__, **_wanted({"why": error["msg"], **context}))


def _wanted(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name in _PLACES}


_PLACES = frozenset({"max_length", "min_length", "expected", "le", "ge", "why"})
