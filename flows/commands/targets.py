"""A region sets what it wants to reach in some school years. Never touches what was counted."""

from datetime import datetime
from typing import Any

from sqlmodel import select

from flows.commands.reading import as_fields
from models.access import RegionDeed, Viewer, may_in_region
from models.forms import line_from
from models.forms.region import Targets
from models.refusal import BadAnswer, NotAllowed
from models.speech import mark
from models.store import Store
from models.tables import Agency, Programme


def set_targets(store: Store, viewer: Viewer, content: Any, now: datetime) -> int:
    """Sets the targets of the programme that begins in that school year, and gives their number.

    Args:
        store: the domain database.
        viewer: an administrator of the region.
        content: the fields of ``Targets``.
        now: the moment.

    Raises:
        Refused: a field that does not fit, school years of another programme, or not by this viewer.
    """
    if not may_in_region(viewer, RegionDeed.CHANGE_AGREEMENTS):
        raise NotAllowed(mark("Only an administrator can do this."))
    said = line_from(Targets, as_fields(content))
    with store.write(now) as tx:
        region = tx.session.get_one(Agency, viewer.agency_id).region_id
        rows = tx.session.exec(select(Programme).where(Programme.region_id == region)).all()
        for each in rows:
            apart = said.last_year < each.first_year or said.first_year > each.last_year
            if each.first_year != said.first_year and not apart:
                raise BadAnswer(
                    mark("There is a programme already in those years: it begins in {year}."),
                    "first_year",
                    year=each.first_year,
                )
        row = next((each for each in rows if each.first_year == said.first_year), None)
        row = row or Programme(region_id=region, first_year=said.first_year, last_year=said.last_year)
        for name, value in said.model_dump().items():
            setattr(row, name, value)
        tx.session.add(row)
        tx.flush()
        return row.id
