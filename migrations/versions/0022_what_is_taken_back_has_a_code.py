"""A question that was taken back says by a code why, as one that was declined does."""

import sqlalchemy as sa
from alembic import op

from models.tables.answer_draft import CLEARING, clearing

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

NAME = "ck_wait_what_is_taken_back_has_a_code"


def upgrade() -> None:
    # All that took a question back gave a code; a row without one could only come from outside.
    op.execute("UPDATE wait SET code = 'no longer needed' WHERE status = 'withdrawn' AND code IS NULL")
    with op.batch_alter_table("wait", schema=None) as batch_op:
        batch_op.create_check_constraint(batch_op.f(NAME), "status <> 'withdrawn' OR code IS NOT NULL")
    _look_after_drafts_again()


def downgrade() -> None:
    with op.batch_alter_table("wait", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f(NAME), type_="check")
    _look_after_drafts_again()


def _look_after_drafts_again() -> None:
    """SQLite makes the table anew for a check, and its trigger goes with the old one."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"DROP TRIGGER IF EXISTS {CLEARING}")
        for statement in clearing("sqlite"):
            op.execute(sa.text(statement))
