"""A ground says for what it is, and from when until when it is in force; a part and a message say on which they rest."""

from typing import Any

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

VALID = "valid_from <= valid_until"


def upgrade() -> None:
    with op.batch_alter_table("ground", schema=None) as batch_op:
        for name in ("purpose_nl", "purpose_en"):
            batch_op.add_column(
                sa.Column(name, sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False, server_default="")
            )
        batch_op.add_column(sa.Column("valid_from", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("valid_until", sa.Date(), nullable=True))
        _article(batch_op, was=200, becomes=2000)
    with op.batch_alter_table("ground", schema=None) as batch_op:
        for name in ("purpose_nl", "purpose_en"):
            batch_op.alter_column(name, server_default=None)
        batch_op.create_check_constraint(batch_op.f("ck_ground_valid_in_order"), VALID)
    for table in ("partner", "message"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column("ground", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=True))


def downgrade() -> None:
    for table in ("message", "partner"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column("ground")
    with op.batch_alter_table("ground", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_ground_valid_in_order"), type_="check")
    op.execute("UPDATE ground SET article = substr(article, 1, 200)")
    with op.batch_alter_table("ground", schema=None) as batch_op:
        for name in ("valid_until", "valid_from", "purpose_en", "purpose_nl"):
            batch_op.drop_column(name)
        _article(batch_op, was=2000, becomes=200)


def _article(batch_op: Any, *, was: int, becomes: int) -> None:
    batch_op.alter_column(
        "article",
        existing_type=sqlmodel.sql.sqltypes.AutoString(length=was),
        type_=sqlmodel.sql.sqltypes.AutoString(length=becomes),
        existing_nullable=False,
    )
