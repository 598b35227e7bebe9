"""What somebody asks, by right, of the file about them, and what is left out of a copy of it."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import models.secret

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

KINDS = ("access", "copy", "correction", "own statement", "objection to use", "erasure")
PARTS = (
    "whole file", "the registration", "the people", "the plan", "the meetings", "the consents", "the questions",
)  # fmt: skip


def upgrade() -> None:
    op.create_table(
        "right_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(*KINDS, name="rightkind", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        sa.Column("asker_id", sa.Integer(), nullable=False),
        sa.Column("representative", models.secret.Sealed(), nullable=True),
        sa.Column("mandate_on", sa.Date(), nullable=True),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("way", sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
        sa.Column(
            "about",
            sa.Enum(*PARTS, name="rightabout", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        sa.Column("words", models.secret.Sealed(), nullable=True),
        sa.Column("recorded_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("longer_until", sa.Date(), nullable=True),
        sa.Column("longer_why", models.secret.Sealed(), nullable=True),
        sa.Column("result", sqlmodel.sql.sqltypes.AutoString(length=12), nullable=True),
        sa.Column("ground", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=True),
        sa.Column("why", models.secret.Sealed(), nullable=True),
        sa.Column("ended_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("ended_by", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "result IN ('granted', 'partly', 'refused', 'taken back')", name=op.f("ck_right_request_result_is_known")
        ),
        sa.CheckConstraint(
            "result IS NULL OR result IN ('granted', 'taken back') OR (ground IS NOT NULL AND why IS NOT NULL)",
            name=op.f("ck_right_request_a_refusal_says_why"),
        ),
        sa.CheckConstraint("way IN ('table', 'phone', 'paper', 'mail')", name=op.f("ck_right_request_way_is_known")),
        sa.CheckConstraint(
            "(longer_until IS NULL) = (longer_why IS NULL)",
            name=op.f("ck_right_request_longer_until_and_longer_why_go_together"),
        ),
        sa.CheckConstraint(
            "(representative IS NULL) = (mandate_on IS NULL)",
            name=op.f("ck_right_request_representative_and_mandate_on_go_together"),
        ),
        sa.CheckConstraint(
            "(result IS NULL) = (ended_at IS NULL)", name=op.f("ck_right_request_result_and_ended_at_go_together")
        ),
        sa.CheckConstraint(
            "ended_by IS NULL OR ended_at IS NOT NULL", name=op.f("ck_right_request_ended_by_somebody_at_a_moment")
        ),
        sa.ForeignKeyConstraint(["asker_id"], ["person.id"], name=op.f("fk_right_request_asker_id_person")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_right_request_case_id_case_file")),
        sa.ForeignKeyConstraint(["ended_by"], ["professional.id"], name=op.f("fk_right_request_ended_by_professional")),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["professional.id"], name=op.f("fk_right_request_recorded_by_professional")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_right_request")),
    )
    with op.batch_alter_table("right_request", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_right_request_asker_id"), ["asker_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_right_request_case_id"), ["case_id"], unique=False)
        batch_op.create_index(
            "ux_right_request_open",
            ["case_id", "asker_id", "kind"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "right_mask",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("item", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
        sa.Column("masked", sa.Boolean(), nullable=False),
        sa.Column("why", models.secret.Sealed(), nullable=False),
        sa.Column("decided_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["professional.id"], name=op.f("fk_right_mask_decided_by_professional")
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["right_request.id"], name=op.f("fk_right_mask_request_id_right_request")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_right_mask")),
        sa.UniqueConstraint("request_id", "item", name=op.f("uq_right_mask_request_id_item")),
    )
    with op.batch_alter_table("right_mask", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_right_mask_request_id"), ["request_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("right_mask", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_right_mask_request_id"))

    op.drop_table("right_mask")
    with op.batch_alter_table("right_request", schema=None) as batch_op:
        batch_op.drop_index(
            "ux_right_request_open",
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_right_request_case_id"))
        batch_op.drop_index(batch_op.f("ix_right_request_asker_id"))

    op.drop_table("right_request")
