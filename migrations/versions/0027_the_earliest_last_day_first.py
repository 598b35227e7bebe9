"""What is open stands in the order in which lists begin, so that the first of a list are read and not all of it."""

from alembic import op
from sqlalchemy import text

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

NAME, OPEN = "ix_wait_open_due", text("closed_at IS NULL")


def upgrade() -> None:
    columns = [text("(due_on IS NULL)"), "due_on", "id"]
    op.create_index(NAME, "wait", columns, sqlite_where=OPEN, postgresql_where=OPEN)


def downgrade() -> None:
    op.drop_index(NAME, "wait")
