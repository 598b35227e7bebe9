"""A question may be meant for an agency that may not know of the case yet."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("wait", schema=None) as batch_op:
        batch_op.add_column(sa.Column("meant_for_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_wait_meant_for_id_agency"), "agency", ["meant_for_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("wait", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_wait_meant_for_id_agency"), type_="foreignkey")
        batch_op.drop_column("meant_for_id")
