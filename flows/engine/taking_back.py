"""Takes one open question back from outside its story, which goes on if that settles its step. Tells nobody."""

from flows.engine import hot
from flows.engine.matter import Matter
from flows.engine.settle import settle_if_done
from models.code import WaitStatus
from models.holder import Holder
from models.tables import StageRun, Wait


def take_back(matter: Matter, wait: Wait, code: str, status: str = WaitStatus.WITHDRAWN) -> bool:
    """Closes it, with a reason of the list; false when it was closed already."""
    run = matter.session.get_one(StageRun, wait.stage_run_id)
    of_run = Matter(matter.tx, matter.case, run.id, run.stage, run.number, run.about, run.parent_id)
    if not matter.tx.run(hot.CLOSE_WAIT, wait=wait.id, to_status=status, now=matter.now, code=code, value=None):
        return False
    if wait.kind != "open":
        settle_if_done(of_run, wait.key, wait.id)
    return True


def holder_of(wait: Wait) -> Holder:
    """Who holds a question now."""
    return Holder(wait.part or "", wait.agency_id, wait.professional_id, wait.person_id)
