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
from flows.queries.coming_meeting import Coming, coming_meeting
from models.access import Viewer
from models.code import Stage
from models.deed import Deed
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
    store: Store, viewer: Viewer, ref: str, now: datetime, slot: Any = None, *, seen: Coming | None = None
) -> None:
    """Moves the coming meeting; with a new slot it is planned in the same go, without one it is asked for.

    Args:
        store: the domain database.
        viewer: who guides the case.
        ref: the number of the case.
        now: the moment.
        slot: the new moment.
        seen: the meeting as the person saw it.

    Raises:
        Refused: no meeting is planned, or the slot does not fit.
        Changed: somebody else moved it meanwhile.
    """
    with store.write(now) as tx:
        matter = _meeting_that_hears(guided(tx, viewer, ref, Deed.START), "moved", seen)
        if slot is not None:
            form = form_from("Slot", Slot.version, as_fields(slot))
            by, key = viewer.professional_id, f"slot:{_slots(matter) + 1}"
            say_ahead(matter, matter.case.case_manager_id or by, key, form, recorded_by=by)
        signal_run(matter, matter.run, "moved", viewer.professional_id)


def cancel_meeting(store: Store, viewer: Viewer, ref: str, now: datetime, *, seen: Coming | None = None) -> None:
    """Cancels the coming meeting, as the person saw it; who was invited is told.

    Raises:
        Refused: no meeting is being arranged.
        Changed: somebody else moved it meanwhile.
    """
    with store.write(now) as tx:
        matter = _meeting_that_hears(guided(tx, viewer, ref, Deed.START), "cancelled", seen)
        signal_run(matter, matter.run, "cancelled", viewer.professional_id)


def _meeting_that_hears(matter: Matter, signal: str, seen: Coming | None) -> Matter:
    """The newest meeting that listens to this now, if it is as the person saw it."""
    coming = coming_meeting(matter.tx, matter.case.id, signal)
    if coming is None:
        raise Refused(mark("No meeting is planned in case {ref}."), ref=matter.case.ref)
    if seen is not None and seen != coming:
        raise Changed(mark("This meeting was moved meanwhile; look at it again."))
    return of_run(matter, matter.session.get_one(StageRun, coming.run))


def _slots(matter: Matter) -> int:
    """How many times this meeting was given a moment."""
    keys = matter.session.exec(
        select(Wait.key).where(Wait.stage_run_id == matter.run, col(Wait.key).startswith("slot"))
    ).all()
    return len(set(keys))
