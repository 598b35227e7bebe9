"""The agencies of a region and who works there, as the simulation knows them. Writes only a new region and sittings."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from random import Random

from sqlmodel import col, select

from flows.commands.region import found_region
from flows.commands.viewer import viewer_numbered
from flows.engine.matter import AMSTERDAM
from models.access import Viewer
from models.code import AgencyKind, Role
from models.store import Store, Tx
from models.tables import Agency, Ground, Professional, Region, Sitting
from simulation.habit import HABITS, Habit

DATA = Path(__file__).parent / "data"
SITTING_WEEKS = 2


@dataclass(frozen=True, slots=True)
class Desk:
    """An agency: its number, kind, whether it needs consent to know of a youth, and who works there."""

    number: int
    kind: AgencyKind
    needs_consent: bool
    staff: tuple[int, ...]

    @property
    def token(self) -> str:
        """The agency as an answer names it."""
        return f"agency:{self.number}"

    @property
    def habit(self) -> Habit:
        """How its people answer."""
        return HABITS[self.kind]


@dataclass(frozen=True)
class Cast:
    """Everybody of one region who may be asked something."""

    region: int
    desks: dict[int, Desk]
    viewers: dict[int, Viewer]

    @cached_property
    def coordinator(self) -> Viewer:
        """The one coordinator of the registration point."""
        return self._in_role(Role.COORDINATOR)[0]

    @cached_property
    def consultants(self) -> tuple[int, ...]:
        """The transition consultants."""
        return tuple(viewer.professional_id for viewer in self._in_role(Role.CONSULTANT))

    def joins(self, viewer: Viewer) -> None:
        """Somebody works there from now on."""
        self.viewers[viewer.professional_id] = viewer
        desk = self.desks[viewer.agency_id]
        self.desks[desk.number] = replace(desk, staff=(*desk.staff, viewer.professional_id))

    def leaves(self, professional: int) -> None:
        """Somebody works there no longer."""
        desk = self.desks[self.viewers.pop(professional).agency_id]
        self.desks[desk.number] = replace(desk, staff=tuple(each for each in desk.staff if each != professional))

    def of_kind(self, *kinds: AgencyKind) -> list[Desk]:
        """The agencies of these kinds, in the order of the kinds."""
        return [desk for kind in kinds for desk in self.desks.values() if desk.kind is kind]

    def at(self, agency: int) -> list[Viewer]:
        """Who works at an agency."""
        return [self.viewers[number] for number in self.desks[agency].staff]

    def _in_role(self, role: Role) -> list[Viewer]:
        return [viewer for viewer in self.viewers.values() if role in viewer.roles]


def read_cast(tx: Tx, region: int) -> Cast:
    """Everybody of a region that is there."""
    people: dict[int, list[int]] = {}
    viewers = {}
    rows = tx.session.exec(
        select(Agency, Ground.needs_consent)
        .outerjoin(Ground, col(Ground.id) == Agency.ground_id)
        .where(Agency.region_id == region, Agency.active)
        .order_by(col(Agency.id))
    ).all()
    numbers = [agency.id for agency, _ in rows]
    for each in tx.session.exec(
        select(Professional)
        .where(col(Professional.agency_id).in_(numbers), Professional.active)
        .order_by(col(Professional.id))
    ):
        people.setdefault(each.agency_id, []).append(each.id)
        viewers[each.id] = viewer_numbered(tx, each.id)
    desks = {
        agency.id: Desk(agency.id, agency.kind, needs is not False, tuple(people[agency.id]))
        for agency, needs in rows
        if agency.id in people
    }
    return Cast(region, desks, viewers)


def found_cast(store: Store, now: datetime) -> Cast:
    """The region that is there, or else the demo region."""
    with store.write(now) as tx:
        there = tx.session.exec(select(Region.id).order_by(col(Region.id))).first()
        region = there or found_region(tx, tomllib.loads((DATA / "rivierland-oost.toml").read_text()))
        tx.flush()
        return read_cast(tx, region)


def plan_sittings(store: Store, cast: Cast, first_on: date, last_on: date, now: datetime) -> None:
    """A sitting of the knooppunt at each school, every two weeks on a Tuesday; none where there are some already."""
    with store.write(now) as tx:
        if tx.session.exec(select(Sitting.id).where(Sitting.region_id == cast.region)).first() is not None:
            return
        for number, school in enumerate(cast.of_kind(AgencyKind.SCHOOL)):
            for day in _every(first_on + timedelta(days=(1 - first_on.weekday()) % 7), last_on):
                starts_at = datetime.combine(day, time(9 + number % 6), AMSTERDAM)
                sitting = Sitting(
                    region_id=cast.region, school_id=school.number, place="knooppunt", starts_at=starts_at
                )
                tx.session.add(sitting)


def _every(first_on: date, last_on: date) -> Iterable[date]:
    weeks = (last_on - first_on).days // 7
    return (first_on + timedelta(weeks=ahead) for ahead in range(0, weeks + 1, SITTING_WEEKS))


def somebody(rng: Random, desk: Desk) -> int:
    """Somebody who works there."""
    return rng.choice(desk.staff)
