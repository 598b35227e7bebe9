"""How people end a case from outside, or open it again. One transaction each; never without an outcome."""

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import col, select

from flows.commands.guided import guided
from flows.commands.opened import of_run, opened
from flows.commands.question import ties_of
from flows.engine.closing import close_case, end_open_run
from flows.engine.matter import Matter
from flows.engine.post import put
from flows.engine.step import add_run
from flows.records.ladder import close_steps
from flows.records.meeting import cancel_meeting
from flows.records.succession import PARTS
from models.access import Viewer, links
from models.code import Stage, WaitStatus
from models.deed import Deed
from models.ending import CUT_SHORT, OUTLASTS
from models.holder import Holder
from models.link import Link
from models.refusal import BadAnswer, NotAllowed, Refused
from models.speech import mark
from models.store import Store, Tx
from models.tables import CaseFile, Professional, StageRun, Wait


def cut_short(store: Store, viewer: Viewer, ref: str, cause: str, now: datetime) -> str:
    """Ends every run of a case from outside, takes back what is open, and closes it; gives the outcome.

    Raises:
        Refused: no such cause, or not in this stage, or not by this viewer.
    """
    how = CUT_SHORT.get(cause)
    if how is None:
        raise BadAnswer(mark("The field '{field}' must be one of: {expected}."), "cause", expected=", ".join(CUT_SHORT))
    with store.write(now) as tx:
        matter = guided(tx, viewer, ref, Deed.CUT_SHORT)
        if how.coordinator_only:
            insist_coordinator(matter, viewer)
        if how.only_in and any(run.stage in set(Stage) - how.only_in for run in open_runs(matter)):
            raise Refused(mark("This can only be done in the intake; the case is further."))
        notice = "YouthStopped" if cause == "youth stopped" else "QuestionWithdrawn"
        end_all(matter, how.outcome, cause, notice)
        return how.outcome


def insist_coordinator(matter: Matter, viewer: Viewer) -> None:
    """Refuses what only the coordinator may do.

    Raises:
        NotAllowed: the viewer is not the coordinator.
    """
    if Link.COORDINATOR not in links(viewer, ties_of(matter.tx, matter.case)):
        raise NotAllowed(mark("Only the coordinator can do this."))


def end_all(matter: Matter, outcome: str, code: str, notice: str = "QuestionWithdrawn") -> None:
    """Ends every run of a case but those that outlast it, takes back what is open by name, and closes the case."""
    ends = [run for run in open_runs(matter) if outcome == "deceased" or run.stage not in OUTLASTS]
    for holder, numbers in _open_of_agencies(matter, [run.id for run in ends]).items():
        put(matter, holder, notice, {"waits": numbers})
    for run in ends:
        if run.stage == Stage.MEETING:
            cancel_meeting(of_run(matter, run))
        end_open_run(matter, run.id, outcome, code)
    close_case(matter, outcome)


def open_runs(matter: Matter) -> list[StageRun]:
    """Every run of the case that has not ended."""
    return list(
        matter.session.exec(
            select(StageRun)
            .where(StageRun.case_id == matter.case.id, col(StageRun.ended_at).is_(None))
            .order_by(col(StageRun.id))
        )
    )


def _open_of_agencies(matter: Matter, runs: list[int]) -> dict[Holder, list[int]]:
    """The open questions of each agency or professional."""
    waits: Iterable[Wait] = matter.session.exec(
        select(Wait)
        .where(col(Wait.stage_run_id).in_(runs), Wait.status == WaitStatus.OPEN, col(Wait.agency_id).is_not(None))
        .order_by(col(Wait.id))
    )
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
        matter = opened(tx, viewer, ref, Deed.REOPEN)
        row = tx.session.get_one(CaseFile, matter.case.id)
        if row.closed_at is None:
            raise Refused(mark("Case {ref} is open."), ref=matter.case.ref)
        if row.merged_into_id is not None or row.outcome == "deceased":
            raise Refused(mark("Case {ref} cannot be opened again."), ref=matter.case.ref)
        close_steps(matter)
        open_again(row)
        row.look_at = now
        _free_parts_of_who_left(tx, row)
        tx.session.add(row)
        tx.flush()
        return add_run(tx, row.id, Stage.INTAKE)


def _free_parts_of_who_left(tx: Tx, row: CaseFile) -> None:
    """Nobody guides a case who works here no longer; the weighing asks who does."""
    for column in PARTS.values():
        holder = tx.session.get(Professional, getattr(row, column) or 0)
        if holder is not None and not holder.active:
            setattr(row, column, None)


def open_again(row: CaseFile) -> None:
    """The file goes on with its number and its history."""
    row.closed_at = row.outcome = row.retain_until = None
    row.reopened += 1
