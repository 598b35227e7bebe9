"""The engine's tables: runs, entries, waits, statements, wake-ups. A wait is the only truth about whom we wait for."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, Index, UniqueConstraint, text
from sqlmodel import Field

from models.code import RunStatus, StatementKind, StepKind, WaitKind, WaitStatus
from models.kind import Kind
from models.secret import Sealed
from models.tables.base import Row, among, coded, index_read_alone, index_where, key, to, whole

FIRST_MET = "form IN ('Introduction', 'DirectHelp') AND status = 'given'"
"""The answers that tell on which day somebody first met the youth."""


class StageRun(Row, table=True):
    """One run of a stage or errand. It keeps the version it started with."""

    __tablename__ = "stage_run"

    id: int = key()
    case_id: int = to("case_file")
    stage: str = Field(max_length=30)
    number: int
    version: int | None = Field(default=None)
    about: int | None = Field(default=None)
    parent_id: int | None = to("stage_run", nullable=True, index=False)
    status: RunStatus = Field(default=RunStatus.READY, sa_type=coded(RunStatus))
    outcome: str | None = Field(default=None, max_length=40)
    diagnosis: str | None = Field(default=None, max_length=400)
    started_at: datetime
    ended_at: datetime | None = Field(default=None)
    lease_until: datetime | None = Field(default=None)
    lease_by: str | None = Field(default=None, max_length=60)
    tries: int = Field(default=0)
    next_try_at: datetime | None = Field(default=None)

    __table_args__ = (
        UniqueConstraint("case_id", "stage", "number"),
        whole("ended_at", "outcome"),
        whole("lease_until", "lease_by"),
        CheckConstraint("(status = 'ended') = (ended_at IS NOT NULL)", name="ended_has_a_moment"),
        CheckConstraint("(status = 'blocked') <= (diagnosis IS NOT NULL)", name="blocked_says_why"),
        index_where("ix_stage_run_ended", "ended_at", where="ended_at IS NOT NULL"),
        index_read_alone("ix_stage_run_open", "case_id", "stage", "started_at", "ended_at", where="ended_at IS NULL"),
    )


class Entry(Row, table=True):
    """One settled step. Codes, numbers and dates only; never words."""

    stage_run_id: int = Field(foreign_key="stage_run.id", primary_key=True)
    seq: int = Field(primary_key=True)
    key: str = Field(max_length=80)
    kind: StepKind = Field(sa_type=coded(StepKind))
    form: str | None = Field(default=None, max_length=40)
    form_version: int | None = Field(default=None)
    value: str = Field(default="null")
    settled_at: datetime

    __table_args__ = (UniqueConstraint("stage_run_id", "key"), whole("form", "form_version"))


class Wait(Row, table=True):
    """Whom we are waiting for, for what, since when and until when; and, once over, how it ended.

    ``due_on`` is always the last day as it stands now. ``agreed_on`` is the last day that was agreed in place of the
    term's, on ``agreed_from``; pauses after that day shift it. ``paused_on`` is the day since which its clock stands
    still, ``paused_until`` the last day it does so. ``step`` is the highest step of the ladder it reached.
    ``meant_for_id`` is the agency that is asked as soon as it may know of the case; somebody else holds it until then.
    """

    id: int = key()
    case_id: int = to("case_file")
    stage_run_id: int = to("stage_run")
    key: str = Field(max_length=80)
    kind: WaitKind = Field(sa_type=coded(WaitKind))
    form: str | None = Field(default=None, max_length=40)
    form_version: int | None = Field(default=None)
    part: str | None = Field(default=None, max_length=30)
    agency_id: int | None = to("agency", nullable=True)
    professional_id: int | None = to("professional", nullable=True, index=False)
    person_id: int | None = to("person", nullable=True, index=False)
    asked_at: datetime
    opens_at: datetime | None = Field(default=None)
    counted_from: date | None = Field(default=None)
    term: str | None = Field(default=None, max_length=60)
    term_amount: int | None = Field(default=None)
    term_unit: str | None = Field(default=None, max_length=20)
    term_kind: str | None = Field(default=None, max_length=20)
    due_on: date | None = Field(default=None)
    agreed_on: date | None = Field(default=None)
    agreed_from: date | None = Field(default=None)
    paused_on: date | None = Field(default=None)
    paused_until: date | None = Field(default=None)
    lapses_at: datetime | None = Field(default=None)
    quorum: str | None = Field(default=None, max_length=40)
    unless: str | None = Field(default=None, max_length=120)
    next_look_at: datetime | None = Field(default=None)
    status: WaitStatus = Field(default=WaitStatus.OPEN, sa_type=coded(WaitStatus))
    closed_at: datetime | None = Field(default=None)
    code: str | None = Field(default=None, max_length=40)
    value: str | None = Field(default=None)
    turn: int = Field(default=1)
    shifts: int = Field(default=0)
    refused_by: int = Field(default=0)
    step: int = Field(default=0)
    told_at: datetime | None = Field(default=None)
    supersedes_id: int | None = to("wait", nullable=True, index=False)
    meant_for_id: int | None = to("agency", nullable=True, index=False)

    __table_args__ = (
        CheckConstraint("(status = 'open') = (closed_at IS NULL)", name="closed_has_a_moment"),
        CheckConstraint("(kind = 'date') = (part IS NULL)", name="only_a_date_has_no_holder"),
        CheckConstraint("(kind = 'date') = (form IS NULL)", name="only_a_date_has_no_form"),
        CheckConstraint(
            "(kind = 'date' AND agency_id IS NULL AND person_id IS NULL)"
            " OR (kind <> 'date' AND (agency_id IS NULL) <> (person_id IS NULL))",
            name="one_holder",
        ),
        CheckConstraint("professional_id IS NULL OR agency_id IS NOT NULL", name="a_professional_has_an_agency"),
        CheckConstraint("kind <> 'date' OR lapses_at IS NOT NULL", name="a_date_has_a_moment"),
        CheckConstraint(
            "term IS NULL OR (term_amount IS NOT NULL AND term_unit IS NOT NULL AND term_kind IS NOT NULL)",
            name="term_is_whole",
        ),
        CheckConstraint("status <> 'declined' OR code IS NOT NULL", name="a_decline_has_a_code"),
        CheckConstraint("status <> 'withdrawn' OR code IS NOT NULL", name="what_is_taken_back_has_a_code"),
        CheckConstraint("step BETWEEN 0 AND 5", name="step_of_the_ladder"),
        CheckConstraint("paused_until >= paused_on", name="paused_until_after_on"),
        whole("form", "form_version"),
        among("term_kind", Kind),
        whole("agreed_on", "agreed_from"),
        whole("paused_on", "paused_until"),
        Index(
            "ix_wait_look",
            "next_look_at",
            sqlite_where=text("next_look_at IS NOT NULL"),
            postgresql_where=text("next_look_at IS NOT NULL"),
        ),
        index_where("ix_wait_first_met", "case_id", where=FIRST_MET),
        index_where("ix_wait_open_agency", "agency_id", "due_on", where="closed_at IS NULL"),
        # In the order of lists: those with the earliest last day first, then those without one.
        index_where("ix_wait_open_due", text("(due_on IS NULL)"), "due_on", "id", where="closed_at IS NULL"),
        # All that is counted of the open questions of a case: of a hundred thousand cases most waits are over.
        index_read_alone(
            "ix_wait_open_case",
            *("case_id", "due_on", "kind", "agency_id", "person_id", "part", "professional_id", "form"),
            *("opens_at", "asked_at", "stage_run_id", "step", "closed_at"),
            where="closed_at IS NULL",
        ),
    )


class Statement(Row, table=True):
    """Everything that was said: answers, answers ahead of the question, late ones, corrections, signals.

    ``said_by_name`` is what somebody called themselves who answered for an agency of which nobody is known here.
    """

    id: int = key()
    case_id: int = to("case_file")
    stage_run_id: int = to("stage_run", index=False)
    wait_id: int | None = to("wait", nullable=True, index=False)
    kind: StatementKind = Field(sa_type=coded(StatementKind))
    key: str | None = Field(default=None, max_length=80)
    form: str | None = Field(default=None, max_length=40)
    form_version: int | None = Field(default=None)
    words: str | None = Field(default=None, sa_column=Column(Sealed, nullable=True))
    said_at: datetime
    recorded_at: datetime
    said_by_professional_id: int | None = to("professional", nullable=True, index=False)
    said_by_agency_id: int | None = to("agency", nullable=True, index=False)
    said_by_person_id: int | None = to("person", nullable=True, index=False)
    said_by_name: str | None = Field(default=None, sa_column=Column(Sealed, nullable=True))
    recorded_by_id: int | None = to("professional", nullable=True, index=False)
    heard_at: datetime | None = Field(default=None)

    __table_args__ = (
        CheckConstraint("said_at <= recorded_at", name="said_before_recorded"),
        whole("form", "form_version"),
        Index(
            "ix_statement_unheard",
            "stage_run_id",
            sqlite_where=text("heard_at IS NULL AND wait_id IS NULL"),
            postgresql_where=text("heard_at IS NULL AND wait_id IS NULL"),
        ),
    )


class Pause(Row, table=True):
    """Days on which the clock of a wait stands still; the real days shift its last day.

    It stands still from the day after ``from_on`` (the day it was said, or of the letter) up to and including the day
    it really ended, ``until_on``; until then that is ``ends_on``, when it ends by itself.
    """

    id: int = key()
    case_id: int = to("case_file")
    wait_id: int = to("wait")
    code: str = Field(max_length=40)
    from_on: date
    ends_on: date
    until_on: date | None = Field(default=None)
    letter_on: date | None = Field(default=None)
    words: str | None = Field(default=None, sa_column=Column(Sealed, nullable=True))
    began_at: datetime
    began_by: int | None = to("professional", nullable=True, index=False)
    ended_at: datetime | None = Field(default=None)
    ended_by: int | None = to("professional", nullable=True, index=False)

    __table_args__ = (
        CheckConstraint("ends_on >= from_on", name="ends_after_from"),
        CheckConstraint("until_on BETWEEN from_on AND ends_on", name="until_between_from_and_ends"),
        CheckConstraint("ended_by IS NULL OR ended_at IS NOT NULL", name="ended_by_somebody_at_a_moment"),
        whole("until_on", "ended_at"),
        Index(
            "ux_pause_running",
            "wait_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )


class WakeUp(Row, table=True):
    """A run has a reason to be looked at, not before a moment. Written only under the lock of its case."""

    __tablename__ = "wake_up"

    id: int = key()
    stage_run_id: int = to("stage_run")
    reason: str = Field(max_length=80)
    not_before: datetime = Field(index=True)


class Command(Row, table=True):
    """A command that was carried out, by the key its form gave it: the same click twice does it once."""

    key: str = Field(primary_key=True, max_length=64)
    name: str = Field(max_length=40)
    result: str = Field(sa_column=Column(Sealed, nullable=False))
    done_at: datetime = Field(index=True)
