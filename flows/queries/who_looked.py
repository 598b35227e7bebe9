"""Who looked at one youth's file, as they may read it: days, organisations and functions, no codes and no names.

Notes and concerns do not show in it. Source: NEN 7513, and process.md, "Safety concern".
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import col, func, select

from flows.engine.matter import AMSTERDAM
from flows.queries.log import NOT_FOR_FAMILY, case_for
from flows.queries.people import agency_name, professional_name
from models.access import Viewer
from models.code import Logged
from models.look import Look
from models.speech import DEFAULT
from models.store import Tx
from models.tables import CaseFile, LogLine, Person, Professional

MOST = 5_000
"""Lines of the log in one print, the newest first."""
WHO_LOOKED = "who looked"
"""What the log says of such a print."""


@dataclass(frozen=True, slots=True)
class Looked:
    """Somebody of an organisation did something with the file on a day, once or more.

    Attributes:
        function: what they were to the youth, as a code; empty where it was nothing.
    """

    on: date
    agency: str
    function: str
    what: Logged
    times: int


@dataclass(frozen=True, slots=True)
class WhoLooked:
    """The print to be.

    Attributes:
        language: the youth's own.
        call: whom to ask about it, by name and phone number.
        is_whole: no older lines were left out.
    """

    ref: str
    language: str
    call: str
    phone: str
    lines: tuple[Looked, ...]
    is_whole: bool


def who_looked(tx: Tx, viewer: Viewer, ref: str, *, most: int = MOST) -> WhoLooked:
    """Who looked, the newest first; that it was printed stands in the log.

    Raises:
        Unknown: no such case, or none the viewer may know of.
        NotAllowed: the viewer neither guides it nor is privacy officer.
    """
    number = case_for(tx, viewer, ref)
    tx.note(Look(viewer, Logged.PRINT, number, WHO_LOOKED))
    case = tx.session.get(CaseFile, number)
    lines, is_whole = looked_at(tx, number, most=most)
    manager = tx.session.get(Professional, case.case_manager_id) if case and case.case_manager_id else None
    youth = tx.session.get(Person, case.youth_id) if case else None
    return WhoLooked(
        ref=ref.strip().upper()[:12],
        language=youth.language if youth else DEFAULT,
        call=professional_name(tx, manager.id) if manager else "",
        phone=(manager.phone or "") if manager else "",
        lines=tuple(lines),
        is_whole=is_whole,
    )


def looked_at(tx: Tx, case: int, *, most: int) -> tuple[list[Looked], bool]:
    """Who looked, the newest first, and whether no older lines were left out; for who was let in before this."""
    rows = tx.session.exec(
        select(LogLine)
        .where(LogLine.case_id == case, func.coalesce(LogLine.about, "").not_in(NOT_FOR_FAMILY))
        .order_by(col(LogLine.id).desc())
        .limit(most + 1)
    ).all()
    return list(_counted(tx, rows[:most])), len(rows) <= most


def _counted(tx: Tx, rows: Sequence[LogLine]) -> Iterator[Looked]:
    """The same by the same on one day is one line, as often as it was."""
    names: dict[int | None, str] = {}
    counts: Counter[tuple[date, str, str, Logged]] = Counter()
    for row in rows:
        name = names.setdefault(row.agency_id, agency_name(tx, row.agency_id))
        counts[row.at.astimezone(AMSTERDAM).date(), name, row.why or "", row.what] += 1
    for (on, agency, function, what), times in counts.items():
        yield Looked(on, agency, function, what, times)
