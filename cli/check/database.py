"""Whether the database is there, of this version, and as the code expects it. Changes nothing."""

from collections.abc import Iterator

from cli.check.finding import Finding, Level
from flows.office import Office, open_office
from migrations.upgrade import differences, newest
from models.settings import Settings
from models.speech import mark


def opened(settings: Settings) -> Office:
    """The installation.

    Raises:
        Refused: no database, another version, another secret.
    """
    return open_office(settings)


def tables(office: Office) -> Iterator[Finding]:
    """Whether the tables are those of the code."""
    different = differences(office.store.engine)
    if different:
        sentence = mark("The database differs from this version in {number} places; run `vangnet migrate`.")
        yield Finding("database", Level.WRONG, sentence, {"number": len(different)})
    else:
        yield Finding("database", Level.WELL, mark("The database is at version {version}."), {"version": newest()})
