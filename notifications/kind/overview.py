"""Notices that bring together: the daily digest and the weekly figures. Never figures about a person."""

from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator

from notifications.plain import Count, Line, Link, Notice, Plain, Summary, sample


class DigestLine(Plain):
    """One line of a digest: what, of which case, until when, and where to click."""

    label: Summary
    case_ref: Line | None = None
    your_ref: Line | None = None
    due_on: date | None = None
    link: Link | None = None


class DailyDigest(Notice):
    """To one person of an agency, at most once a day: everything that could wait, in one mail."""

    template = "daily_digest"
    urgent = True
    floor = True
    day: date
    questions: tuple[DigestLine, ...] = ()
    reminders: tuple[DigestLine, ...] = ()
    recorded: tuple[DigestLine, ...] = ()
    news: tuple[DigestLine, ...] = ()
    link: Link

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.questions or self.reminders or self.recorded or self.news):
            raise ValueError("a digest with nothing in it is not sent")
        return self

    demo = sample(
        day=date(2026, 11, 23),
        questions=(
            {
                "label": "Kan het eerste gesprek binnen tien werkdagen?",
                "case_ref": "VN-7K3M9Q",
                "your_ref": "2026-0114",
                "due_on": date(2026, 12, 7),
                "link": "https://vangnet.example/a/kJ3xT0pQ7wZ2",
            },
        ),
        reminders=({"label": "Komt u naar het overleg?", "case_ref": "VN-4D8HWT", "due_on": date(2026, 11, 24)},),
        recorded=(
            {
                "label": "Komt u naar het overleg?",
                "case_ref": "VN-9PX2LB",
                "due_on": date(2026, 11, 27),
                "link": "https://vangnet.example/a/Qm2c",
            },
        ),
        news=({"label": "De hulp is begonnen", "case_ref": "VN-2FJ6RC"},),
    )


class AgencyRow(Plain):
    """How many questions one agency has open, and how many of those longer than agreed."""

    agency: Line
    open: Count
    late: Count


class LongestWaiting(Plain):
    """The case that waits longest; `days_late` in working days, net of pauses."""

    case_ref: Line
    days_late: Annotated[int, Field(ge=1)]


class WeeklyOverview(Notice):
    """To a manager, on Monday: how the work stands, per agency. Budget in cents of euro: paid, of what was agreed."""

    template = "weekly_overview"
    urgent = True
    monday: date
    open: Count
    late: Count
    without_case_manager: Count
    longest: LongestWaiting | None = None
    rows: tuple[AgencyRow, ...] = ()
    budget_spent: Count | None = None
    budget_total: Count | None = None
    link: Link
    demo = sample(
        monday=date(2026, 11, 23),
        open=41,
        late=9,
        without_case_manager=0,
        longest={"case_ref": "VN-5TYG0X", "days_late": 35},
        rows=(
            {"agency": "Geldloket", "open": 7, "late": 3},
            {"agency": "Aanbieder Horizonlijn", "open": 5, "late": 2},
            {"agency": "Wijkteam Noord", "open": 11, "late": 0},
        ),
        budget_spent=1_240_000,
        budget_total=15_000_000,
    )
