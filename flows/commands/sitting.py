"""Plans the fixed moments of a knooppunt, in which several youths are spoken about. Never invites anybody."""

from datetime import datetime, timedelta

from models.access import Viewer
from models.code import Role
from models.refusal import BadAnswer, NotAllowed
from models.speech import mark
from models.store import Store
from models.tables import Agency, Sitting

LONGEST = timedelta(days=366)
PLANS = frozenset({Role.COORDINATOR, Role.CONSULTANT, Role.ADMINISTRATOR})


def plan_sitting(
    store: Store, viewer: Viewer, place: str, starts_at: datetime, now: datetime, *, minutes: int = 120, places: int = 4
) -> int:
    """Adds a sitting of the viewer's region, and gives its number.

    Raises:
        Refused: the viewer plans no sittings, or the moment or the room does not fit.
    """
    if not viewer.roles & PLANS:
        raise NotAllowed(mark("Only a coordinator, a consultant or an administrator plans sittings."))
    if not now < starts_at <= now + LONGEST:
        raise BadAnswer(mark("The field '{field}' must be a day in the coming year."), "starts_at")
    if not (0 < minutes <= 600 and 0 < places <= 40):
        raise BadAnswer(
            mark("The field '{field}' does not fit: {why}."), "places", why=mark("a sitting has room for youths")
        )
    with store.write(now) as tx:
        region = tx.session.get_one(Agency, viewer.agency_id).region_id
        sitting = Sitting(
            region_id=region, place=place.strip()[:120], starts_at=starts_at, minutes=minutes, places=places
        )
        tx.session.add(sitting)
        tx.flush()
        return sitting.id
