"""An open installation: its database, its settings and its clock. What every edge opens first. Decides nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

from sqlmodel import select

from models.refusal import Refused
from models.secret import Remembered, Vault
from models.settings import Settings, read_settings, secrets_of
from models.speech import mark
from models.store import Store
from models.tables import DemoClock, Professional, RetiredKey
from models.version import insist_on_version

Wall = Callable[[], datetime]


def wall_clock() -> datetime:
    """The moment it is on this machine."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Office:
    """What an edge needs: the database, the settings, and the moment it is."""

    store: Store
    settings: Settings
    wall: Wall = wall_clock

    def now(self) -> datetime:
        """The moment it is in the process: the demo's own clock where there is one, else the machine's."""
        wall = self.wall()
        with self.store.read(wall) as tx:
            clock = tx.session.get(DemoClock, 1)
        return wall if clock is None else clock.demo_at + max(wall - clock.wall_at, wall - wall)


def open_office(settings: Settings | None = None, wall: Wall = wall_clock, *, check: bool = True) -> Office:
    """Opens the installation of these settings, or of this process's environment.

    Args:
        settings: of this process's environment, when empty.
        wall: the machine's clock.
        check: refuse a database of another version; only migrating goes without.

    Raises:
        Refused: the settings are unsafe, or the database is of another version or not there yet.
        WrongKey: the database was sealed under another secret.
    """
    settings = settings or read_settings()
    try:
        vault = Vault(secrets_of(settings))
    except ValueError as wrong:
        raise Refused(mark("Vangnet does not start: {where}{why}"), where="", why=str(wrong)) from None
    store = Store(settings.url, vault)
    if check:
        insist_on_version(store)
        _insist_on_secret(store)
        _remember_keys(store)
    return Office(store, settings, wall)


def _insist_on_secret(store: Store) -> None:
    """Opens one sealed word: with another secret nothing could be read, and what is written would be lost to it.

    Raises:
        WrongKey: the database was sealed under another secret.
    """
    with store.read(wall_clock()) as tx:
        tx.session.exec(select(Professional.given_name).limit(1)).first()


def _remember_keys(store: Store) -> None:
    """The log's older seals, and names of meetings, hold by keys of secrets that are gone."""
    with store.read(wall_clock()) as tx:
        rows = tx.session.exec(select(RetiredKey)).all()
        store.vault.remember(Remembered(row.signing, row.upto_meeting) for row in rows)


@cache
def office_of_this_process() -> Office:
    """The installation this process works for, opened once."""
    return open_office()
