"""What an operator or coordinator does to a run that stopped: let it be tried again. Never changes what a run did."""

from datetime import datetime

from flows.commands.question import ties_of
from flows.engine.advance import open_matter
from flows.engine.settle import wake
from models.access import Viewer, links
from models.code import RunStatus
from models.deed import Deed
from models.item import Item
from models.policy import DEEDS, allows
from models.refusal import NotAllowed, Refused, Unknown
from models.speech import mark
from models.store import Store
from models.tables import StageRun


def release(store: Store, viewer: Viewer, run: int, now: datetime) -> str:
    """Lets a stopped run be tried again by the next worker; gives the number of its case.

    Raises:
        Unknown: no such run, or none the viewer may know of.
        NotAllowed: the viewer is neither operator nor coordinator.
        Refused: the run is not stopped (any more).
    """
    with store.write(now) as tx:
        matter, (_, status) = open_matter(tx, run)
        held = links(viewer, ties_of(tx, matter.case))
        if not allows(held, Item.NUMBER):
            raise Unknown(mark("There is no run with number {number}."), number=run)
        if not allows(held, *DEEDS[Deed.OPERATE]):
            raise NotAllowed(mark("Only the coordinator or an operator can do this."))
        if status != RunStatus.BLOCKED:
            raise Refused(mark("This step is not stopped any more."))
        row = tx.session.get_one(StageRun, run)
        row.status, row.diagnosis, row.tries, row.next_try_at = RunStatus.WAITING, None, 0, None
        tx.session.add(row)
        tx.flush()
        wake(tx, run, "released", now)
        return matter.case.ref
