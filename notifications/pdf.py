"""Turns a print into a PDF that screen readers can read (PDF/UA-1). Keeps no file, and reads nothing but its own look.

A sign for which this machine has no letter, such as an emoji, is drawn as □, and the print says so at its end.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import typst

from notifications.plain import Language
from notifications.press import WORDS
from notifications.printout import Paragraph, Printout

UNKNOWN = "□"
_NOTE: Mapping[Language, str] = {
    "nl": f"Waar {UNKNOWN} staat, stond een teken dat hier niet kan worden afgedrukt, zoals een emoji.",
    "en": f"Where you see {UNKNOWN}, there was a sign that cannot be printed here, such as an emoji.",
}
_CANNOT_BE_SEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]|[\ud800-\udfff\ufffe\uffff]")
_PLAIN_TEXT = re.compile(r"[^\n\t\x20-\x7e\xa0-\xac\xae-\xff]")
_SEVERAL = re.compile(f"{UNKNOWN}{{2,}}")


def as_pdf(printout: Printout) -> bytes:
    """The print as the bytes of a PDF; the same print gives the same bytes.

    Raises:
        typst.TypstError: the look itself is broken.
    """
    last: typst.TypstError | None = None
    for kept in (_as_it_is, _what_can_be_drawn, _latin):
        try:
            return _compiled(_cleaned(printout, kept))
        except typst.TypstError as problem:
            last = problem
    assert last is not None  # noqa: S101 - three ways were tried
    raise last


def _cleaned(printout: Printout, kept: Callable[[str], str]) -> Printout:
    before = printout.model_dump()
    after = _each_text(before, lambda text: _SEVERAL.sub(UNKNOWN, kept(_CANNOT_BE_SEEN.sub("", text))))
    cleaned = Printout.model_validate(after)
    if UNKNOWN not in json.dumps(after, default=str, ensure_ascii=False):
        return cleaned
    return cleaned.model_copy(update={"parts": (*cleaned.parts, Paragraph(text=_NOTE[printout.language]))})


def _each_text(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {name: _each_text(each, change) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return tuple(_each_text(each, change) for each in value)
    return value


def _as_it_is(text: str) -> str:
    return text


def _what_can_be_drawn(text: str) -> str:
    return "".join(letter if letter.isascii() else _drawn(letter) for letter in text)


def _latin(text: str) -> str:
    return _PLAIN_TEXT.sub(UNKNOWN, text)


@lru_cache(maxsize=10_000)
def _drawn(letter: str) -> str:
    """The letter if this machine can draw it, □ if not; nothing for what only joins or colours others."""
    if unicodedata.category(letter) in {"Cf", "Mn", "Sk"}:
        return ""
    try:
        typst.compile(
            b'#set document(title: "-")\n#text(font: ("DejaVu Sans", "Libertinus Serif"), sys.inputs.data)',
            sys_inputs={"data": letter},
            pdf_standards=["ua-1"],
        )
    except typst.TypstError:
        return UNKNOWN
    return letter


def _compiled(printout: Printout) -> bytes:
    on = printout.made_at
    data = printout.model_dump(mode="json") | {"year": on.year, "month": on.month, "day": on.day}
    look = (WORDS / "_print" / "print.typ").read_bytes()
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    made = typst.compile(look, sys_inputs=inputs, pdf_standards=["ua-1"], timestamp=int(on.timestamp()))
    if not isinstance(made, bytes):
        raise TypeError(type(made).__name__)
    return made
