"""Fills in any form with what it takes, so that nothing but who asks can be the reason of a refusal."""

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import ValidationError

from models.forms.form import Sheet

WORDS = (
    "Woorden van een vreemde", "2026-12-01", "2026-11-20", "2026-12-01T10:00", "agency:3", "professional:3", "person:3",
    "action:1", "VN-TEST222", "Tielerwaard", "wmo investigation", "a@b.example", 1, True, ["agency:3"], ["person:3"],
    ["professional:3"], ["Woorden"], {"worry": "Anders"}, "1",
)  # fmt: skip


def filled_in(sheet: type[Sheet]) -> dict[str, Any]:
    """Content of which every field fits; where only together they do not, as good as it goes."""
    content = {
        name: next(_fitting(sheet, name, field.annotation), None)
        for name, field in sheet.model_fields.items()
        if field.is_required()
    }
    return {name: value for name, value in content.items() if value is not None}


def _fitting(sheet: type[Sheet], name: str, annotation: Any) -> Iterator[Any]:
    for value in (*_codes(annotation), *WORDS):
        try:
            sheet.model_validate({name: value})
        except ValidationError as wrong:
            if any(error["loc"][:1] == (name,) for error in wrong.errors()):
                continue
        yield value


def _codes(annotation: Any) -> Iterator[Any]:
    for each in get_args(annotation):
        if isinstance(each, str):
            yield str(each)
        else:
            yield from _codes(each)
