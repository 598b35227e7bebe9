"""Who answers for a mailbox of an agency of which nobody is known says their name; it is kept sealed."""

import sqlalchemy as sa
from alembic import op

import models.secret

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("statement", schema=None) as batch_op:
        batch_op.add_column(sa.Column("said_by_name", models.secret.Sealed(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("statement", schema=None) as batch_op:
        batch_op.drop_column("said_by_name")
