"""What a youth says about who may see what of the file, one word a person, until it is taken back."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import models.secret

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_HOLDS = "until_at IS NULL"


def upgrade() -> None:
    moment = sqlmodel.sql.sqltypes.UTCDateTime
    op.create_table(
        "youth_word",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("id", "case_id", "person_id")),
        *(
            sa.Column(name, sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False)
            for name in ("may", "must_not", "domains_not")
        ),
        sa.Column("custody_agrees", sa.Boolean(), nullable=False),
        sa.Column("words", models.secret.Sealed(), nullable=True),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", moment(), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("until_at", moment(), nullable=True),
        sa.Column("ended_by", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "may <> '' OR must_not <> '' OR domains_not <> ''", name=op.f("ck_youth_word_something_is_said")
        ),
        sa.CheckConstraint(
            "until_at IS NULL OR until_at >= recorded_at", name=op.f("ck_youth_word_ends_after_it_was_recorded")
        ),
        sa.CheckConstraint(
            "(until_at IS NULL) = (ended_by IS NULL)", name=op.f("ck_youth_word_until_at_and_ended_by_go_together")
        ),
        *(
            sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_youth_word_{column}_{table}"))
            for column, table in (
                ("case_id", "case_file"),
                ("person_id", "person"),
                ("recorded_by", "professional"),
                ("ended_by", "professional"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_youth_word")),
    )
    for column in ("case_id", "person_id"):
        op.create_index(op.f(f"ix_youth_word_{column}"), "youth_word", [column])
    op.create_index(
        "ix_youth_word_one_holds",
        "youth_word",
        ["case_id", "person_id"],
        unique=True,
        sqlite_where=sa.text(_HOLDS),
        postgresql_where=sa.text(_HOLDS),
    )


def downgrade() -> None:
    op.drop_table("youth_word")
