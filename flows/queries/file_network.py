"""Who stands around the youth, and the coaching that becomes less as that grows. Only for who may see the file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from flows.queries.about_coaching import Proposal, proposal_of
from flows.queries.door import matter_of, open_file
from flows.queries.people import professional_name
from models.access import Viewer
from models.network import Around, SupporterFacts, around
from models.store import Tx
from models.tables import CaseFile, CheckInNote, Coaching, NetworkMap, Supporter

GIFTS = ("practical", "company", "advice", "emotional")


@dataclass(frozen=True, slots=True)
class SupporterView:
    """Somebody around the youth: initials, what they are, and what they give."""

    initials: str
    relation: str
    kind: str
    gives: tuple[str, ...]
    in_a_crisis: bool
    always_there: bool
    rating: int


@dataclass(frozen=True, slots=True)
class StepView:
    """A step of coaching, since when, and why as codes."""

    step: str
    since_on: date
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NetworkView:
    """The newest map, what was counted on it, and the steps of coaching, the newest first."""

    drawn_on: date | None
    level: str | None
    counted: Around
    supporters: tuple[SupporterView, ...]
    coach: str
    steps: tuple[StepView, ...]
    check_ins: tuple[tuple[date, int, str], ...]
    proposal: Proposal | None = None

    def __bool__(self) -> bool:
        return bool(self.drawn_on or self.steps)


def network_of(tx: Tx, viewer: Viewer, ref: str) -> NetworkView:
    """The network and coaching in the case of that number.

    Raises:
        Refused: no such case, or the viewer may not see its file.
    """
    opened = open_file(tx, viewer, ref)
    case = tx.session.get_one(CaseFile, opened.case.id)
    drawn = tx.session.exec(
        select(NetworkMap).where(NetworkMap.case_id == case.id).order_by(col(NetworkMap.id).desc())
    ).first()
    rows = tx.session.exec(select(Supporter).where(Supporter.map_id == drawn.id)).all() if drawn else []
    return NetworkView(
        drawn_on=drawn.drawn_on if drawn else None,
        level=drawn.level if drawn else None,
        counted=around(_facts(row) for row in rows),
        supporters=tuple(_supporter(row) for row in rows),
        coach=professional_name(tx, case.coach_id),
        steps=tuple(_steps(tx, case.id)),
        check_ins=tuple(_check_ins(tx, case.id)),
        proposal=proposal_of(matter_of(tx, opened)),
    )


def _gives(row: Supporter) -> tuple[str, ...]:
    return tuple(gift for gift in GIFTS if getattr(row, gift))


def _facts(row: Supporter) -> SupporterFacts:
    return SupporterFacts(row.kind, frozenset(_gives(row)), row.always_there, row.adult, row.in_a_crisis)


def _supporter(row: Supporter) -> SupporterView:
    return SupporterView(
        row.initials, row.relation, row.kind, _gives(row), row.in_a_crisis, row.always_there, row.rating
    )


def _steps(tx: Tx, case: int) -> Iterator[StepView]:
    rows = tx.session.exec(select(Coaching).where(Coaching.case_id == case).order_by(col(Coaching.id).desc()))
    yield from (StepView(row.step, row.since_on, tuple(filter(None, row.why.split(",")))) for row in rows)


def _check_ins(tx: Tx, case: int) -> Iterator[tuple[date, int, str]]:
    rows = tx.session.exec(select(CheckInNote).where(CheckInNote.case_id == case).order_by(col(CheckInNote.id).desc()))
    yield from ((row.met_on, row.mark, row.line or "") for row in rows)
