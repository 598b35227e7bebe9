"""What somebody is typing to a command is kept, sealed, until it is carried out; never sent, it goes after a while."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import models.secret
from models.tables.command_draft import CLEARED, CLEARING
from models.tables.dropping import undone

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

WAS = (
    "closed", "nothing began", "erasure", "draft", "message", "caught mail", "sign-in", "link code", "form key", "log",
    "figures",
)  # fmt: skip
NOW = (*WAS[:4], "typed", *WAS[4:])


def upgrade() -> None:
    text = sqlmodel.sql.sqltypes.AutoString
    op.create_table(
        "command_draft",
        sa.Column("professional_id", sa.Integer(), nullable=False),
        sa.Column("command", text(length=40), nullable=False),
        sa.Column("about", text(length=60), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("typed", models.secret.Sealed(), nullable=False),
        sa.Column("kept_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["professional_id"], ["professional.id"], name=op.f("fk_command_draft_professional_id_professional")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_command_draft_case_id_case_file")),
        sa.PrimaryKeyConstraint("professional_id", "command", "about", name=op.f("pk_command_draft")),
    )
    op.create_index(op.f("ix_command_draft_case_id"), "command_draft", ["case_id"])
    for statement in CLEARED[op.get_bind().dialect.name]:
        op.execute(sa.text(statement))
    _categories(NOW)


def downgrade() -> None:
    for statement in undone(CLEARING, "case_file")[op.get_bind().dialect.name]:
        op.execute(sa.text(statement))
    op.drop_table("command_draft")
    op.execute(sa.text("DELETE FROM destruction WHERE category = 'typed'"))
    _categories(WAS)


def _categories(known: tuple[str, ...]) -> None:
    """What can be destroyed by itself; the proofs that are there stay."""
    codes = ", ".join(f"'{each}'" for each in known)
    with op.batch_alter_table("destruction", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_destruction_category"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_destruction_category"), f"category IN ({codes})")
