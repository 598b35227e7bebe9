"""What happened in one case, in order: asked, answered, told, started, ended. Words and names only to who may see them.

An agency that does not guide the case sees its own questions and answers, and nothing of the others.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam
from sqlalchemy import select as core_select
from sqlmodel import col, select

from flows.commands.question import ties_of
from flows.engine.hot import CASE, CASE_COLUMNS
from flows.engine.matter import CaseRow, unpacked
from flows.queries.case_list import StageLine
from flows.queries.waiting import WaitLine, name_of, waits_of_cases
from models.access import Deed, Link, Viewer, links, may
from models.prepared import Prepared
from models.refusal import Unknown
from models.resemblance import full_name
from models.speech import mark
from models.store import Tx
from models.tables import Agency, CaseFile, Entry, Person, Professional, StageRun, Statement, Wait


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened: when, in which stage, which step, what, and who."""

    at: datetime
    stage: str
    key: str
    kind: str
    actor: str | None
    agency_id: int | None = None


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
    row = tx.one(_READ_CASE, ref=ref.strip().upper()[:12])
    ties = ties_of(tx, CaseRow(*row)) if row else None
    held = links(viewer, ties) if ties else frozenset()
    if row is None or ties is None or not held:
        raise Unknown(mark("There is no case {ref}."), ref=ref[:20])
    case = tx.session.get_one(CaseFile, row[0])
    sees_file = may(viewer, Deed.SEE_FILE, ties) or bool(held & {Link.MANAGER, Link.OPERATOR})
    waiting = [line for line in waits_of_cases(tx, [case.id]) if sees_file or line.agency_id == viewer.agency_id]
    events = [event for event in _events(tx, case) if sees_file or event.agency_id == viewer.agency_id]
    return CaseStory(
        id=case.id,
        ref=case.ref,
        youth=_youth(tx, case) if may(viewer, Deed.SEE_NAME, ties) else None,
        case_manager=_name(tx, case.case_manager_id),
        case_manager_phone=_phone(tx, case.case_manager_id),
        consultant=_name(tx, case.consultant_id),
        opened_at=case.opened_at,
        outcome=case.outcome,
        closed_at=case.closed_at,
        retain_until=case.retain_until,
        urgent=case.urgent,
        held=held,
        stages=tuple(_stages(tx, case)),
        waiting=tuple(waiting),
        timeline=tuple(sorted(events, key=lambda event: event.at)),
    )


_READ_CASE = Prepared(core_select(*(CASE.c[name] for name in CASE_COLUMNS)).where(CASE.c.ref == bindparam("ref")))


def _events(tx: Tx, case: CaseFile) -> Iterator[Event]:
    runs = {run.id: run for run in tx.session.exec(select(StageRun).where(StageRun.case_id == case.id))}
    agencies = {agency.id: agency.name for agency in tx.session.exec(select(Agency))}
    for run in runs.values():
        yield Event(run.started_at, run.stage, run.stage, "started", None)
        if run.ended_at is not None:
            yield Event(run.ended_at, run.stage, run.outcome or "", "ended", None)
    for wait in tx.session.exec(select(Wait).where(Wait.case_id == case.id, Wait.kind != "date")):
        actor = agencies.get(wait.agency_id or 0, wait.part)
        yield Event(wait.asked_at, runs[wait.stage_run_id].stage, wait.key, "asked", actor, wait.agency_id)
        if wait.closed_at is not None:
            yield Event(
                wait.closed_at, runs[wait.stage_run_id].stage, wait.key, str(wait.status), actor, wait.agency_id
            )
    for entry in tx.session.exec(select(Entry).where(col(Entry.stage_run_id).in_(list(runs)))):
        if entry.kind in _SHOWN:
            yield Event(entry.settled_at, runs[entry.stage_run_id].stage, entry.key, str(entry.kind), _what(entry))
    for said in tx.session.exec(select(Statement).where(Statement.case_id == case.id)):
        if said.kind not in {"answer", "ahead"}:
            stage = runs[said.stage_run_id].stage
            actor = agencies.get(said.said_by_agency_id or 0)
            yield Event(said.recorded_at, stage, said.key or "", str(said.kind), actor, said.said_by_agency_id)


_SHOWN = frozenset({"tell", "record", "start", "wait_until"})


def _what(entry: Entry) -> str | None:
    value = unpacked(entry.value)
    return str(value) if isinstance(value, str) else None


def _stages(tx: Tx, case: CaseFile) -> Iterator[StageLine]:
    for run in tx.session.exec(select(StageRun).where(StageRun.case_id == case.id).order_by(col(StageRun.id))):
        yield StageLine(run.stage, run.status, run.outcome, run.diagnosis)


def _youth(tx: Tx, case: CaseFile) -> str:
    person = tx.session.get_one(Person, case.youth_id)
    return full_name(person.given_name, person.prefix, person.family_name)


def _name(tx: Tx, professional: int | None) -> str | None:
    return name_of(tx.session.get_one(Professional, professional)) if professional else None


def _phone(tx: Tx, professional: int | None) -> str | None:
    return tx.session.get_one(Professional, professional).phone if professional else None
