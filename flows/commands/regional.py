"""Who may change what a region agreed: its terms and its calendars. Changes nothing itself."""

from models.access import Viewer
from models.code import Role
from models.refusal import NotAllowed
from models.speech import mark
from models.store import Tx
from models.tables import Agency

MAY_CHANGE = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR, Role.OPERATOR})


def insist_on_region(tx: Tx, viewer: Viewer) -> int:
    """The region the viewer works in.

    Raises:
        NotAllowed: the viewer is neither its coordinator, nor an administrator or operator.
    """
    if viewer.roles.isdisjoint(MAY_CHANGE):
        raise NotAllowed(mark("Only the coordinator or an administrator can change what the region agreed."))
    return tx.session.get_one(Agency, viewer.agency_id).region_id
