"""Taking back that a case ends, or is handed over, on a birthday after which other rules hold: it goes on after all."""

from datetime import datetime

from sqlmodel import col, select

from flows.commands.guided import guided
from flows.engine.signalling import signal_run
from models.access import Viewer
from models.code import Errand, WaitStatus
from models.deed import Deed
from models.refusal import Refused
from models.speech import mark
from models.store import Store
from models.tables import StageRun, Wait

GOES_ON = "goes on"


def goes_on_after_all(store: Store, viewer: Viewer, ref: str, now: datetime) -> None:
    """What still runs goes on after the birthday; a handover that began is carried out all the same.

    Raises:
        Refused: no such case, it is closed, nothing ends on a birthday in it, or the viewer does not guide it.
    """
    with store.write(now) as tx:
        matter = guided(tx, viewer, ref, Deed.START)
        run = tx.session.exec(
            select(Wait.stage_run_id)
            .join(StageRun, col(StageRun.id) == Wait.stage_run_id)
            .where(
                StageRun.case_id == matter.case.id,
                StageRun.stage == Errand.TARGET_GROUP,
                Wait.status == WaitStatus.OPEN,
                Wait.unless == GOES_ON,
            )
        ).first()
        if run is None:
            raise Refused(mark("In case {ref} nothing ends on a birthday."), ref=ref)
        signal_run(matter, run, GOES_ON, viewer.professional_id)
