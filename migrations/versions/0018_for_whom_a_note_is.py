"""A note says for whom it is, of which agency it is, and for which partners by name."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

FOR_WHOM = "for_whom IN ('own agency', 'named partners', 'all partners', 'youth')"
PRIVATE = "for_whom IS NULL OR (kind = 'private' AND agency_id IS NOT NULL)"
NAMED = "(partners IS NULL) OR (for_whom = 'named partners')"


def upgrade() -> None:
    with op.batch_alter_table("note", schema=None) as batch_op:
        for name, length in (("for_whom", 20), ("partners", 400)):
            batch_op.add_column(sa.Column(name, sqlmodel.sql.sqltypes.AutoString(length=length), nullable=True))
        batch_op.add_column(sa.Column("agency_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_note_agency_id_agency"), "agency", ["agency_id"], ["id"])
        batch_op.create_check_constraint(batch_op.f("ck_note_for_whom_is_known"), FOR_WHOM)
        batch_op.create_check_constraint(batch_op.f("ck_note_only_a_note_is_shared"), PRIVATE)
        batch_op.create_check_constraint(batch_op.f("ck_note_partners_where_they_are_named"), NAMED)


def downgrade() -> None:
    with op.batch_alter_table("note", schema=None) as batch_op:
        for name in ("partners_where_they_are_named", "only_a_note_is_shared", "for_whom_is_known"):
            batch_op.drop_constraint(batch_op.f(f"ck_note_{name}"), type_="check")
        batch_op.drop_constraint(batch_op.f("fk_note_agency_id_agency"), type_="foreignkey")
        for name in ("agency_id", "partners", "for_whom"):
            batch_op.drop_column(name)
