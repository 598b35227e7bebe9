"""One youth, one plan: goals per life domain, actions with a person and a date, marks then and now, and the network."""

from datetime import date

from sqlalchemy import CheckConstraint, Column, UniqueConstraint
from sqlmodel import Field

from models.secret import Sealed
from models.tables.base import Row, key, to


class Plan(Row, table=True):
    """The one plan of a youth; a later one replaces it."""

    id: int = key()
    case_id: int = to("case_file")
    stage_run_id: int = to("stage_run")
    drawn_up_on: date
    week: str | None = Field(default=None, sa_column=Column(Sealed, nullable=True))
    helps: str | None = Field(default=None, sa_column=Column(Sealed, nullable=True))
    youth_agrees: bool
    review_on: date | None = Field(default=None)
    ended_on: date | None = Field(default=None)


class Goal(Row, table=True):
    """What the youth wants to reach, in the youth's own words."""

    id: int = key()
    case_id: int = to("case_file")
    plan_id: int | None = to("plan", nullable=True)
    meeting_id: int | None = to("meeting", nullable=True)
    domain: str = Field(max_length=24)
    words: str = Field(sa_column=Column(Sealed, nullable=False))
    status: str = Field(default="not begun", max_length=20)

    __table_args__ = (
        CheckConstraint(
            "status IN ('not begun', 'under way', 'reached', 'partly', 'other choice')",
            name="status",
        ),
    )


class Action(Row, table=True):
    """What one agency or person does, by when, and how it is paid. Agreed in a meeting or drawn up in the plan."""

    id: int = key()
    case_id: int = to("case_file")
    plan_id: int | None = to("plan", nullable=True)
    meeting_id: int | None = to("meeting", nullable=True)
    goal_id: int | None = to("goal", nullable=True, index=False)
    agency_id: int | None = to("agency", nullable=True)
    professional_id: int | None = to("professional", nullable=True, index=False)
    person_id: int | None = to("person", nullable=True, index=False)
    words: str = Field(sa_column=Column(Sealed, nullable=False))
    due_on: date
    paid_by: str = Field(default="own means", max_length=20)
    cents: int = Field(default=0)
    status: str = Field(default="open", max_length=12)

    __table_args__ = (
        CheckConstraint("(agency_id IS NULL) <> (person_id IS NULL)", name="one_responsible"),
        CheckConstraint("professional_id IS NULL OR agency_id IS NOT NULL", name="a_professional_has_an_agency"),
        CheckConstraint("(plan_id IS NULL) <> (meeting_id IS NULL)", name="from_a_plan_or_a_meeting"),
        CheckConstraint("paid_by IN ('own means', 'budget', 'other scheme')", name="paid_by"),
        CheckConstraint("cents >= 0", name="cents_not_negative"),
        CheckConstraint("status IN ('open', 'done', 'cannot', 'lapsed')", name="status"),
    )


class Mark(Row, table=True):
    """A mark from 0 to 10 for one life domain, by the youth or a professional, on a day."""

    id: int = key()
    case_id: int = to("case_file")
    stage_run_id: int = to("stage_run", index=False)
    domain: str = Field(max_length=24)
    giver: str = Field(max_length=14)
    value: int
    given_on: date
    baseline: bool = Field(default=False)

    __table_args__ = (
        CheckConstraint("value BETWEEN 0 AND 10", name="mark_from_0_to_10"),
        CheckConstraint("giver IN ('youth', 'parent', 'professional')", name="giver"),
    )


class NetworkMap(Row, table=True):
    """Who stands around the youth, drawn with the youth on a day. Its level is computed and explained, never typed."""

    __tablename__ = "network_map"

    id: int = key()
    case_id: int = to("case_file")
    stage_run_id: int = to("stage_run", index=False)
    drawn_on: date
    level: str = Field(max_length=10)

    __table_args__ = (
        CheckConstraint("level IN ('none', 'small', 'growing', 'strong')", name="level"),
        UniqueConstraint("stage_run_id", "drawn_on"),
    )


class Supporter(Row, table=True):
    """Somebody on a network map: initials and what they give, no more."""

    id: int = key()
    map_id: int = to("network_map")
    initials: str = Field(sa_column=Column(Sealed, nullable=False))
    relation: str = Field(sa_column=Column(Sealed, nullable=False))
    kind: str = Field(max_length=14)
    practical: bool = Field(default=False)
    company: bool = Field(default=False)
    advice: bool = Field(default=False)
    emotional: bool = Field(default=False)
    in_a_crisis: bool = Field(default=False)
    always_there: bool = Field(default=False)
    adult: bool = Field(default=True)
    rating: int

    __table_args__ = (
        CheckConstraint("kind IN ('informal', 'peer', 'volunteer', 'professional')", name="kind"),
        CheckConstraint("rating BETWEEN 0 AND 10", name="rating_from_0_to_10"),
    )


class Coaching(Row, table=True):
    """The step of coaching a youth is on, and since when; the newest counts."""

    id: int = key()
    case_id: int = to("case_file")
    stage_run_id: int = to("stage_run", index=False)
    step: str = Field(max_length=12)
    since_on: date
    why: str = Field(default="", max_length=200)
    below_strong: bool = Field(default=False)

    __table_args__ = (
        CheckConstraint("step IN ('intensive', 'regular', 'light', 'pilot flame', 'let go')", name="step"),
    )


class CoachingStandard(Row, table=True):
    """What a step down takes in one case, where that is more than the default; the newest counts."""

    __tablename__ = "coaching_standard"

    id: int = key()
    case_id: int = to("case_file")
    good_mark: int
    marks: int
    network: str | None = Field(default=None, max_length=10)
    why: str = Field(sa_column=Column(Sealed, nullable=False))
    set_by: int | None = to("professional", nullable=True, index=False)
    set_on: date

    __table_args__ = (
        CheckConstraint("good_mark BETWEEN 6 AND 10", name="not_less_than_the_default_mark"),
        CheckConstraint("marks BETWEEN 2 AND 6", name="not_fewer_than_the_default_marks"),
        CheckConstraint("network IN ('growing', 'strong')", name="network"),
    )


class CheckInNote(Row, table=True):
    """What a check-in said besides marks: who takes over, the life domains the youth chose, and the one line."""

    __tablename__ = "check_in_note"

    id: int = key()
    case_id: int = to("case_file")
    stage_run_id: int = to("stage_run", index=False)
    met_on: date
    mark: int
    line: str | None = Field(default=None, sa_column=Column(Sealed, nullable=True))
    takes_over: str | None = Field(default=None, sa_column=Column(Sealed, nullable=True))
    youth_wants_less: bool
    coach_wants_less: bool
    fallback: bool
    below_strong: bool
    more: bool
    domains: str = Field(default="", max_length=60)

    __table_args__ = (CheckConstraint("mark BETWEEN 0 AND 10", name="mark_from_0_to_10"),)


class Handover(Row, table=True):
    """Something that is handed over from one agency to the next, before a first day."""

    id: int = key()
    case_id: int = to("case_file")
    from_agency_id: int = to("agency", index=False)
    to_agency_id: int | None = to("agency", index=False, nullable=True)
    first_on: date


class Meantime(Row, table=True):
    """What is done while something takes longer."""

    id: int = key()
    case_id: int = to("case_file")
    wait_id: int = to("wait")
    agency_id: int | None = to("agency", index=False, nullable=True)
    words: str = Field(sa_column=Column(Sealed, nullable=False))
    arranged_on: date
