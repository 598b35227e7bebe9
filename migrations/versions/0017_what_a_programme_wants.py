"""What a region wants to reach in its school years; and what tells of first contact and help is found at once."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_HELP = "notice = 'HelpBegan'"
_MET = "form IN ('Introduction', 'DirectHelp') AND status = 'given'"


def upgrade() -> None:
    op.create_table(
        "programme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        *(_number(name) for name in ("first_year", "last_year", "youths", "youths_mbo", "youths_vo")),
        *(_number(name) for name in ("all_youths", "kept", "cents")),
        sa.CheckConstraint("last_year >= first_year", name=op.f("ck_programme_ends_after_it_begins")),
        sa.CheckConstraint("kept <= all_youths", name=op.f("ck_programme_no_more_kept_than_there_are")),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name=op.f("fk_programme_region_id_region")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme")),
        sa.UniqueConstraint("region_id", "first_year", name=op.f("uq_programme_region_id_first_year")),
    )
    for name, table, columns, which in (
        ("ix_message_help_began", "message", ["case_id", "queued_at"], _HELP),
        ("ix_wait_first_met", "wait", ["case_id"], _MET),
    ):
        op.create_index(name, table, columns, sqlite_where=sa.text(which), postgresql_where=sa.text(which))


def downgrade() -> None:
    op.drop_index("ix_wait_first_met", table_name="wait")
    op.drop_index("ix_message_help_began", table_name="message")
    op.drop_table("programme")


def _number(name: str) -> "sa.Column[Any]":
    return sa.Column(name, sa.Integer(), nullable=False)
