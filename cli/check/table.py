"""Everything the doctor looks at, in order: what the rest stands on first. Mends nothing."""

from collections.abc import Callable, Iterable, Iterator

from cli.check import agency, database, place, process
from cli.check.finding import Finding, refused
from cli.check.safety import safety
from cli.trouble import refusal_of
from flows.office import Office
from models.refusal import Refused
from models.settings import Settings, read_settings

OF_SETTINGS: tuple[Callable[[Settings], Iterable[Finding]], ...] = (place.disk, place.sign_in, safety, place.prefect)
OF_DATABASE: tuple[Callable[[Office], Iterable[Finding]], ...] = (
    database.tables,
    process.blocked,
    process.overdue,
    process.mail,
    process.retention,
    agency.agencies,
    process.clock,
)


def look() -> Iterator[Finding]:
    """Looks at everything that can be looked at: without settings at nothing, without a database at the rest."""
    try:
        settings = read_settings()
    except Refused as why:
        yield refused("settings", why)
        return
    for check in OF_SETTINGS:
        yield from check(settings)
    try:
        office = database.opened(settings)
        for each in OF_DATABASE:
            yield from each(office)
    except Refused as why:
        yield refused("database", why)
    except Exception as problem:
        because = refusal_of(problem)
        if because is None:
            raise
        yield refused("database", because)
