"""What somebody must know to answer a question: the action, the meeting, the request it is about. Never the whole file.

One table: form to what it is about. Words come from sealed columns, for who may answer that question only.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from sqlmodel import col, select

from flows.facts.consent import partners_without_ground, whose_yes_is_missing
from flows.facts.sharing import share_with, tie_of
from flows.queries.about_coaching import ABOUT_COACHING
from flows.queries.about_ladder import ABOUT_LADDER
from flows.queries.about_people import ABOUT_PEOPLE
from flows.queries.about_power import ABOUT_POWER
from flows.queries.about_time import ABOUT_TIME
from flows.queries.door import Opened, matter_of, may_know_whom, name_for, nameless
from flows.queries.fact import Fact
from flows.queries.people import agency_name, holder_name, person_name
from flows.queries.waiting import WaitLine
from models.code import Relation
from models.condition import Thing
from models.forms import question_named
from models.item import Item
from models.reason import REASONS
from models.speech import mark
from models.store import Tx
from models.tables import (
    Action,
    Agency,
    CaseFile,
    CasePerson,
    Goal,
    Handover,
    Invitation,
    Meeting,
    StageRun,
    Statement,
    Wait,
)

Asked = TypeVar("Asked")
About = Callable[[Tx, Opened, WaitLine, int | None], Iterator[Fact]]


NAMELESS = frozenset({"Attendance", "Hearing", "OrderDone", "OrderObjection", "Consents", "PartnerConsent"})
"""What these are about tells nothing of a youth: a moment, a binding decision on an agency, whose yes is there."""


def facts_about(tx: Tx, opened: Opened, line: WaitLine) -> Iterator[Fact]:
    """What the question of this line is about; nothing where the viewer's agency has no ground to know it."""
    about = ABOUT.get(line.form)
    number = tx.session.get_one(StageRun, line.run).about
    if about is not None and (line.form in NAMELESS or may_know_what(tx, opened, domain_of(tx, line.form, number))):
        yield from about(tx, opened, line, number)


def may_know_what(tx: Tx, opened: Opened, domain: str | None) -> bool:
    """Whether the viewer may read what a question about this life domain is about."""
    # A trusted person sees no question but those of the contact window.
    if opened.sees(Item.MATTER, Thing(window=True)):
        return True
    matter, agency = matter_of(tx, opened), opened.viewer.agency_id
    share = share_with(matter, agency, tie=tie_of(matter, agency, None), domain=domain)
    return opened.sees(Item.MATTER, Thing(grounded=bool(share)))


def _row(tx: Tx, table: type[Asked], number: int | None) -> Asked | None:
    """The row a question is about; of none the database is not asked."""
    return tx.session.get(table, number) if number else None


def domain_of(tx: Tx, form: str, about: int | None) -> str | None:
    """The life domain of the goal an action serves; nothing for what serves none."""
    action = _row(tx, Action, about) if form in OF_AN_ACTION else None
    goal = tx.session.get(Goal, action.goal_id) if action and action.goal_id else None
    return goal.domain if goal else None


OF_AN_ACTION = frozenset({"ActionDone", "GoalReviewed", "Objection", "ObjectionHeard"})


def _story(tx: Tx, opened: Opened, _line: WaitLine, _about: int | None) -> Iterator[Fact]:
    """For who may see the file: it saves looking elsewhere."""
    if opened.sees(Item.REGISTRATION):
        case = tx.session.get_one(CaseFile, opened.case.id)
        yield Fact(mark("What is going on?"), case.worry)
        yield Fact(mark("What does the youth want?"), case.wish)


def _action(tx: Tx, _opened: Opened, _line: WaitLine, about: int | None) -> Iterator[Fact]:
    action = _row(tx, Action, about)
    if action is not None:
        yield Fact(mark("What was agreed"), action.words)
        yield Fact(mark("Ready on"), action.due_on)
        if action.cents:
            yield Fact(mark("Amount"), action.cents)


def _agreement(tx: Tx, opened: Opened, line: WaitLine, about: int | None) -> Iterator[Fact]:
    action = _row(tx, Action, about)
    if action is not None:
        holder = holder_name(tx, action.agency_id, action.professional_id, action.person_id)
        yield Fact(mark("For whom"), holder)
    yield from _action(tx, opened, line, about)


def _objection(tx: Tx, opened: Opened, line: WaitLine, about: int | None) -> Iterator[Fact]:
    """Why they object and in which words; without a word, the minutes did not reach them."""
    yield from _agreement(tx, opened, line, about)
    said = _last_said(tx, opened, line, "Objection")
    if not said:
        yield Fact(mark("What they say"), mark("no answer came, and the minutes did not arrive"), coded=True)
        return
    yield Fact(mark("What they say"), REASONS[said["code"]].label if said.get("code") else "", coded=True)
    if said.get("words"):
        yield Fact(mark("In a few words"), str(said["words"]))


def _last_said(tx: Tx, opened: Opened, line: WaitLine, form: str) -> dict[str, Any]:
    """What was answered last to another form of the same run; nothing when nobody did."""
    row = tx.session.exec(
        select(Statement)
        .where(Statement.case_id == opened.case.id, Statement.stage_run_id == line.run, Statement.form == form)
        .order_by(col(Statement.id).desc())
    ).first()
    said: dict[str, Any] = json.loads(row.words or "{}") if row else {}
    return said


def _meeting_of(tx: Tx, line: WaitLine) -> Meeting | None:
    return tx.session.exec(
        select(Meeting).where(Meeting.stage_run_id == line.run).order_by(col(Meeting.id).desc())
    ).first()


def _meeting(tx: Tx, opened: Opened, line: WaitLine, _about: int | None) -> Iterator[Fact]:
    meeting = _meeting_of(tx, line)
    if meeting is None:
        return
    if meeting.starts_at is not None:
        yield Fact(mark("When"), meeting.starts_at)
    if meeting.place:
        yield Fact(mark("Where"), meeting.place)
    if meeting.anonymous:
        yield Fact(mark("Note"), mark("The youth is discussed without a name."), coded=True)
        yield Fact(mark("The youth"), nameless(tx, opened))


def _table(tx: Tx, opened: Opened, line: WaitLine, about: int | None) -> Iterator[Fact]:
    yield from _meeting(tx, opened, line, about)
    meeting = _meeting_of(tx, line)
    rows = tx.session.exec(select(Invitation).where(Invitation.meeting_id == meeting.id)) if meeting else ()
    by_name = may_be_named(tx, opened, meeting)
    named = [row for row in rows if by_name or row.person_id is None]
    if named:
        invited = (holder_name(tx, row.agency_id, row.professional_id, row.person_id) for row in named)
        yield Fact(mark("Who was invited"), ", ".join(invited))


def may_be_named(tx: Tx, opened: Opened, meeting: Meeting | None) -> bool:
    """Whether the viewer may read the names of the people around a meeting."""
    if opened.sees(Item.CONTACT):
        return True
    return not (meeting and meeting.anonymous) and name_for(tx, opened) is not None


def _other_question(tx: Tx, _opened: Opened, _line: WaitLine, about: int | None) -> Iterator[Fact]:
    wait = _row(tx, Wait, about)
    if wait is None or wait.form is None:
        return
    yield Fact(mark("It is about this question"), question_named(wait.form, wait.form_version), coded=True)
    yield Fact(mark("Asked of"), holder_name(tx, wait.agency_id, wait.professional_id, wait.person_id))
    if wait.due_on is not None:
        yield Fact(mark("Until"), wait.due_on)


def _goal(tx: Tx, _opened: Opened, _line: WaitLine, about: int | None) -> Iterator[Fact]:
    action = _row(tx, Action, about)
    goal = tx.session.get(Goal, action.goal_id) if action and action.goal_id else None
    if goal is not None:
        yield Fact(mark("The goal"), goal.words)
    if action is not None:
        yield Fact(mark("The action that is no longer needed"), action.words)


def _consent(tx: Tx, opened: Opened, _line: WaitLine, about: int | None) -> Iterator[Fact]:
    matter = matter_of(tx, opened)
    agencies = [about] if about else partners_without_ground(matter)
    if agencies:
        yield Fact(mark("Consent is needed for"), ", ".join(agency_name(tx, agency) for agency in agencies))
    missing = whose_yes_is_missing(matter) if may_know_whom(tx, opened) else []
    if missing:
        yield Fact(mark("Whose yes is still needed"), ", ".join(person_name(tx, person) for person in missing))


def _handover(tx: Tx, _opened: Opened, _line: WaitLine, about: int | None) -> Iterator[Fact]:
    row = _row(tx, Handover, about)
    if row is not None:
        yield Fact(mark("From"), tx.session.get_one(Agency, row.from_agency_id).name)
        if row.to_agency_id:
            yield Fact(mark("To"), tx.session.get_one(Agency, row.to_agency_id).name)
        yield Fact(mark("First day"), row.first_on)


def _chosen(tx: Tx, opened: Opened, _line: WaitLine, _about: int | None) -> Iterator[Fact]:
    row = tx.session.exec(
        select(CasePerson)
        .where(
            CasePerson.case_id == opened.case.id,
            CasePerson.relation == Relation.TRUSTED_PERSON,
            col(CasePerson.until_on).is_(None),
        )
        .order_by(col(CasePerson.id).desc())
    ).first()
    if row is not None:
        yield Fact(mark("Whom the youth chose"), holder_name(tx, None, row.professional_id, row.person_id))


def _condition(tx: Tx, opened: Opened, line: WaitLine, _about: int | None) -> Iterator[Fact]:
    fields = _last_said(tx, opened, line, "Review")
    condition = fields.get("condition") or {}
    if condition.get("what"):
        yield Fact(mark("The condition"), str(condition["what"]))


ABOUT: Mapping[str, About] = {
    "ActionDone": _action,
    "Attempts": _consent,
    "Attendance": _meeting,
    "ConditionMet": _condition,
    "Consents": _consent,
    "GoalReviewed": _goal,
    "HandoverCheck": _handover,
    "HandoverItems": _handover,
    "Meanwhile": _other_question,
    "Minutes": _table,
    "Objection": _agreement,
    "ObjectionHeard": _objection,
    "ParentsAgree": _chosen,
    "PartnerConsent": _consent,
    "Plan": _story,
    "Proposal": _story,
    "Slot": _table,
    "Supplied": _other_question,
    "TrustedAgrees": _chosen,
    "Weighing": _story,
    "WithoutYes": _consent,
    **ABOUT_COACHING,
    "WhoHasCustody": _consent,
    **ABOUT_LADDER,
    **ABOUT_PEOPLE,
    **ABOUT_POWER,
    **ABOUT_TIME,
}
"""What each question is about; a form that is not here says it all itself."""
