"""What Alembic runs: our tables, on the connection it is given. Opens nothing itself."""

from typing import Any

from alembic import context

from models.tables import Row


def _rendered(kind: str, item: Any, _context: Any) -> str | bool:
    """Sealed columns stand in a migration as what they are."""
    if kind == "type" and type(item).__module__ == "models.secret":
        return f"models.secret.{type(item).__name__}()"
    if kind == "type" and type(item).__name__ == "UTCDateTime":
        return "sqlmodel.sql.sqltypes.UTCDateTime()"
    return False


def _run() -> None:
    connection = context.config.attributes["connection"]
    context.configure(
        connection=connection,
        target_metadata=Row.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        render_item=_rendered,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


_run()
