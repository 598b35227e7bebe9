"""Notices around the registration: received, decided, consent, and the first letter. Never says what is going on."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from notifications.plain import CaseNotice, Line, Link, sample

Decision = Literal[
    "light", "meeting", "consultant", "aftercare", "plus_facility", "elsewhere", "other_place", "no_ground"
]
Partners = Annotated[tuple[Line, ...], Field(min_length=1)]


class RegistrationReceived(CaseNotice):
    """To the referrer: the registration came in, and until when it is weighed."""

    template = "registration_received"
    patience = 5
    point: Line
    weighed_by_on: date
    link: Link
    demo = sample(point="Aanmeldpunt Rivierland-Oost", weighed_by_on=date(2026, 11, 26))


class DecisionTaken(CaseNotice):
    """To the referrer: what was decided, and which agency the case manager comes from (none yet: the coordinator)."""

    template = "decision_taken"
    patience = 5
    decision: Decision
    case_manager_agency: Line | None = None
    link: Link
    demo = sample(decision="meeting", case_manager_agency="Doorstroompunt Rivierland-Oost")


class RegistrationJoined(CaseNotice):
    """To the case manager: a new registration turned out to be about this youth, and what it held stands here now."""

    template = "registration_joined"
    link: Link
    demo = sample()


class HelpBegan(CaseNotice):
    """To the referrer, once in a case: help has begun. The agency only where it was decided that this one helps."""

    template = "help_began"
    patience = 5
    agency: Line | None = None
    began_on: date
    link: Link | None = None
    demo = sample(agency="Wijkteam Noord", began_on=date(2026, 11, 23))


class CaseEnded(CaseNotice):
    """To the referrer, who may see no more than this: the case has ended."""

    template = "case_ended"
    patience = 5
    ended_on: date
    demo = sample(ended_on=date(2027, 6, 18))


class FirstLetter(CaseNotice):
    """To the youth: the first letter can be read."""

    template = "first_letter"
    to = "jij"
    urgent = True
    floor = True
    link: Link
    demo = sample(your_ref=None)


class FirstLetterToParents(CaseNotice):
    """To those with custody of a youth under 16: the first letter can be read."""

    template = "first_letter_to_parents"
    urgent = True
    floor = True
    link: Link
    demo = sample(your_ref=None)


class ConsentAsked(CaseNotice):
    """To whoever sits with the youth: will you ask whether these partners may know?"""

    template = "consent_asked"
    urgent = True
    floor = True
    section = "questions"
    partners: Partners
    due_on: date
    link: Link
    demo = sample(partners=("De Brug", "Wijkteam Noord"), due_on=date(2026, 12, 7))


class ConsentEnding(CaseNotice):
    """To the case manager, six weeks ahead: a consent ends, by its year or by a birthday (which one is not said)."""

    template = "consent_ending"
    floor = True
    section = "questions"
    partners: Partners
    ends_on: date
    link: Link
    demo = sample(partners=("Aanbieder Horizonlijn",), ends_on=date(2027, 1, 4))


class ConsentWithdrawn(CaseNotice):
    """To a partner: from this day we share nothing more with you, and these questions to you lapsed. Holds no link."""

    template = "consent_withdrawn"
    urgent = True
    floor = True
    withdrawn_on: date
    questions: tuple[Line, ...] = ()
    demo = sample(withdrawn_on=date(2026, 11, 23), questions=("Eerste gesprek plannen",))


class ArrivedAsked(CaseNotice):
    """To the receiving agency, failing that the referrer, who knows where the youth went: did the youth arrive?"""

    template = "arrived_asked"
    urgent = True
    floor = True
    section = "questions"
    agency: Line | None = None
    due_on: date
    link: Link
    demo = sample(agency="Geldloket", due_on=date(2026, 12, 7))


class WaitsForYou(CaseNotice):
    """To an agency that was asked before the registration: this case now waits for that answer (told once)."""

    template = "waits_for_you"
    urgent = True
    floor = True
    section = "questions"
    question: Line
    asked_on: date
    due_on: date
    link: Link
    demo = sample(
        question="Eerste gesprek plannen",
        asked_on=date(2026, 10, 12),
        due_on=date(2026, 11, 9),
    )
