"""A copy of a file in the form it is handed over in, and what it is called. Keeps nothing; the log tells of it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import cast

from sqlmodel import col, select

from flows.copy.item import Copy
from flows.copy.paper import printed_copy
from flows.copy.read import release
from flows.copy.written import written_copy
from flows.queries.door import open_file
from models.access import Viewer
from models.code import RightKind
from models.refusal import Refused
from models.speech import mark
from models.store import Tx
from models.tables import RightRequest
from notifications.plain import Language

Making = Callable[[Copy, Language, datetime], bytes]


def _pdf(copy: Copy, language: Language, now: datetime) -> bytes:
    from notifications.pdf import as_pdf  # noqa: PLC0415 - typst is loaded only where something is printed

    return as_pdf(printed_copy(copy, language, now))


FORMS: Mapping[str, Making] = {"pdf": _pdf, "json": lambda *parts: written_copy(*parts).encode()}
"""How each form of a copy is made, by the end of its name."""
TYPES: Mapping[str, str] = {"pdf": "application/pdf", "json": "application/json"}


def handed_over(tx: Tx, viewer: Viewer, ref: str, request: int | None, form: str, now: datetime) -> bytes:
    """The copy somebody asked for, in the language of whoever hands it over; it stands in the log as an export.

    Raises:
        Refused: nobody asked for a copy, or several did and none is named, or the viewer does not guide the case.
    """
    number = request if request is not None else the_only_request(tx, viewer, ref)
    language = cast("Language", viewer.language)
    return FORMS[form](release(tx, viewer, ref, number, language), language, now)


def name_of(ref: str, form: str) -> str:
    """What the file is called: the number of the case, and no name of anybody."""
    return f"{ref}.{form}"


def the_only_request(tx: Tx, viewer: Viewer, ref: str) -> int:
    """The number of the one open request for a copy of that file.

    Raises:
        Refused: there is none, or there are more.
    """
    opened = open_file(tx, viewer, ref)
    found = tx.session.exec(
        select(RightRequest.id)
        .where(
            RightRequest.case_id == opened.case.id,
            col(RightRequest.kind).in_([RightKind.ACCESS, RightKind.COPY]),
            col(RightRequest.ended_at).is_(None),
        )
        .order_by(col(RightRequest.id))
    ).all()
    if not found:
        raise Refused(mark("No copy of this file was asked for."))
    if len(found) > 1:
        numbers = ", ".join(map(str, found))
        raise Refused(mark("More than one copy was asked for; say which one: {numbers}."), numbers=numbers)
    return found[0]
