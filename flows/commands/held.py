"""Finds the open question a command is about, under the lock of its case. Changes nothing and allows nothing."""

from sqlmodel import col, select

from flows.commands.question import lock_case, see_case
from flows.engine.matter import Matter
from models.access import Viewer
from models.code import WaitStatus
from models.refusal import Changed, NotOpen, Refused
from models.speech import mark
from models.store import Tx
from models.tables import StageRun, Wait


def held_question(
    tx: Tx, viewer: Viewer, ref: str, key: str, wait: int | None = None, turn: int | None = None
) -> tuple[Matter, Wait]:
    """The open question of that key, and the run it belongs to, with the viewer as who speaks.

    Args:
        tx: the transaction.
        viewer: who acts; an agency that was asked may know of its question without a further part in the case.
        ref: the number of the case.
        key: the key of the question.
        wait: the number of the question itself, where several of the case share the key.
        turn: its turn as the person saw it.

    Raises:
        Changed: somebody else changed it meanwhile.
        Unknown: no such case, or none the viewer may know of.
        NotOpen: it is not open.
        Refused: the case is closed, or several are open under that key.
    """
    case = lock_case(tx, ref, viewer)
    rows = tx.session.exec(
        select(Wait)
        .where(
            Wait.case_id == case.id, Wait.key == key[:80], Wait.status == WaitStatus.OPEN, col(Wait.form).is_not(None)
        )
        .order_by(col(Wait.id))
    ).all()
    found = [row for row in rows if wait in {None, row.id}]
    if not any(row.agency_id == viewer.agency_id for row in found):
        see_case(tx, viewer, case)
    if case.closed_at is not None:
        raise Refused(mark("Case {ref} is closed."), ref=case.ref)
    own = [row for row in found if row.agency_id == viewer.agency_id]
    if not found:
        raise NotOpen(mark("The question '{key}' is not open in case {ref}."), key=key[:80], ref=case.ref)
    if len(found) > 1 and len(own) != 1:
        raise Refused(mark("The question '{key}' was asked of several; say which of them."), key=key[:80])
    chosen = found[0] if len(found) == 1 else own[0]
    insist_seen(chosen, turn)
    run = tx.session.get_one(StageRun, chosen.stage_run_id)
    matter = Matter(tx, case, run.id, run.stage, run.number, run.about, run.parent_id, viewer.professional_id)
    return matter, chosen


def insist_seen(wait: Wait, turn: int | None) -> None:
    """Refuses to change a question that is not as the person saw it.

    Raises:
        Changed: somebody else changed it meanwhile.
    """
    if turn is not None and turn != wait.turn:
        raise Changed(mark("This question was changed meanwhile; look at it again."))


def is_holder(viewer: Viewer, wait: Wait) -> bool:
    """The viewer was asked: in person, or through an agency where nobody in particular was."""
    if wait.professional_id is not None:
        return wait.professional_id == viewer.professional_id
    return wait.agency_id is not None and wait.agency_id == viewer.agency_id
