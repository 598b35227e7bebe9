"""Indexes on what is open now, and on when cases came and went: overviews of a large region read no closed case."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

OPEN = sa.text("closed_at IS NULL")
RUNS = sa.text("ended_at IS NULL")


def _index(name: str, table: str, columns: list[str], where: sa.TextClause | None = None) -> None:
    op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)


def upgrade() -> None:
    cases = ["region_id", "case_manager_id", "consultant_id", "coach_id", "youth_id", "opened_at", "closed_at"]
    _index("ix_case_file_open", "case_file", cases, OPEN)
    _index("ix_case_file_opened", "case_file", ["region_id", "opened_at"])
    _index("ix_case_file_closed", "case_file", ["region_id", "closed_at"])
    asked = ["case_id", "due_on", "kind", "agency_id", "person_id", "part", "professional_id", "form"]
    _index("ix_wait_open_case", "wait", [*asked, "opens_at", "asked_at", "stage_run_id", "step", "closed_at"], OPEN)
    op.drop_index("ix_stage_run_open", "stage_run")
    _index("ix_stage_run_open", "stage_run", ["case_id", "stage", "started_at", "ended_at"], RUNS)


def downgrade() -> None:
    op.drop_index("ix_stage_run_open", "stage_run")
    _index("ix_stage_run_open", "stage_run", ["case_id"], RUNS)
    op.drop_index("ix_wait_open_case", "wait")
    for name in ("closed", "opened", "open"):
        op.drop_index(f"ix_case_file_{name}", "case_file")
