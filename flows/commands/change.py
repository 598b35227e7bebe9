"""What people do to a case besides answering: more coaching, consent, taking back, running requests.

One transaction each.
"""

from datetime import datetime
from typing import Any

from sqlmodel import select

from flows.commands.guided import guided
from flows.commands.held import insist_seen
from flows.commands.opened import agency_named
from flows.commands.reading import as_fields
from flows.commands.register import add_request
from flows.engine import rewait
from flows.engine.matter import CaseRow, Matter
from flows.engine.post import put
from flows.engine.step import add_run
from flows.engine.taking_back import holder_of, take_back
from flows.records.tapering import step_up
from models.access import Viewer
from models.code import Errand, Stage, WaitStatus
from models.deed import Deed
from models.forms import line_from
from models.forms.intake import Running
from models.holder import PEOPLE
from models.refusal import NotOpen
from models.speech import mark
from models.store import Store, Tx
from models.tables import Wait


def more_coaching(store: Store, viewer: Viewer, ref: str, now: datetime) -> None:
    """Steps coaching up at once; it needs no meeting.

    Raises:
        Refused: the viewer neither guides nor coaches this case.
    """
    with store.write(now) as tx:
        step_up(guided(tx, viewer, ref, Deed.RECORD_FOR_OTHERS, Stage.TAPERING))


def ask_consent(store: Store, viewer: Viewer, ref: str, agency: str, now: datetime) -> bool:
    """Asks for consent to share with a partner that joins later; false when that is being asked already.

    Raises:
        Refused: no such agency, or the viewer does not guide this case.
    """
    with store.write(now) as tx:
        matter = guided(tx, viewer, ref, Deed.START, Errand.CONSENT)
        return rewait.start_once(matter, Errand.CONSENT, agency_named(matter, agency)) is not None


def look_for(store: Store, viewer: Viewer, ref: str, now: datetime) -> bool:
    """Starts looking for a youth nobody reaches; false when somebody looks already. It never closes a case by itself.

    Raises:
        Refused: no such case, it is closed, or the viewer does not speak with the youth.
    """
    with store.write(now) as tx:
        matter = guided(tx, viewer, ref, Deed.LOOK_FOR, Errand.FIND)
        return rewait.start_once(matter, Errand.FIND, None) is not None


def withdraw(
    store: Store,
    viewer: Viewer,
    ref: str,
    key: str,
    now: datetime,
    code: str = "no longer needed",
    *,
    wait: int | None = None,
    turn: int | None = None,
) -> int:
    """Takes a question back from everybody it was asked of; gives how many that were.

    Args:
        store: the domain database.
        viewer: who guides the case.
        ref: the number of the case.
        key: the key of the question.
        now: the moment.
        code: why, from the list of reasons.
        wait: the number of one question, so that only it is taken back; several runs of a case may share the key.
        turn: the turn of that question as the person saw it.

    Raises:
        Refused: it is not open, is the closing itself, or the viewer does not guide this case.
        Changed: the question changed since the person saw it.
    """
    with store.write(now) as tx:
        matter = guided(tx, viewer, ref, Deed.CHANGE_WAIT)
        waits = tx.session.exec(
            select(Wait).where(
                Wait.case_id == matter.case.id, Wait.key == key, Wait.status == WaitStatus.OPEN, Wait.kind != "date"
            )
        ).all()
        taken = [each for each in waits if wait in {None, each.id}]
        if not taken:
            raise NotOpen(mark("The question '{key}' is not open in case {ref}."), key=key[:80], ref=matter.case.ref)
        insist_seen(taken[0], turn)
        for each in taken:
            withdraw_wait(tx, matter.case, each, code)
        return len(taken)


def withdraw_wait(tx: Tx, case: CaseRow, wait: Wait, code: str) -> None:
    """Takes one question back; its holder is told, and its run goes on if that settles the step.

    Taking back one of several may put a quorum out of reach, which takes back the others: they are told, and no more.
    """
    matter = Matter(tx, case, wait.stage_run_id, "", 0, None, None)
    take_back(matter, wait, code)
    if wait.part not in PEOPLE:
        put(matter, holder_of(wait), "QuestionWithdrawn", {"waits": [wait.id]})


def add_running_request(store: Store, viewer: Viewer, ref: str, content: Any, now: datetime) -> int:
    """Records what was already asked elsewhere, at any moment; its term counts from that day. Gives its number.

    Raises:
        Refused: a field does not fit, or the viewer has no part in this case that allows it.
    """
    running = line_from(Running, as_fields(content))
    with store.write(now) as tx:
        matter = guided(tx, viewer, ref, Deed.ADD_REQUEST, Errand.REQUEST)
        request = add_request(matter, running, "running")
        add_run(tx, matter.case.id, Errand.REQUEST, about=request.id)
        return request.id
