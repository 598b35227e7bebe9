"""What an operator or coordinator does to a run that stopped or hangs: tried again. Never changes what it did."""

from datetime import datetime

from flows.commands.question import ties_of
from flows.engine.advance import open_matter
from flows.engine.settle import wake
from models.access import Viewer, links
from models.code import Logged, RunStatus
from models.deed import Deed
from models.item import Item
from models.look import Look
from models.policy import DEEDS, allows
from models.refusal import NotAllowed, Refused, Unknown
from models.speech import mark
from models.store import Store, Tx
from models.tables import StageRun


def release(store: Store, viewer: Viewer, run: int, now: datetime) -> str:
    """Lets a stopped run be tried again by the next worker; gives the number of its case.

    Raises:
        Unknown: no such run, or none the viewer may know of.
        NotAllowed: the viewer is neither operator nor coordinator.
        Refused: the run is not stopped (any more).
    """
    with store.write(now) as tx:
        ref, row = _kept(tx, viewer, run, "release")
        if row.status != RunStatus.BLOCKED:
            raise Refused(mark("This step is not stopped any more."))
        row.status, row.diagnosis, row.tries, row.next_try_at = RunStatus.WAITING, None, 0, None
        _wake(tx, row, "released")
        return ref


def let_go(store: Store, viewer: Viewer, run: int, now: datetime) -> str:
    """Takes a run from a worker that does not bring it back, or from its pause between two tries; gives its case.

    A lease guards nothing, so a worker that is busy with it after all does no harm: the second finds nothing to do.

    Raises:
        Unknown: no such run, or none the viewer may know of.
        NotAllowed: the viewer is neither operator nor coordinator.
        Refused: nobody holds it and it waits for no other try (any more).
    """
    with store.write(now) as tx:
        ref, row = _kept(tx, viewer, run, "let go")
        if row.lease_until is None and row.next_try_at is None:
            raise Refused(mark("Nothing holds this run any more."))
        row.lease_until, row.lease_by, row.next_try_at = None, None, None
        _wake(tx, row, "let go")
        return ref


def insist_may_rehearse(store: Store, viewer: Viewer, run: int, now: datetime) -> None:
    """Refuses whoever may not have the journal of a run told again; that it was is in the log.

    Raises:
        Unknown: no such run, or none the viewer may know of.
        NotAllowed: the viewer is neither operator nor coordinator.
    """
    with store.write(now) as tx:
        _kept(tx, viewer, run, "rehearse")


def _kept(tx: Tx, viewer: Viewer, run: int, what: str) -> tuple[str, StageRun]:
    matter, _ = open_matter(tx, run)
    held = links(viewer, ties_of(tx, matter.case))
    if not allows(held, Item.NUMBER):
        raise Unknown(mark("There is no run with number {number}."), number=run)
    if not allows(held, *DEEDS[Deed.OPERATE]):
        tx.note(Look(viewer, Logged.REFUSED, matter.case.id, what))
        raise NotAllowed(mark("Only the coordinator or an operator can do this."))
    tx.note(Look(viewer, Logged.COMMAND, matter.case.id, what))
    return matter.case.ref, tx.session.get_one(StageRun, run)


def _wake(tx: Tx, row: StageRun, reason: str) -> None:
    tx.session.add(row)
    tx.flush()
    wake(tx, row.id, reason, tx.now)
