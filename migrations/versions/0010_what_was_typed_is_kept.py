"""What somebody is typing to an open question is kept, sealed, until the question is answered or taken back."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import models.secret
from models.tables.answer_draft import CLEARING, clearing

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "answer_draft",
        sa.Column("wait_id", sa.Integer(), nullable=False),
        sa.Column("professional_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("typed", models.secret.Sealed(), nullable=False),
        sa.Column("kept_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["wait_id"], ["wait.id"], name=op.f("fk_answer_draft_wait_id_wait")),
        sa.ForeignKeyConstraint(
            ["professional_id"], ["professional.id"], name=op.f("fk_answer_draft_professional_id_professional")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_answer_draft_case_id_case_file")),
        sa.PrimaryKeyConstraint("wait_id", "professional_id", name=op.f("pk_answer_draft")),
    )
    with op.batch_alter_table("answer_draft", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_answer_draft_case_id"), ["case_id"], unique=False)
    for statement in clearing(op.get_bind().dialect.name):
        op.execute(sa.text(statement))


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"DROP TRIGGER {CLEARING} ON wait")
        op.execute(f"DROP FUNCTION {CLEARING}()")
    else:
        op.execute(f"DROP TRIGGER {CLEARING}")
    op.drop_table("answer_draft")
