"""An index on when a run ended: what ended since a day is found without the runs of every case."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    where = sa.text("ended_at IS NOT NULL")
    op.create_index("ix_stage_run_ended", "stage_run", ["ended_at"], sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    op.drop_index("ix_stage_run_ended", "stage_run")
