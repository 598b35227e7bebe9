"""Notices to the people it is about: the youth, a parent, a supporter. Never a deadline that counts against them."""

from datetime import UTC, date, datetime
from typing import Literal

from pydantic import AwareDatetime

from notifications.plain import CaseNotice, Line, Link, Questions, sample

_STARTS = datetime(2026, 11, 26, 13, 30, tzinfo=UTC)
_ENDS = datetime(2026, 11, 26, 14, 0, tzinfo=UTC)
_PLACE = "Knooppunt Waalzicht College, lokaal 1.12"


class YouthAsked(CaseNotice):
    """To the youth: what do you think? No answer is an answer too, and telling somebody is as good as writing."""

    template = "youth_asked"
    to = "jij"
    urgent = True
    floor = True
    section = "questions"
    questions: Questions
    link: Link
    demo = sample(questions=({"label": "Wie is jouw vertrouwenspersoon?"},), your_ref=None)


class PersonAsked(CaseNotice):
    """To a parent or supporter: a question, in words for somebody who is no agency."""

    template = "person_asked"
    urgent = True
    floor = True
    section = "questions"
    questions: Questions
    link: Link
    demo = sample(questions=({"label": "Wilt u bij het overleg zijn?"},), your_ref=None)


class YouthInvited(CaseNotice):
    """To the youth: we talk with you, not only about you."""

    template = "youth_invited"
    to = "jij"
    urgent = True
    floor = True
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    place: Line | None = None
    link: Link | None = None
    demo = sample(starts_at=_STARTS, ends_at=_ENDS, place=_PLACE, your_ref=None)


class YouthAgendaReady(CaseNotice):
    """To the youth: how the talk goes, and that the youth begins."""

    template = "youth_agenda_ready"
    to = "jij"
    urgent = True
    floor = True
    starts_at: AwareDatetime
    demo = sample(starts_at=_STARTS, your_ref=None)


class YouthMeetingMoved(CaseNotice):
    """To the youth: the talk is at another moment."""

    template = "youth_meeting_moved"
    to = "jij"
    urgent = True
    floor = True
    was_at: AwareDatetime
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    place: Line | None = None
    demo = sample(
        was_at=datetime(2026, 11, 25, 9, 0, tzinfo=UTC), starts_at=_STARTS, ends_at=_ENDS, place=_PLACE, your_ref=None
    )


class YouthMeetingCancelled(CaseNotice):
    """To the youth: the talk does not take place."""

    template = "youth_meeting_cancelled"
    to = "jij"
    urgent = True
    floor = True
    starts_at: AwareDatetime
    demo = sample(starts_at=_STARTS, your_ref=None)


class YouthMinutesReady(CaseNotice):
    """To the youth, first or at the same time as the others: read what was said, and add your own words."""

    template = "youth_minutes_ready"
    to = "jij"
    urgent = True
    floor = True
    held_on: date
    link: Link
    demo = sample(held_on=date(2026, 11, 26), your_ref=None)


RightNews = Literal["came in", "takes longer", "decided"]


class YouthRightHeard(CaseNotice):
    """To the youth: what you asked about your file came in, takes longer, or is decided. Never what, and never how."""

    template = "youth_right_heard"
    to = "jij"
    urgent = True
    floor = True
    news: RightNews
    until_on: date | None = None
    demo = sample(news="came in", until_on=date(2026, 12, 28), your_ref=None)


class OwnAskAnswered(CaseNotice):
    """To the youth: there is an answer to what you asked from your own page. Never what was asked, and never what."""

    template = "own_ask_answered"
    to = "jij"
    urgent = True
    floor = True
    news: Literal["answered", "taken back"]
    demo = sample(news="answered", your_ref=None)


class RightHeard(CaseNotice):
    """The same to somebody with custody, who asked about the file of a child."""

    template = "right_heard"
    urgent = True
    floor = True
    news: RightNews
    until_on: date | None = None
    demo = sample(news="came in", until_on=date(2026, 12, 28), your_ref=None)
