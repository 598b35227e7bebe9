"""The people of a case come, go and move: addresses, ends of custody, other family, and what was done about them."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import models.secret

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

RELATIONS = ("parent", "guardian", "trusted person", "substitute", "supporter")
WITH_A_RELATION = ("custody", "case_person")


def upgrade() -> None:
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.add_column(sa.Column("address", models.secret.Sealed(), nullable=True))
        batch_op.add_column(sa.Column("secret_address", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("turn", sa.Integer(), nullable=False, server_default="0"))
    op.execute(
        "UPDATE person SET secret_address = (SELECT youth.secret_address FROM youth WHERE youth.person_id = person.id)"
        " WHERE id IN (SELECT person_id FROM youth)"
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.alter_column("secret_address", server_default=None)
        batch_op.alter_column("turn", server_default=None)
    with op.batch_alter_table("youth", schema=None) as batch_op:
        batch_op.drop_column("secret_address")
    with op.batch_alter_table("custody", schema=None) as batch_op:
        batch_op.add_column(sa.Column("until_on", sa.Date(), nullable=True))
    _known_relations((*RELATIONS, "family"))
    op.create_table(
        "person_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("what", sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
        sa.Column("who", sqlmodel.sql.sqltypes.AutoString(length=30), nullable=False),
        sa.Column("relation", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("code", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=True),
        sa.Column("fields", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=True),
        sa.Column("changed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=False),
        sa.CheckConstraint("what IN ('added', 'changed', 'left')", name=op.f("ck_person_change_what")),
        sa.CheckConstraint("(what = 'left') = (code IS NOT NULL)", name=op.f("ck_person_change_left_with_a_reason")),
        sa.CheckConstraint(
            "(what = 'changed') = (fields IS NOT NULL)", name=op.f("ck_person_change_changed_with_its_fields")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_person_change_case_id_case_file")),
        sa.ForeignKeyConstraint(
            ["changed_by"], ["professional.id"], name=op.f("fk_person_change_changed_by_professional")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_change")),
    )
    op.create_index(op.f("ix_person_change_case_id"), "person_change", ["case_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_person_change_case_id"), table_name="person_change")
    op.drop_table("person_change")
    op.execute("UPDATE case_person SET relation = 'supporter' WHERE relation = 'family'")
    _known_relations(RELATIONS)
    with op.batch_alter_table("custody", schema=None) as batch_op:
        batch_op.drop_column("until_on")
    with op.batch_alter_table("youth", schema=None) as batch_op:
        batch_op.add_column(sa.Column("secret_address", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute(
        "UPDATE youth SET secret_address = (SELECT person.secret_address FROM person WHERE person.id = youth.person_id)"
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_column("turn")
        batch_op.drop_column("secret_address")
        batch_op.drop_column("address")


def _known_relations(codes: tuple[str, ...]) -> None:
    allowed = ", ".join(f"'{code}'" for code in codes)
    for table in WITH_A_RELATION:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_constraint(op.f(f"ck_{table}_relation"), type_="check")
            batch_op.create_check_constraint(op.f(f"ck_{table}_relation"), f"relation IN ({allowed})")
