"""A day on which the region, or one agency, does not work; or does after all. Never a school holiday, nor a weekend.

Days to come only: what was counted up to today stays as it was. Source: issue 3 part 1; decision 0006.
"""

from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import select

from flows.commands.reading import as_fields
from flows.commands.regional import insist_on_region
from flows.engine.matter import AMSTERDAM
from models.access import Viewer
from models.forms import line_from
from models.forms.region import DayOff
from models.holder import parsed
from models.refusal import BadAnswer, Refused
from models.speech import mark
from models.store import Store, Tx
from models.tables import Agency, ExtraDay
from models.workday import Calendar

FAR = timedelta(days=3 * 366)


def change_day_off(store: Store, viewer: Viewer, content: Any, now: datetime) -> None:
    """Adds a day off, or takes one away again; last days that were told already stay.

    Args:
        store: the domain database.
        viewer: an administrator or the coordinator of the region.
        content: the fields of ``DayOff``.
        now: the moment.

    Raises:
        Refused: a day that passed or lies far off, nobody works on it anyway, it is a day off by another name, no such
            day or agency, or not by this viewer.
    """
    said = line_from(DayOff, as_fields(content))
    with store.write(now) as tx:
        region = insist_on_region(tx, viewer)
        agency = _agency(tx, region, said.agency)
        take_day_off(tx, region, agency, said, now.astimezone(AMSTERDAM).date())


def take_day_off(tx: Tx, region: int, agency: int | None, said: DayOff, today: date) -> None:
    """As ``change_day_off``, within what is being done already."""
    if not today < said.day <= today + FAR:
        raise BadAnswer(mark("The field '{field}' is a day in the coming three years, from tomorrow on."), "day")
    row = tx.session.exec(
        select(ExtraDay).where(ExtraDay.region_id == region, ExtraDay.agency_id == agency, ExtraDay.day == said.day)
    ).first()
    if said.works:
        if row is None:
            raise Refused(mark("That is no extra day off here; there is nothing to take away."))
        tx.session.delete(row)
        return
    if not Calendar().works_on(said.day):
        raise BadAnswer(mark("Nobody works on that day anyway."), "day")
    if row is not None and (row.label, row.equated) != (said.label, said.equated):
        raise BadAnswer(
            mark("That is a day off already: '{label}'. To call it anything else, take it away first."),
            "day",
            label=row.label,
        )
    row = row or ExtraDay(region_id=region, agency_id=agency, day=said.day, label=said.label, equated=said.equated)
    tx.session.add(row)


def _agency(tx: Tx, region: int, token: str | None) -> int | None:
    if token is None:
        return None
    agency = tx.session.get(Agency, parsed(token)[1])
    if agency is None or agency.region_id != region:
        raise BadAnswer(mark("The field '{field}' does not fit: {why}."), "agency", why=mark("there is no such agency"))
    return agency.id
