"""How most commands begin: the case is locked, the viewer may do this in it, and it is open. Does nothing else."""

from flows.commands.question import insist_deed, lock_case, see_case
from flows.engine.matter import Matter
from models.access import Viewer
from models.deed import Deed
from models.refusal import Refused
from models.speech import mark
from models.store import Tx


def guided(tx: Tx, viewer: Viewer, ref: str, deed: Deed, stage: str = "") -> Matter:
    """The case of that number under its lock, with the viewer as who speaks; no run of it.

    Raises:
        Unknown: no such case, or none the viewer may know of.
        NotAllowed: what the viewer is to it does not allow this.
        Refused: it is closed.
    """
    case = lock_case(tx, ref, viewer)
    see_case(tx, viewer, case)
    insist_deed(tx, viewer, case, deed)
    if case.closed_at is not None:
        raise Refused(mark("Case {ref} is closed."), ref=case.ref)
    return Matter(tx, case, 0, stage, 0, None, None, viewer.professional_id)
