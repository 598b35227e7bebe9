"""What is done on each rung of the ladder: remind, colleague, team lead; from step 3 on only a proposal to a person."""

from datetime import date

from flows.engine.post import put
from flows.engine.rewait import start_once
from flows.facts.ladder import above, case_manager_for, stand_ins, team_lead_for
from flows.messages.deed import office_hours
from flows.messages.seen import Seen, Visit
from flows.records.climb import SET_STEP, TAKE_EFFECT, New, pass_by, take
from flows.records.ladder import propose
from models.code import Errand
from models.holder import Holder
from models.kind import Kind
from models.ladder import ADMINISTRATORS, COLLEAGUE, CONSULTANT, REMINDER, TEAM_LEAD
from models.term import Term, Unit, due_on


def new(seen: Seen, step: int) -> New:
    """The step as it would be written down now, and why."""
    wait = seen.wait
    by_itself = (
        "nearly due" if step == REMINDER else "second new date" if _shifted(seen, step) else "longer than agreed"
    )
    return New(wait.id, step, seen.because or by_itself, wait.due_on, wait.shifts)


def _shifted(seen: Seen, step: int) -> bool:
    return step == TEAM_LEAD and seen.wait.due_on is not None and seen.wait.due_on >= seen.today


def remind(visit: Visit, seen: Seen) -> bool:
    """The last day comes near: a friendly word, with others to the same reader in one message; never after it."""
    if seen.wait.due_on is not None and seen.wait.due_on < seen.today:
        pass_by(visit.matter, seen.climbed, [new(seen, REMINDER)])
        return False
    take(visit.matter, seen.climbed, new(seen, REMINDER), seen.wait.holder)
    visit.remind(seen.wait.holder, seen.wait.id, office_hours(seen))
    return True


def tell_colleagues(visit: Visit, seen: Seen) -> bool:
    """The professional is asked for a new date and why; the case manager hears it. A norm asks who helps meanwhile."""
    matter, wait = visit.matter, seen.wait
    take(matter, seen.climbed, new(seen, COLLEAGUE), wait.holder)
    _mail(visit, seen, wait.holder, "TermPassed")
    guide = case_manager_for(matter, wait.holder)
    if guide is not None:
        _mail(visit, seen, guide, "RunsLonger")
    if wait.kind_of_term is Kind.NORM:
        start_once(matter, Errand.MEANWHILE, wait.id)
    return True


def announce_team_lead(visit: Visit, seen: Seen) -> bool:
    """The holder sees it a day ahead; who is away or cannot be mailed is stood in for first, and gets longer."""
    matter, wait = visit.matter, seen.wait
    instead = stand_ins(matter, wait.holder, wait.id)
    on = _after(seen, "lead answer" if instead else "lead notice")
    take(matter, seen.climbed, new(seen, TEAM_LEAD), None, on=on)
    for each in instead:
        _mail(visit, seen, each, "ColleagueNeeded", on=on)
    if not instead:
        _mail(visit, seen, wait.holder, "TeamLeadAhead", on=on)
    return True


def ask_team_lead(visit: Visit, seen: Seen) -> bool:
    """The team lead of the agency looks along; without one, whoever guides the case hears that the wait goes on."""
    matter, wait = visit.matter, seen.wait
    row = seen.climbed.announced
    if row is None:
        return False
    lead = team_lead_for(matter, wait.holder)
    to = lead or above(matter, wait.holder)
    matter.tx.run(TAKE_EFFECT, row=row.id, now=matter.now, to=to.professional_id if to else None)
    matter.tx.run(SET_STEP, wait=wait.id, highest=TEAM_LEAD)
    if lead is not None:
        _mail(visit, seen, lead, "TeamLeadAsked", on=_after(seen, "lead answer"))
    elif to is not None:
        _mail(visit, seen, to, "RunsLonger")
    return True


def propose_consultant(visit: Visit, seen: Seen) -> bool:
    """A breakthrough talk is proposed to case manager or consultant."""
    return propose(visit.matter, CONSULTANT, wait=seen.wait.id, reason="longer than agreed")


def propose_administrators(visit: Visit, seen: Seen) -> bool:
    """Three months are nearly over without help: announced ahead, and asked from that day on."""
    day = seen.comes_on(ADMINISTRATORS)
    return propose(visit.matter, ADMINISTRATORS, wait=seen.wait.id, reason="three months", opens_on=day)


def _after(seen: Seen, term: str) -> date:
    """So long from today by the holder's calendar; the next working day where the region switched that off."""
    found = seen.term(term) or Term(term, 1, Unit.WORKING_DAYS, Kind.AGREED)
    return due_on(found, seen.today, seen.calendar)


def _mail(visit: Visit, seen: Seen, to: Holder, notice: str, *, on: date | None = None) -> None:
    content = {"waits": [seen.wait.id], **({"on": on} if on else {})}
    put(visit.matter, to, notice, content, wait=seen.wait.id, not_before=office_hours(seen))
