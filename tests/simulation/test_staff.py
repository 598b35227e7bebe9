"""Temporary colleagues in a simulation come and go, and the people of the demo region stay."""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from models.store import Store
from models.tables import Leave, Professional, Wait
from simulation.cast import found_cast
from simulation.deck import Luck
from simulation.simulate import START
from simulation.staff import PLACES, Staff


@pytest.fixture
def staff(store: Store) -> Staff:
    return Staff(store, found_cast(store, START), Luck(3))


def test_whoever_begins_is_somebody_to_ask_and_whoever_leaves_is_not(store: Store, staff: Staff) -> None:
    cast = staff.cast
    before = set(cast.viewers)

    staff.begin(START)
    joined = set(cast.viewers) - before
    for email in staff.emails:
        staff.away(email, START + timedelta(days=30))
        staff.leave(email, START + timedelta(days=60))

    assert len(joined) == len(PLACES)
    assert set(cast.viewers) == before
    assert not joined & {number for desk in cast.desks.values() for number in desk.staff}
    with store.read(START) as tx:
        gone = set(tx.session.exec(select(Professional.id).where(col(Professional.active).is_(False))).all())
        assert gone == joined
        assert len(tx.session.exec(select(Leave)).all()) == len(PLACES)
        assert tx.session.exec(select(Wait.id).where(col(Wait.professional_id).in_(gone))).all() == []
