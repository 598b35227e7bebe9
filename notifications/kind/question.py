"""Notices about questions: asked, still open, past the agreed day, passed on. Never blames the one who is asked."""

from datetime import date
from typing import Annotated

from pydantic import Field

from notifications.plain import AskingNotice, CaseNotice, Line, Link, Questions, sample

_DEMO_QUESTIONS = (
    {"label": "Kan het eerste gesprek binnen tien werkdagen?", "due_on": date(2026, 12, 7)},
    {"label": "Wie is bij u de contactpersoon?", "due_on": None},
)


class QuestionAsked(AskingNotice):
    """One or more questions of one case, in one mail. A link per question, or one for the whole form."""

    template = "question_asked"
    urgent = True
    floor = True
    section = "questions"
    asker: Line | None = None
    demo = sample(questions=_DEMO_QUESTIONS, asker="Doorstroompunt Rivierland-Oost")


class Reminder(AskingNotice):
    """These questions are nearly due. Friendly, nothing more."""

    template = "reminder"
    section = "reminders"
    demo = sample(questions=_DEMO_QUESTIONS[:1])


class TermPassed(CaseNotice):
    """The agreed day has passed. `days_late` is in working days, net of pauses."""

    template = "term_passed"
    floor = True
    section = "reminders"
    question: Line
    due_on: date
    days_late: Annotated[int, Field(ge=1)]
    link: Link
    demo = sample(question="Eerste gesprek plannen", due_on=date(2026, 11, 16), days_late=5)


class MeanwhileAsked(CaseNotice):
    """To the case manager: an answer takes longer; who does what until then?"""

    template = "meanwhile_asked"
    urgent = True
    floor = True
    section = "questions"
    question: Line
    due_on: date
    link: Link
    demo = sample(question="Een datum voor de intake", due_on=date(2026, 11, 25))


class RecordedForYou(CaseNotice):
    """To an agency: somebody recorded what you said. Five working days to correct it."""

    template = "recorded_for_you"
    floor = True
    section = "recorded"
    question: Line
    recorder: Line
    recorded_on: date
    correct_by_on: date
    link: Link
    demo = sample(
        question="Komt u naar het overleg?",
        recorder="Doorstroompunt Rivierland-Oost",
        recorded_on=date(2026, 11, 20),
        correct_by_on=date(2026, 11, 27),
    )


class QuestionWithdrawn(CaseNotice):
    """A question is no longer needed."""

    template = "question_withdrawn"
    floor = True
    questions: Annotated[tuple[Line, ...], Field(min_length=1)]
    demo = sample(questions=("Kan het eerste gesprek binnen tien werkdagen?",))


class ReassignedToYou(CaseNotice):
    """These questions are yours from now on. The clock did not restart."""

    template = "reassigned_to_you"
    urgent = True
    floor = True
    section = "questions"
    questions: Questions
    link: Link
    demo = sample(questions=_DEMO_QUESTIONS)


class ReassignedAway(CaseNotice):
    """These questions are somebody else's from now on."""

    template = "reassigned_away"
    floor = True
    questions: Annotated[tuple[Line, ...], Field(min_length=1)]
    demo = sample(questions=("Kan het eerste gesprek binnen tien werkdagen?",))


class ProposalToConfirm(CaseNotice):
    """A computed proposal (`about`: its label) waits for a person's yes or another choice."""

    template = "proposal_to_confirm"
    urgent = True
    floor = True
    section = "questions"
    about: Line
    confirm_by_on: date
    link: Link
    demo = sample(about="Een transitieconsulent bij deze casus", confirm_by_on=date(2026, 11, 25))
