"""What was typed on a plain page: from the pairs a browser sends to the form's JSON, and back to what is shown. Pure.

Nothing is refused here: what cannot be read goes on as it was typed, and the form says what is wrong with it.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import parse_qsl

from dashboard.part.field import Field, Kind
from flows.engine.matter import AMSTERDAM

MOST_PAIRS = 300
Pairs = Mapping[str, list[str]]


def pairs_of(body: bytes) -> Pairs | None:
    """What a browser sent, by name; nothing where it is no form."""
    found: dict[str, list[str]] = {}
    try:
        for name, value in parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=MOST_PAIRS):
            found.setdefault(name, []).append(value)
    except ValueError:
        return None
    return found


def first(pairs: Pairs, name: str) -> str:
    """The first value of that name, without the blanks around it."""
    return pairs.get(name, [""])[0].strip()


def content_of(fields: Iterable[Field], pairs: Pairs) -> dict[str, Any]:
    """The form's JSON; what was left empty is left out."""
    found = {field.name: _READ.get(field.kind, _text)(field, pairs) for field in fields}
    return {name: value for name, value in found.items() if value not in (None, "", [])}


def _text(field: Field, pairs: Pairs) -> Any:
    return first(pairs, field.name)


def _moment(field: Field, pairs: Pairs) -> Any:
    text = first(pairs, field.name)
    with suppress(ValueError):
        return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM).isoformat()
    return text


def _yes_no(field: Field, pairs: Pairs) -> Any:
    text = first(pairs, field.name)
    return {"yes": True, "no": False}.get(text, text)


def _tick(field: Field, pairs: Pairs) -> Any:
    return bool(first(pairs, field.name))


def _several(field: Field, pairs: Pairs) -> Any:
    return [value for value in pairs.get(field.name, []) if value]


def _whole(field: Field, pairs: Pairs) -> Any:
    text = first(pairs, field.name)
    return int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(2**53)) else text


def _money(field: Field, pairs: Pairs) -> Any:
    text = first(pairs, field.name)
    try:
        cents = Decimal(text.replace(",", ".")) * 100
        return int(cents) if cents.is_finite() and cents == int(cents) else text
    except (InvalidOperation, OverflowError):
        return text


def _pick(field: Field, pairs: Pairs) -> Any:
    return _whole(field, pairs) if field.whole else first(pairs, field.name)


_READ: Mapping[Kind, Callable[[Field, Pairs], Any]] = {
    Kind.MOMENT: _moment,
    Kind.YES_NO: _yes_no,
    Kind.TICK: _tick,
    Kind.CHOICES: _several,
    Kind.PICKS: _several,
    Kind.MARK: _whole,
    Kind.NUMBER: _whole,
    Kind.MONEY: _money,
    Kind.PICK: _pick,
}
"""Kinds that are not read as plain text."""
