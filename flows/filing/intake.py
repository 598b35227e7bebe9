"""What the answers of the intake mean. Source: process.md, stage 1."""

from datetime import date
from typing import Any

from sqlmodel import select

from flows.engine import when
from flows.engine.filing import files
from flows.engine.journal import OpenWait
from flows.engine.matter import Matter, unpacked
from flows.engine.who import age_of, holders
from flows.filing.consent import file_consent
from flows.filing.ground import insist_on_ground
from flows.filing.handover import leaving
from flows.records.partner import join_partner
from models.age import PARENTS_STAND_BACK_AT
from models.code import Part
from models.forms.intake import Consents, DirectHelp, Informed, RunningAnswer, SameYouth
from models.forms.weighing import Weighing
from models.holder import parsed
from models.refusal import BadAnswer
from models.speech import mark
from models.tables import CaseFile, Entry


@files(SameYouth)
def same_youth(matter: Matter, _wait: OpenWait, form: SameYouth) -> None:
    """Only one of the cases that were found to look alike can be joined, and only while it is a case of its own."""
    if not form.is_same:
        return
    other = matter.session.get(CaseFile, form.case) if form.case in _alike(matter) else None
    if other is None or other.merged_into_id is not None or other.outcome == "deceased":
        raise BadAnswer(
            mark("The field '{field}' does not fit: {why}."),
            "case",
            why=mark("that is not one of the cases that look alike"),
        )


def _alike(matter: Matter) -> list[int]:
    """The cases this very run found, when it looked."""
    value = matter.session.exec(
        select(Entry.value).where(Entry.stage_run_id == matter.run, Entry.key == "alike")
    ).first()
    return list(unpacked(value or "[]"))


@files(Informed)
def informed(matter: Matter, _wait: OpenWait, form: Informed) -> None:
    """When and how youth and custody holders were told: both under sixteen, and it lies in the past."""
    for field, day in (("told_youth_on", form.told_youth_on), ("told_parents_on", form.told_parents_on)):
        if day is not None and day > matter.today:
            raise BadAnswer(mark("The field '{field}' lies in the future."), field)
    insist_parents_were_told(age_of(matter), form.told_parents_on)
    case = matter.session.get_one(CaseFile, matter.case.id)
    case.informed_on, case.informed_how = form.told_youth_on, form.told_youth_how
    case.parents_informed_on, case.parents_informed_how = form.told_parents_on, form.told_parents_how
    matter.session.add(case)


def insist_parents_were_told(years: int, told_on: date | None) -> None:
    """Under sixteen those with custody know of it too. Source: process.md, stage 1 step 1.

    Raises:
        BadAnswer: they were not told yet.
    """
    if years < PARENTS_STAND_BACK_AT and told_on is None:
        why = mark("under 16 those with custody are told too")
        raise BadAnswer(mark("The field '{field}' does not fit: {why}."), "told_parents_on", why=why)


@files(Consents)
def consents(matter: Matter, _wait: OpenWait, form: Consents) -> None:
    """A yes or no of each giver, for each partner that needs it."""
    partners = [parsed(token)[1] for token in form.partners]
    for giver in form.givers:
        file_consent(matter, giver, partners)


@files(Weighing)
def weighing(matter: Matter, _wait: OpenWait, form: Weighing) -> dict[str, Any]:
    """The agency that helps joins; an agency without a ground neither helps nor guides."""
    helper = manager = None
    if form.agency is not None:
        helper = holders(matter, form.agency, "DirectHelp")[0].agency_id
        insist_on_ground(matter, helper or 0)
        join_partner(matter, holders(matter, form.agency, "DirectHelp")[0])
    if form.case_manager is not None:
        manager = holders(matter, form.case_manager, None)[0].agency_id
        insist_on_ground(matter, manager or 0, whole=True)
    return {
        "helps_too": form.decision == "light" and (manager == helper if manager else not _is_guided(matter)),
        "handovers": leaving(matter, form.leaves, form.leaves_on, helper) if form.decision == "aftercare" else [],
        "asked_from_on": _asked_from(matter, form) if form.decision == "plus facility" else None,
    }


def _is_guided(matter: Matter) -> bool:
    """Somebody is case manager for good; the coordinator only acts until somebody is."""
    acting = holders(matter, Part.COORDINATOR, None)[0].professional_id
    return matter.case.case_manager_id not in {None, acting}


def _asked_from(matter: Matter, form: Weighing) -> date | None:
    """The facility is asked when the place starts; it lasts no longer than the region, or the law, lets it."""
    if form.starts_on is None or form.ends_on is None:
        return None
    if form.ends_on < matter.today:
        raise BadAnswer(mark("The field '{field}' is a day that has passed; what is asked lies ahead."), "ends_on")
    last = when.due(matter, "longest place", agency=None, since=form.starts_on).on
    if last is not None and form.ends_on > last:
        why = mark("a place in a plus facility does not last that long")
        raise BadAnswer(mark("The field '{field}' does not fit: {why}."), "ends_on", why=why)
    return max(form.starts_on, matter.today)


@files(DirectHelp)
def direct_help(matter: Matter, _wait: OpenWait, form: DirectHelp) -> None:
    """What happened lies in the past."""
    if form.started_on > matter.today:
        raise BadAnswer(mark("The field '{field}' lies in the future."), "started_on")


@files(RunningAnswer)
def running_answer(matter: Matter, _wait: OpenWait, form: RunningAnswer) -> None:
    """What was decided lies in the past."""
    if form.decided_on > matter.today:
        raise BadAnswer(mark("The field '{field}' lies in the future."), "decided_on")
