"""Signing keys of secrets that are gone, kept sealed, so that the log's older seals still hold."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import models.secret

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "retired_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("signing", models.secret.Sealed(), nullable=False),
        sa.Column("upto_meeting", sa.Integer(), nullable=False),
        sa.Column("replaced_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("ended_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.CheckConstraint("upto_meeting >= 0", name=op.f("ck_retired_key_upto_meeting_is_a_number")),
        sa.CheckConstraint(
            "ended_at IS NULL OR ended_at >= replaced_at", name=op.f("ck_retired_key_ended_after_replaced")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retired_key")),
    )


def downgrade() -> None:
    op.drop_table("retired_key")
