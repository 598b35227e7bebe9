"""What commands need besides a case under its lock: closed ones too, a run of it, an agency. Changes nothing."""

from flows.commands.question import insist_deed, lock_case, see_case
from flows.engine.matter import CaseRow, Matter
from models.access import Viewer
from models.deed import Deed
from models.holder import parsed
from models.refusal import BadAnswer, Refused
from models.speech import mark
from models.store import Tx
from models.tables import Agency, StageRun


def opened(tx: Tx, viewer: Viewer, ref: str, deed: Deed) -> Matter:
    """The case of that number under its lock, closed or not, with the viewer as who speaks; no run of it.

    Raises:
        Unknown: no such case, or none the viewer may know of.
        NotAllowed: what the viewer is to it does not allow this.
    """
    case = lock_case(tx, ref, viewer)
    see_case(tx, viewer, case)
    insist_deed(tx, viewer, case, deed)
    return Matter(tx, case, 0, "", 0, None, None, viewer.professional_id)


def insist_open(case: CaseRow) -> None:
    """Refuses what can be done in an open case only."""
    if case.closed_at is not None:
        raise Refused(mark("Case {ref} is closed."), ref=case.ref)


def of_run(matter: Matter, run: StageRun) -> Matter:
    """A run of the same case, as the engine sees it."""
    return Matter(matter.tx, matter.case, run.id, run.stage, run.number, run.about, run.parent_id, matter.speaker)


def agency_named(matter: Matter, token: str, field: str = "agency") -> int:
    """The number of an agency of the case's region.

    Raises:
        BadAnswer: there is no such agency.
    """
    try:
        kind, number = parsed(token)
    except ValueError:
        kind, number = "", 0
    agency = matter.session.get(Agency, number) if kind == "agency" else None
    if agency is None or agency.region_id != matter.case.region_id:
        raise BadAnswer(mark("The field '{field}' does not fit: {why}."), field, why=mark("there is no such agency"))
    return number
