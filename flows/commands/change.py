"""What people do to a case besides answering: start, move, cancel, withdraw, stop, reopen. One transaction each."""

from datetime import datetime
from typing import Any

from sqlmodel import col, select

from flows.commands.question import lock_case, see_case, ties_of
from flows.commands.reading import as_fields
from flows.commands.register import add_request
from flows.engine import hot, rewait
from flows.engine.closing import close_case, end_open_run
from flows.engine.matter import CaseRow, Matter
from flows.engine.post import put
from flows.engine.saying import say_ahead
from flows.engine.settle import settle_if_done
from flows.engine.signalling import signal_run
from flows.engine.step import add_run
from flows.engine.who import holders
from flows.records.meeting import cancel_meeting as cancel_meeting_of
from flows.records.tapering import step_up
from models.access import Deed, Link, Viewer, insist, links
from models.code import Errand, Part, Stage, WaitStatus
from models.ending import CUT_SHORT
from models.forms import form_from, line_from
from models.forms.intake import Running
from models.forms.meeting import Slot
from models.holder import PEOPLE, Holder, parsed
from models.refusal import BadAnswer, NotAllowed, NotOpen, Refused
from models.speech import mark
from models.store import Store, Tx
from models.tables import Agency, CaseFile, Meeting, StageRun, Wait


def start_meeting(store: Store, viewer: Viewer, ref: str, now: datetime, *, elsewhere: bool = False) -> int:
    """Opens a meeting beside whatever else runs; or one that was held elsewhere and is recorded. Gives its run.

    Raises:
        Refused: no such case, it is closed, or the viewer does not guide it.
    """
    with store.write(now) as tx:
        case = _guided(tx, viewer, ref, Deed.START)
        if not elsewhere:
            return add_run(tx, case.id, Stage.MEETING)
        meeting = Meeting(case_id=case.id, held="elsewhere")
        tx.session.add(meeting)
        tx.flush()
        return add_run(tx, case.id, Stage.MEETING, about=meeting.id)


def move_meeting(store: Store, viewer: Viewer, ref: str, now: datetime, slot: Any = None) -> None:
    """Moves the coming meeting; with a new slot it is planned in the same go, without one it is asked for.

    Raises:
        Refused: no meeting is planned, or the slot does not fit.
    """
    with store.write(now) as tx:
        case = _guided(tx, viewer, ref, Deed.START)
        run = _meeting_that_hears(tx, case, "moved")
        matter = _matter(tx, case, run)
        if slot is not None:
            form = form_from("Slot", Slot.version, as_fields(slot))
            say_ahead(matter, viewer.professional_id, f"slot:{_slots(tx, run.id) + 1}", form)
        signal_run(matter, run.id, "moved", viewer.professional_id)


def cancel_meeting(store: Store, viewer: Viewer, ref: str, now: datetime) -> None:
    """Cancels the coming meeting; who was invited is told.

    Raises:
        Refused: no meeting is being arranged.
    """
    with store.write(now) as tx:
        case = _guided(tx, viewer, ref, Deed.START)
        run = _meeting_that_hears(tx, case, "cancelled")
        signal_run(_matter(tx, case, run), run.id, "cancelled", viewer.professional_id)


def more_coaching(store: Store, viewer: Viewer, ref: str, now: datetime) -> None:
    """Steps coaching up at once; it needs no meeting.

    Raises:
        Refused: the viewer neither guides nor coaches this case.
    """
    with store.write(now) as tx:
        case = lock_case(tx, ref)
        see_case(tx, viewer, case)
        insist(viewer, Deed.RECORD_FOR_OTHERS, ties_of(tx, case))
        _insist_open(case)
        step_up(Matter(tx, case, 0, Stage.TAPERING, 0, None, None))


def ask_consent(store: Store, viewer: Viewer, ref: str, agency: str, now: datetime) -> bool:
    """Asks for consent to share with a partner that joins later; false when that is being asked already.

    Raises:
        Refused: no such agency, or the viewer does not guide this case.
    """
    with store.write(now) as tx:
        case = _guided(tx, viewer, ref, Deed.START)
        number = _agency(tx, case, agency)
        return rewait.start_once(Matter(tx, case, 0, Errand.CONSENT, 0, None, None), Errand.CONSENT, number)


def withdraw(store: Store, viewer: Viewer, ref: str, key: str, now: datetime, code: str = "no longer needed") -> int:
    """Takes a question back from everybody it was asked of; gives how many that were.

    Raises:
        Refused: it is not open, is the closing itself, or the viewer does not guide this case.
    """
    with store.write(now) as tx:
        case = _guided(tx, viewer, ref, Deed.CHANGE_WAIT)
        waits = tx.session.exec(
            select(Wait).where(
                Wait.case_id == case.id, Wait.key == key, Wait.status == WaitStatus.OPEN, Wait.kind != "date"
            )
        ).all()
        if not waits:
            raise NotOpen(mark("The question '{key}' is not open in case {ref}."), key=key[:80], ref=case.ref)
        for wait in waits:
            withdraw_wait(tx, case, wait, code)
        return len(waits)


def withdraw_wait(tx: Tx, case: CaseRow, wait: Wait, code: str) -> None:
    """Takes one question back; its holder is told, and its run goes on if that settles the step.

    Taking back one of several may put a quorum out of reach, which takes back the others: they are told, and no more.
    """
    run = tx.session.get_one(StageRun, wait.stage_run_id)
    matter = _matter(tx, case, run)
    closed = tx.run(hot.CLOSE_WAIT, wait=wait.id, to_status="withdrawn", now=tx.now, code=code, value=None)
    if closed and wait.kind != "open":
        settle_if_done(matter, wait.key, wait.id)
    if wait.part not in PEOPLE:
        holder = Holder(wait.part or "", wait.agency_id, wait.professional_id, wait.person_id)
        put(matter, holder, "QuestionWithdrawn", {"waits": [wait.id]})


def cut_short(store: Store, viewer: Viewer, ref: str, cause: str, now: datetime) -> str:
    """Ends every run of a case from outside, takes back what is open, and closes it; gives the outcome.

    Raises:
        Refused: no such cause, or not in this stage, or not by this viewer.
    """
    how = CUT_SHORT.get(cause)
    if how is None:
        raise BadAnswer(mark("The field '{field}' must be one of: {expected}."), "cause", expected=", ".join(CUT_SHORT))
    with store.write(now) as tx:
        case = _guided(tx, viewer, ref, Deed.CUT_SHORT)
        if how.coordinator_only and Link.COORDINATOR not in links(viewer, ties_of(tx, case)):
            raise NotAllowed(mark("Only the coordinator can do this."))
        runs = tx.session.exec(
            select(StageRun).where(StageRun.case_id == case.id, col(StageRun.ended_at).is_(None))
        ).all()
        if how.only_in and any(run.stage in set(Stage) - how.only_in for run in runs):
            raise Refused(mark("This can only be done in the intake; the case is further."))
        matter = Matter(tx, case, runs[0].id if runs else 0, Stage.INTAKE, 0, None, None)
        _say_goodbye(matter, cause, how.coordinator_only)
        for run in runs:
            if run.stage == Stage.MEETING:
                cancel_meeting_of(_matter(tx, case, run))
            end_open_run(matter, run.id, how.outcome, cause)
        close_case(matter, how.outcome)
        return how.outcome


def _say_goodbye(matter: Matter, cause: str, coordinator_only: bool) -> None:  # noqa: FBT001
    """Agencies with open questions hear that they lapsed; a youth who stops gets one letter with a way back."""
    waits = matter.session.exec(
        select(Wait)
        .where(Wait.case_id == matter.case.id, Wait.status == WaitStatus.OPEN, col(Wait.agency_id).is_not(None))
        .order_by(col(Wait.id))
    ).all()
    for holder, numbers in _by_holder(waits).items():
        put(matter, holder, "YouthStopped" if cause == "youth stopped" else "QuestionWithdrawn", {"waits": numbers})
    if cause == "youth stopped" and not coordinator_only:
        put(matter, holders(matter, Part.YOUTH, None)[0], "StoppingConfirmed")


def _by_holder(waits: Any) -> dict[Holder, list[int]]:
    found: dict[Holder, list[int]] = {}
    for wait in waits:
        found.setdefault(Holder("", wait.agency_id, wait.professional_id, None), []).append(wait.id)
    return found


def reopen(store: Store, viewer: Viewer, ref: str, now: datetime) -> int:
    """Opens a closed case again with its number and history: a new intake, without a new registration.

    Raises:
        Refused: it is open, joined with another, or the viewer does not guide it.
    """
    with store.write(now) as tx:
        case = lock_case(tx, ref)
        see_case(tx, viewer, case)
        insist(viewer, Deed.REOPEN, ties_of(tx, case))
        row = tx.session.get_one(CaseFile, case.id)
        if row.closed_at is None:
            raise Refused(mark("Case {ref} is open."), ref=case.ref)
        if row.merged_into_id is not None or row.outcome == "deceased":
            raise Refused(mark("Case {ref} cannot be opened again."), ref=case.ref)
        row.closed_at = row.outcome = row.retain_until = None
        row.reopened += 1
        tx.session.add(row)
        tx.flush()
        return add_run(tx, case.id, Stage.INTAKE)


def _guided(tx: Tx, viewer: Viewer, ref: str, deed: Deed) -> CaseRow:
    case = lock_case(tx, ref)
    see_case(tx, viewer, case)
    insist(viewer, deed, ties_of(tx, case))
    _insist_open(case)
    return case


def _insist_open(case: CaseRow) -> None:
    if case.closed_at is not None:
        raise Refused(mark("Case {ref} is closed."), ref=case.ref)


def _matter(tx: Tx, case: CaseRow, run: StageRun) -> Matter:
    return Matter(tx, case, run.id, run.stage, run.number, run.about, run.parent_id)


def _meeting_that_hears(tx: Tx, case: CaseRow, signal: str) -> StageRun:
    """The newest meeting that listens to this now: without a moment it cannot move, once held not be cancelled."""
    run = tx.session.exec(
        select(StageRun)
        .join(Wait, col(Wait.stage_run_id) == StageRun.id)
        .where(
            StageRun.case_id == case.id,
            StageRun.stage == Stage.MEETING,
            Wait.status == WaitStatus.OPEN,
            col(Wait.unless).contains(signal),
        )
        .order_by(col(StageRun.id).desc())
    ).first()
    if run is None:
        raise Refused(mark("No meeting is planned in case {ref}."), ref=case.ref)
    return run


def _slots(tx: Tx, run: int) -> int:
    """How many times this meeting was given a moment."""
    keys = tx.session.exec(select(Wait.key).where(Wait.stage_run_id == run, col(Wait.key).startswith("slot"))).all()
    return len(set(keys))


def _agency(tx: Tx, case: CaseRow, token: str) -> int:
    try:
        kind, number = parsed(token)
    except ValueError:
        kind, number = "", 0
    agency = tx.session.get(Agency, number) if kind == "agency" else None
    if agency is None or agency.region_id != case.region_id:
        raise BadAnswer(mark("The field '{field}' does not fit: {why}."), "agency", why=mark("there is no such agency"))
    return number


def add_running_request(store: Store, viewer: Viewer, ref: str, content: Any, now: datetime) -> int:
    """Records what was already asked elsewhere, at any moment; its term counts from that day. Gives its number.

    Raises:
        Refused: a field does not fit, or the viewer has no part in this case that allows it.
    """
    running = line_from(Running, as_fields(content))
    with store.write(now) as tx:
        case = lock_case(tx, ref)
        see_case(tx, viewer, case)
        insist(viewer, Deed.ADD_REQUEST, ties_of(tx, case))
        _insist_open(case)
        matter = Matter(tx, case, 0, Errand.REQUEST, 0, None, None, viewer.professional_id)
        request = add_request(matter, running, "running")
        add_run(tx, case.id, Errand.REQUEST, about=request.id)
        return request.id
