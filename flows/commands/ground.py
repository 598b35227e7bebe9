"""A region writes down its grounds, and on which an agency may know. Touches no case: it counts at once."""

from datetime import datetime
from typing import Any

from sqlmodel import select

from flows.commands.reading import as_fields
from flows.commands.regional import insist_as_seen
from flows.queries.region_ground import GroundLine, ground_of_region
from models.access import RegionDeed, Viewer, may_in_region
from models.forms import line_from
from models.forms.ground import AgencyGround, GroundChange
from models.holder import parsed
from models.refusal import BadAnswer, NotAllowed
from models.speech import mark
from models.store import Store, Tx
from models.tables import Agency, Ground

UNFIT = mark("The field '{field}' does not fit: {why}.")


def change_ground(store: Store, viewer: Viewer, content: Any, now: datetime, *, seen: GroundLine | None = None) -> int:
    """Changes a ground of the viewer's region, or adds one; gives its number. Whether it needs consent stays.

    Args:
        store: the domain database.
        viewer: an administrator of the region.
        content: the fields of ``GroundChange``.
        now: the moment.
        seen: the ground as the person saw it.

    Raises:
        Refused: a field does not fit, a law would become a matter of consent or the other way round, or not by them.
        Changed: somebody else changed it meanwhile.
    """
    said = line_from(GroundChange, as_fields(content))
    with store.write(now) as tx:
        region = _administers(tx, viewer)
        insist_as_seen(seen, lambda: ground_of_region(tx, viewer, said.code))
        there = _of_code(tx, region, said.code)
        if there is not None and there.needs_consent != said.needs_consent:
            why = mark("agencies rest on it already; add another ground instead")
            raise BadAnswer(UNFIT, "needs_consent", why=why)
        row = there or Ground(region_id=region, code=said.code, label_nl="", label_en="")
        for name, value in said.model_dump().items():
            setattr(row, name, value)
        tx.session.add(row)
        tx.flush()
        return row.id


def rest_on_ground(store: Store, viewer: Viewer, content: Any, now: datetime) -> None:
    """From now on an agency may know on this ground.

    Raises:
        Refused: no such agency or ground, or not by this viewer.
    """
    said = line_from(AgencyGround, as_fields(content))
    with store.write(now) as tx:
        region = _administers(tx, viewer)
        agency = tx.session.get(Agency, parsed(said.agency)[1])
        if agency is None or agency.region_id != region:
            raise BadAnswer(UNFIT, "agency", why=mark("there is no such agency"))
        ground = _of_code(tx, region, said.ground)
        if ground is None:
            raise BadAnswer(UNFIT, "ground", why=mark("there is no such ground"))
        agency.ground_id = ground.id
        tx.session.add(agency)


def _administers(tx: Tx, viewer: Viewer) -> int:
    if not may_in_region(viewer, RegionDeed.CHANGE_AGREEMENTS):
        raise NotAllowed(mark("Only an administrator can do this."))
    return tx.session.get_one(Agency, viewer.agency_id).region_id


def _of_code(tx: Tx, region: int, code: str) -> Ground | None:
    return tx.session.exec(select(Ground).where(Ground.region_id == region, Ground.code == code)).first()
