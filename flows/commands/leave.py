"""Somebody leaves, is on leave, or lost access: what they hold is handed on or answered meanwhile. Never about a case.

Source: process.md, "A professional who leaves".
"""

from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import col, select

from flows.commands.reading import as_fields
from flows.commands.region import professional_by_email
from flows.commands.regional import is_only_administrator
from flows.engine.away import is_away
from flows.engine.matter import AMSTERDAM
from flows.rounds.staff import hand_on_what_was_left, stops_working
from models.access import RegionDeed, Viewer, may_in_region
from models.forms import line_from
from models.forms.change import Leaving, OnLeave
from models.holder import parsed
from models.refusal import BadAnswer, NotAllowed, Refused
from models.speech import mark
from models.store import Store, Tx
from models.tables import Agency, Leave, Professional, RegistrationPoint

LONGEST_AHEAD = timedelta(days=366)


def leaves(store: Store, viewer: Viewer, who: str, content: Any, now: datetime) -> int:
    """Somebody works here no longer from a day on: all they hold is handed on, and nothing is asked of them again.

    Gives the number of cases it touched by now; for a day ahead none, the round of that day does it.

    Raises:
        Refused: nobody is called so, not the viewer's to say, gone already, or a substitute who cannot be.
    """
    said = line_from(Leaving, as_fields(content))
    with store.write(now) as tx:
        row = _theirs(tx, viewer, who)
        if said.on > _today(tx) + LONGEST_AHEAD:
            raise BadAnswer(mark("The field '{field}' must be a day in the coming year."), "on")
        if is_only_administrator(tx, row):
            raise Refused(mark("They are the only administrator of the region. Give somebody else that role first."))
        row.left_on = said.on
        row.substitute_id = _colleague(tx, row, said.substitute) or row.substitute_id
        _insist_on_a_coordinator(tx, row)
        tx.session.add(row)
        tx.flush()
        if said.on > _today(tx):
            return 0
        stops_working(tx, row)
    return hand_on_what_was_left(store, now)


def on_leave(store: Store, viewer: Viewer, who: str, content: Any, now: datetime) -> int:
    """Somebody is away for some days: new questions go to the substitute, else to the agency's contact.

    It ends by itself. What they hold can be answered by the substitute meanwhile. Gives the number of the leave.

    Raises:
        Refused: nobody is called so, not the viewer's to say, days that overlap, or a substitute who cannot be.
    """
    said = line_from(OnLeave, as_fields(content))
    with store.write(now) as tx:
        row = _theirs(tx, viewer, who, oneself=True)
        if said.until_on < _today(tx) or said.from_on > _today(tx) + LONGEST_AHEAD:
            raise BadAnswer(mark("The field '{field}' must be a day in the coming year."), "until_on")
        return _away(tx, viewer, row, (said.from_on, said.until_on), _colleague(tx, row, said.substitute))


def block(store: Store, viewer: Viewer, who: str, now: datetime, substitute: str | None = None) -> int:
    """Somebody has no access any more, for how long nobody knows: as leave without an end. Gives its number.

    Raises:
        Refused: nobody is called so, not the viewer's to say, or blocked already.
    """
    with store.write(now) as tx:
        row = _theirs(tx, viewer, who)
        return _away(tx, viewer, row, (_today(tx), None), _colleague(tx, row, substitute) or row.substitute_id)


def back(store: Store, viewer: Viewer, who: str, now: datetime) -> None:
    """Somebody is back before their leave ends, or has access again.

    Raises:
        Refused: nobody is called so, not the viewer's to say, or not away.
    """
    with store.write(now) as tx:
        row = _theirs(tx, viewer, who, oneself=True)
        today = _today(tx)
        found = [each for each in _leaves_of(tx, row) if each.from_on <= today <= (each.until_on or today)]
        if not found:
            raise Refused(mark("They are not away."))
        if any(each.blocked for each in found) and viewer.professional_id == row.id:
            raise NotAllowed(mark("Only who looks after the people of this agency can do this."))
        for each in found:
            if each.from_on == today:
                tx.session.delete(each)
            else:
                each.until_on = today - timedelta(days=1)
                tx.session.add(each)


def _away(tx: Tx, viewer: Viewer, row: Professional, days: tuple[date, date | None], substitute: int | None) -> int:
    first, last = days
    for each in _leaves_of(tx, row):
        if (last is None or each.from_on <= last) and first <= (each.until_on or first):
            raise Refused(mark("They are away on some of these days already."))
    leave = Leave(
        professional_id=row.id,
        substitute_id=substitute,
        blocked=last is None,
        from_on=first,
        until_on=last,
        recorded_at=tx.now,
        recorded_by=viewer.professional_id,
    )
    tx.session.add(leave)
    tx.flush()
    return leave.id


def _leaves_of(tx: Tx, row: Professional) -> list[Leave]:
    return list(tx.session.exec(select(Leave).where(Leave.professional_id == row.id).order_by(col(Leave.id))))


def _theirs(tx: Tx, viewer: Viewer, who: str, *, oneself: bool = False) -> Professional:
    """Somebody the viewer may say this of: a colleague whose lead they are, anybody of the region, or oneself."""
    row = professional_called(tx, who)
    if not (oneself and row.id == viewer.professional_id) and not looks_after(tx, viewer, row):
        raise NotAllowed(mark("Only who looks after the people of this agency can do this."))
    if not row.active:
        raise Refused(mark("They do not work here any more."))
    return row


def looks_after(tx: Tx, viewer: Viewer, row: Professional) -> bool:
    """Whether the viewer may say when somebody is away: as their lead, or for the whole region."""
    if row.agency_id == viewer.agency_id and may_in_region(viewer, RegionDeed.SAY_WHO_WORKS_HERE):
        return True
    region = tx.session.get_one(Agency, row.agency_id).region_id
    mine = tx.session.get_one(Agency, viewer.agency_id).region_id
    return region == mine and may_in_region(viewer, RegionDeed.SAY_WHO_WORKS)


def professional_called(tx: Tx, who: str) -> Professional:
    """Somebody by their mail address, or by their number as ``professional:7``, as lists give it.

    Raises:
        Refused: nobody is called so.
    """
    if not who.startswith("professional:"):
        return professional_by_email(tx, who)
    try:
        number = parsed(who)[1]
    except ValueError:
        number = 0
    row = tx.session.get(Professional, number)
    if row is None:
        raise Refused(mark("There is nobody of that number."))
    return row


def _colleague(tx: Tx, row: Professional, token: str | None) -> int | None:
    if token is None:
        return None
    other = tx.session.get(Professional, parsed(token)[1])
    if other is None or other.agency_id != row.agency_id or other.id == row.id or not other.active:
        raise BadAnswer(
            mark("The field '{field}' does not fit: {why}."), "substitute", why=mark("choose a colleague of theirs")
        )
    if is_away(tx, other.id)[0]:
        raise BadAnswer(
            mark("The field '{field}' does not fit: {why}."), "substitute", why=mark("they are away themselves")
        )
    return other.id


def _insist_on_a_coordinator(tx: Tx, row: Professional) -> None:
    """A region keeps its one fixed coordinator: the substitute, from that day on."""
    point = tx.session.exec(select(RegistrationPoint).where(RegistrationPoint.coordinator_id == row.id)).first()
    if point is None:
        return
    if row.substitute_id is None:
        raise Refused(mark("Name who is coordinator from then on; a region has one."))


def _today(tx: Tx) -> date:
    return tx.now.astimezone(AMSTERDAM).date()
