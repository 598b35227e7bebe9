"""What people do to a meeting besides answering: start one, move it, cancel it. One transaction each."""

from datetime import datetime
from typing import Any

from sqlmodel import col, select

from flows.commands.guided import guided
from flows.commands.opened import of_run
from flows.commands.reading import as_fields
from flows.engine.matter import Matter
from flows.engine.saying import say_ahead
from flows.engine.signalling import signal_run
from flows.engine.step import add_run
from models.access import Deed, Viewer
from models.code import Stage, WaitStatus
from models.forms import form_from
from models.forms.meeting import Slot
from models.refusal import Changed, Refused
from models.speech import mark
from models.store import Store
from models.tables import Meeting, StageRun, Wait


def start_meeting(store: Store, viewer: Viewer, ref: str, now: datetime, *, elsewhere: bool = False) -> int:
    """Opens a meeting beside whatever else runs; or one that was held elsewhere and is recorded. Gives its run.

    Raises:
        Refused: no such case, it is closed, or the viewer does not guide it.
    """
    with store.write(now) as tx:
        case = guided(tx, viewer, ref, Deed.START).case
        if not elsewhere:
            return add_run(tx, case.id, Stage.MEETING)
        meeting = Meeting(case_id=case.id, held="elsewhere")
        tx.session.add(meeting)
        tx.flush()
        return add_run(tx, case.id, Stage.MEETING, about=meeting.id)


def move_meeting(
    store: Store, viewer: Viewer, ref: str, now: datetime, slot: Any = None, *, seen: datetime | None = None
) -> None:
    """Moves the coming meeting; with a new slot it is planned in the same go, without one it is asked for.

    Args:
        store: the domain database.
        viewer: who guides the case.
        ref: the number of the case.
        now: the moment.
        slot: the new moment.
        seen: the moment the person saw it planned at.

    Raises:
        Refused: no meeting is planned, or the slot does not fit.
        Changed: somebody else moved it meanwhile.
    """
    with store.write(now) as tx:
        matter = _meeting_that_hears(guided(tx, viewer, ref, Deed.START), "moved")
        _insist_seen(matter, seen)
        if slot is not None:
            form = form_from("Slot", Slot.version, as_fields(slot))
            say_ahead(matter, viewer.professional_id, f"slot:{_slots(matter) + 1}", form)
        signal_run(matter, matter.run, "moved", viewer.professional_id)


def cancel_meeting(store: Store, viewer: Viewer, ref: str, now: datetime, *, seen: datetime | None = None) -> None:
    """Cancels the coming meeting, seen planned at a moment; who was invited is told.

    Raises:
        Refused: no meeting is being arranged.
        Changed: somebody else moved it meanwhile.
    """
    with store.write(now) as tx:
        matter = _meeting_that_hears(guided(tx, viewer, ref, Deed.START), "cancelled")
        _insist_seen(matter, seen)
        signal_run(matter, matter.run, "cancelled", viewer.professional_id)


def _meeting_that_hears(matter: Matter, signal: str) -> Matter:
    """The newest meeting that listens to this now: without a moment it cannot move, once held not be cancelled."""
    run = matter.session.exec(
        select(StageRun)
        .join(Wait, col(Wait.stage_run_id) == StageRun.id)
        .where(
            StageRun.case_id == matter.case.id,
            StageRun.stage == Stage.MEETING,
            Wait.status == WaitStatus.OPEN,
            col(Wait.unless).contains(signal),
        )
        .order_by(col(StageRun.id).desc())
    ).first()
    if run is None:
        raise Refused(mark("No meeting is planned in case {ref}."), ref=matter.case.ref)
    return of_run(matter, run)


def _insist_seen(matter: Matter, seen: datetime | None) -> None:
    starts_at = matter.session.exec(
        select(Meeting.starts_at).where(Meeting.stage_run_id == matter.run).order_by(col(Meeting.id).desc())
    ).first()
    if seen is not None and starts_at != seen:
        raise Changed(mark("This meeting was moved meanwhile; look at it again."))


def _slots(matter: Matter) -> int:
    """How many times this meeting was given a moment."""
    keys = matter.session.exec(
        select(Wait.key).where(Wait.stage_run_id == matter.run, col(Wait.key).startswith("slot"))
    ).all()
    return len(set(keys))
