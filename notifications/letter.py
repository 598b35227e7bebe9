"""From a notice to the letter a person reads: subject, plain text and HTML. It never knows whom it goes to."""

import unicodedata
from dataclasses import dataclass

from notifications.plain import Language, Notice
from notifications.press import inlined, printed, tidied


class BadHeader(ValueError):  # noqa: N818 - a refusal is named after what was refused
    """A header value that could break out of its header: it holds a line break or another control character."""


@dataclass(frozen=True)
class Letter:
    """What one person reads: a subject of one line, the plain text, and the same words as HTML."""

    subject: str
    text: str
    html: str


def one_header_line(value: str) -> str:
    """Return `value` if it can stand in a mail header.

    Raises:
        BadHeader: when it is empty or holds a line break or control character (header injection).
    """
    if not value or any(unicodedata.category(sign) in {"Cc", "Zl", "Zp"} for sign in value):
        raise BadHeader("a header is one line without control characters")
    return value


def write(notice: Notice, language: Language) -> Letter:
    """Return the notice in `language`.

    Raises:
        BadHeader: when a value breaks the subject into lines.
        jinja2.UndefinedError: when its words ask for a value the notice does not have.
    """
    values = _values(notice)
    folder = f"{notice.template}/{language}"
    subject = one_header_line(printed(f"{folder}.subject.txt", values, language).strip())
    values["subject"] = subject
    text = tidied(printed(f"{folder}.txt", values, language))
    return Letter(subject, text, inlined(printed(f"{folder}.html", values, language)))


def _values(notice: Notice) -> dict[str, object]:
    values = {name: getattr(notice, name) for name in type(notice).model_fields}
    return values | {"to": notice.to, "floor": notice.floor}
