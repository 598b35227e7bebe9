"""A region from one spreadsheet: what it would bring, and then all of it or nothing. Takes nothing away.

Trying it does everything it would do and lets go of it, so that what is shown is what happens. Source: issue 6, page 9.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import select

from flows.commands.region import begin_region
from flows.engine.matter import AMSTERDAM
from flows.region_book.place import Became, Follows, Place
from flows.region_book.reading import Fault, Heard, Told, read_region
from models.access import RegionDeed, Viewer, may_in_region
from models.code import Logged, Role
from models.forms.region_line import RegionLine
from models.look import Look
from models.refusal import NotAllowed, Refused
from models.speech import mark
from models.store import Store, Tx
from models.tables import Agency, Professional, ProfessionalRole, Region, RegistrationPoint

FOUNDING = mark("There is no region yet: fill in the sheet of the region, with one row.")
NO_POINT = mark("A region needs a registration point with a coordinator: fill in that sheet.")
NO_ADMINISTRATOR = mark("A region needs somebody with the role of administrator: give it to one of the people.")


@dataclass(frozen=True, slots=True)
class Brings:
    """What one row brings, or brought."""

    sheet: str
    row: int
    became: Became


@dataclass(frozen=True, slots=True)
class Import:
    """What a file brings.

    Attributes:
        faults: what is wrong with it; then nothing of it was done.
        done: it was all written down.
    """

    rows: Sequence[Brings]
    faults: Sequence[Fault]
    done: bool = False

    def count(self, became: Became, sheet: str | None = None) -> int:
        """How many rows brought that, in one sheet or in all."""
        return Counter(row.became for row in self.rows if sheet in (None, row.sheet))[became]

    @property
    def sheets(self) -> tuple[str, ...]:
        """The sheets that hold a row, in their order."""
        return tuple(dict.fromkeys(row.sheet for row in self.rows))


class _LetGo(Exception):  # noqa: N818 - not an error: the end of trying
    """Nothing of what was done stays."""


def import_region(
    store: Store, viewer: Viewer | None, content: bytes, now: datetime, *, dry_run: bool = False
) -> Import:
    """Takes the spreadsheet of a region, all of it or nothing; taking it twice changes nothing the second time.

    Args:
        store: the domain database.
        viewer: an administrator of the region; nobody where there is no region yet, and the file founds one.
        content: the bytes of the file.
        now: the moment.
        dry_run: only say what it would bring.

    Raises:
        Refused: the file cannot be read at all, or not by this viewer.
    """
    _insist_on_an_administrator(store, viewer, now)
    heard = read_region(content)
    brought: list[Brings] = []
    try:
        with store.write(now) as tx:
            _take(tx, viewer, heard, brought, now)
            _insist_on_keeping(heard, dry_run=dry_run)
            if viewer is not None and any(row.became is not Became.SAME for row in brought):
                tx.note(Look(viewer, Logged.COMMAND, about="import_region"))
    except _LetGo:
        return Import(tuple(brought), tuple(heard.faults))
    return Import(tuple(brought), (), done=True)


def _insist_on_keeping(heard: Heard, *, dry_run: bool) -> None:
    if dry_run or heard.faults:
        raise _LetGo


def _insist_on_an_administrator(store: Store, viewer: Viewer | None, now: datetime) -> None:
    """Before anything of the file is looked at."""
    if viewer is None:
        with store.read(now) as tx:
            founded = tx.session.exec(select(Region.id)).first() is not None
        if founded:
            raise NotAllowed(mark("There is a region already; say as which administrator you import."))
    elif not may_in_region(viewer, RegionDeed.IMPORT_REGION):
        raise NotAllowed(mark("Only an administrator can do this."))


def _take(tx: Tx, viewer: Viewer | None, heard: Heard, brought: list[Brings], now: datetime) -> None:
    region = _region(tx, viewer, heard)
    if region is None:
        return
    place = Place(tx, region, now.astimezone(AMSTERDAM).date(), heard.faulty)
    for told in heard.told:
        try:
            brought.append(Brings(told.page.title, told.row, told.page.take(place, told.line)))
        except Refused as why:
            if told.page.called:
                place.faulty.add(str(getattr(told.line, told.page.called)).casefold())
            if not isinstance(why, Follows):
                heard.faults.append(Fault(told.page.title, told.row, _by_its_head(told, why)))
    if not heard.faults:
        heard.faults += [Fault("", None, why) for why in _lacks(tx, region)]


def _by_its_head(told: Told, why: Refused) -> Refused:
    """A field is named as the sheet names it."""
    head = told.page.heads().get(str(why.values.get("field")))
    return Refused(why.sentence, **{**why.values, "field": head}) if head else why


def _region(tx: Tx, viewer: Viewer | None, heard: Heard) -> Region | None:
    """Where the rows land; a region that is not there yet begins with what Vangnet comes with."""
    if viewer is not None:
        return tx.session.get_one(Region, tx.session.get_one(Agency, viewer.agency_id).region_id)
    said = next((told.line for told in heard.told if isinstance(told.line, RegionLine)), None)
    if said is None:
        heard.faults.append(Fault("", None, Refused(FOUNDING)))
        return None
    return begin_region(tx, said.code, said.name, said.school_region.value)[0]


def _lacks(tx: Tx, region: Region) -> Iterator[Refused]:
    """What a region cannot do without."""
    if tx.session.get(RegistrationPoint, region.id) is None:
        yield Refused(NO_POINT)
    administrators = (
        select(ProfessionalRole.professional_id)
        .join(Professional, Professional.id == ProfessionalRole.professional_id)  # type: ignore[arg-type]
        .join(Agency, Agency.id == Professional.agency_id)  # type: ignore[arg-type]
        .where(Agency.region_id == region.id, ProfessionalRole.role == Role.ADMINISTRATOR)
    )
    if tx.session.exec(administrators).first() is None:
        yield Refused(NO_ADMINISTRATOR)
