"""One-time codes behind a link, and what an agency knows a case by."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import models.secret

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "link_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("wait_id", sa.Integer(), nullable=False),
        sa.Column("holder", sqlmodel.sql.sqltypes.AutoString(length=30), nullable=False),
        sa.Column("asked_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("used_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.CheckConstraint("tries BETWEEN 0 AND 5", name=op.f("ck_link_code_tries_are_few")),
        sa.CheckConstraint("used_at IS NULL OR used_at >= asked_at", name=op.f("ck_link_code_used_after_asked")),
        sa.ForeignKeyConstraint(["wait_id"], ["wait.id"], name=op.f("fk_link_code_wait_id_wait")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link_code")),
    )
    with op.batch_alter_table("link_code", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_link_code_wait_id"), ["wait_id"], unique=False)
    op.create_table(
        "own_reference",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("reference", models.secret.Sealed(), nullable=False),
        sa.Column("given_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_own_reference_agency_id_agency")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_own_reference_case_id_case_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_reference")),
        sa.UniqueConstraint("case_id", "agency_id", name=op.f("uq_own_reference_case_id_agency_id")),
    )


def downgrade() -> None:
    op.drop_table("own_reference")
    with op.batch_alter_table("link_code", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_link_code_wait_id"))
    op.drop_table("link_code")
