"""The round of the daily overviews: one per reader per working day, of everything gathered for them. Makes no words.

Who is on leave is stood in for: the overview goes to the substitute. Without one it waits until they are back.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import bindparam, or_, select, update

from flows.engine.hot import ADD_MESSAGE, AGENCY, MESSAGE, PROFESSIONAL, QUEUED, table
from flows.engine.matter import AMSTERDAM, packed, unpacked
from flows.engine.when import calendar_of
from flows.messages.gather import HOUR, at, next_at, next_workday
from models.prepared import Prepared
from models.store import Store, Tx
from models.tables import Leave, MailHour
from models.term import Calendar
from notifications.notice import NOTICES

NOTICE = "DailyDigest"
_LEAVE, _HOUR = table(Leave), table(MailHour)

PATIENT = tuple(name for name, notice in NOTICES.items() if notice.patience)
"""News nobody acts on; it comes along with the next overview, whatever its own moment."""

_PIECES = (
    select(
        MESSAGE.c.id,
        MESSAGE.c.gathered_for_id,
        MESSAGE.c.to_agency_id,
        MESSAGE.c.notice,
        MESSAGE.c.gathered_at,
    )
    .where(QUEUED, MESSAGE.c.gathered_at.is_not(None))
    .order_by(MESSAGE.c.id)
)
READ_GATHERED = Prepared(_PIECES.where(MESSAGE.c.not_before <= bindparam("now")))
READ_PATIENT = Prepared(
    _PIECES.where(MESSAGE.c.not_before > bindparam("now"), or_(*(MESSAGE.c.notice == each for each in PATIENT)))
)
READ_WHERE = Prepared(
    select(PROFESSIONAL.c.id, PROFESSIONAL.c.agency_id, AGENCY.c.region_id, _HOUR.c.hour)
    .join(AGENCY, AGENCY.c.id == PROFESSIONAL.c.agency_id)
    .outerjoin(_HOUR, _HOUR.c.professional_id == PROFESSIONAL.c.id)
)
READ_AGENCIES = Prepared(select(AGENCY.c.id, AGENCY.c.region_id))
READ_AWAY = Prepared(
    select(_LEAVE.c.professional_id, _LEAVE.c.substitute_id, _LEAVE.c.until_on)
    .where(
        _LEAVE.c.from_on <= bindparam("today"),
        or_(_LEAVE.c.until_on.is_(None), _LEAVE.c.until_on >= bindparam("today")),
    )
    .order_by(_LEAVE.c.id)
)
READ_WAITING = Prepared(
    select(
        MESSAGE.c.id,
        MESSAGE.c.to_professional_id,
        MESSAGE.c.to_agency_id,
        MESSAGE.c.content,
    ).where(QUEUED, MESSAGE.c.notice == NOTICE)
)
READ_TODAY = Prepared(
    select(MESSAGE.c.once).where(MESSAGE.c.once >= bindparam("first"), MESSAGE.c.once < bindparam("last"))
)
PUT_OFF = Prepared(
    update(MESSAGE).where(MESSAGE.c.id == bindparam("message"), QUEUED).values(not_before=bindparam("until"))
)
ADD_TO = Prepared(update(MESSAGE).where(MESSAGE.c.id == bindparam("message"), QUEUED).values(content=bindparam("rows")))


class Piece(NamedTuple):
    """One message put aside: its number, what it tells, and since when."""

    number: int
    notice: str
    since: datetime


class Reader(NamedTuple):
    """Whose overview it is: a professional, or an agency by its mailbox."""

    professional: int | None
    agency: int | None

    def once(self, day: date) -> str:
        """What keeps it to one a day."""
        return f"digest:{day}:{self.professional or 0}:{self.agency or 0}"


class Where(NamedTuple):
    """Where a reader works, and when they want the overview."""

    agency: int
    region: int
    hour: int


@dataclass(slots=True)
class Overviews:
    """How many overviews were queued or added to, and how many messages wait for another day."""

    queued: int = 0
    later: int = 0

    def __str__(self) -> str:
        """The counts in words."""
        return f"{self.queued} overviews, {self.later} messages for another day"


@dataclass(slots=True)
class Day:
    """What is the same for every reader today: who is away, who has had an overview, where everybody works."""

    tx: Tx
    today: date
    where: Mapping[int, Where]
    regions: Mapping[int, int]
    away: Mapping[int, tuple[int | None, date | None]]
    waiting: Mapping[Reader, tuple[int, list[int]]]
    had: frozenset[str]
    _calendars: dict[tuple[int, int], Calendar] = field(default_factory=dict)

    def place(self, reader: Reader) -> Where:
        """Where the reader is."""
        if reader.professional is not None and reader.professional in self.where:
            return self.where[reader.professional]
        return Where(reader.agency or 0, self.regions.get(reader.agency or 0, 0), HOUR)

    def calendar(self, reader: Reader) -> Calendar:
        """The reader's days off."""
        place = self.place(reader)
        if (place.region, place.agency) not in self._calendars:
            self._calendars[place.region, place.agency] = calendar_of(self.tx, place.region, place.agency)
        return self._calendars[place.region, place.agency]

    def instead(self, reader: Reader) -> Reader | None:
        """The reader, who stands in for them today, or nobody until they are back."""
        if reader.professional is None or reader.professional not in self.away:
            return reader
        substitute = self.away[reader.professional][0]
        return None if substitute is None or substitute in self.away else Reader(substitute, None)

    def later(self, reader: Reader) -> datetime:
        """The next overview of this reader after today's, or after their leave."""
        place = self.place(reader)
        _, until = self.away.get(reader.professional or 0, (None, None))
        return next_at(at((until or self.today) + timedelta(days=1), 0), place.hour, self.calendar(reader))


def queue_overviews(store: Store, now: datetime) -> Overviews:
    """Queues the overviews whose hour has come. Late or twice, nobody gets two on one day.

    Args:
        store: the domain database.
        now: the moment it is in the process.
    """
    with store.write(now) as tx:
        gathered = _by_reader(tx.all(READ_GATHERED, now=now))
        return _queued(_day(tx), gathered) if gathered else Overviews()


def _by_reader(rows: Iterable[Sequence[Any]]) -> dict[Reader, list[Piece]]:
    found: dict[Reader, list[Piece]] = {}
    for number, professional, agency, notice, since in rows:
        reader = Reader(professional, None) if professional is not None else Reader(None, agency)
        found.setdefault(reader, []).append(Piece(number, notice, since))
    return found


def _queued(day: Day, gathered: Mapping[Reader, list[Piece]]) -> Overviews:
    became, told = Overviews(), dict[Reader, list[Piece]]()
    for reader, pieces in gathered.items():
        final = day.instead(reader)
        if final is None or not day.calendar(final).works_on(day.today) or _has_had(day, final):
            became.later += _put_off(day, pieces, day.later(reader))
        else:
            told.setdefault(final, []).extend(pieces)
    patient = _patient(day)
    for reader, pieces in told.items():
        if _waits_for_company(day, reader, pieces):
            became.later += _put_off(day, pieces, day.later(reader))
        else:
            _tell(day, reader, [piece.number for piece in (*pieces, *patient.get(reader, ()))])
            became.queued += 1
    return became


def _patient(day: Day) -> dict[Reader, list[Piece]]:
    """News that waits for company, by who reads it today."""
    found: dict[Reader, list[Piece]] = {}
    for reader, pieces in _by_reader(day.tx.all(READ_PATIENT, now=day.tx.now)).items():
        final = day.instead(reader)
        if final is not None:
            found.setdefault(final, []).extend(pieces)
    return found


def _waits_for_company(day: Day, reader: Reader, pieces: Iterable[Piece]) -> bool:
    """Only news nobody acts on: it comes along with the next overview, or by itself once a piece of it is old."""
    return reader not in day.waiting and all(_has_patience(day, reader, piece) for piece in pieces)


def _has_patience(day: Day, reader: Reader, piece: Piece) -> bool:
    if piece.notice not in PATIENT:
        return False
    last = piece.since.astimezone(AMSTERDAM).date()
    for _ in range(NOTICES[piece.notice].patience):
        last = next_workday(last, day.calendar(reader))
    return day.today < last


def _has_had(day: Day, reader: Reader) -> bool:
    return reader.once(day.today) in day.had and reader not in day.waiting


def _put_off(day: Day, pieces: Iterable[Piece], until: datetime) -> int:
    return sum(day.tx.run(PUT_OFF, message=piece.number, until=until) for piece in pieces)


def _tell(day: Day, reader: Reader, rows: list[int]) -> None:
    """One that did not leave yet, as when the mail server was away, takes in what came meanwhile."""
    if reader in day.waiting:
        number, before = day.waiting[reader]
        day.tx.run(ADD_TO, message=number, rows=packed({"rows": sorted({*before, *rows})}))
        return
    now = day.tx.now
    day.tx.run(
        ADD_MESSAGE, case_id=None, wait_id=None, notice=NOTICE, to_professional_id=reader.professional,
        to_agency_id=reader.agency, to_person_id=None, content=packed({"rows": sorted(rows)}),
        once=reader.once(day.today), queued_at=now, not_before=now,
    )  # fmt: skip


def _day(tx: Tx) -> Day:
    today = tx.now.astimezone(AMSTERDAM).date()
    waiting: dict[Reader, tuple[int, list[int]]] = {
        Reader(professional, agency): (number, _rows(content))
        for number, professional, agency, content in tx.all(READ_WAITING)
    }
    return Day(
        tx,
        today,
        {who: Where(agency, region, hour or HOUR) for who, agency, region, hour in tx.all(READ_WHERE)},
        dict(tx.all(READ_AGENCIES)),
        {who: (substitute, until) for who, substitute, until in tx.all(READ_AWAY, today=today)},
        waiting,
        frozenset(once for (once,) in tx.all(READ_TODAY, first=f"digest:{today}:", last=f"digest:{today};")),
    )


def _rows(content: str) -> list[int]:
    found: Any = unpacked(content)["rows"]
    return list(found)
