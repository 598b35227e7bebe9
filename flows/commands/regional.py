"""Who may change what a region agreed: its terms and its calendars. Changes nothing itself."""

from collections.abc import Callable
from typing import TypeVar

from sqlmodel import col, select

from models.access import RegionDeed, Viewer, may_in_region
from models.code import Role
from models.refusal import Changed, NotAllowed
from models.speech import mark
from models.store import Tx
from models.tables import Agency, Professional, ProfessionalRole

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


def is_only_administrator(tx: Tx, row: Professional) -> bool:
    """Whether nobody else who stays is an administrator of their region; without one nothing of it can be changed."""
    holds = (
        select(Professional.id)
        .join(ProfessionalRole, col(ProfessionalRole.professional_id) == Professional.id)
        .join(Agency, col(Agency.id) == Professional.agency_id)
        .where(
            ProfessionalRole.role == Role.ADMINISTRATOR,
            Professional.active,
            Agency.active,
            Agency.region_id == tx.session.get_one(Agency, row.agency_id).region_id,
            col(Professional.left_on).is_(None) | (Professional.id == row.id),
        )
    )
    return list(tx.session.exec(holds)) == [row.id]
