"""Whom we are waiting for, since when, until when, and how many working days longer than agreed. Never writes.

One row shape and one query for every list of waits, so that a number and the list behind it cannot differ.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import col, select

from flows.engine.matter import AMSTERDAM
from flows.engine.when import calendar_of
from flows.queries.visible import visible
from models.access import Viewer
from models.holder import PEOPLE
from models.store import Tx
from models.tables import Agency, CaseFile, Professional, StageRun, Wait
from models.term import days_late


@dataclass(frozen=True, slots=True)
class WaitLine:
    """One open question, as people see it.

    Attributes:
        who: the professional asked, or the part of one of the people; empty where only the agency is known.
        days_late: working days longer than agreed; people themselves are never late.
        opens_on: before this day nobody needs to do anything.
        version: of the form it was asked with.
        phone: the phone number of the professional asked.
    """

    id: int
    case_id: int
    ref: str
    run: int
    stage: str
    key: str
    form: str
    part: str
    agency_id: int | None
    agency: str | None
    professional_id: int | None
    person_id: int | None
    who: str | None
    since: date
    opens_on: date | None
    due: date | None
    days_late: int
    turn: int
    awaited: bool
    version: int = 1
    phone: str | None = None


def waits_of_cases(tx: Tx, cases: Iterable[int]) -> list[WaitLine]:
    """The open questions of these cases, the longest waiting first."""
    numbers = list(cases)
    return _lines(tx, col(Wait.case_id).in_(numbers)) if numbers else []


def waits_visible_to(tx: Tx, viewer: Viewer, *conditions: Any) -> list[WaitLine]:
    """The open questions in every case the viewer may know of."""
    return _lines(tx, visible(viewer), *conditions)


def waits_of_agency(tx: Tx, agency: int) -> list[WaitLine]:
    """The open questions an agency holds."""
    return _lines(tx, col(Wait.agency_id) == agency)


def _lines(tx: Tx, *conditions: Any) -> list[WaitLine]:
    rows = tx.session.exec(
        select(Wait, CaseFile.ref, CaseFile.region_id, StageRun.stage, Agency.name, Professional)  # type: ignore[call-overload]
        .join(CaseFile, col(CaseFile.id) == Wait.case_id)
        .join(StageRun, col(StageRun.id) == Wait.stage_run_id)
        .outerjoin(Agency, col(Agency.id) == Wait.agency_id)
        .outerjoin(Professional, col(Professional.id) == Wait.professional_id)
        .where(col(Wait.closed_at).is_(None), Wait.kind != "date", *conditions)
        .order_by(col(Wait.due_on).is_(None), col(Wait.due_on), col(Wait.id))
    ).all()
    today = tx.now.astimezone(AMSTERDAM).date()
    return [_line(tx, today, *row) for row in rows]


def _line(
    tx: Tx, today: date, wait: Wait, ref: str, region: int, stage: str, agency: str | None, who: Professional | None
) -> WaitLine:
    return WaitLine(
        id=wait.id,
        case_id=wait.case_id,
        ref=ref,
        run=wait.stage_run_id,
        stage=stage,
        key=wait.key,
        form=wait.form or "",
        part=wait.part or "",
        agency_id=wait.agency_id,
        agency=agency,
        professional_id=wait.professional_id,
        person_id=wait.person_id,
        who=name_of(who) if who else (wait.part if wait.person_id else None),
        since=wait.counted_from or _day(wait.asked_at),
        opens_on=_day(wait.opens_at) if wait.opens_at else None,
        due=wait.due_on,
        days_late=_days_late(tx, today, region, wait),
        turn=wait.turn,
        awaited=wait.kind != "open",
        version=wait.form_version or 1,
        phone=who.phone if who else None,
    )


def _days_late(tx: Tx, today: date, region: int, wait: Wait) -> int:
    if wait.due_on is None or wait.due_on >= today or wait.part in PEOPLE or wait.person_id is not None:
        return 0
    return days_late(wait.due_on, today, calendar_of(tx, region, wait.agency_id))


def _day(moment: datetime) -> date:
    return moment.astimezone(AMSTERDAM).date()


def name_of(professional: Professional) -> str:
    """A professional's name as people write it."""
    parts: Sequence[str | None] = (professional.given_name, professional.prefix, professional.family_name)
    return " ".join(part for part in parts if part)
