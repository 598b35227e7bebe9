"""Where a number points to by now: the case that was kept when two were joined. Reads only."""

from flows.queries.door import open_case
from models.access import Viewer
from models.refusal import Unknown
from models.store import Tx
from models.tables import CaseFile


def kept_case(tx: Tx, viewer: Viewer, ref: str) -> str | None:
    """The number of the case this one was joined with, for who may know of that one; nothing otherwise.

    Raises:
        Unknown: no such case, or none the viewer may know of.
    """
    case = tx.session.get_one(CaseFile, open_case(tx, viewer, ref).case.id)
    if case.merged_into_id is None:
        return None
    kept = tx.session.get_one(CaseFile, case.merged_into_id).ref
    try:
        open_case(tx, viewer, kept)
    except Unknown:
        return None
    return kept
