"""What a field of a form is to the person who fills it in, read from the form itself. Draws nothing, keeps nothing.

A form is described once, in ``models/forms``; what can be drawn follows from its JSON schema.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from models.forms.form import Sheet


class Kind(StrEnum):
    """How a field is filled in."""

    WORDS = "words"
    LINE = "line"
    DAY = "day"
    MOMENT = "moment"
    YES_NO = "yes or no"
    TICK = "tick"
    CHOICE = "choice"
    CHOICES = "choices"
    PICK = "pick"
    PICKS = "picks"
    MARK = "mark"
    MONEY = "money"
    NUMBER = "number"
    LINES = "lines"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Field:
    """One field.

    Attributes:
        label: what the person reads, in English.
        help: one more sentence, in English.
        choices: the codes it may hold.
        pick: the name of the list it is chosen from.
        sheet: the name of the form or line it stands in.
        lines: the fields of its own lines.
        least: the fewest lines or options.
        most: the most lines, options or characters.
        whole: what is kept is a number.
    """

    name: str
    label: str
    kind: Kind
    sheet: str
    required: bool
    default: Any = None
    help: str | None = None
    choices: tuple[str, ...] = ()
    pick: str | None = None
    lines: tuple["Field", ...] = ()
    least: int = 0
    most: int | None = None
    whole: bool = False


LONGEST_LINE = 254
MOST_CENTS = 100_000_000

Schema = Mapping[str, Any]


@cache
def fields_of(form: type[Sheet]) -> tuple[Field, ...]:
    """The fields of a form or line, in its own order."""
    schema = form.model_json_schema()
    return _fields(schema, schema.get("$defs", {}))


def _fields(schema: Schema, known: Schema) -> tuple[Field, ...]:
    required = set(schema.get("required", ()))
    return tuple(
        _field(name, each, str(schema["title"]), name in required, known) for name, each in schema["properties"].items()
    )


def _field(name: str, schema: Schema, sheet: str, required: bool, known: Schema) -> Field:  # noqa: FBT001 - read from a schema
    held = _resolved(schema, known)
    item = _resolved(held["items"], known) if held.get("type") == "array" else held
    kind = _kind(held, item, picked="pick" in schema, required=required)
    return Field(
        name=name,
        label=str(schema.get("title", name)),
        kind=kind,
        sheet=sheet,
        required=required or held.get("minItems", 0) > 0,
        default=schema.get("default"),
        help=schema.get("description"),
        choices=tuple(item.get("enum", ())) or ((item["const"],) if "const" in item else ()),
        pick=schema.get("pick"),
        lines=_fields(item, known) if kind in {Kind.LINES, Kind.GROUP} else (),
        least=held.get("minItems", 0),
        most=held.get("maxItems") or held.get("maxLength"),
        whole=item.get("type") == "integer",
    )


def _resolved(schema: Schema, known: Schema) -> Schema:
    """What the field holds when it is filled in: without "or nothing", and with what it refers to."""
    held = next((each for each in schema.get("anyOf", ()) if each.get("type") != "null"), schema)
    return known[held["$ref"].rpartition("/")[2]] if "$ref" in held else held


def _kind(held: Schema, item: Schema, *, picked: bool, required: bool) -> Kind:
    several = held.get("type") == "array"
    if picked:
        return Kind.PICKS if several else Kind.PICK
    if "enum" in item or "const" in item:
        return Kind.CHOICES if several else Kind.CHOICE
    if item.get("type") == "object":
        return Kind.LINES if several else Kind.GROUP
    return _OF_TYPE[str(item["type"])](item, required)


def _of_text(item: Schema, _required: bool) -> Kind:  # noqa: FBT001 - one signature for every type
    formats = {"date": Kind.DAY, "date-time": Kind.MOMENT}
    otherwise = Kind.WORDS if item.get("maxLength", 0) > LONGEST_LINE else Kind.LINE
    return formats.get(str(item.get("format")), otherwise)


def _of_number(item: Schema, _required: bool) -> Kind:  # noqa: FBT001
    by_most = {10: Kind.MARK, MOST_CENTS: Kind.MONEY}
    return by_most.get(item.get("maximum", 0), Kind.NUMBER)


def _of_truth(_item: Schema, required: bool) -> Kind:  # noqa: FBT001
    return Kind.YES_NO if required else Kind.TICK


_OF_TYPE = {"string": _of_text, "integer": _of_number, "boolean": _of_truth}
