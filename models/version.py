"""Which version of the tables this Vangnet works with. Changes no table; ``migrations`` does."""

from sqlalchemy import inspect, text

from models.refusal import Refused
from models.speech import mark
from models.store import Store

NEWEST = "0027"
"""The last migration; a test holds it against the folder of migrations."""


def insist_on_version(store: Store) -> None:
    """Refuses to work with a database that is empty, older or newer.

    Raises:
        Refused: says which, and what to do.
    """
    with store.engine.connect() as connection:
        there = inspect(connection).has_table("alembic_version")
        version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar() if there else None
    if version is None:
        raise Refused(mark("There is no database yet; run `vangnet up` or `vangnet migrate` first."))
    if version < NEWEST:
        raise Refused(mark("The database is of an older version ({version}); run `vangnet migrate`."), version=version)
    if version > NEWEST:
        raise Refused(
            mark("The database is of a newer version ({version}) than this Vangnet; use the newer Vangnet."),
            version=version,
        )
