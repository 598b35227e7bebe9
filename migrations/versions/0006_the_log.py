"""The log of who saw or did what, which the database itself keeps from being changed."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

from models.tables.log import guards

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

WHAT = (
    "see case", "see file", "see name", "see draft", "search", "export", "print", "register", "answer", "command",
    "refused", "read log",
)  # fmt: skip


def upgrade() -> None:
    op.create_table(
        "log_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("professional_id", sa.Integer(), nullable=True),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("for_id", sa.Integer(), nullable=True),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column(
            "what", sa.Enum(*WHAT, name="logged", native_enum=False, create_constraint=True, length=30), nullable=False
        ),
        sa.Column("about", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=True),
        sa.Column("why", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_log_line")),
    )
    with op.batch_alter_table("log_line", schema=None) as batch_op:
        batch_op.create_index("ix_log_line_case_id", ["case_id"], unique=False)
        batch_op.create_index("ix_log_line_professional_id", ["professional_id"], unique=False)
    op.create_table(
        "log_seal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("upto_id", sa.Integer(), nullable=False),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.Column("digest", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
        sa.Column("sealed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.CheckConstraint("lines > 0", name=op.f("ck_log_seal_holds_lines")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_log_seal")),
        sa.UniqueConstraint("upto_id", name=op.f("uq_log_seal_upto_id")),
    )
    op.create_table(
        "log_checkpoint",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("upto_id", sa.Integer(), nullable=False),
        sa.Column("digest", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
        sa.Column("signature", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
        sa.Column("made_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_log_checkpoint")),
        sa.UniqueConstraint("upto_id", name=op.f("uq_log_checkpoint_upto_id")),
    )
    for statement in guards(op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    for name in ("log_checkpoint", "log_seal", "log_line"):
        op.drop_table(name)
        if op.get_bind().dialect.name == "postgresql":
            op.execute(f"DROP FUNCTION {name}_keep()")
