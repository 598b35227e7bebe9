"""The tables of the first day."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import models.secret

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "alarm",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(length=30), nullable=False),
        sa.Column("detail", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("since_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("next_try_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("cleared_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.CheckConstraint("cleared_at IS NULL OR cleared_at >= since_at", name=op.f("ck_alarm_cleared_after_since")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alarm")),
    )
    with op.batch_alter_table("alarm", schema=None) as batch_op:
        batch_op.create_index(
            "ix_alarm_open",
            ["kind"],
            unique=True,
            sqlite_where=sa.text("cleared_at IS NULL"),
            postgresql_where=sa.text("cleared_at IS NULL"),
        )

    op.create_table(
        "command",
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("result", models.secret.Sealed(), nullable=False),
        sa.Column("done_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_command")),
    )
    with op.batch_alter_table("command", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_command_done_at"), ["done_at"], unique=False)

    op.create_table(
        "demo_clock",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("demo_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("wall_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("towards_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.CheckConstraint("id = 1", name=op.f("ck_demo_clock_there_is_one")),
        sa.CheckConstraint("towards_at IS NULL OR towards_at >= demo_at", name=op.f("ck_demo_clock_never_back")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_demo_clock")),
    )
    op.create_table(
        "family", sa.Column("id", sa.Integer(), nullable=False), sa.PrimaryKeyConstraint("id", name=op.f("pk_family"))
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("given_name", models.secret.Sealed(), nullable=False),
        sa.Column("prefix", models.secret.Sealed(), nullable=True),
        sa.Column("family_name", models.secret.Sealed(), nullable=True),
        sa.Column("birth_on", models.secret.SealedDate(), nullable=True),
        sa.Column("birth_digest", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=True),
        sa.Column("email", models.secret.Sealed(), nullable=True),
        sa.Column("email_failed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("phone", models.secret.Sealed(), nullable=True),
        sa.Column("language", sqlmodel.sql.sqltypes.AutoString(length=2), nullable=False),
        sa.CheckConstraint("language IN ('nl', 'en')", name=op.f("ck_person_language_is_known")),
        sa.CheckConstraint("(birth_on IS NULL) = (birth_digest IS NULL)", name=op.f("ck_person_birth_is_whole")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_birth_digest"), ["birth_digest"], unique=False)

    op.create_table(
        "region",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
        sa.Column("school_region", sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
        sa.Column("budget_cents", sa.Integer(), nullable=False),
        sa.CheckConstraint("school_region IN ('north', 'middle', 'south')", name=op.f("ck_region_school_region")),
        sa.CheckConstraint("budget_cents >= 0", name=op.f("ck_region_budget_not_negative")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_region")),
        sa.UniqueConstraint("code", name=op.f("uq_region_code")),
    )
    op.create_table(
        "ground",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("code", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("label_nl", sqlmodel.sql.sqltypes.AutoString(length=160), nullable=False),
        sa.Column("label_en", sqlmodel.sql.sqltypes.AutoString(length=160), nullable=False),
        sa.Column("article", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("needs_consent", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name=op.f("fk_ground_region_id_region")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ground")),
        sa.UniqueConstraint("region_id", "code", name=op.f("uq_ground_region_id_code")),
    )
    with op.batch_alter_table("ground", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ground_region_id"), ["region_id"], unique=False)

    op.create_table(
        "municipality",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column("school_region", sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
        sa.CheckConstraint("school_region IN ('north', 'middle', 'south')", name=op.f("ck_municipality_school_region")),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name=op.f("fk_municipality_region_id_region")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_municipality")),
        sa.UniqueConstraint("region_id", "name", name=op.f("uq_municipality_region_id_name")),
    )
    op.create_table(
        "name_digest",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("digest", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_name_digest_person_id_person")),
        sa.PrimaryKeyConstraint("person_id", "digest", name=op.f("pk_name_digest")),
    )
    with op.batch_alter_table("name_digest", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_name_digest_digest"), ["digest"], unique=False)

    op.create_table(
        "term",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("unit", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("urgent_amount", sa.Integer(), nullable=True),
        sa.Column("urgent_unit", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=True),
        sa.Column("off", sa.Boolean(), nullable=False),
        sa.Column("ground", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.CheckConstraint("kind IN ('statutory', 'norm', 'agreed', 'school')", name=op.f("ck_term_kind")),
        sa.CheckConstraint("unit IN ('working_days', 'weeks', 'months', 'days', 'hours')", name=op.f("ck_term_unit")),
        sa.CheckConstraint("(urgent_amount IS NULL) = (urgent_unit IS NULL)", name=op.f("ck_term_urgent_is_whole")),
        sa.CheckConstraint("amount > 0", name=op.f("ck_term_amount_is_positive")),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name=op.f("fk_term_region_id_region")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_term")),
        sa.UniqueConstraint("region_id", "name", "valid_from", name=op.f("uq_term_region_id_name_valid_from")),
    )
    op.create_table(
        "agency",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("code", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "registration point",
                "school",
                "plus facility",
                "school board",
                "doorstroompunt",
                "neighbourhood team",
                "youth care",
                "residential",
                "youth doctor",
                "social support",
                "debt",
                "income",
                "benefits",
                "training",
                name="agencykind",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("municipality", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=True),
        sa.Column("mailbox", models.secret.Sealed(), nullable=True),
        sa.Column("ground_id", sa.Integer(), nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.CheckConstraint("NOT active OR signed_on IS NOT NULL", name=op.f("ck_agency_active_only_when_signed")),
        sa.ForeignKeyConstraint(["ground_id"], ["ground.id"], name=op.f("fk_agency_ground_id_ground")),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name=op.f("fk_agency_region_id_region")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency")),
        sa.UniqueConstraint("region_id", "code", name=op.f("uq_agency_region_id_code")),
    )
    with op.batch_alter_table("agency", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agency_ground_id"), ["ground_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_agency_region_id"), ["region_id"], unique=False)

    op.create_table(
        "agreement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("chair_agency_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("valid_from <= valid_until", name=op.f("ck_agreement_valid_in_order")),
        sa.ForeignKeyConstraint(["chair_agency_id"], ["agency.id"], name=op.f("fk_agreement_chair_agency_id_agency")),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name=op.f("fk_agreement_region_id_region")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
    )
    with op.batch_alter_table("agreement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agreement_region_id"), ["region_id"], unique=False)

    op.create_table(
        "extra_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("label", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column("equated", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_extra_day_agency_id_agency")),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name=op.f("fk_extra_day_region_id_region")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extra_day")),
        sa.UniqueConstraint("region_id", "agency_id", "day", name=op.f("uq_extra_day_region_id_agency_id_day")),
    )
    with op.batch_alter_table("extra_day", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_extra_day_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_extra_day_region_id"), ["region_id"], unique=False)

    op.create_table(
        "instrument",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("code", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("name_nl", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column("name_en", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column("gives", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("conditions", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("weeks", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.CheckConstraint("capacity IS NULL OR capacity > 0", name=op.f("ck_instrument_capacity_is_positive")),
        sa.CheckConstraint(
            "valid_until IS NULL OR valid_until >= valid_from", name=op.f("ck_instrument_valid_in_order")
        ),
        sa.CheckConstraint("weeks BETWEEN 1 AND 520", name=op.f("ck_instrument_weeks_up_to_ten_years")),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_instrument_agency_id_agency")),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name=op.f("fk_instrument_region_id_region")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instrument")),
        sa.UniqueConstraint("region_id", "code", name=op.f("uq_instrument_region_id_code")),
    )
    with op.batch_alter_table("instrument", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_instrument_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_instrument_region_id"), ["region_id"], unique=False)

    op.create_table(
        "ladder_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("form", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=True),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("after_days", sa.Integer(), nullable=True),
        sa.Column("off", sa.Boolean(), nullable=False),
        sa.Column("ground", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.CheckConstraint("NOT off OR after_days IS NULL", name=op.f("ck_ladder_rule_off_has_no_days")),
        sa.CheckConstraint(
            "after_days IS NULL OR (step BETWEEN 1 AND 3 AND after_days BETWEEN 1 AND 260)",
            name=op.f("ck_ladder_rule_after"),
        ),
        sa.CheckConstraint("step BETWEEN 0 AND 5", name=op.f("ck_ladder_rule_step_of_the_ladder")),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_ladder_rule_agency_id_agency")),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name=op.f("fk_ladder_rule_region_id_region")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ladder_rule")),
    )
    with op.batch_alter_table("ladder_rule", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ladder_rule_region_id"), ["region_id"], unique=False)

    op.create_table(
        "professional",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("given_name", models.secret.Sealed(), nullable=False),
        sa.Column("prefix", models.secret.Sealed(), nullable=True),
        sa.Column("family_name", models.secret.Sealed(), nullable=False),
        sa.Column("email", models.secret.Sealed(), nullable=True),
        sa.Column("email_digest", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=True),
        sa.Column("email_failed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("phone", models.secret.Sealed(), nullable=True),
        sa.Column("language", sqlmodel.sql.sqltypes.AutoString(length=2), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("substitute_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("language IN ('nl', 'en')", name=op.f("ck_professional_language_is_known")),
        sa.CheckConstraint("(email IS NULL) = (email_digest IS NULL)", name=op.f("ck_professional_email_is_whole")),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_professional_agency_id_agency")),
        sa.ForeignKeyConstraint(
            ["substitute_id"], ["professional.id"], name=op.f("fk_professional_substitute_id_professional")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_professional")),
        sa.UniqueConstraint("email_digest", name=op.f("uq_professional_email_digest")),
    )
    with op.batch_alter_table("professional", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_professional_agency_id"), ["agency_id"], unique=False)

    op.create_table(
        "school_holiday",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("school_region", sqlmodel.sql.sqltypes.AutoString(length=10), nullable=True),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "school_region IN ('north', 'middle', 'south')", name=op.f("ck_school_holiday_school_region")
        ),
        sa.CheckConstraint(
            "(CASE WHEN school_region IS NULL THEN 0 ELSE 1 END) + (CASE WHEN agency_id IS NULL THEN 0 ELSE 1 END) = 1",
            name=op.f("ck_school_holiday_of_a_school_region_or_of_a_school"),
        ),
        sa.CheckConstraint("first_on <= last_on", name=op.f("ck_school_holiday_first_before_last")),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_school_holiday_agency_id_agency")),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name=op.f("fk_school_holiday_region_id_region")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school_holiday")),
    )
    with op.batch_alter_table("school_holiday", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_school_holiday_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_school_holiday_region_id"), ["region_id"], unique=False)

    op.create_table(
        "sitting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=True),
        sa.Column("place", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
        sa.Column("starts_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.CheckConstraint("minutes > 0 AND places > 0", name=op.f("ck_sitting_has_room")),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name=op.f("fk_sitting_region_id_region")),
        sa.ForeignKeyConstraint(["school_id"], ["agency.id"], name=op.f("fk_sitting_school_id_agency")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sitting")),
    )
    with op.batch_alter_table("sitting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sitting_region_id"), ["region_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sitting_school_id"), ["school_id"], unique=False)

    op.create_table(
        "youth",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=True),
        sa.Column(
            "sector",
            sa.Enum(
                "preschool",
                "primary",
                "vo",
                "vso",
                "pro",
                "opdc",
                "mbo",
                "none",
                name="sector",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("municipality", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column("neighbourhood", models.secret.Sealed(), nullable=True),
        sa.Column("school_id", sa.Integer(), nullable=True),
        sa.Column("level", models.secret.Sealed(), nullable=True),
        sa.Column(
            "living",
            sa.Enum(
                "home",
                "institution",
                "closed",
                "nowhere",
                name="living",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=True,
        ),
        sa.Column("absent_since", sa.Date(), nullable=True),
        sa.Column("departs_on", sa.Date(), nullable=True),
        sa.Column("secret_address", sa.Boolean(), nullable=False),
        sa.Column("siblings", models.secret.Sealed(), nullable=True),
        sa.ForeignKeyConstraint(["family_id"], ["family.id"], name=op.f("fk_youth_family_id_family")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_youth_person_id_person")),
        sa.ForeignKeyConstraint(["school_id"], ["agency.id"], name=op.f("fk_youth_school_id_agency")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_youth")),
    )
    with op.batch_alter_table("youth", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_youth_family_id"), ["family_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_youth_school_id"), ["school_id"], unique=False)

    op.create_table(
        "agreement_scope",
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "place",
                "start",
                "meanwhile",
                "pays for now",
                "decides by a day",
                name="orderkind",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreement.id"], name=op.f("fk_agreement_scope_agreement_id_agreement")
        ),
        sa.PrimaryKeyConstraint("agreement_id", "kind", name=op.f("pk_agreement_scope")),
    )
    op.create_table(
        "case_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sqlmodel.sql.sqltypes.AutoString(length=12), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("youth_id", sa.Integer(), nullable=False),
        sa.Column("referrer_id", sa.Integer(), nullable=True),
        sa.Column("referrer_agency_id", sa.Integer(), nullable=False),
        sa.Column("case_manager_id", sa.Integer(), nullable=True),
        sa.Column("consultant_id", sa.Integer(), nullable=True),
        sa.Column("coach_id", sa.Integer(), nullable=True),
        sa.Column("ground_id", sa.Integer(), nullable=True),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("informed_on", sa.Date(), nullable=True),
        sa.Column("informed_how", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=True),
        sa.Column("parents_informed_on", sa.Date(), nullable=True),
        sa.Column("parents_informed_how", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=True),
        sa.Column("worry", models.secret.Sealed(), nullable=False),
        sa.Column("wish", models.secret.Sealed(), nullable=False),
        sa.Column("budget_cents", sa.Integer(), nullable=False),
        sa.Column("opened_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("closed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("outcome", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=True),
        sa.Column("retain_until", sa.Date(), nullable=True),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("reopened", sa.Integer(), nullable=False),
        sa.Column("look_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.CheckConstraint(
            "informed_how IN ('talk', 'phone', 'letter')", name=op.f("ck_case_file_informed_how_is_known")
        ),
        sa.CheckConstraint(
            "parents_informed_how IN ('talk', 'phone', 'letter')",
            name=op.f("ck_case_file_parents_informed_how_is_known"),
        ),
        sa.CheckConstraint(
            "(closed_at IS NULL) = (outcome IS NULL)", name=op.f("ck_case_file_closed_at_and_outcome_go_together")
        ),
        sa.CheckConstraint(
            "(informed_on IS NULL) = (informed_how IS NULL)",
            name=op.f("ck_case_file_informed_on_and_informed_how_go_together"),
        ),
        sa.CheckConstraint(
            "(parents_informed_on IS NULL) = (parents_informed_how IS NULL)",
            name=op.f("ck_case_file_parents_informed_on_and_parents_informed_how_go_together"),
        ),
        sa.CheckConstraint("budget_cents >= 0", name=op.f("ck_case_file_budget_not_negative")),
        sa.CheckConstraint(
            "closed_at IS NULL OR closed_at >= opened_at", name=op.f("ck_case_file_closed_after_opened")
        ),
        sa.CheckConstraint(
            "closed_at IS NULL OR retain_until IS NOT NULL", name=op.f("ck_case_file_closed_has_a_retention_date")
        ),
        sa.ForeignKeyConstraint(
            ["case_manager_id"], ["professional.id"], name=op.f("fk_case_file_case_manager_id_professional")
        ),
        sa.ForeignKeyConstraint(["coach_id"], ["professional.id"], name=op.f("fk_case_file_coach_id_professional")),
        sa.ForeignKeyConstraint(
            ["consultant_id"], ["professional.id"], name=op.f("fk_case_file_consultant_id_professional")
        ),
        sa.ForeignKeyConstraint(["ground_id"], ["ground.id"], name=op.f("fk_case_file_ground_id_ground")),
        sa.ForeignKeyConstraint(
            ["merged_into_id"], ["case_file.id"], name=op.f("fk_case_file_merged_into_id_case_file")
        ),
        sa.ForeignKeyConstraint(
            ["referrer_agency_id"], ["agency.id"], name=op.f("fk_case_file_referrer_agency_id_agency")
        ),
        sa.ForeignKeyConstraint(
            ["referrer_id"], ["professional.id"], name=op.f("fk_case_file_referrer_id_professional")
        ),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name=op.f("fk_case_file_region_id_region")),
        sa.ForeignKeyConstraint(["youth_id"], ["youth.person_id"], name=op.f("fk_case_file_youth_id_youth")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_file")),
        sa.UniqueConstraint("ref", name=op.f("uq_case_file_ref")),
    )
    with op.batch_alter_table("case_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_file_case_manager_id"), ["case_manager_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_file_closed_at"), ["closed_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_file_coach_id"), ["coach_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_file_consultant_id"), ["consultant_id"], unique=False)
        batch_op.create_index(
            "ix_case_file_look",
            ["look_at"],
            unique=False,
            sqlite_where=sa.text("look_at IS NOT NULL"),
            postgresql_where=sa.text("look_at IS NOT NULL"),
        )
        batch_op.create_index(batch_op.f("ix_case_file_referrer_agency_id"), ["referrer_agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_file_referrer_id"), ["referrer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_file_region_id"), ["region_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_file_retain_until"), ["retain_until"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_file_youth_id"), ["youth_id"], unique=False)

    op.create_table(
        "contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("question", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("neighbourhood", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=True),
        sa.Column("school_id", sa.Integer(), nullable=True),
        sa.Column("professional_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_contact_agency_id_agency")),
        sa.ForeignKeyConstraint(
            ["professional_id"], ["professional.id"], name=op.f("fk_contact_professional_id_professional")
        ),
        sa.ForeignKeyConstraint(["school_id"], ["agency.id"], name=op.f("fk_contact_school_id_agency")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
        sa.UniqueConstraint(
            "agency_id",
            "question",
            "neighbourhood",
            "school_id",
            "professional_id",
            name=op.f("uq_contact_agency_id_question_neighbourhood_school_id_professional_id"),
        ),
    )
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contact_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_contact_professional_id"), ["professional_id"], unique=False)

    op.create_table(
        "custody",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("youth_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column(
            "relation",
            sa.Enum(
                "parent",
                "guardian",
                "trusted person",
                "substitute",
                "supporter",
                name="relation",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.CheckConstraint(
            "(CASE WHEN person_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN agency_id IS NULL THEN 0 ELSE 1 END) = 1",
            name=op.f("ck_custody_a_person_or_an_institution"),
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_custody_agency_id_agency")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_custody_person_id_person")),
        sa.ForeignKeyConstraint(["youth_id"], ["youth.person_id"], name=op.f("fk_custody_youth_id_youth")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody")),
        sa.UniqueConstraint("youth_id", "person_id", name=op.f("uq_custody_youth_id_person_id")),
    )
    with op.batch_alter_table("custody", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_custody_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_custody_youth_id"), ["youth_id"], unique=False)

    op.create_table(
        "expertise",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("professional_id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=True),
        sa.Column("about", sqlmodel.sql.sqltypes.AutoString(length=24), nullable=True),
        sa.CheckConstraint("(school_id IS NULL) <> (about IS NULL)", name=op.f("ck_expertise_a_school_or_a_code")),
        sa.ForeignKeyConstraint(
            ["professional_id"], ["professional.id"], name=op.f("fk_expertise_professional_id_professional")
        ),
        sa.ForeignKeyConstraint(["school_id"], ["agency.id"], name=op.f("fk_expertise_school_id_agency")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expertise")),
        sa.UniqueConstraint(
            "professional_id", "school_id", "about", name=op.f("uq_expertise_professional_id_school_id_about")
        ),
    )
    with op.batch_alter_table("expertise", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_expertise_professional_id"), ["professional_id"], unique=False)

    op.create_table(
        "family_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("given_name", models.secret.Sealed(), nullable=False),
        sa.Column("relation", models.secret.Sealed(), nullable=False),
        sa.Column("words", models.secret.Sealed(), nullable=True),
        sa.Column("noted_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("noted_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["family_id"], ["family.id"], name=op.f("fk_family_member_family_id_family")),
        sa.ForeignKeyConstraint(["noted_by"], ["professional.id"], name=op.f("fk_family_member_noted_by_professional")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_family_member")),
    )
    with op.batch_alter_table("family_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_family_member_family_id"), ["family_id"], unique=False)

    op.create_table(
        "instrument_caller",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("instrument_id", sa.Integer(), nullable=False),
        sa.Column(
            "agency_kind",
            sa.Enum(
                "registration point",
                "school",
                "plus facility",
                "school board",
                "doorstroompunt",
                "neighbourhood team",
                "youth care",
                "residential",
                "youth doctor",
                "social support",
                "debt",
                "income",
                "benefits",
                "training",
                name="agencykind",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=True,
        ),
        sa.Column(
            "role",
            sa.Enum(
                "coordinator",
                "consultant",
                "professional",
                "team lead",
                "manager",
                "administrator",
                "privacy officer",
                "operator",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=True,
        ),
        sa.CheckConstraint(
            "(CASE WHEN agency_kind IS NULL THEN 0 ELSE 1 END) + (CASE WHEN role IS NULL THEN 0 ELSE 1 END) = 1",
            name=op.f("ck_instrument_caller_a_kind_or_a_role"),
        ),
        sa.ForeignKeyConstraint(
            ["instrument_id"], ["instrument.id"], name=op.f("fk_instrument_caller_instrument_id_instrument")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instrument_caller")),
        sa.UniqueConstraint(
            "instrument_id", "agency_kind", "role", name=op.f("uq_instrument_caller_instrument_id_agency_kind_role")
        ),
    )
    with op.batch_alter_table("instrument_caller", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_instrument_caller_instrument_id"), ["instrument_id"], unique=False)

    op.create_table(
        "leave",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("professional_id", sa.Integer(), nullable=False),
        sa.Column("substitute_id", sa.Integer(), nullable=True),
        sa.Column("blocked", sa.Boolean(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=True),
        sa.CheckConstraint("blocked OR until_on IS NOT NULL", name=op.f("ck_leave_leave_ends")),
        sa.CheckConstraint("substitute_id <> professional_id", name=op.f("ck_leave_nobody_replaces_themselves")),
        sa.CheckConstraint("until_on >= from_on", name=op.f("ck_leave_until_after_from")),
        sa.ForeignKeyConstraint(
            ["professional_id"], ["professional.id"], name=op.f("fk_leave_professional_id_professional")
        ),
        sa.ForeignKeyConstraint(["recorded_by"], ["professional.id"], name=op.f("fk_leave_recorded_by_professional")),
        sa.ForeignKeyConstraint(
            ["substitute_id"], ["professional.id"], name=op.f("fk_leave_substitute_id_professional")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leave")),
    )
    with op.batch_alter_table("leave", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_leave_professional_id"), ["professional_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_leave_substitute_id"), ["substitute_id"], unique=False)

    op.create_table(
        "mandate",
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("professional_id", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.CheckConstraint("until_on IS NULL OR until_on >= from_on", name=op.f("ck_mandate_until_after_from")),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"], name=op.f("fk_mandate_agreement_id_agreement")),
        sa.ForeignKeyConstraint(
            ["professional_id"], ["professional.id"], name=op.f("fk_mandate_professional_id_professional")
        ),
        sa.PrimaryKeyConstraint("agreement_id", "professional_id", name=op.f("pk_mandate")),
    )
    op.create_table(
        "professional_role",
        sa.Column("professional_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "coordinator",
                "consultant",
                "professional",
                "team lead",
                "manager",
                "administrator",
                "privacy officer",
                "operator",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["professional_id"], ["professional.id"], name=op.f("fk_professional_role_professional_id_professional")
        ),
        sa.PrimaryKeyConstraint("professional_id", "role", name=op.f("pk_professional_role")),
    )
    op.create_table(
        "registration_point",
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("coordinator_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_registration_point_agency_id_agency")),
        sa.ForeignKeyConstraint(
            ["coordinator_id"], ["professional.id"], name=op.f("fk_registration_point_coordinator_id_professional")
        ),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name=op.f("fk_registration_point_region_id_region")),
        sa.PrimaryKeyConstraint("region_id", name=op.f("pk_registration_point")),
    )
    op.create_table(
        "signatory",
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.CheckConstraint("left_on IS NULL OR left_on >= signed_on", name=op.f("ck_signatory_left_after_signed")),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_signatory_agency_id_agency")),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"], name=op.f("fk_signatory_agreement_id_agreement")),
        sa.PrimaryKeyConstraint("agreement_id", "agency_id", name=op.f("pk_signatory")),
    )
    op.create_table(
        "sitting_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sitting_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("professional_id", sa.Integer(), nullable=True),
        sa.Column("status", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("code", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=True),
        sa.Column("said_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.CheckConstraint(
            "(status = 'cannot') = (code IS NOT NULL)", name=op.f("ck_sitting_member_cannot_with_its_code")
        ),
        sa.CheckConstraint(
            "(status = 'invited') = (said_at IS NULL)", name=op.f("ck_sitting_member_said_at_with_what_was_said")
        ),
        sa.CheckConstraint(
            "status IN ('invited', 'comes', 'sends someone', 'cannot')", name=op.f("ck_sitting_member_status")
        ),
        sa.CheckConstraint(
            "(professional_id IS NULL) = (said_at IS NULL)", name=op.f("ck_sitting_member_said_by_with_what_was_said")
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_sitting_member_agency_id_agency")),
        sa.ForeignKeyConstraint(
            ["professional_id"], ["professional.id"], name=op.f("fk_sitting_member_professional_id_professional")
        ),
        sa.ForeignKeyConstraint(["sitting_id"], ["sitting.id"], name=op.f("fk_sitting_member_sitting_id_sitting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sitting_member")),
        sa.UniqueConstraint("sitting_id", "agency_id", name=op.f("uq_sitting_member_sitting_id_agency_id")),
    )
    with op.batch_alter_table("sitting_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sitting_member_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sitting_member_sitting_id"), ["sitting_id"], unique=False)

    op.create_table(
        "case_person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("professional_id", sa.Integer(), nullable=True),
        sa.Column(
            "relation",
            sa.Enum(
                "parent",
                "guardian",
                "trusted person",
                "substitute",
                "supporter",
                name="relation",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("variant", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=True),
        sa.Column("since_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "variant IN ('standard', 'residential', 'special education', 'light')",
            name=op.f("ck_case_person_variant_is_known"),
        ),
        sa.CheckConstraint(
            "(person_id IS NULL) <> (professional_id IS NULL)", name=op.f("ck_case_person_one_of_the_two")
        ),
        sa.CheckConstraint("until_on IS NULL OR until_on >= since_on", name=op.f("ck_case_person_until_after_since")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_case_person_case_id_case_file")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_case_person_person_id_person")),
        sa.ForeignKeyConstraint(
            ["professional_id"], ["professional.id"], name=op.f("fk_case_person_professional_id_professional")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_person")),
    )
    with op.batch_alter_table("case_person", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_person_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_person_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_person_professional_id"), ["professional_id"], unique=False)

    op.create_table(
        "coaching_standard",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("good_mark", sa.Integer(), nullable=False),
        sa.Column("marks", sa.Integer(), nullable=False),
        sa.Column("network", sqlmodel.sql.sqltypes.AutoString(length=10), nullable=True),
        sa.Column("why", models.secret.Sealed(), nullable=False),
        sa.Column("set_by", sa.Integer(), nullable=True),
        sa.Column("set_on", sa.Date(), nullable=False),
        sa.CheckConstraint("network IN ('growing', 'strong')", name=op.f("ck_coaching_standard_network")),
        sa.CheckConstraint(
            "good_mark BETWEEN 6 AND 10", name=op.f("ck_coaching_standard_not_less_than_the_default_mark")
        ),
        sa.CheckConstraint("marks BETWEEN 2 AND 6", name=op.f("ck_coaching_standard_not_fewer_than_the_default_marks")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_coaching_standard_case_id_case_file")),
        sa.ForeignKeyConstraint(["set_by"], ["professional.id"], name=op.f("fk_coaching_standard_set_by_professional")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coaching_standard")),
    )
    with op.batch_alter_table("coaching_standard", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_coaching_standard_case_id"), ["case_id"], unique=False)

    op.create_table(
        "consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("giver_id", sa.Integer(), nullable=False),
        sa.Column("domain", sqlmodel.sql.sqltypes.AutoString(length=24), nullable=True),
        sa.Column("agrees", sa.Boolean(), nullable=False),
        sa.Column("way", sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("way IN ('table', 'phone', 'paper')", name=op.f("ck_consent_way")),
        sa.CheckConstraint("agrees = (ends_on IS NOT NULL)", name=op.f("ck_consent_a_yes_ends_some_day")),
        sa.CheckConstraint("ends_on IS NULL OR ends_on > given_on", name=op.f("ck_consent_ends_after_given")),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_consent_agency_id_agency")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_consent_case_id_case_file")),
        sa.ForeignKeyConstraint(["giver_id"], ["person.id"], name=op.f("fk_consent_giver_id_person")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["professional.id"], name=op.f("fk_consent_recorded_by_id_professional")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
    )
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consent_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_consent_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_consent_giver_id"), ["giver_id"], unique=False)

    op.create_table(
        "consent_attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("giver_id", sa.Integer(), nullable=True),
        sa.Column("way", sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
        sa.Column("tried_on", sa.Date(), nullable=False),
        sa.Column("result", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.CheckConstraint("result IN ('not reached', 'refuses', 'agrees')", name=op.f("ck_consent_attempt_result")),
        sa.CheckConstraint("way IN ('table', 'phone', 'paper', 'mail', 'visit')", name=op.f("ck_consent_attempt_way")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_consent_attempt_case_id_case_file")),
        sa.ForeignKeyConstraint(["giver_id"], ["person.id"], name=op.f("fk_consent_attempt_giver_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_attempt")),
    )
    with op.batch_alter_table("consent_attempt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consent_attempt_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_consent_attempt_giver_id"), ["giver_id"], unique=False)

    op.create_table(
        "decided_ground",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("giver_id", sa.Integer(), nullable=True),
        sa.Column("basis", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "basis IN ('own weighing', 'guardian', 'one holder', 'court order', 'unable')",
            name=op.f("ck_decided_ground_basis"),
        ),
        sa.CheckConstraint("ends_on >= decided_on", name=op.f("ck_decided_ground_ends_after_decided")),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_decided_ground_agency_id_agency")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_decided_ground_case_id_case_file")),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["professional.id"], name=op.f("fk_decided_ground_decided_by_id_professional")
        ),
        sa.ForeignKeyConstraint(["giver_id"], ["person.id"], name=op.f("fk_decided_ground_giver_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decided_ground")),
    )
    with op.batch_alter_table("decided_ground", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decided_ground_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_decided_ground_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_decided_ground_giver_id"), ["giver_id"], unique=False)

    op.create_table(
        "draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("content", models.secret.Sealed(), nullable=False),
        sa.Column("digest", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
        sa.Column("written_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("submitted_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(submitted_at IS NULL) = (case_id IS NULL)", name=op.f("ck_draft_submitted_at_and_case_id_go_together")
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_draft_agency_id_agency")),
        sa.ForeignKeyConstraint(["author_id"], ["professional.id"], name=op.f("fk_draft_author_id_professional")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_draft_case_id_case_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
        sa.UniqueConstraint("agency_id", "digest", name=op.f("uq_draft_agency_id_digest")),
    )
    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_draft_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_draft_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_draft_case_id"), ["case_id"], unique=False)

    op.create_table(
        "handover",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("from_agency_id", sa.Integer(), nullable=False),
        sa.Column("to_agency_id", sa.Integer(), nullable=True),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_handover_case_id_case_file")),
        sa.ForeignKeyConstraint(["from_agency_id"], ["agency.id"], name=op.f("fk_handover_from_agency_id_agency")),
        sa.ForeignKeyConstraint(["to_agency_id"], ["agency.id"], name=op.f("fk_handover_to_agency_id_agency")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover")),
    )
    with op.batch_alter_table("handover", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_handover_case_id"), ["case_id"], unique=False)

    op.create_table(
        "note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "private",
                "safety concern",
                "advice asked",
                name="notekind",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("words", models.secret.Sealed(), nullable=True),
        sa.Column("noted_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.CheckConstraint(
            "(kind = 'advice asked') = (author_id IS NULL)", name=op.f("ck_note_only_advice_has_no_author")
        ),
        sa.CheckConstraint("(kind = 'advice asked') = (words IS NULL)", name=op.f("ck_note_only_advice_has_no_words")),
        sa.ForeignKeyConstraint(["author_id"], ["professional.id"], name=op.f("fk_note_author_id_professional")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_note_case_id_case_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
    )
    with op.batch_alter_table("note", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_note_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_note_case_id"), ["case_id"], unique=False)

    op.create_table(
        "partner",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("professional_id", sa.Integer(), nullable=True),
        sa.Column("joined_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("left_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.CheckConstraint(
            "left_at IS NULL OR joined_at IS NULL OR left_at >= joined_at", name=op.f("ck_partner_left_after_joined")
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_partner_agency_id_agency")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_partner_case_id_case_file")),
        sa.ForeignKeyConstraint(
            ["professional_id"], ["professional.id"], name=op.f("fk_partner_professional_id_professional")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner")),
        sa.UniqueConstraint("case_id", "agency_id", name=op.f("uq_partner_case_id_agency_id")),
    )
    with op.batch_alter_table("partner", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_partner_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_partner_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_partner_professional_id"), ["professional_id"], unique=False)

    op.create_table(
        "read_grant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("professional_id", sa.Integer(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_read_grant_case_id_case_file")),
        sa.ForeignKeyConstraint(
            ["professional_id"], ["professional.id"], name=op.f("fk_read_grant_professional_id_professional")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_read_grant")),
        sa.UniqueConstraint("case_id", "professional_id", name=op.f("uq_read_grant_case_id_professional_id")),
    )
    with op.batch_alter_table("read_grant", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_read_grant_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_read_grant_professional_id"), ["professional_id"], unique=False)

    op.create_table(
        "remark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("words", models.secret.Sealed(), nullable=False),
        sa.Column("made_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('removed', 'merged', 'moved')", name=op.f("ck_remark_kind")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_remark_case_id_case_file")),
        sa.ForeignKeyConstraint(["made_by"], ["professional.id"], name=op.f("fk_remark_made_by_professional")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remark")),
    )
    with op.batch_alter_table("remark", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_remark_case_id"), ["case_id"], unique=False)

    op.create_table(
        "renewal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("what", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("about", sa.Integer(), nullable=False),
        sa.Column("done_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_renewal_case_id_case_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_renewal")),
        sa.UniqueConstraint("case_id", "what", "about", name=op.f("uq_renewal_case_id_what_about")),
    )
    with op.batch_alter_table("renewal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_renewal_case_id"), ["case_id"], unique=False)

    op.create_table(
        "request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("term", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("words", models.secret.Sealed(), nullable=False),
        sa.Column("status", sqlmodel.sql.sqltypes.AutoString(length=12), nullable=False),
        sa.CheckConstraint("status IN ('running', 'answered', 'cannot', 'lapsed')", name=op.f("ck_request_status")),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_request_agency_id_agency")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_request_case_id_case_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request")),
    )
    with op.batch_alter_table("request", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_request_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_request_case_id"), ["case_id"], unique=False)

    op.create_table(
        "stage_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("stage", sqlmodel.sql.sqltypes.AutoString(length=30), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("about", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "waiting",
                "ready",
                "blocked",
                "ended",
                name="runstatus",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("outcome", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=True),
        sa.Column("diagnosis", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=True),
        sa.Column("started_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("ended_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("lease_until", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("lease_by", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_try_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.CheckConstraint(
            "(status = 'blocked') <= (diagnosis IS NOT NULL)", name=op.f("ck_stage_run_blocked_says_why")
        ),
        sa.CheckConstraint("(status = 'ended') = (ended_at IS NOT NULL)", name=op.f("ck_stage_run_ended_has_a_moment")),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (outcome IS NULL)", name=op.f("ck_stage_run_ended_at_and_outcome_go_together")
        ),
        sa.CheckConstraint(
            "(lease_until IS NULL) = (lease_by IS NULL)", name=op.f("ck_stage_run_lease_until_and_lease_by_go_together")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_stage_run_case_id_case_file")),
        sa.ForeignKeyConstraint(["parent_id"], ["stage_run.id"], name=op.f("fk_stage_run_parent_id_stage_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stage_run")),
        sa.UniqueConstraint("case_id", "stage", "number", name=op.f("uq_stage_run_case_id_stage_number")),
    )
    with op.batch_alter_table("stage_run", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stage_run_case_id"), ["case_id"], unique=False)
        batch_op.create_index(
            "ix_stage_run_open",
            ["case_id"],
            unique=False,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "succession",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column(
            "part",
            sa.Enum(
                "coordinator",
                "referrer",
                "case manager",
                "consultant",
                "coach",
                "minute taker",
                "youth",
                "custody holders",
                "youth and parents",
                "trusted person",
                name="part",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("former_id", sa.Integer(), nullable=True),
        sa.Column("successor_id", sa.Integer(), nullable=True),
        sa.Column("left", sa.Boolean(), nullable=False),
        sa.Column("began_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.CheckConstraint(
            "part IN ('case manager', 'consultant', 'coach')", name=op.f("ck_succession_a_part_that_can_be_handed_over")
        ),
        sa.CheckConstraint("successor_id <> former_id", name=op.f("ck_succession_nobody_follows_themselves")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_succession_case_id_case_file")),
        sa.ForeignKeyConstraint(["former_id"], ["professional.id"], name=op.f("fk_succession_former_id_professional")),
        sa.ForeignKeyConstraint(
            ["successor_id"], ["professional.id"], name=op.f("fk_succession_successor_id_professional")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_succession")),
    )
    with op.batch_alter_table("succession", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_succession_case_id"), ["case_id"], unique=False)

    op.create_table(
        "watched_date",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_watched_date_case_id_case_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_watched_date")),
        sa.UniqueConstraint("case_id", "kind", "day", name=op.f("uq_watched_date_case_id_kind_day")),
    )
    with op.batch_alter_table("watched_date", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_watched_date_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_watched_date_day"), ["day"], unique=False)

    op.create_table(
        "check_in_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("stage_run_id", sa.Integer(), nullable=False),
        sa.Column("met_on", sa.Date(), nullable=False),
        sa.Column("mark", sa.Integer(), nullable=False),
        sa.Column("line", models.secret.Sealed(), nullable=True),
        sa.Column("takes_over", models.secret.Sealed(), nullable=True),
        sa.Column("youth_wants_less", sa.Boolean(), nullable=False),
        sa.Column("coach_wants_less", sa.Boolean(), nullable=False),
        sa.Column("fallback", sa.Boolean(), nullable=False),
        sa.Column("below_strong", sa.Boolean(), nullable=False),
        sa.Column("more", sa.Boolean(), nullable=False),
        sa.Column("domains", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.CheckConstraint("mark BETWEEN 0 AND 10", name=op.f("ck_check_in_note_mark_from_0_to_10")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_check_in_note_case_id_case_file")),
        sa.ForeignKeyConstraint(
            ["stage_run_id"], ["stage_run.id"], name=op.f("fk_check_in_note_stage_run_id_stage_run")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_in_note")),
    )
    with op.batch_alter_table("check_in_note", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_check_in_note_case_id"), ["case_id"], unique=False)

    op.create_table(
        "coaching",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("stage_run_id", sa.Integer(), nullable=False),
        sa.Column("step", sqlmodel.sql.sqltypes.AutoString(length=12), nullable=False),
        sa.Column("since_on", sa.Date(), nullable=False),
        sa.Column("why", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("below_strong", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "step IN ('intensive', 'regular', 'light', 'pilot flame', 'let go')", name=op.f("ck_coaching_step")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_coaching_case_id_case_file")),
        sa.ForeignKeyConstraint(["stage_run_id"], ["stage_run.id"], name=op.f("fk_coaching_stage_run_id_stage_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coaching")),
    )
    with op.batch_alter_table("coaching", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_coaching_case_id"), ["case_id"], unique=False)

    op.create_table(
        "entry",
        sa.Column("stage_run_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "ask",
                "ask_all",
                "open",
                "withdraw",
                "wait_until",
                "tell",
                "decide",
                "record",
                "start",
                "go_to",
                "end",
                "patched",
                name="stepkind",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("form", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=True),
        sa.Column("form_version", sa.Integer(), nullable=True),
        sa.Column("value", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("settled_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.CheckConstraint(
            "(form IS NULL) = (form_version IS NULL)", name=op.f("ck_entry_form_and_form_version_go_together")
        ),
        sa.ForeignKeyConstraint(["stage_run_id"], ["stage_run.id"], name=op.f("fk_entry_stage_run_id_stage_run")),
        sa.PrimaryKeyConstraint("stage_run_id", "seq", name=op.f("pk_entry")),
        sa.UniqueConstraint("stage_run_id", "key", name=op.f("uq_entry_stage_run_id_key")),
    )
    op.create_table(
        "mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("stage_run_id", sa.Integer(), nullable=False),
        sa.Column("domain", sqlmodel.sql.sqltypes.AutoString(length=24), nullable=False),
        sa.Column("giver", sqlmodel.sql.sqltypes.AutoString(length=14), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("baseline", sa.Boolean(), nullable=False),
        sa.CheckConstraint("giver IN ('youth', 'parent', 'professional')", name=op.f("ck_mark_giver")),
        sa.CheckConstraint("value BETWEEN 0 AND 10", name=op.f("ck_mark_mark_from_0_to_10")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_mark_case_id_case_file")),
        sa.ForeignKeyConstraint(["stage_run_id"], ["stage_run.id"], name=op.f("fk_mark_stage_run_id_stage_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mark")),
    )
    with op.batch_alter_table("mark", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mark_case_id"), ["case_id"], unique=False)

    op.create_table(
        "meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("stage_run_id", sa.Integer(), nullable=True),
        sa.Column("sitting_id", sa.Integer(), nullable=True),
        sa.Column("starts_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("place", models.secret.Sealed(), nullable=True),
        sa.Column("chair_id", sa.Integer(), nullable=True),
        sa.Column("minute_taker_id", sa.Integer(), nullable=True),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("held", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=True),
        sa.Column("goes_on", sqlmodel.sql.sqltypes.AutoString(length=12), nullable=True),
        sa.Column("minutes", models.secret.Sealed(), nullable=True),
        sa.Column("youth_mark", sa.Integer(), nullable=True),
        sa.Column("youth_absent_why", models.secret.Sealed(), nullable=True),
        sa.Column("evaluation_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "goes_on IN ('consultant', 'plan', 'back', 'ended')", name=op.f("ck_meeting_goes_on_is_known")
        ),
        sa.CheckConstraint(
            "held IS NULL OR held IN ('held', 'not held', 'without quorum', 'elsewhere')", name=op.f("ck_meeting_held")
        ),
        sa.CheckConstraint(
            "youth_mark IS NULL OR youth_mark BETWEEN 0 AND 10", name=op.f("ck_meeting_mark_from_0_to_10")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_meeting_case_id_case_file")),
        sa.ForeignKeyConstraint(["chair_id"], ["professional.id"], name=op.f("fk_meeting_chair_id_professional")),
        sa.ForeignKeyConstraint(
            ["minute_taker_id"], ["professional.id"], name=op.f("fk_meeting_minute_taker_id_professional")
        ),
        sa.ForeignKeyConstraint(["sitting_id"], ["sitting.id"], name=op.f("fk_meeting_sitting_id_sitting")),
        sa.ForeignKeyConstraint(["stage_run_id"], ["stage_run.id"], name=op.f("fk_meeting_stage_run_id_stage_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
    )
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meeting_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_meeting_sitting_id"), ["sitting_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_meeting_stage_run_id"), ["stage_run_id"], unique=False)

    op.create_table(
        "network_map",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("stage_run_id", sa.Integer(), nullable=False),
        sa.Column("drawn_on", sa.Date(), nullable=False),
        sa.Column("level", sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
        sa.CheckConstraint("level IN ('none', 'small', 'growing', 'strong')", name=op.f("ck_network_map_level")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_network_map_case_id_case_file")),
        sa.ForeignKeyConstraint(["stage_run_id"], ["stage_run.id"], name=op.f("fk_network_map_stage_run_id_stage_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_network_map")),
        sa.UniqueConstraint("stage_run_id", "drawn_on", name=op.f("uq_network_map_stage_run_id_drawn_on")),
    )
    with op.batch_alter_table("network_map", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_network_map_case_id"), ["case_id"], unique=False)

    op.create_table(
        "plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("stage_run_id", sa.Integer(), nullable=False),
        sa.Column("drawn_up_on", sa.Date(), nullable=False),
        sa.Column("week", models.secret.Sealed(), nullable=True),
        sa.Column("helps", models.secret.Sealed(), nullable=True),
        sa.Column("youth_agrees", sa.Boolean(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_plan_case_id_case_file")),
        sa.ForeignKeyConstraint(["stage_run_id"], ["stage_run.id"], name=op.f("fk_plan_stage_run_id_stage_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
    )
    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_plan_stage_run_id"), ["stage_run_id"], unique=False)

    op.create_table(
        "wait",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("stage_run_id", sa.Integer(), nullable=False),
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "ask", "ask_all", "open", "date", name="waitkind", native_enum=False, create_constraint=True, length=30
            ),
            nullable=False,
        ),
        sa.Column("form", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=True),
        sa.Column("form_version", sa.Integer(), nullable=True),
        sa.Column("part", sqlmodel.sql.sqltypes.AutoString(length=30), nullable=True),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("professional_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("opens_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("counted_from", sa.Date(), nullable=True),
        sa.Column("term", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=True),
        sa.Column("term_amount", sa.Integer(), nullable=True),
        sa.Column("term_unit", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=True),
        sa.Column("term_kind", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("agreed_from", sa.Date(), nullable=True),
        sa.Column("paused_on", sa.Date(), nullable=True),
        sa.Column("paused_until", sa.Date(), nullable=True),
        sa.Column("lapses_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("quorum", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=True),
        sa.Column("unless", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=True),
        sa.Column("next_look_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "open",
                "given",
                "declined",
                "silent",
                "withdrawn",
                "overtaken",
                name="waitstatus",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("closed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("code", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=True),
        sa.Column("value", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("shifts", sa.Integer(), nullable=False),
        sa.Column("refused_by", sa.Integer(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("told_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("supersedes_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(kind = 'date' AND agency_id IS NULL AND person_id IS NULL) OR (kind <> 'date' AND (agency_id IS NULL) <> (person_id IS NULL))",
            name=op.f("ck_wait_one_holder"),
        ),
        sa.CheckConstraint("(kind = 'date') = (form IS NULL)", name=op.f("ck_wait_only_a_date_has_no_form")),
        sa.CheckConstraint("(kind = 'date') = (part IS NULL)", name=op.f("ck_wait_only_a_date_has_no_holder")),
        sa.CheckConstraint("(status = 'open') = (closed_at IS NULL)", name=op.f("ck_wait_closed_has_a_moment")),
        sa.CheckConstraint("kind <> 'date' OR lapses_at IS NOT NULL", name=op.f("ck_wait_a_date_has_a_moment")),
        sa.CheckConstraint("status <> 'declined' OR code IS NOT NULL", name=op.f("ck_wait_a_decline_has_a_code")),
        sa.CheckConstraint(
            "term_kind IN ('statutory', 'norm', 'agreed', 'school')", name=op.f("ck_wait_term_kind_is_known")
        ),
        sa.CheckConstraint(
            "(agreed_on IS NULL) = (agreed_from IS NULL)", name=op.f("ck_wait_agreed_on_and_agreed_from_go_together")
        ),
        sa.CheckConstraint(
            "(form IS NULL) = (form_version IS NULL)", name=op.f("ck_wait_form_and_form_version_go_together")
        ),
        sa.CheckConstraint(
            "(paused_on IS NULL) = (paused_until IS NULL)", name=op.f("ck_wait_paused_on_and_paused_until_go_together")
        ),
        sa.CheckConstraint("paused_until >= paused_on", name=op.f("ck_wait_paused_until_after_on")),
        sa.CheckConstraint(
            "professional_id IS NULL OR agency_id IS NOT NULL", name=op.f("ck_wait_a_professional_has_an_agency")
        ),
        sa.CheckConstraint("step BETWEEN 0 AND 5", name=op.f("ck_wait_step_of_the_ladder")),
        sa.CheckConstraint(
            "term IS NULL OR (term_amount IS NOT NULL AND term_unit IS NOT NULL AND term_kind IS NOT NULL)",
            name=op.f("ck_wait_term_is_whole"),
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_wait_agency_id_agency")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_wait_case_id_case_file")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_wait_person_id_person")),
        sa.ForeignKeyConstraint(
            ["professional_id"], ["professional.id"], name=op.f("fk_wait_professional_id_professional")
        ),
        sa.ForeignKeyConstraint(["stage_run_id"], ["stage_run.id"], name=op.f("fk_wait_stage_run_id_stage_run")),
        sa.ForeignKeyConstraint(["supersedes_id"], ["wait.id"], name=op.f("fk_wait_supersedes_id_wait")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wait")),
    )
    with op.batch_alter_table("wait", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_wait_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_wait_case_id"), ["case_id"], unique=False)
        batch_op.create_index(
            "ix_wait_look",
            ["next_look_at"],
            unique=False,
            sqlite_where=sa.text("next_look_at IS NOT NULL"),
            postgresql_where=sa.text("next_look_at IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_wait_open_agency",
            ["agency_id", "due_on"],
            unique=False,
            sqlite_where=sa.text("closed_at IS NULL"),
            postgresql_where=sa.text("closed_at IS NULL"),
        )
        batch_op.create_index(batch_op.f("ix_wait_stage_run_id"), ["stage_run_id"], unique=False)

    op.create_table(
        "wake_up",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stage_run_id", sa.Integer(), nullable=False),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column("not_before", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["stage_run_id"], ["stage_run.id"], name=op.f("fk_wake_up_stage_run_id_stage_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wake_up")),
    )
    with op.batch_alter_table("wake_up", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_wake_up_not_before"), ["not_before"], unique=False)
        batch_op.create_index(batch_op.f("ix_wake_up_stage_run_id"), ["stage_run_id"], unique=False)

    op.create_table(
        "contest",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("wait_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("code", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("words", models.secret.Sealed(), nullable=True),
        sa.Column("contested_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("contested_by", sa.Integer(), nullable=False),
        sa.Column("accepted", sa.Boolean(), nullable=True),
        sa.Column("why", models.secret.Sealed(), nullable=True),
        sa.Column("decided_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(accepted IS NULL) = (decided_at IS NULL)", name=op.f("ck_contest_accepted_and_decided_at_go_together")
        ),
        sa.CheckConstraint(
            "decided_by IS NULL OR decided_at IS NOT NULL", name=op.f("ck_contest_decided_by_somebody_at_a_moment")
        ),
        sa.CheckConstraint(
            "decided_by IS NULL OR decided_by <> contested_by", name=op.f("ck_contest_nobody_decides_their_own")
        ),
        sa.CheckConstraint(
            "why IS NULL OR decided_at IS NOT NULL", name=op.f("ck_contest_a_reason_belongs_to_a_decision")
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_contest_agency_id_agency")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_contest_case_id_case_file")),
        sa.ForeignKeyConstraint(
            ["contested_by"], ["professional.id"], name=op.f("fk_contest_contested_by_professional")
        ),
        sa.ForeignKeyConstraint(["decided_by"], ["professional.id"], name=op.f("fk_contest_decided_by_professional")),
        sa.ForeignKeyConstraint(["wait_id"], ["wait.id"], name=op.f("fk_contest_wait_id_wait")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contest")),
    )
    with op.batch_alter_table("contest", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contest_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_contest_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_contest_wait_id"), ["wait_id"], unique=False)
        batch_op.create_index(
            "ux_contest_open",
            ["wait_id", "agency_id"],
            unique=True,
            sqlite_where=sa.text("decided_at IS NULL"),
            postgresql_where=sa.text("decided_at IS NULL"),
        )

    op.create_table(
        "goal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("domain", sqlmodel.sql.sqltypes.AutoString(length=24), nullable=False),
        sa.Column("words", models.secret.Sealed(), nullable=False),
        sa.Column("status", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.CheckConstraint(
            "status IN ('not begun', 'under way', 'reached', 'partly', 'other choice')", name=op.f("ck_goal_status")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_goal_case_id_case_file")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_goal_meeting_id_meeting")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_goal_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal")),
    )
    with op.batch_alter_table("goal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_goal_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_goal_meeting_id"), ["meeting_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_goal_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "imposition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("wait_id", sa.Integer(), nullable=True),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("imposed_by", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("why", models.secret.Sealed(), nullable=False),
        sa.Column("requested_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("ordered_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("holds_until", sa.Date(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "hearing",
                "ordered",
                "taken back",
                "stepped down",
                "ended",
                name="orderstatus",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("ended_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("ended_by", sa.Integer(), nullable=True),
        sa.Column("result", models.secret.Sealed(), nullable=True),
        sa.CheckConstraint(
            "(status IN ('hearing', 'ordered')) = (ended_at IS NULL)", name=op.f("ck_imposition_ended_has_a_moment")
        ),
        sa.CheckConstraint(
            "status <> 'ordered' OR ordered_at IS NOT NULL", name=op.f("ck_imposition_ordered_has_a_moment")
        ),
        sa.CheckConstraint(
            "ended_by IS NULL OR ended_at IS NOT NULL", name=op.f("ck_imposition_ended_by_somebody_at_a_moment")
        ),
        sa.CheckConstraint(
            "ordered_at IS NULL OR ordered_at >= requested_at", name=op.f("ck_imposition_ordered_after_requested")
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_imposition_agency_id_agency")),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"], name=op.f("fk_imposition_agreement_id_agreement")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_imposition_case_id_case_file")),
        sa.ForeignKeyConstraint(["ended_by"], ["professional.id"], name=op.f("fk_imposition_ended_by_professional")),
        sa.ForeignKeyConstraint(
            ["imposed_by"], ["professional.id"], name=op.f("fk_imposition_imposed_by_professional")
        ),
        sa.ForeignKeyConstraint(["wait_id"], ["wait.id"], name=op.f("fk_imposition_wait_id_wait")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imposition")),
    )
    with op.batch_alter_table("imposition", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_imposition_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_imposition_wait_id"), ["wait_id"], unique=False)
        batch_op.create_index(
            "ux_imposition_open_case",
            ["case_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL AND wait_id IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL AND wait_id IS NULL"),
        )
        batch_op.create_index(
            "ux_imposition_open_wait",
            ["wait_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("professional_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("status", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("code", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=True),
        sa.CheckConstraint(
            "status IN ('invited', 'comes', 'sends someone', 'cannot', 'present', 'online', 'represented', 'absent')",
            name=op.f("ck_invitation_status"),
        ),
        sa.CheckConstraint(
            "(agency_id IS NULL) <> (person_id IS NULL)", name=op.f("ck_invitation_an_agency_or_a_person")
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_invitation_agency_id_agency")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_invitation_meeting_id_meeting")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_invitation_person_id_person")),
        sa.ForeignKeyConstraint(
            ["professional_id"], ["professional.id"], name=op.f("fk_invitation_professional_id_professional")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
    )
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitation_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_invitation_meeting_id"), ["meeting_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_invitation_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_invitation_professional_id"), ["professional_id"], unique=False)

    op.create_table(
        "ladder_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("wait_id", sa.Integer(), nullable=True),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("words", models.secret.Sealed(), nullable=True),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("professional_id", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("shifts", sa.Integer(), nullable=False),
        sa.Column("stage_run_id", sa.Integer(), nullable=True),
        sa.Column("proposed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("proposed_by", sa.Integer(), nullable=True),
        sa.Column("effective_on", sa.Date(), nullable=True),
        sa.Column("confirmed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("confirmed_by", sa.Integer(), nullable=True),
        sa.Column("refused_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("refused_by", sa.Integer(), nullable=True),
        sa.Column("refused_why", models.secret.Sealed(), nullable=True),
        sa.Column("passed_by", sa.Boolean(), nullable=False),
        sa.Column("reaction", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=True),
        sa.Column("reacted_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("result", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=True),
        sa.Column("result_words", models.secret.Sealed(), nullable=True),
        sa.Column("stepped_down_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("stepped_down_by", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(reaction IS NULL) = (reacted_at IS NULL)", name=op.f("ck_ladder_step_reaction_and_reacted_at_go_together")
        ),
        sa.CheckConstraint(
            "(refused_at IS NULL) = (refused_by IS NULL)",
            name=op.f("ck_ladder_step_refused_at_and_refused_by_go_together"),
        ),
        sa.CheckConstraint(
            "NOT passed_by OR confirmed_at IS NULL", name=op.f("ck_ladder_step_what_was_passed_by_was_not_taken")
        ),
        sa.CheckConstraint(
            "confirmed_by IS NULL OR confirmed_at IS NOT NULL",
            name=op.f("ck_ladder_step_confirmed_by_somebody_at_a_moment"),
        ),
        sa.CheckConstraint("refused_at IS NULL OR refused_why IS NOT NULL", name=op.f("ck_ladder_step_a_no_says_why")),
        sa.CheckConstraint("round > 0", name=op.f("ck_ladder_step_round_counts_from_one")),
        sa.CheckConstraint(
            "step < 3 OR confirmed_at IS NULL OR confirmed_by IS NOT NULL",
            name=op.f("ck_ladder_step_a_person_confirms"),
        ),
        sa.CheckConstraint("step BETWEEN 0 AND 5", name=op.f("ck_ladder_step_step_of_the_ladder")),
        sa.CheckConstraint(
            "stepped_down_at IS NULL OR result IS NOT NULL", name=op.f("ck_ladder_step_stepping_down_has_a_result")
        ),
        sa.CheckConstraint(
            "stepped_down_by IS NULL OR stepped_down_at IS NOT NULL",
            name=op.f("ck_ladder_step_stepped_down_at_a_moment"),
        ),
        sa.CheckConstraint(
            "wait_id IS NOT NULL OR step >= 3", name=op.f("ck_ladder_step_a_case_climbs_from_step_three")
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_ladder_step_agency_id_agency")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_ladder_step_case_id_case_file")),
        sa.ForeignKeyConstraint(
            ["confirmed_by"], ["professional.id"], name=op.f("fk_ladder_step_confirmed_by_professional")
        ),
        sa.ForeignKeyConstraint(
            ["professional_id"], ["professional.id"], name=op.f("fk_ladder_step_professional_id_professional")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by"], ["professional.id"], name=op.f("fk_ladder_step_proposed_by_professional")
        ),
        sa.ForeignKeyConstraint(
            ["refused_by"], ["professional.id"], name=op.f("fk_ladder_step_refused_by_professional")
        ),
        sa.ForeignKeyConstraint(["stage_run_id"], ["stage_run.id"], name=op.f("fk_ladder_step_stage_run_id_stage_run")),
        sa.ForeignKeyConstraint(
            ["stepped_down_by"], ["professional.id"], name=op.f("fk_ladder_step_stepped_down_by_professional")
        ),
        sa.ForeignKeyConstraint(["wait_id"], ["wait.id"], name=op.f("fk_ladder_step_wait_id_wait")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ladder_step")),
    )
    with op.batch_alter_table("ladder_step", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ladder_step_case_id"), ["case_id"], unique=False)
        batch_op.create_index(
            "ix_ladder_step_open",
            ["wait_id"],
            unique=False,
            sqlite_where=sa.text("stepped_down_at IS NULL"),
            postgresql_where=sa.text("stepped_down_at IS NULL"),
        )
        batch_op.create_index(
            "ux_ladder_step_case",
            ["case_id", "step", "round"],
            unique=True,
            sqlite_where=sa.text("wait_id IS NULL"),
            postgresql_where=sa.text("wait_id IS NULL"),
        )
        batch_op.create_index(
            "ux_ladder_step_wait",
            ["wait_id", "step", "round"],
            unique=True,
            sqlite_where=sa.text("wait_id IS NOT NULL"),
            postgresql_where=sa.text("wait_id IS NOT NULL"),
        )

    op.create_table(
        "life_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("domain", sqlmodel.sql.sqltypes.AutoString(length=24), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
        sa.Column("words", models.secret.Sealed(), nullable=False),
        sa.Column("noted_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.CheckConstraint("kind IN ('worry', 'strength', 'offer')", name=op.f("ck_life_note_kind")),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_life_note_agency_id_agency")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_life_note_case_id_case_file")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_life_note_meeting_id_meeting")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_life_note_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_life_note")),
    )
    with op.batch_alter_table("life_note", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_life_note_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_life_note_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_life_note_meeting_id"), ["meeting_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_life_note_person_id"), ["person_id"], unique=False)

    op.create_table(
        "meantime",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("wait_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("words", models.secret.Sealed(), nullable=False),
        sa.Column("arranged_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_meantime_agency_id_agency")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_meantime_case_id_case_file")),
        sa.ForeignKeyConstraint(["wait_id"], ["wait.id"], name=op.f("fk_meantime_wait_id_wait")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meantime")),
    )
    with op.batch_alter_table("meantime", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meantime_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_meantime_wait_id"), ["wait_id"], unique=False)

    op.create_table(
        "message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("wait_id", sa.Integer(), nullable=True),
        sa.Column("notice", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("to_professional_id", sa.Integer(), nullable=True),
        sa.Column("to_agency_id", sa.Integer(), nullable=True),
        sa.Column("to_person_id", sa.Integer(), nullable=True),
        sa.Column("content", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("once", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=True),
        sa.Column("queued_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("not_before", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "queued",
                "sent",
                "skipped",
                "failed",
                name="messagestatus",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("lease_until", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("lease_by", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=True),
        sa.Column("next_try_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("done_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.CheckConstraint("(status = 'queued') = (done_at IS NULL)", name=op.f("ck_message_done_has_a_moment")),
        sa.CheckConstraint(
            "status IN ('queued', 'sent') OR reason IS NOT NULL", name=op.f("ck_message_not_sent_says_why")
        ),
        sa.CheckConstraint(
            "(CASE WHEN to_professional_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN to_agency_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN to_person_id IS NULL THEN 0 ELSE 1 END) = 1",
            name=op.f("ck_message_one_recipient"),
        ),
        sa.CheckConstraint(
            "(lease_until IS NULL) = (lease_by IS NULL)", name=op.f("ck_message_lease_until_and_lease_by_go_together")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_message_case_id_case_file")),
        sa.ForeignKeyConstraint(["to_agency_id"], ["agency.id"], name=op.f("fk_message_to_agency_id_agency")),
        sa.ForeignKeyConstraint(["to_person_id"], ["person.id"], name=op.f("fk_message_to_person_id_person")),
        sa.ForeignKeyConstraint(
            ["to_professional_id"], ["professional.id"], name=op.f("fk_message_to_professional_id_professional")
        ),
        sa.ForeignKeyConstraint(["wait_id"], ["wait.id"], name=op.f("fk_message_wait_id_wait")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint("once", name=op.f("uq_message_once")),
    )
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_message_case_id"), ["case_id"], unique=False)
        batch_op.create_index(
            "ix_message_queued",
            ["not_before"],
            unique=False,
            sqlite_where=sa.text("done_at IS NULL"),
            postgresql_where=sa.text("done_at IS NULL"),
        )

    op.create_table(
        "pause",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("wait_id", sa.Integer(), nullable=False),
        sa.Column("code", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("letter_on", sa.Date(), nullable=True),
        sa.Column("words", models.secret.Sealed(), nullable=True),
        sa.Column("began_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("began_by", sa.Integer(), nullable=True),
        sa.Column("ended_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("ended_by", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(until_on IS NULL) = (ended_at IS NULL)", name=op.f("ck_pause_until_on_and_ended_at_go_together")
        ),
        sa.CheckConstraint(
            "ended_by IS NULL OR ended_at IS NOT NULL", name=op.f("ck_pause_ended_by_somebody_at_a_moment")
        ),
        sa.CheckConstraint("ends_on >= from_on", name=op.f("ck_pause_ends_after_from")),
        sa.CheckConstraint("until_on BETWEEN from_on AND ends_on", name=op.f("ck_pause_until_between_from_and_ends")),
        sa.ForeignKeyConstraint(["began_by"], ["professional.id"], name=op.f("fk_pause_began_by_professional")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_pause_case_id_case_file")),
        sa.ForeignKeyConstraint(["ended_by"], ["professional.id"], name=op.f("fk_pause_ended_by_professional")),
        sa.ForeignKeyConstraint(["wait_id"], ["wait.id"], name=op.f("fk_pause_wait_id_wait")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pause")),
    )
    with op.batch_alter_table("pause", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pause_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pause_wait_id"), ["wait_id"], unique=False)
        batch_op.create_index(
            "ux_pause_running",
            ["wait_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "statement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("stage_run_id", sa.Integer(), nullable=False),
        sa.Column("wait_id", sa.Integer(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "answer",
                "ahead",
                "late",
                "superseded",
                "correction",
                "signal",
                "note",
                name="statementkind",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=True),
        sa.Column("form", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=True),
        sa.Column("form_version", sa.Integer(), nullable=True),
        sa.Column("words", models.secret.Sealed(), nullable=True),
        sa.Column("said_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("recorded_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("said_by_professional_id", sa.Integer(), nullable=True),
        sa.Column("said_by_agency_id", sa.Integer(), nullable=True),
        sa.Column("said_by_person_id", sa.Integer(), nullable=True),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("heard_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.CheckConstraint(
            "(form IS NULL) = (form_version IS NULL)", name=op.f("ck_statement_form_and_form_version_go_together")
        ),
        sa.CheckConstraint("said_at <= recorded_at", name=op.f("ck_statement_said_before_recorded")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_statement_case_id_case_file")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["professional.id"], name=op.f("fk_statement_recorded_by_id_professional")
        ),
        sa.ForeignKeyConstraint(
            ["said_by_agency_id"], ["agency.id"], name=op.f("fk_statement_said_by_agency_id_agency")
        ),
        sa.ForeignKeyConstraint(
            ["said_by_person_id"], ["person.id"], name=op.f("fk_statement_said_by_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["said_by_professional_id"],
            ["professional.id"],
            name=op.f("fk_statement_said_by_professional_id_professional"),
        ),
        sa.ForeignKeyConstraint(["stage_run_id"], ["stage_run.id"], name=op.f("fk_statement_stage_run_id_stage_run")),
        sa.ForeignKeyConstraint(["wait_id"], ["wait.id"], name=op.f("fk_statement_wait_id_wait")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
    )
    with op.batch_alter_table("statement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_statement_case_id"), ["case_id"], unique=False)
        batch_op.create_index(
            "ix_statement_unheard",
            ["stage_run_id"],
            unique=False,
            sqlite_where=sa.text("heard_at IS NULL AND wait_id IS NULL"),
            postgresql_where=sa.text("heard_at IS NULL AND wait_id IS NULL"),
        )

    op.create_table(
        "supporter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("map_id", sa.Integer(), nullable=False),
        sa.Column("initials", models.secret.Sealed(), nullable=False),
        sa.Column("relation", models.secret.Sealed(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(length=14), nullable=False),
        sa.Column("practical", sa.Boolean(), nullable=False),
        sa.Column("company", sa.Boolean(), nullable=False),
        sa.Column("advice", sa.Boolean(), nullable=False),
        sa.Column("emotional", sa.Boolean(), nullable=False),
        sa.Column("in_a_crisis", sa.Boolean(), nullable=False),
        sa.Column("always_there", sa.Boolean(), nullable=False),
        sa.Column("adult", sa.Boolean(), nullable=False),
        sa.Column("rating", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('informal', 'peer', 'volunteer', 'professional')", name=op.f("ck_supporter_kind")),
        sa.CheckConstraint("rating BETWEEN 0 AND 10", name=op.f("ck_supporter_rating_from_0_to_10")),
        sa.ForeignKeyConstraint(["map_id"], ["network_map.id"], name=op.f("fk_supporter_map_id_network_map")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supporter")),
    )
    with op.batch_alter_table("supporter", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_supporter_map_id"), ["map_id"], unique=False)

    op.create_table(
        "wait_hold",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("wait_id", sa.Integer(), nullable=False),
        sa.Column("part", sqlmodel.sql.sqltypes.AutoString(length=30), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("professional_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("from_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("until_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.CheckConstraint("(agency_id IS NULL) <> (person_id IS NULL)", name=op.f("ck_wait_hold_one_holder")),
        sa.CheckConstraint(
            "professional_id IS NULL OR agency_id IS NOT NULL", name=op.f("ck_wait_hold_a_professional_has_an_agency")
        ),
        sa.CheckConstraint("until_at >= from_at", name=op.f("ck_wait_hold_until_after_from")),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_wait_hold_agency_id_agency")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_wait_hold_person_id_person")),
        sa.ForeignKeyConstraint(
            ["professional_id"], ["professional.id"], name=op.f("fk_wait_hold_professional_id_professional")
        ),
        sa.ForeignKeyConstraint(["wait_id"], ["wait.id"], name=op.f("fk_wait_hold_wait_id_wait")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wait_hold")),
    )
    with op.batch_alter_table("wait_hold", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_wait_hold_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_wait_hold_wait_id"), ["wait_id"], unique=False)

    op.create_table(
        "wait_shift",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("wait_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("code", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column("said_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.CheckConstraint("to_on <> from_on", name=op.f("ck_wait_shift_moves")),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_wait_shift_agency_id_agency")),
        sa.ForeignKeyConstraint(["wait_id"], ["wait.id"], name=op.f("fk_wait_shift_wait_id_wait")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wait_shift")),
    )
    with op.batch_alter_table("wait_shift", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_wait_shift_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_wait_shift_wait_id"), ["wait_id"], unique=False)

    op.create_table(
        "action",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("goal_id", sa.Integer(), nullable=True),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("professional_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("words", models.secret.Sealed(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("paid_by", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("cents", sa.Integer(), nullable=False),
        sa.Column("status", sqlmodel.sql.sqltypes.AutoString(length=12), nullable=False),
        sa.CheckConstraint("paid_by IN ('own means', 'budget', 'other scheme')", name=op.f("ck_action_paid_by")),
        sa.CheckConstraint("status IN ('open', 'done', 'cannot', 'lapsed')", name=op.f("ck_action_status")),
        sa.CheckConstraint("(agency_id IS NULL) <> (person_id IS NULL)", name=op.f("ck_action_one_responsible")),
        sa.CheckConstraint(
            "(plan_id IS NULL) <> (meeting_id IS NULL)", name=op.f("ck_action_from_a_plan_or_a_meeting")
        ),
        sa.CheckConstraint("cents >= 0", name=op.f("ck_action_cents_not_negative")),
        sa.CheckConstraint(
            "professional_id IS NULL OR agency_id IS NOT NULL", name=op.f("ck_action_a_professional_has_an_agency")
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_action_agency_id_agency")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_action_case_id_case_file")),
        sa.ForeignKeyConstraint(["goal_id"], ["goal.id"], name=op.f("fk_action_goal_id_goal")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_action_meeting_id_meeting")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_action_person_id_person")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_action_plan_id_plan")),
        sa.ForeignKeyConstraint(
            ["professional_id"], ["professional.id"], name=op.f("fk_action_professional_id_professional")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action")),
    )
    with op.batch_alter_table("action", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_action_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_action_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_action_meeting_id"), ["meeting_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_action_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("statement_id", sa.Integer(), nullable=True),
        sa.Column("before", models.secret.Sealed(), nullable=False),
        sa.Column("after", models.secret.Sealed(), nullable=False),
        sa.Column("why", models.secret.Sealed(), nullable=False),
        sa.Column("corrected_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("corrected_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_correction_case_id_case_file")),
        sa.ForeignKeyConstraint(
            ["corrected_by"], ["professional.id"], name=op.f("fk_correction_corrected_by_professional")
        ),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_correction_statement_id_statement")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction")),
    )
    with op.batch_alter_table("correction", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_correction_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_correction_statement_id"), ["statement_id"], unique=False)

    op.create_table(
        "imposition_part",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("imposition_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "place",
                "start",
                "meanwhile",
                "pays for now",
                "decides by a day",
                name="orderkind",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("words", models.secret.Sealed(), nullable=False),
        sa.Column("by_on", sa.Date(), nullable=False),
        sa.Column("pays_id", sa.Integer(), nullable=True),
        sa.Column("settles_id", sa.Integer(), nullable=True),
        sa.Column("settle_by_on", sa.Date(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "hearing",
                "ordered",
                "taken back",
                "carried out",
                "expired",
                "stepped down",
                name="partstatus",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("closed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("object_until", sa.Date(), nullable=True),
        sa.Column("objected", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=True),
        sa.Column("objected_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("table_asked_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("settled", sa.Boolean(), nullable=True),
        sa.Column("settled_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.CheckConstraint(
            "(status IN ('hearing', 'ordered')) = (closed_at IS NULL)",
            name=op.f("ck_imposition_part_closed_has_a_moment"),
        ),
        sa.CheckConstraint(
            "status NOT IN ('ordered', 'carried out', 'expired') OR object_until IS NOT NULL",
            name=op.f("ck_imposition_part_may_object"),
        ),
        sa.CheckConstraint(
            "(objected IS NULL) = (objected_at IS NULL)",
            name=op.f("ck_imposition_part_objected_and_objected_at_go_together"),
        ),
        sa.CheckConstraint(
            "(settled IS NULL) = (settled_at IS NULL)",
            name=op.f("ck_imposition_part_settled_and_settled_at_go_together"),
        ),
        sa.CheckConstraint(
            "(settles_id IS NULL) = (settle_by_on IS NULL)", name=op.f("ck_imposition_part_who_settles_has_a_day")
        ),
        sa.CheckConstraint(
            "settles_id IS NULL OR pays_id IS NOT NULL",
            name=op.f("ck_imposition_part_settled_only_where_somebody_pays"),
        ),
        sa.CheckConstraint(
            "settles_id IS NULL OR settles_id <> pays_id",
            name=op.f("ck_imposition_part_nobody_settles_with_themselves"),
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_imposition_part_agency_id_agency")),
        sa.ForeignKeyConstraint(
            ["imposition_id"], ["imposition.id"], name=op.f("fk_imposition_part_imposition_id_imposition")
        ),
        sa.ForeignKeyConstraint(["pays_id"], ["agency.id"], name=op.f("fk_imposition_part_pays_id_agency")),
        sa.ForeignKeyConstraint(["settles_id"], ["agency.id"], name=op.f("fk_imposition_part_settles_id_agency")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imposition_part")),
        sa.UniqueConstraint(
            "imposition_id", "agency_id", "kind", name=op.f("uq_imposition_part_imposition_id_agency_id_kind")
        ),
    )
    with op.batch_alter_table("imposition_part", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_imposition_part_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_imposition_part_imposition_id"), ["imposition_id"], unique=False)

    op.create_table(
        "budget_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "asked",
                "approved",
                "committed",
                "released",
                "spent",
                "taken back",
                name="budgetkind",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("cents", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("words", models.secret.Sealed(), nullable=True),
        sa.Column("entered_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("entered_by", sa.Integer(), nullable=True),
        sa.Column("about_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "kind <> 'taken back' OR about_id IS NOT NULL", name=op.f("ck_budget_entry_taken_back_from_an_entry")
        ),
        sa.CheckConstraint(
            "kind IN ('asked', 'approved') OR action_id IS NOT NULL",
            name=op.f("ck_budget_entry_money_goes_to_an_action"),
        ),
        sa.CheckConstraint("cents > 0", name=op.f("ck_budget_entry_cents_are_positive")),
        sa.ForeignKeyConstraint(["about_id"], ["budget_entry.id"], name=op.f("fk_budget_entry_about_id_budget_entry")),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_budget_entry_action_id_action")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_budget_entry_case_id_case_file")),
        sa.ForeignKeyConstraint(
            ["entered_by"], ["professional.id"], name=op.f("fk_budget_entry_entered_by_professional")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_entry")),
        sa.UniqueConstraint("about_id", name=op.f("uq_budget_entry_about_id")),
    )
    with op.batch_alter_table("budget_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_budget_entry_action_id"), ["action_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_budget_entry_case_id"), ["case_id"], unique=False)

    op.create_table(
        "family_agreement",
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("shared_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("shared_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_family_agreement_action_id_action")),
        sa.ForeignKeyConstraint(["family_id"], ["family.id"], name=op.f("fk_family_agreement_family_id_family")),
        sa.ForeignKeyConstraint(
            ["shared_by"], ["professional.id"], name=op.f("fk_family_agreement_shared_by_professional")
        ),
        sa.PrimaryKeyConstraint("action_id", name=op.f("pk_family_agreement")),
    )
    with op.batch_alter_table("family_agreement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_family_agreement_family_id"), ["family_id"], unique=False)

    op.create_table(
        "instrument_use",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("instrument_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "waiting", "in use", "ended", name="usestatus", native_enum=False, create_constraint=True, length=30
            ),
            nullable=False,
        ),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("asked_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("told_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("ended_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("note", models.secret.Sealed(), nullable=True),
        sa.CheckConstraint(
            "(status = 'ended') = (ended_at IS NOT NULL)", name=op.f("ck_instrument_use_ended_has_a_moment")
        ),
        sa.CheckConstraint(
            "status <> 'in use' OR from_on IS NOT NULL", name=op.f("ck_instrument_use_in_use_since_a_day")
        ),
        sa.CheckConstraint(
            "status <> 'waiting' OR (place IS NOT NULL AND from_on IS NULL)",
            name=op.f("ck_instrument_use_waiting_has_a_place"),
        ),
        sa.CheckConstraint("(from_on IS NULL) = (until_on IS NULL)", name=op.f("ck_instrument_use_a_use_is_whole")),
        sa.CheckConstraint("until_on IS NULL OR until_on >= from_on", name=op.f("ck_instrument_use_until_after_from")),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_instrument_use_action_id_action")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_instrument_use_case_id_case_file")),
        sa.ForeignKeyConstraint(
            ["instrument_id"], ["instrument.id"], name=op.f("fk_instrument_use_instrument_id_instrument")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instrument_use")),
        sa.UniqueConstraint("action_id", "instrument_id", name=op.f("uq_instrument_use_action_id_instrument_id")),
        sa.UniqueConstraint("instrument_id", "place", name=op.f("uq_instrument_use_instrument_id_place")),
    )
    with op.batch_alter_table("instrument_use", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_instrument_use_case_id"), ["case_id"], unique=False)
        batch_op.create_index(
            "ix_instrument_use_open",
            ["instrument_id", "status"],
            unique=False,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
