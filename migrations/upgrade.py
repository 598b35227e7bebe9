"""Brings a database to the present version, or says why not. Knows no table."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from models.refusal import Refused
from models.speech import mark
from models.tables import Row

HERE = Path(__file__).parent


def upgrade(engine: Engine, to: str = "head") -> str | None:
    """Brings the database to a version; gives the version it is at then.

    Raises:
        Refused: the database is of a newer version than this Vangnet.
    """
    with engine.connect() as connection, _tables_may_be_made_anew(connection), connection.begin():
        _insist_known(connection)
        before = _version(connection)
        command.upgrade(_config(connection), to)
        after = _version(connection)
        if after != before:
            _insist_whole(connection)
        return after


@contextmanager
def _tables_may_be_made_anew(connection: Connection) -> Iterator[None]:
    """SQLite changes a table by making it anew, which rows elsewhere that refer to it would forbid.

    The rule can only be set aside before a transaction begins; the driver's own connection begins none.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    driver: Any = connection.connection.driver_connection
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


def _insist_whole(connection: Connection) -> None:
    """What was set aside must hold again; else nothing of the upgrade is kept.

    Reads every row, so only after a migration: a start that changes nothing has set nothing aside.
    """
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            raise RuntimeError(f"after this migration {broken[0][0]} refers to rows that are gone")


def differences(engine: Engine) -> list[object]:
    """What the tables in the code have that the database has not; nothing when all is well."""
    with engine.connect() as connection, warnings.catch_warnings():
        # Of SQLite it reads no index in the order of an expression; what PostgreSQL has is held against the code whole.
        warnings.filterwarnings("ignore", ".*expression-based index")
        return list(compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), Row.metadata))


def newest() -> str:
    """The newest version there is."""
    return str(ScriptDirectory(str(HERE)).get_current_head())


def _insist_known(connection: Connection) -> None:
    version = _version(connection)
    known = {script.revision for script in ScriptDirectory(str(HERE)).walk_revisions()}
    if version is not None and version not in known:
        raise Refused(
            mark("The database is of a newer version ({version}) than this Vangnet; use the newer Vangnet."),
            version=version,
        )


def _version(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(HERE))
    config.attributes["connection"] = connection
    return config
