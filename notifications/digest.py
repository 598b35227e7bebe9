"""Folds what could wait into one daily digest. It decides nothing about who gets one or when."""

from collections.abc import Iterable
from datetime import date

from notifications.kind.overview import DailyDigest, DigestLine
from notifications.kind.question import RecordedForYou, TermPassed
from notifications.letter import write
from notifications.phrase import days_phrase
from notifications.plain import Language, Notice, Question, Section

_UNTIL = ("due_on", "answer_by_on", "confirm_by_on", "review_by_on", "correct_by_on")


def folded(notices: Iterable[Notice], language: Language, day: date, link: str) -> DailyDigest | None:
    """Return the digest of `day` in the order given, each notice in its section; `link` opens the reader's overview.

    Returns:
        None when there is nothing to tell.
    """
    sections: dict[Section, list[DigestLine]] = {"questions": [], "reminders": [], "recorded": [], "news": []}
    for notice in notices:
        sections[notice.section].extend(_lines(notice, language))
    if not any(sections.values()):
        return None
    return DailyDigest.model_validate({"day": day, "link": link, **sections})


def _lines(notice: Notice, language: Language) -> list[DigestLine]:
    asked = [part for part in getattr(notice, "questions", ()) if isinstance(part, Question)]
    shared = {name: getattr(notice, name, None) for name in ("case_ref", "your_ref", "link")}
    if asked:
        return [DigestLine.model_validate(shared | _question(question, shared["link"])) for question in asked]
    return [DigestLine.model_validate(shared | {"label": _label(notice, language), "due_on": _until(notice)})]


def _question(question: Question, link: str | None) -> dict[str, object]:
    return {"label": question.label, "due_on": question.due_on, "link": question.link or link}


def _label(notice: Notice, language: Language) -> str:
    if isinstance(notice, RecordedForYou):
        return notice.question
    if isinstance(notice, TermPassed):
        return f"{notice.question} · {days_phrase(notice.days_late, language)}"
    subject = write(notice, language).subject.removesuffix(f" ({getattr(notice, 'case_ref', '')})")
    labels = [label for label in getattr(notice, "questions", ()) if isinstance(label, str)]
    return f"{subject}: {'; '.join(labels)}" if labels else subject


def _until(notice: Notice) -> date | None:
    if isinstance(notice, TermPassed) or notice.section == "news":
        return None
    return next((value for name in _UNTIL if (value := getattr(notice, name, None))), None)
