"""Brings a database to the present version, or says why not. Knows no table."""

from pathlib import Path

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
    with engine.connect() as connection, connection.begin():
        _insist_known(connection)
        command.upgrade(_config(connection), to)
        return _version(connection)


def differences(engine: Engine) -> list[object]:
    """What the tables in the code have that the database has not; nothing when all is well."""
    with engine.connect() as connection:
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
