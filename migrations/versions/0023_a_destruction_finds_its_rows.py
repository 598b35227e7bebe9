"""Indexes on references that a destruction follows: it no longer looks through whole tables."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

FOLLOWED = (
    ("action", "goal_id"), ("action", "person_id"), ("case_file", "merged_into_id"), ("check_in_note", "stage_run_id"),
    ("coaching", "stage_run_id"), ("ladder_step", "stage_run_id"), ("mark", "stage_run_id"),
    ("message", "to_person_id"), ("message", "wait_id"), ("stage_run", "parent_id"), ("statement", "said_by_person_id"),
    ("statement", "wait_id"), ("wait", "person_id"), ("wait", "supersedes_id"), ("wait_hold", "person_id"),
)  # fmt: skip


def upgrade() -> None:
    for table, column in FOLLOWED:
        where = sa.text(f"{column} IS NOT NULL")
        op.create_index(f"ix_{table}_{column}_followed", table, [column], sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    for table, column in FOLLOWED:
        op.drop_index(f"ix_{table}_{column}_followed", table)
