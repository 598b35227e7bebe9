"""Who may change what a region agreed: its terms and its calendars. Changes nothing itself."""

from models.access import RegionDeed, Viewer, may_in_region
from models.refusal import NotAllowed
from models.speech import mark
from models.store import Tx
from models.tables import Agency


def insist_on_region(tx: Tx, viewer: Viewer) -> int:
    """The region the viewer works in.

    Raises:
        NotAllowed: the viewer is neither its coordinator, nor an administrator or operator.
    """
    if not may_in_region(viewer, RegionDeed.CHANGE_TERMS):
        raise NotAllowed(mark("Only the coordinator or an administrator can change what the region agreed."))
    return tx.session.get_one(Agency, viewer.agency_id).region_id
