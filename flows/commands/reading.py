"""Reads what somebody hands in: JSON, or fields already. Checks no form."""

import json
from collections.abc import Mapping
from typing import Any

from models.refusal import BadAnswer
from models.speech import mark

LONGEST_CONTENT = 400_000
"""Characters; a form with every field full stays far below."""
UNKEPT = mark("The field '{field}' contains characters that cannot be kept.")


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
    for name, value in fields.items():
        if _has_half_a_letter(name) or _has_half_a_letter(json.dumps(value, ensure_ascii=False)):
            raise BadAnswer(UNKEPT, ascii(name)[1:-1][:80])
    return fields


def _has_half_a_letter(text: str) -> bool:
    """JSON can spell half a letter (a lone surrogate); no file and no database can keep one."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False
