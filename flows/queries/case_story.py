"""What happened in one case, in order: asked, answered, told, started, ended. Words and names only to who may see them.

An agency that does not guide the case sees its own questions and answers, and nothing of the others.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlmodel import col, select

from flows.queries.case_list import StageLine
from flows.queries.delay_story import time_events
from flows.queries.destruction import is_held
from flows.queries.door import Opened, name_for, open_case
from flows.queries.emergency import emergency_events
from flows.queries.event import Event
from flows.queries.ladder import step_events
from flows.queries.outcome import outcome_for
from flows.queries.people_story import people_events
from flows.queries.waiting import WaitLine, name_of, waits_of_cases
from models.access import Viewer
from models.code import Part, StatementKind
from models.condition import Thing
from models.item import Item
from models.link import Link
from models.store import Tx
from models.tables import Agency, CaseFile, Entry, Professional, StageRun, Statement, Wait


@dataclass(frozen=True, slots=True)
class CaseStory:
    """One case as a viewer may see it."""

    id: int
    ref: str
    youth: str | None
    case_manager: str | None
    case_manager_phone: str | None
    consultant: str | None
    opened_at: datetime
    outcome: str | None
    closed_at: datetime | None
    retain_until: date | None
    on_hold: bool
    urgent: bool
    held: frozenset[Link]
    stages: tuple[StageLine, ...]
    waiting: tuple[WaitLine, ...]
    timeline: tuple[Event, ...]


def case_story(tx: Tx, viewer: Viewer, ref: str) -> CaseStory:
    """The case of that number.

    Raises:
        Unknown: no such case, or none the viewer may know of; the two are not told apart.
    """
    opened = open_case(tx, viewer, ref)
    case = tx.session.get_one(CaseFile, opened.case.id)
    sees_all = opened.sees(Item.WAIT)
    waiting = [line for line in waits_of_cases(tx, [case.id]) if opened.sees(Item.WAIT, asked_of(opened, line))]
    events = [event for event in _events(tx, case) if opened.sees(Item.TIMELINE, opened.own(event.agency_id))]
    return CaseStory(
        id=case.id,
        ref=case.ref,
        youth=name_for(tx, opened),
        case_manager=_name(tx, case.case_manager_id),
        case_manager_phone=_phone(tx, case.case_manager_id),
        consultant=_name(tx, case.consultant_id),
        opened_at=case.opened_at,
        outcome=outcome_for(case.outcome, sees_all=sees_all),
        closed_at=case.closed_at,
        retain_until=case.retain_until,
        on_hold=is_held(tx, case.id),
        urgent=case.urgent,
        held=opened.held,
        stages=tuple(_stages(tx, case, sees_all=sees_all)),
        waiting=tuple(waiting),
        timeline=tuple(sorted(events, key=lambda event: event.at)),
    )


def asked_of(opened: Opened, line: WaitLine) -> Thing:
    """A question, as the table of policies looks at it."""
    return replace(opened.own(line.agency_id), window=line.part == Part.TRUSTED_PERSON)


def _events(tx: Tx, case: CaseFile) -> Iterator[Event]:
    runs = {run.id: run for run in tx.session.exec(select(StageRun).where(StageRun.case_id == case.id))}
    agencies = {agency.id: agency.name for agency in tx.session.exec(select(Agency))}
    for run in runs.values():
        yield Event(run.started_at, run.stage, run.stage, "started", None)
        if run.ended_at is not None:
            yield Event(run.ended_at, run.stage, run.outcome or "", "ended", None)
    for wait in tx.session.exec(select(Wait).where(Wait.case_id == case.id, Wait.kind != "date")):
        actor = agencies.get(wait.agency_id or 0, wait.part)
        stage = runs[wait.stage_run_id].stage
        yield Event(wait.asked_at, stage, wait.key, "asked", actor, wait.agency_id, wait.form)
        if wait.closed_at is not None:
            became = str(wait.status)
            yield Event(wait.closed_at, stage, wait.key, became, actor, wait.agency_id, wait.form, wait.code)
    yield from time_events(tx, case.id, {run.id: run.stage for run in runs.values()}, agencies)
    yield from step_events(tx, case.id)
    yield from people_events(tx, case.id)
    yield from emergency_events(tx, case.id)
    for entry in tx.session.exec(select(Entry).where(col(Entry.stage_run_id).in_(list(runs)))):
        if entry.kind in _SHOWN:
            yield Event(entry.settled_at, runs[entry.stage_run_id].stage, entry.key, str(entry.kind), None)
    for said in tx.session.exec(select(Statement).where(Statement.case_id == case.id)):
        if said.kind not in {"answer", "ahead"}:
            stage = runs[said.stage_run_id].stage
            actor = agencies.get(said.said_by_agency_id or 0)
            kind, agency = _kind(said), said.said_by_agency_id
            yield Event(said.recorded_at, stage, said.key or "", kind, actor, agency, said.form)


def _kind(said: Statement) -> str:
    """A signal that no step listened to yet stays visible as such."""
    unheard = said.kind == StatementKind.SIGNAL and said.heard_at is None
    return "signal not heard" if unheard else str(said.kind)


_SHOWN = frozenset({"tell", "record", "start", "wait_until"})


def _stages(tx: Tx, case: CaseFile, *, sees_all: bool) -> Iterator[StageLine]:
    for run in tx.session.exec(select(StageRun).where(StageRun.case_id == case.id).order_by(col(StageRun.id))):
        yield StageLine(run.stage, run.status, outcome_for(run.outcome, sees_all=sees_all), run.diagnosis)


def _name(tx: Tx, professional: int | None) -> str | None:
    return name_of(tx.session.get_one(Professional, professional)) if professional else None


def _phone(tx: Tx, professional: int | None) -> str | None:
    return tx.session.get_one(Professional, professional).phone if professional else None
