"""The ladder as it was climbed, step by step, and what a region changes of it. Never a person's figures."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column
from sqlmodel import Field

from models.secret import Sealed
from models.tables.base import Row, index_where, key, to, whole


class LadderStep(Row, table=True):
    """One step that was taken or proposed, about a wait or about the case itself.

    Attributes:
        round: the how-manieth time this step is taken for this wait.
        reason: why, as a code.
        words: why, in a person's words, where one asked for it.
        agency_id: whose answer is waited for: of the reminder, the talk, the table.
        due_on: the last day of the wait at that moment.
        shifts: how often a new day had been given by then.
        effective_on: the day it takes effect, where it is announced ahead.
        confirmed_at: it was taken; of its own accord for the steps 0 to 2, by a person from 3 on.
        refused_at: a person said no for now, and why; it is proposed again later.
        passed_by: a higher step was due when it was looked at; nobody was told of this one.
        reaction: what the addressee did.
        result: how it ended, as a code; ``result_words`` in the words of who stepped down.
    """

    __tablename__ = "ladder_step"

    id: int = key()
    case_id: int = to("case_file")
    wait_id: int | None = to("wait", nullable=True, index=False)
    step: int
    round: int
    reason: str = Field(max_length=40)
    words: str | None = Field(default=None, sa_column=Column(Sealed, nullable=True))
    agency_id: int | None = to("agency", nullable=True, index=False)
    professional_id: int | None = to("professional", nullable=True, index=False)
    due_on: date | None = Field(default=None)
    shifts: int = Field(default=0)
    stage_run_id: int | None = to("stage_run", nullable=True, index=False)
    proposed_at: datetime
    proposed_by: int | None = to("professional", nullable=True, index=False)
    effective_on: date | None = Field(default=None)
    confirmed_at: datetime | None = Field(default=None)
    confirmed_by: int | None = to("professional", nullable=True, index=False)
    refused_at: datetime | None = Field(default=None)
    refused_by: int | None = to("professional", nullable=True, index=False)
    refused_why: str | None = Field(default=None, sa_column=Column(Sealed, nullable=True))
    passed_by: bool = Field(default=False)
    reaction: str | None = Field(default=None, max_length=40)
    reacted_at: datetime | None = Field(default=None)
    result: str | None = Field(default=None, max_length=40)
    result_words: str | None = Field(default=None, sa_column=Column(Sealed, nullable=True))
    stepped_down_at: datetime | None = Field(default=None)
    stepped_down_by: int | None = to("professional", nullable=True, index=False)

    __table_args__ = (
        CheckConstraint("step BETWEEN 0 AND 5", name="step_of_the_ladder"),
        CheckConstraint("round > 0", name="round_counts_from_one"),
        CheckConstraint("wait_id IS NOT NULL OR step >= 3", name="a_case_climbs_from_step_three"),
        CheckConstraint("confirmed_by IS NULL OR confirmed_at IS NOT NULL", name="confirmed_by_somebody_at_a_moment"),
        CheckConstraint("step < 3 OR confirmed_at IS NULL OR confirmed_by IS NOT NULL", name="a_person_confirms"),
        CheckConstraint("refused_at IS NULL OR refused_why IS NOT NULL", name="a_no_says_why"),
        CheckConstraint("stepped_down_at IS NULL OR result IS NOT NULL", name="stepping_down_has_a_result"),
        CheckConstraint("stepped_down_by IS NULL OR stepped_down_at IS NOT NULL", name="stepped_down_at_a_moment"),
        CheckConstraint("NOT passed_by OR confirmed_at IS NULL", name="what_was_passed_by_was_not_taken"),
        whole("reaction", "reacted_at"),
        whole("refused_at", "refused_by"),
        index_where("ux_ladder_step_wait", "wait_id", "step", "round", where="wait_id IS NOT NULL", unique=True),
        index_where("ux_ladder_step_case", "case_id", "step", "round", where="wait_id IS NULL", unique=True),
        index_where("ix_ladder_step_open", "wait_id", where="stepped_down_at IS NULL"),
    )


class LadderRule(Row, table=True):
    """From a day on, a step comes sooner, later or not at all: for a kind of question, an agency, or everybody."""

    __tablename__ = "ladder_rule"

    id: int = key()
    region_id: int = to("region")
    step: int
    form: str | None = Field(default=None, max_length=40)
    agency_id: int | None = to("agency", nullable=True, index=False)
    after_days: int | None = Field(default=None)
    off: bool = Field(default=False)
    ground: str = Field(max_length=400)
    valid_from: date

    __table_args__ = (
        CheckConstraint("step BETWEEN 0 AND 5", name="step_of_the_ladder"),
        CheckConstraint("after_days IS NULL OR (step BETWEEN 1 AND 3 AND after_days BETWEEN 1 AND 260)", name="after"),
        CheckConstraint("NOT off OR after_days IS NULL", name="off_has_no_days"),
    )
