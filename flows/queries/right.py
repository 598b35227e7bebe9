"""What was asked of a file by right, and what came of it; who may ask. Only for who may see the file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from flows.engine.matter import AMSTERDAM
from flows.engine.who import age_of, holders
from flows.queries.door import Opened, matter_of, open_file
from flows.queries.option import Option
from flows.queries.people import person_name
from models.access import Viewer
from models.age import AGREES_TOO_AT, PARENTS_STAND_BACK_AT
from models.code import Part, RightAbout, RightKind
from models.right import RIGHTS
from models.store import Tx
from models.tables import RightRequest


@dataclass(frozen=True, slots=True)
class RightLine:
    """One request.

    Attributes:
        who: who asked, and through whom.
        result: how it ended; nothing while it is open.
        gives_copy: a copy of the file is made for it.
    """

    id: int
    kind: str
    who: str
    asked_on: date
    about: str
    words: str | None
    longer_until: date | None
    result: str | None
    ground: str | None
    why: str | None
    ended_on: date | None
    gives_copy: bool


@dataclass(frozen=True, slots=True)
class OwnStatement:
    """Somebody's own words in the file, shown beside what they are about."""

    who: str
    about: str
    words: str
    added_on: date


def rights_of(tx: Tx, viewer: Viewer, ref: str) -> tuple[RightLine, ...]:
    """Every request in the case of that number, the newest first.

    Raises:
        Refused: no such case, or the viewer may not see its file.
    """
    opened = open_file(tx, viewer, ref)
    rows = tx.session.exec(
        select(RightRequest).where(RightRequest.case_id == opened.case.id).order_by(col(RightRequest.id).desc())
    )
    return tuple(_line(tx, row) for row in rows)


def own_statements(tx: Tx, viewer: Viewer, ref: str, *about: RightAbout) -> tuple[OwnStatement, ...]:
    """The own words about these parts of the file; those about the whole file stand beside each.

    Raises:
        Refused: no such case, or the viewer may not see its file.
    """
    opened = open_file(tx, viewer, ref)
    rows = tx.session.exec(
        select(RightRequest)
        .where(
            RightRequest.case_id == opened.case.id,
            RightRequest.kind == RightKind.STATEMENT,
            col(RightRequest.result).is_distinct_from("taken back"),
            col(RightRequest.about).in_([RightAbout.WHOLE, *about]),
        )
        .order_by(col(RightRequest.id))
    )
    return tuple(OwnStatement(_who(tx, row), str(row.about), row.words or "", row.asked_on) for row in rows)


def askers(tx: Tx, opened: Opened) -> Iterator[Option]:
    """Who may ask something of the file today, by the age of the youth; an institution asks it for the youth."""
    matter = matter_of(tx, opened)
    years = age_of(matter)
    custody = holders(matter, Part.CUSTODY_HOLDERS, None) if years < PARENTS_STAND_BACK_AT else []
    through_guardian = any(each.agency_id is not None for each in custody)
    youth = holders(matter, Part.YOUTH, None) if years >= AGREES_TOO_AT or through_guardian else []
    found = [*youth, *custody]
    for each in found:
        if each.person_id is not None:
            yield Option(each.token, person_name(tx, each.person_id))


def _line(tx: Tx, row: RightRequest) -> RightLine:
    return RightLine(
        row.id,
        str(row.kind),
        _who(tx, row),
        row.asked_on,
        str(row.about),
        row.words,
        row.longer_until,
        row.result,
        row.ground,
        row.why,
        row.ended_at.astimezone(AMSTERDAM).date() if row.ended_at else None,
        RIGHTS[row.kind].gives_copy,
    )


def _who(tx: Tx, row: RightRequest) -> str:
    asker = person_name(tx, row.asker_id)
    return f"{row.representative} ({asker})" if row.representative else asker
