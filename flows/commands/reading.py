"""Reads what somebody hands in: JSON, or fields already. Checks no form."""

import json
from collections.abc import Mapping
from typing import Any

from models.refusal import BadAnswer
from models.speech import mark

LONGEST_CONTENT = 400_000
"""Characters; a form with every field full stays far below."""


def as_fields(content: str | Mapping[str, Any]) -> dict[str, Any]:
    """The fields of what was handed in.

    Raises:
        BadAnswer: too long, no JSON, or no fields.
    """
    if not isinstance(content, str):
        return dict(content)
    if len(content) > LONGEST_CONTENT:
        raise BadAnswer(mark("The answer is too long: at most {most} characters."), "", most=LONGEST_CONTENT)
    try:
        fields = json.loads(content)
    except (ValueError, RecursionError):
        raise BadAnswer(mark("The answer is not written in JSON."), "") from None
    if not isinstance(fields, dict):
        raise BadAnswer(mark("The answer is not a form: it has no fields."), "")
    return fields
