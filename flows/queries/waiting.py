"""Whom we are waiting for, since when, until when, and how many working days longer than agreed. Never writes.

One row shape and one query for every list of waits, so that a number and the list behind it cannot differ.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import col, func, select

from flows.engine.matter import AMSTERDAM
from flows.queries.delay import Delay, delays_for
from flows.queries.visible import visible
from models.access import Viewer
from models.store import Tx
from models.tables import Agency, CaseFile, Professional, StageRun, Wait


@dataclass(frozen=True, slots=True)
class WaitLine:
    """One open question, as people see it.

    Attributes:
        who: the professional asked, or the part of one of the people; empty where only the agency is known.
        days_late: working days longer than agreed (see ``delay``); people themselves are never late.
        term: the name of the term it was asked under, with how much of what, and what binds it.
        paused_days: working days its clock stood still.
        paused_until: the last day its clock stands still now.
        contested: what became of an agency's contest of the days counted.
        step: the highest step of the ladder it reached.
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
    term: str | None = None
    term_amount: int | None = None
    term_unit: str | None = None
    term_kind: str | None = None
    agreed_from: date | None = None
    paused_days: int = 0
    paused_until: date | None = None
    contested: str | None = None
    step: int = 0


_ASKED = (col(Wait.closed_at).is_(None), col(Wait.kind) != "date")
"""Open, and asked of somebody."""
_EARLIEST = (col(Wait.due_on).is_(None), col(Wait.due_on), col(Wait.id))
"""Those with the earliest last day first."""


def waits_of_cases(tx: Tx, cases: Iterable[int]) -> list[WaitLine]:
    """The open questions of these cases, the longest waiting first."""
    numbers = list(cases)
    return _lines(tx, col(Wait.case_id).in_(numbers)) if numbers else []


def waits_visible_to(
    tx: Tx, viewer: Viewer, *conditions: Any, limit: int | None = None, offset: int = 0
) -> list[WaitLine]:
    """The open questions in every case the viewer may know of: all, or ``limit`` of them after the first ``offset``."""
    if limit is None:
        return _lines(tx, visible(viewer), *conditions)
    asked = select(Wait.id).join(CaseFile, col(CaseFile.id) == Wait.case_id)
    return first_lines(tx, asked.where(visible(viewer), *_ASKED, *conditions), limit, offset)


def first_lines(tx: Tx, asked: Any, limit: int, offset: int = 0) -> list[WaitLine]:
    """The first of the questions whose numbers are selected, the earliest last day first.

    Which ones, from the indexes alone: the rows of all the others would be read to be sorted and thrown away.
    """
    numbers = tx.session.exec(asked.order_by(*_EARLIEST).limit(limit).offset(offset)).all()
    return _lines(tx, col(Wait.id).in_(numbers)) if numbers else []


def in_a_run(condition: Any) -> Any:
    """True for a wait of a stage or errand that meets the condition on ``StageRun``: runs are read only where asked."""
    return select(StageRun.id).where(StageRun.id == Wait.stage_run_id, condition).correlate(Wait).exists()


def how_many_waits(tx: Tx, viewer: Viewer, *conditions: Any) -> int:
    """How many questions ``waits_visible_to`` gives without a limit."""
    counted = (
        select(func.count())
        .select_from(Wait)
        .join(CaseFile, col(CaseFile.id) == Wait.case_id)
        .where(visible(viewer), *_ASKED, *conditions)
    )
    return int(tx.session.exec(counted).one())


def _lines(tx: Tx, *conditions: Any) -> list[WaitLine]:
    rows = tx.session.exec(
        select(Wait, CaseFile.region_id, CaseFile.ref, StageRun.stage, Agency.name, Professional)  # type: ignore[call-overload]
        .join(CaseFile, col(CaseFile.id) == Wait.case_id)
        .join(StageRun, col(StageRun.id) == Wait.stage_run_id)
        .outerjoin(Agency, col(Agency.id) == Wait.agency_id)
        .outerjoin(Professional, col(Professional.id) == Wait.professional_id)
        .where(*_ASKED, *conditions)
        .order_by(*_EARLIEST)
    ).all()
    known = delays_for(tx, [(wait, region) for wait, region, *_ in rows])
    return [_line(delay, wait, *rest) for delay, (wait, _, *rest) in zip(known, rows, strict=True)]


def _line(delay: Delay, wait: Wait, ref: str, stage: str, agency: str | None, who: Professional | None) -> WaitLine:
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
        since=delay.asked,
        opens_on=_day(wait.opens_at) if wait.opens_at else None,
        due=wait.due_on,
        days_late=delay.days_late,
        turn=wait.turn,
        awaited=wait.kind != "open",
        version=wait.form_version or 1,
        phone=who.phone if who else None,
        term=wait.term,
        term_amount=wait.term_amount,
        term_unit=wait.term_unit,
        term_kind=wait.term_kind,
        agreed_from=wait.agreed_from if wait.shifts else None,
        paused_days=delay.paused_days,
        paused_until=wait.paused_until,
        contested=delay.contested,
        step=wait.step,
    )


def _day(moment: datetime) -> date:
    return moment.astimezone(AMSTERDAM).date()


def name_of(professional: Professional) -> str:
    """A professional's name as people write it."""
    parts: Sequence[str | None] = (professional.given_name, professional.prefix, professional.family_name)
    return " ".join(part for part in parts if part)
