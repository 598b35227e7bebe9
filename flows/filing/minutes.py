"""What minutes mean, also of a talk held elsewhere: goals, agreements, who was there. Source: process.md, stage 2."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from flows.engine import when
from flows.engine.filing import files
from flows.engine.journal import OpenWait
from flows.engine.known import custody_holders, insist_known
from flows.engine.matter import AMSTERDAM, Matter
from flows.engine.who import holders
from flows.facts.meeting import what_runs_beside
from flows.filing.ground import insist_on_ground
from flows.filing.meeting import UNFIT, invitations, meeting_of, token_of
from flows.filing.responsible import file_actions
from flows.records.intake import appoint_case_manager
from flows.records.meeting import give_up_moment
from models.code import Part, Stage
from models.day_count import onward
from models.forms.meeting import Elsewhere, Minutes
from models.refusal import BadAnswer
from models.speech import mark
from models.tables import Goal, Meeting


@files(Minutes)
def minutes(matter: Matter, _wait: OpenWait, form: Minutes) -> dict[str, Any]:
    """Goals, agreements with one responsible person and a date each, who was there, and how it goes on."""
    meeting = meeting_of(matter)
    meeting.held, meeting.goes_on = form.held, form.goes_on
    if form.held == "not held":
        give_up_moment(matter, meeting)
        return {"told": [], "agreed": [], "agreed_in_absence": [], "meeting": meeting.id}
    insist_known(matter, form.present, "present")
    _insist_on_no_other_plan(matter, form)
    _insist_on_the_youth(matter, meeting, form)
    if form.evaluation_on is not None:
        held_on = meeting.starts_at.astimezone(AMSTERDAM).date() if meeting.starts_at else matter.today
        insist_in_window(matter, form.evaluation_on, "evaluation_on", "evaluate", since=held_on)
    meeting.minutes, meeting.youth_mark, meeting.evaluation_on = form.decisions, form.youth_mark, form.evaluation_on
    matter.session.add(meeting)
    matter.session.add_all(
        Goal(case_id=matter.case.id, meeting_id=meeting.id, domain=line.domain, words=line.words) for line in form.goals
    )
    if form.case_manager is not None:
        insist_known(matter, [form.case_manager], "case_manager")
        insist_on_ground(matter, holders(matter, form.case_manager, None)[0].agency_id or 0, whole=True)
        appoint_case_manager(matter, form.case_manager)
    return _agreed(matter, meeting, form)


def _insist_on_no_other_plan(matter: Matter, form: Minutes) -> None:
    """One youth, one plan: where one is made or carried out, a table changes that, and begins no other."""
    if form.goes_on in {"consultant", "plan"} and Stage.ASSIGNMENT in what_runs_beside(matter):
        raise BadAnswer(UNFIT, "goes_on", why=mark("there is a plan, or somebody makes one; choose where it came from"))


def _insist_on_the_youth(matter: Matter, meeting: Meeting, form: Minutes) -> None:
    """Nothing about the youth without the youth, or somebody with custody; otherwise a recorded reason."""
    people = {f"person:{number}" for number in (matter.case.youth_id, *custody_holders(matter))}
    if people.isdisjoint(form.present):
        meeting.youth_absent_why = form.youth_absent_why or meeting.youth_absent_why
        if meeting.youth_absent_why is None:
            raise BadAnswer(UNFIT, "youth_absent_why", why=mark("it does not say why the youth was not there"))


def insist_in_window(matter: Matter, day: date, field: str, term: str, *, since: date) -> None:
    """Refuses a day to look back on that lies outside the window of the region: six to eight weeks.

    Raises:
        BadAnswer: too soon, or too far ahead.
    """
    first = when.named_term(matter.tx, matter.case.region_id, f"{term} ahead", matter.today)
    last = when.due(matter, term, agency=None).on
    if not first.off and day < onward(since, first.amount, first.unit):
        raise BadAnswer(mark("The field '{field}' lies sooner than agreed: in six to eight weeks."), field)
    if last is not None and day > last:
        raise BadAnswer(mark("The field '{field}' lies later than agreed: in six to eight weeks."), field)


@files(Elsewhere)
def elsewhere(matter: Matter, _wait: OpenWait, form: Elsewhere) -> dict[str, Any]:
    """Only the day, who was there and what was agreed."""
    if form.held_on > matter.today:
        raise BadAnswer(mark("The field '{field}' lies in the future."), "held_on")
    insist_known(matter, form.present, "present")
    meeting = matter.session.get_one(Meeting, matter.about)
    meeting.stage_run_id = matter.run
    matter.session.add(meeting)
    return _agreed(matter, meeting, form)


def _agreed(matter: Matter, meeting: Meeting, form: Minutes | Elsewhere) -> dict[str, Any]:
    """What was agreed, and who gets the minutes: youth and parents first, whether they were invited or not."""
    there = _agencies_there(matter, meeting, form.present)
    filed = file_actions(matter, form.agreements, "agreements", meeting_id=meeting.id)
    absent = {action for action, holder in filed if holder.agency_id is not None and holder.agency_id not in there}
    family = [holder.token for holder in holders(matter, Part.YOUTH_AND_PARENTS, None)]
    invited = [token_of(row) for row in invitations(matter, meeting)]
    others = {*invited, *form.present, *(holder.token for _, holder in filed)} - set(family)
    return {
        "agreed": [action for action, _ in filed if action not in absent],
        "agreed_in_absence": sorted(absent),
        "told": [*family, *sorted(others)],
        "meeting": meeting.id,
    }


def _agencies_there(matter: Matter, meeting: Meeting, present: Iterable[str]) -> set[int]:
    there = {holder.agency_id for token in present for holder in holders(matter, token, None)}
    for row in invitations(matter, meeting):
        came = row.agency_id in there if row.agency_id else f"person:{row.person_id}" in set(present)
        row.status = "present" if came else "absent"
        matter.session.add(row)
    return {agency for agency in there if agency is not None}
