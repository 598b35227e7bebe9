"""Notices to a trusted person: warm, never a word about lateness, never a report of anybody."""

from datetime import date

from notifications.plain import CaseNotice, Link, sample


class TrustedPersonAsked(CaseNotice):
    """To the person a youth chose: do you want to be there for them?"""

    template = "trusted_person_asked"
    urgent = True
    floor = True
    section = "questions"
    answer_by_on: date | None = None
    link: Link
    demo = sample(answer_by_on=date(2026, 12, 4), your_ref=None)


class ContactWindowOpen(CaseNotice):
    """To the trusted person: a good time to be in touch, a window and not a day."""

    template = "contact_window_open"
    urgent = True
    floor = True
    section = "questions"
    opens_on: date
    until_on: date
    link: Link
    demo = sample(opens_on=date(2026, 11, 23), until_on=date(2026, 12, 6), your_ref=None)


class ContactNudge(CaseNotice):
    """To the trusted person, halfway the window: a small sign, and an easy way to hand it back."""

    template = "contact_nudge"
    urgent = True
    floor = True
    section = "reminders"
    until_on: date
    link: Link
    demo = sample(until_on=date(2026, 12, 6), your_ref=None)
