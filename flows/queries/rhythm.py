"""The days on which somebody is in touch with a youth: windows of aftercare and check-ins, past, now and ahead.

Days and codes only, for who may see the file. Plans nothing: what lies ahead is how it stands today.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from sqlmodel import col, select

from flows.engine import when
from flows.engine.matter import AMSTERDAM, Matter, unpacked
from flows.facts.aftercare import planned_windows
from flows.queries.door import matter_of, open_file
from models.access import Viewer
from models.code import Stage, WaitStatus
from models.refusal import Refused
from models.store import Tx
from models.tables import CheckInNote, Coaching, Entry, StageRun, Wait

AHEAD = 6
"""So many check-ins are shown ahead; the rhythm may change at each."""


class Kind(StrEnum):
    """What kind of contact it is."""

    WINDOW = "window"
    EXTRA = "extra window"
    CHECK_IN = "check-in"


class State(StrEnum):
    """What became of it."""

    MET = "met"
    NOT_REACHED = "not reached"
    NO_WORD = "no word"
    NOW = "now"
    COMING = "coming"


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact: the days on which it counts, and what became of it."""

    kind: Kind
    opens_on: date
    closes_on: date
    state: State


def rhythm_of(tx: Tx, viewer: Viewer, ref: str) -> tuple[Contact, ...]:
    """Every contact of the case of that number, the first first.

    Raises:
        Refused: no such case, or the viewer may not see its file.
    """
    matter = matter_of(tx, open_file(tx, viewer, ref))
    runs = tx.session.exec(
        select(StageRun).where(
            StageRun.case_id == matter.case.id, col(StageRun.stage).in_((Stage.AFTERCARE, Stage.TAPERING))
        )
    ).all()
    found = [*_check_ins_held(matter), *(each for run in runs for each in _of_run(matter, run))]
    return tuple(sorted(found, key=lambda each: (each.opens_on, each.closes_on, each.kind)))


def _of_run(matter: Matter, run: StageRun) -> Iterator[Contact]:
    if run.stage == Stage.AFTERCARE:
        yield from _windows(replace(matter, run=run.id), ended=run.ended_at is not None)
    elif run.ended_at is None:
        yield from _check_ins_ahead(replace(matter, run=run.id))


def _windows(matter: Matter, *, ended: bool) -> Iterator[Contact]:
    """Those the journal tells of, each with what was heard; then those that lie ahead."""
    windows, regular = planned_windows(matter)
    had: dict[date, Contact] = {}
    entries = matter.session.exec(select(Entry).where(Entry.stage_run_id == matter.run).order_by(col(Entry.seq))).all()
    settled = {entry.key: entry.value for entry in entries}
    for key, value in settled.items():
        if key.startswith("window:"):
            window = unpacked(value)
            kind = Kind.WINDOW if window["around_on"] in regular else Kind.EXTRA
            state = _heard(settled, key.partition(":")[2], window["closes_on"], matter.today, ended=ended)
            if state is not None:
                had[window["around_on"]] = Contact(kind, window["opens_on"], window["closes_on"], state)
    yield from had.values()
    last = max(had, default=date.min)
    for window in () if ended else windows:
        if window.around_on > last and window.closes_on >= matter.today:
            kind = Kind.WINDOW if window.around_on in regular else Kind.EXTRA
            yield Contact(kind, window.opens_on, window.closes_on, State.COMING)


HEARD = ("contact", "contact-again", "contact-by-manager")


def _heard(settled: dict[str, str], number: str, closes_on: date, today: date, *, ended: bool) -> State | None:
    """What became of a window; nothing where aftercare ended before anybody could say."""
    said = [unpacked(settled[key]) for name in HEARD if (key := f"{name}:{number}") in settled]
    if any(_reached(each) for each in said):
        return State.MET
    if said and (ended or closes_on < today):
        return State.NOT_REACHED if any(each["kind"] == WaitStatus.GIVEN for each in said) else State.NO_WORD
    return None if ended else State.NOW


def _reached(said: Any) -> bool:
    return said["kind"] == WaitStatus.GIVEN and bool(said["values"].get("reached"))


def _check_ins_held(matter: Matter) -> Iterator[Contact]:
    days = matter.session.exec(select(col(CheckInNote.met_on)).where(CheckInNote.case_id == matter.case.id)).all()
    yield from (Contact(Kind.CHECK_IN, day, day, State.MET) for day in days)


def _check_ins_ahead(matter: Matter) -> Iterator[Contact]:
    """The one that is asked, then the next ones as the rhythm stands today."""
    asked = matter.session.exec(
        select(Wait)
        .where(Wait.stage_run_id == matter.run, Wait.status == WaitStatus.OPEN, Wait.form == "CheckIn")
        .order_by(col(Wait.id).desc())
    ).first()
    step = matter.session.exec(
        select(Coaching.step).where(Coaching.case_id == matter.case.id).order_by(col(Coaching.id).desc())
    ).first()
    if asked is None or step is None:
        return
    day = asked.opens_at.astimezone(AMSTERDAM).date() if asked.opens_at else matter.today
    first = Contact(Kind.CHECK_IN, day, asked.due_on or day, State.COMING)
    yield replace(first, state=State.NOW if day <= matter.today else State.COMING)
    for _ in range(AHEAD - 1):
        try:
            following = when.due(matter, f"check-in {step}", agency=None, since=max(day, matter.today)).on
        except Refused:
            return
        if following is None or following - day < timedelta(days=1):
            return
        day = following
        yield Contact(Kind.CHECK_IN, day, day, State.COMING)
