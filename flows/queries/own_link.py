"""Where the coded link of a youth leads: to their own page, or nowhere any more, and why. Writes nothing.

Until the code is typed nothing is told but that the link is one of ours.
"""

from dataclasses import dataclass
from enum import StrEnum

from flows.engine.matter import CaseRow, Matter
from flows.facts.own_page import Reader, reader_numbered
from flows.queries.door import READ_CASE
from flows.queries.own_page import OWN_PAGE, OwnPage, page_of
from models.access import Viewer
from models.code import Logged
from models.look import Look
from models.refusal import NotOpen
from models.speech import DEFAULT, mark
from models.store import Tx
from models.tables import CaseFile, OwnLink, Person

CODED_LINK = "own link"
"""What the log says of it, and of who holds it before the code was typed."""


class State(StrEnum):
    """What the link leads to now."""

    OPEN = "open"
    ENDED = "ended"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class OwnLinked:
    """A link that was given once.

    Attributes:
        link: its number.
        viewer: the youth, once the code was typed.
        language: of the youth.
    """

    link: int
    state: State
    viewer: Viewer
    language: str


def own_linked(tx: Tx, link: int | None) -> OwnLinked | None:
    """The link of that number; nothing where there is none, which takes as long to say."""
    row = tx.session.get(OwnLink, link or 0)
    if row is None:
        return None
    case = tx.session.get_one(CaseFile, row.case_id)
    youth = tx.session.get(Person, case.youth_id)
    language = youth.language if youth else DEFAULT
    return OwnLinked(row.id, _state(tx, row, case), Viewer(0, 0, language=language, own=case.id), language)


def own_page_of(tx: Tx, viewer: Viewer, link: int) -> OwnPage:
    """The youth's own page, for who typed the code; that it was read stands in the log.

    Raises:
        NotOpen: the link leads there no more.
    """
    matter, reader = behind(tx, viewer, link)
    tx.note(Look(viewer, Logged.SEE_FILE, matter.case.id, OWN_PAGE, reader.link.value))
    return page_of(matter, reader)


def behind(tx: Tx, viewer: Viewer, link: int) -> tuple[Matter, Reader]:
    """The case behind a link that counts, and the youth as its reader.

    Raises:
        NotOpen: it was ended, the case closed, or the youth may not read it today.
    """
    row = tx.session.get(OwnLink, link)
    case = tx.session.get(CaseFile, row.case_id) if row else None
    reader = _reader(tx, case) if case else None
    if row is None or case is None or reader is None or viewer.own != case.id or _state(tx, row, case) != State.OPEN:
        tx.note(Look(viewer, Logged.REFUSED, viewer.own, CODED_LINK, CODED_LINK))
        raise NotOpen(mark("This link leads nowhere any more."))
    return _matter(tx, case), reader


def _state(tx: Tx, row: OwnLink, case: CaseFile) -> State:
    if row.ended_at is not None or _reader(tx, case) is None:
        return State.ENDED
    return State.OPEN if case.closed_at is None else State.CLOSED


def _reader(tx: Tx, case: CaseFile) -> Reader | None:
    """The youth from twelve on; of a joined case, and after a death, nobody."""
    return reader_numbered(_matter(tx, case), case.youth_id)


def _matter(tx: Tx, case: CaseFile) -> Matter:
    return Matter(tx, CaseRow(*(tx.one(READ_CASE, ref=case.ref) or ())), 0, "", 0, None, None)
