"""What is brought of a youth may be a medical conclusion; that is of an agency, and never of one of the people."""

from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

WAS = "kind IN ('worry', 'strength', 'offer')"
KIND = "kind IN ('worry', 'strength', 'offer', 'conclusion')"
OF_AN_AGENCY = "kind <> 'conclusion' OR agency_id IS NOT NULL"


def upgrade() -> None:
    with op.batch_alter_table("life_note", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_life_note_kind"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_life_note_kind"), KIND)
        batch_op.create_check_constraint(batch_op.f("ck_life_note_a_conclusion_is_of_an_agency"), OF_AN_AGENCY)


def downgrade() -> None:
    with op.batch_alter_table("life_note", schema=None) as batch_op:
        for name in ("a_conclusion_is_of_an_agency", "kind"):
            batch_op.drop_constraint(batch_op.f(f"ck_life_note_{name}"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_life_note_kind"), WAS)
