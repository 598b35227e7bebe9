"""The coded link of a youth to their own page, and what they ask there."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import models.secret

revision = "0021"
down_revision = "0019"
branch_labels = None
depends_on = None

KINDS = ("another meeting", "another person", "not right")


def upgrade() -> None:
    op.create_table(
        "own_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("code", models.secret.Sealed(), nullable=False),
        sa.Column("made_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("ended_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("ended_by", sa.Integer(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("tried_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (ended_by IS NULL)", name=op.f("ck_own_link_ended_at_and_ended_by_go_together")
        ),
        sa.CheckConstraint("tries BETWEEN 0 AND 5", name=op.f("ck_own_link_tries_are_few")),
        sa.CheckConstraint("tries = 0 OR tried_at IS NOT NULL", name=op.f("ck_own_link_tried_at_a_moment")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_own_link_case_id_case_file")),
        sa.ForeignKeyConstraint(["ended_by"], ["professional.id"], name=op.f("fk_own_link_ended_by_professional")),
        sa.ForeignKeyConstraint(["made_by"], ["professional.id"], name=op.f("fk_own_link_made_by_professional")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_link")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_own_link_case_id"), "own_link", ["case_id"])
    op.create_index(
        "ux_own_link_open",
        "own_link",
        ["case_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "own_ask",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(*KINDS, name="ownaskkind", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        sa.Column("words", models.secret.Sealed(), nullable=True),
        sa.Column("asked_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("result", sqlmodel.sql.sqltypes.AutoString(length=12), nullable=True),
        sa.Column("reply", models.secret.Sealed(), nullable=True),
        sa.Column("answered_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.CheckConstraint("result IN ('arranged', 'talk first', 'stays')", name=op.f("ck_own_ask_result_is_known")),
        sa.CheckConstraint(
            "(result IS NULL) = (reply IS NULL) AND (result IS NULL) = (answered_at IS NULL)",
            name=op.f("ck_own_ask_an_answer_is_whole"),
        ),
        sa.CheckConstraint(
            "answered_by IS NULL OR answered_at IS NOT NULL",
            name=op.f("ck_own_ask_answered_by_somebody_at_a_moment"),
        ),
        sa.ForeignKeyConstraint(["answered_by"], ["professional.id"], name=op.f("fk_own_ask_answered_by_professional")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_own_ask_case_id_case_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_ask")),
    )
    op.create_index(op.f("ix_own_ask_case_id"), "own_ask", ["case_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_own_ask_case_id"), table_name="own_ask")
    op.drop_table("own_ask")
    op.drop_index("ux_own_link_open", table_name="own_link")
    op.drop_index(op.f("ix_own_link_case_id"), table_name="own_link")
    op.drop_table("own_link")
