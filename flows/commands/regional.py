"""Who may change what a region agreed: its terms and its calendars. Changes nothing itself."""

from collections.abc import Callable
from typing import TypeVar

from models.access import RegionDeed, Viewer, may_in_region
from models.refusal import Changed, NotAllowed
from models.speech import mark
from models.store import Tx
from models.tables import Agency

T = TypeVar("T")


def insist_on_region(tx: Tx, viewer: Viewer) -> int:
    """The region the viewer works in.

    Raises:
        NotAllowed: the viewer is neither its coordinator, nor an administrator or operator.
    """
    if not may_in_region(viewer, RegionDeed.CHANGE_TERMS):
        raise NotAllowed(mark("Only the coordinator or an administrator can change what the region agreed."))
    return tx.session.get_one(Agency, viewer.agency_id).region_id


def insist_as_seen(seen: T | None, now_is: Callable[[], T | None]) -> None:
    """Refuses to write over what somebody else changed since the person looked; without ``seen`` nothing is compared.

    Raises:
        Changed: it is something else now.
    """
    if seen is not None and seen != now_is():
        raise Changed(mark("Somebody else changed this meanwhile; look at it again."))
