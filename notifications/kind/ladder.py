"""Notices of the ladder: team lead, escalation, hearing, order, and down again. Never about danger: that is a call."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from notifications.plain import CaseNotice, Line, Link, sample

Step = Literal[1, 2, 3, 4, 5]


class RunsLonger(CaseNotice):
    """To whoever guides the case: a question takes longer than agreed. `days_late` is as in `TermPassed`."""

    template = "runs_longer"
    section = "reminders"
    agency: Line
    question: Line
    due_on: date
    days_late: Annotated[int, Field(ge=1)]
    link: Link
    demo = sample(agency="Geldloket", question="Eerste gesprek plannen", due_on=date(2026, 11, 16), days_late=3)


class ColleagueNeeded(CaseNotice):
    """To a substitute or contact: a colleague cannot be reached; could you take the question over, or pass it on?"""

    template = "colleague_needed"
    urgent = True
    floor = True
    section = "questions"
    agency: Line
    question: Line
    lead_asked_on: date
    link: Link
    demo = sample(agency="Geldloket", question="Eerste gesprek plannen", lead_asked_on=date(2026, 11, 26))


class TeamLeadAhead(CaseNotice):
    """To the holder, a day ahead: tomorrow your team lead is asked to help."""

    template = "team_lead_ahead"
    urgent = True
    floor = True
    section = "reminders"
    question: Line
    asked_on: date
    link: Link
    demo = sample(question="Eerste gesprek plannen", asked_on=date(2026, 11, 24))


class TeamLeadAsked(CaseNotice):
    """To the team lead: a question to your agency needs you. `days_late` is in working days, net of pauses."""

    template = "team_lead_asked"
    urgent = True
    floor = True
    section = "questions"
    agency: Line
    question: Line
    days_late: Annotated[int, Field(ge=0)]
    due_on: date
    link: Link
    demo = sample(
        agency="Geldloket",
        question="Eerste gesprek plannen",
        days_late=10,
        due_on=date(2026, 11, 26),
    )


class EscalationProposed(CaseNotice):
    """To case manager or consultant: the system proposes a step of the ladder, you decide."""

    template = "escalation_proposed"
    urgent = True
    floor = True
    section = "questions"
    step: Step
    question: Line | None = None
    confirm_by_on: date
    link: Link
    demo = sample(step=3, question="Wie betaalt wat?", confirm_by_on=date(2026, 11, 25))


class EscalationConfirmed(CaseNotice):
    """To the agencies concerned: somebody decided to take this step."""

    template = "escalation_confirmed"
    urgent = True
    floor = True
    step: Step
    question: Line | None = None
    talk_by_on: date | None = None
    link: Link
    demo = sample(step=3, question="Wie betaalt wat?", talk_by_on=date(2026, 11, 25))


class SteppedDown(CaseNotice):
    """To all who were involved: it moves again, the escalation is over."""

    template = "stepped_down"
    floor = True
    patience = 5
    question: Line | None = None
    link: Link
    demo = sample(question="Wie betaalt wat?")


class HearingAsked(CaseNotice):
    """To the agency an order will bind: what do you say to it, before it is given?"""

    template = "hearing_asked"
    urgent = True
    floor = True
    section = "questions"
    agency: Line
    due_on: date
    link: Link
    demo = sample(agency="Werkplein", due_on=date(2026, 11, 26))


class OrderGiven(CaseNotice):
    """To a bound agency: the order, its day, and until when it may disagree (the order stands meanwhile)."""

    template = "order_given"
    urgent = True
    floor = True
    agency: Line
    carry_out_by_on: date
    object_by_on: date
    link: Link
    demo = sample(agency="Werkplein", carry_out_by_on=date(2026, 12, 7), object_by_on=date(2026, 12, 3))


class OrderTakenBack(CaseNotice):
    """To an agency that was heard or bound: the order is not given, or does not hold any more."""

    template = "order_taken_back"
    urgent = True
    floor = True
    agency: Line
    link: Link
    demo = sample(agency="Werkplein")
