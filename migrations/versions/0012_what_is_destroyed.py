"""What is to be destroyed and what was; what holds it back; figures that stay; numbers that are not given out again."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import models.secret

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "case_figure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("sector", sqlmodel.sql.sqltypes.AutoString(length=12), nullable=False),
        sa.Column("outcome", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("opened_in", sa.Integer(), nullable=False),
        sa.Column("closed_in", sa.Integer(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("days_to_contact", sa.Integer(), nullable=True),
        sa.Column("days_to_help", sa.Integer(), nullable=True),
        sa.Column("days_in_intake", sa.Integer(), nullable=True),
        sa.Column("days_in_meeting", sa.Integer(), nullable=True),
        sa.Column("days_in_assignment", sa.Integer(), nullable=True),
        sa.Column("days_in_aftercare", sa.Integer(), nullable=True),
        sa.Column("days_in_tapering", sa.Integer(), nullable=True),
        sa.Column("reopened", sa.Integer(), nullable=False),
        sa.CheckConstraint("closed_in >= opened_in", name=op.f("ck_case_figure_closed_after_opened")),
        sa.CheckConstraint("days >= 0", name=op.f("ck_case_figure_days_not_negative")),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name=op.f("fk_case_figure_region_id_region")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_figure")),
    )
    with op.batch_alter_table("case_figure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_figure_region_id"), ["region_id"], unique=False)

    op.create_table(
        "figure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("what", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("code", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_figure_agency_id_agency")),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name=op.f("fk_figure_region_id_region")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figure")),
        sa.UniqueConstraint(
            "region_id", "agency_id", "year", "what", "code", name=op.f("uq_figure_region_id_agency_id_year_what_code")
        ),
    )
    with op.batch_alter_table("figure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_figure_agency_id"), ["agency_id"], unique=False)

    op.create_table(
        "destruction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=True),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("proof", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=True),
        sa.Column(
            "category",
            sa.Enum(
                "closed",
                "nothing began",
                "erasure",
                "draft",
                "message",
                "caught mail",
                "sign-in",
                "link code",
                "form key",
                "log",
                "figures",
                name="category",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("listed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("first_by", sa.Integer(), nullable=True),
        sa.Column("first_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("second_by", sa.Integer(), nullable=True),
        sa.Column("second_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("off_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("off_by", sa.Integer(), nullable=True),
        sa.Column("off_code", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=True),
        sa.Column("off_words", models.secret.Sealed(), nullable=True),
        sa.Column("again_on", sa.Date(), nullable=True),
        sa.Column("destroyed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("counts", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("rest", models.secret.Sealed(), nullable=True),
        sa.Column("cleaned_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.CheckConstraint(
            "(case_id IS NULL) = (proof IS NULL)", name=op.f("ck_destruction_case_id_and_proof_go_together")
        ),
        sa.CheckConstraint(
            "(first_by IS NULL) = (first_at IS NULL)", name=op.f("ck_destruction_first_by_and_first_at_go_together")
        ),
        sa.CheckConstraint(
            "(off_at IS NULL) = (off_code IS NULL)", name=op.f("ck_destruction_off_at_and_off_code_go_together")
        ),
        sa.CheckConstraint(
            "(second_by IS NULL) = (second_at IS NULL)", name=op.f("ck_destruction_second_by_and_second_at_go_together")
        ),
        sa.CheckConstraint(
            "case_id IS NULL OR destroyed_at IS NULL OR second_by IS NOT NULL", name=op.f("ck_destruction_four_eyes")
        ),
        sa.CheckConstraint(
            "cleaned_at IS NULL OR (destroyed_at IS NOT NULL AND rest IS NULL)",
            name=op.f("ck_destruction_cleaned_is_whole"),
        ),
        sa.CheckConstraint("first_by <> second_by", name=op.f("ck_destruction_two_different_people")),
        sa.CheckConstraint("off_at IS NULL OR destroyed_at IS NULL", name=op.f("ck_destruction_off_or_destroyed")),
        sa.CheckConstraint(
            "off_by IS NULL OR off_at IS NOT NULL", name=op.f("ck_destruction_off_by_somebody_at_a_moment")
        ),
        sa.CheckConstraint(
            "second_by IS NULL OR first_by IS NOT NULL", name=op.f("ck_destruction_first_before_second")
        ),
        sa.ForeignKeyConstraint(["first_by"], ["professional.id"], name=op.f("fk_destruction_first_by_professional")),
        sa.ForeignKeyConstraint(["off_by"], ["professional.id"], name=op.f("fk_destruction_off_by_professional")),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name=op.f("fk_destruction_region_id_region")),
        sa.ForeignKeyConstraint(["second_by"], ["professional.id"], name=op.f("fk_destruction_second_by_professional")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_destruction")),
    )
    with op.batch_alter_table("destruction", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_destruction_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_destruction_proof"), ["proof"], unique=False)
        batch_op.create_index(batch_op.f("ix_destruction_region_id"), ["region_id"], unique=False)
        batch_op.create_index(
            "ux_destruction_open",
            ["case_id"],
            unique=True,
            sqlite_where=sa.text("off_at IS NULL AND destroyed_at IS NULL"),
            postgresql_where=sa.text("off_at IS NULL AND destroyed_at IS NULL"),
        )

    op.create_table(
        "legal_hold",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("why", models.secret.Sealed(), nullable=False),
        sa.Column("held_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("held_by", sa.Integer(), nullable=False),
        sa.Column("ended_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("ended_by", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (ended_by IS NULL)", name=op.f("ck_legal_hold_ended_at_and_ended_by_go_together")
        ),
        sa.CheckConstraint("ended_at IS NULL OR ended_at >= held_at", name=op.f("ck_legal_hold_ended_after_held")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_legal_hold_case_id_case_file")),
        sa.ForeignKeyConstraint(["ended_by"], ["professional.id"], name=op.f("fk_legal_hold_ended_by_professional")),
        sa.ForeignKeyConstraint(["held_by"], ["professional.id"], name=op.f("fk_legal_hold_held_by_professional")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_hold")),
    )
    with op.batch_alter_table("legal_hold", schema=None) as batch_op:
        batch_op.create_index(
            "ux_legal_hold_open",
            ["case_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
    for name in ("case_file", "person"):
        _never_give_a_number_again(name)


def _never_give_a_number_again(name: str) -> None:
    """SQLite takes it only when a table is made; so it is made anew, as it stands, with all it holds."""
    bind = op.get_bind()
    if bind.dialect.name != "sqlite":
        return
    lies = "SELECT sql FROM sqlite_master WHERE tbl_name = ? AND type = ? AND sql IS NOT NULL"
    made = str(bind.exec_driver_sql(lies, (name, "table")).scalar_one())
    indexes = list(bind.exec_driver_sql(lies, (name, "index")).scalars())
    _, _, columns = made.partition("(")
    op.execute(f"CREATE TABLE _{name} ({columns.replace('PRIMARY KEY (id)', 'PRIMARY KEY (id AUTOINCREMENT)')}")
    op.execute(f"INSERT INTO _{name} SELECT * FROM {name}")  # noqa: S608 - our own names
    op.drop_table(name)
    op.rename_table(f"_{name}", name)
    for index in indexes:
        op.execute(index)


def downgrade() -> None:
    for name in ("legal_hold", "destruction", "figure", "case_figure"):
        op.drop_table(name)
