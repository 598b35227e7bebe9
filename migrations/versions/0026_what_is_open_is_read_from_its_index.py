"""The indexes on what is open hold the numbers of their rows, so that PostgreSQL counts from them alone; SQLite did."""

from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

CASES = "region_id, case_manager_id, consultant_id, coach_id, youth_id, opened_at, closed_at"
ASKED = "case_id, due_on, kind, agency_id, person_id, part, professional_id, form"
INDEXES = {
    "ix_case_file_open": (f"case_file ({CASES})", "closed_at IS NULL"),
    "ix_wait_open_case": (f"wait ({ASKED}, opens_at, asked_at, stage_run_id, step, closed_at)", "closed_at IS NULL"),
    "ix_stage_run_open": ("stage_run (case_id, stage, started_at, ended_at)", "ended_at IS NULL"),
}


def upgrade() -> None:
    _made_anew(" INCLUDE (id)")


def downgrade() -> None:
    _made_anew("")


def _made_anew(include: str) -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    for name, (columns, where) in INDEXES.items():
        op.execute(f"DROP INDEX {name}")
        op.execute(f"CREATE INDEX {name} ON {columns}{include} WHERE {where}")
