"""Who opened a case in an emergency, why, and whether it was looked at since."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import models.secret

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

REASONS = ("danger", "missing", "medical", "crisis")


def upgrade() -> None:
    op.create_table(
        "emergency_access",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("professional_id", sa.Integer(), nullable=False),
        sa.Column(
            "reason",
            sa.Enum(*REASONS, name="emergencyreason", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        sa.Column("words", models.secret.Sealed(), nullable=False),
        sa.Column("opened_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("until_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("looked_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("looked_by_id", sa.Integer(), nullable=True),
        sa.Column("was_needed", sa.Boolean(), nullable=True),
        sa.CheckConstraint("until_at > opened_at", name=op.f("ck_emergency_access_it_lasts_a_while")),
        sa.CheckConstraint(
            "(looked_at IS NULL) = (looked_by_id IS NULL) AND (looked_at IS NULL) = (was_needed IS NULL)",
            name=op.f("ck_emergency_access_looked_at_by_whom_and_found_what"),
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_emergency_access_case_id_case_file")),
        sa.ForeignKeyConstraint(
            ["looked_by_id"], ["professional.id"], name=op.f("fk_emergency_access_looked_by_id_professional")
        ),
        sa.ForeignKeyConstraint(
            ["professional_id"], ["professional.id"], name=op.f("fk_emergency_access_professional_id_professional")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_emergency_access")),
    )
    with op.batch_alter_table("emergency_access", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_emergency_access_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_emergency_access_professional_id"), ["professional_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("emergency_access", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_emergency_access_professional_id"))
        batch_op.drop_index(batch_op.f("ix_emergency_access_case_id"))
    op.drop_table("emergency_access")
