"""The region a viewer looks over. The door to every query about a region as a whole."""

from models.access import RegionDeed, Viewer, may_in_region
from models.refusal import NotAllowed
from models.speech import mark
from models.store import Tx
from models.tables import Agency


def region_looked_over(tx: Tx, viewer: Viewer) -> int:
    """The number of the region.

    Raises:
        NotAllowed: the viewer looks over no region.
    """
    if not may_in_region(viewer, RegionDeed.LOOK_OVER):
        raise NotAllowed(mark("Only the coordinator, a manager or an administrator can see this."))
    return tx.session.get_one(Agency, viewer.agency_id).region_id


def insist_on_who_takes_part(tx: Tx, viewer: Viewer) -> int:
    """The region in which the viewer says which agencies take part, who works there and in which roles.

    Raises:
        NotAllowed: the viewer is no administrator.
    """
    if not may_in_region(viewer, RegionDeed.SAY_WHO_TAKES_PART):
        raise NotAllowed(mark("Only an administrator can do this."))
    return tx.session.get_one(Agency, viewer.agency_id).region_id
