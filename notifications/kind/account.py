"""Notices about a code to sign in, emergency access and a mail that did not arrive. Never says who it was about."""

from datetime import UTC, date, datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from notifications.plain import CaseNotice, Line, Link, Notice, sample

Failure = Literal["unknown_address", "mailbox_full", "blocked", "no_answer"]


class OneTimeCode(Notice):
    """A code that works once, for `minutes` minutes. Spoken without u or jij: anybody may ask for one."""

    template = "one_time_code"
    urgent = True
    floor = True
    code: Annotated[str, Field(pattern=r"^[0-9A-Z]{4,12}$")]
    minutes: Annotated[int, Field(ge=1, le=60)]
    demo = sample(code="418205", minutes=10)


class EmergencyAccessUsed(CaseNotice):
    """To the privacy officer: emergency access was used; was it needed?"""

    template = "emergency_access_used"
    urgent = True
    floor = True
    section = "questions"
    agency: Line
    used_at: AwareDatetime
    review_by_on: date
    link: Link
    demo = sample(
        agency="Wijkteam Noord",
        used_at=datetime(2026, 11, 22, 21, 5, tzinfo=UTC),
        review_by_on=date(2026, 11, 30),
        your_ref=None,
    )


class DeliveryFailed(CaseNotice):
    """To the coordinator: a mail did not arrive. `about` is its label; without `agency` it went to a person."""

    template = "delivery_failed"
    floor = True
    section = "questions"
    about: Line
    agency: Line | None = None
    reason: Failure
    link: Link
    demo = sample(about="Vraag aan u", agency="Geldloket", reason="unknown_address", your_ref=None)
