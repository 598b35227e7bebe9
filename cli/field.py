"""The fields of a form as lines for a person who writes its JSON, or as facts. Reads the form; fills in nothing."""

from collections.abc import Iterator
from typing import Any

from models.forms.form import Sheet
from models.speech import mark, say

HOLDS = {
    "string": mark("text"),
    "integer": mark("a whole number"),
    "boolean": "true, false",
    "object": mark("fields"),
    "date": "2026-11-23",
    "date-time": "2026-11-23T14:30:00+01:00",
}
"""What a field holds, by its type or format."""

Schema = dict[str, Any]


def fields_of(sheet: type[Sheet], language: str, within: str = "") -> list[Schema]:
    """One line a field: its name (lines of a list as ``goals[].words``), what it asks, if it must, what it holds."""
    schema = sheet.model_json_schema()
    return list(_fields(schema, schema.get("$defs", {}), language, within))


def _fields(schema: Schema, known: Schema, language: str, within: str) -> Iterator[Schema]:
    for name, field in schema.get("properties", {}).items():
        held = _resolved(field, known)
        several = held.get("type") == "array"
        item = _resolved(held["items"], known) if several else held
        here = f"{within}{name}{'[]' if several else ''}"
        yield {
            "field": here,
            "asks": say(str(field.get("title", name)), language),
            "must": name in schema.get("required", ()),
            "holds": _holds(item, field, language),
            "pick": field.get("pick"),
        }
        yield from _fields(item, known, language, f"{here}.")


def _holds(item: Schema, field: Schema, language: str) -> str:
    if "pick" in field:
        return say(mark("chosen from a list"), language)
    if "enum" in item or "const" in item:
        return ", ".join(map(str, item.get("enum", [item.get("const")])))
    of = str(item.get("format"))
    return say(HOLDS[of if of in HOLDS else str(item["type"])], language)


def _resolved(schema: Schema, known: Schema) -> Schema:
    """What it holds when it is filled in: without "or nothing", and with what it refers to."""
    held: Schema = next((each for each in schema.get("anyOf", ()) if each.get("type") != "null"), schema)
    return known[held["$ref"].rpartition("/")[2]] if "$ref" in held else held
