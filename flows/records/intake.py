"""What the intake records: who is case manager, a join with another case, a place in a plus facility."""

from datetime import date

from flows.engine import hot
from flows.engine.matter import CaseRow, Matter
from flows.engine.post import put
from flows.engine.step import add_run
from flows.engine.who import holders
from flows.records.joining import bring_along
from flows.records.partner import join_partner
from models.code import Part, Stage
from models.tables import CaseFile, WatchedDate, Youth


def coordinator_acts(matter: Matter) -> str | None:
    """Until somebody accepts, the coordinator is case manager; gives who is case manager now."""
    case = matter.session.get_one(CaseFile, matter.case.id)
    if case.case_manager_id is None:
        _appoint(matter, holders(matter, Part.COORDINATOR, None)[0].professional_id)
    return f"professional:{case.case_manager_id}" if case.case_manager_id else None


def appoint_case_manager(matter: Matter, who: str) -> None:
    """From here on this person is case manager; their agency has a part in the case.

    Of an agency of which nobody is known here nobody can be: the coordinator goes on.
    """
    professional = holders(matter, who, None)[0].professional_id
    if professional is not None:
        _appoint(matter, professional)


def _appoint(matter: Matter, professional: int | None) -> None:
    case = matter.session.get_one(CaseFile, matter.case.id)
    case.case_manager_id = professional
    matter.session.add(case)
    matter.tx.flush()
    matter.case = matter.case._replace(case_manager_id=professional)
    if professional is not None:
        join_partner(matter, holders(matter, f"professional:{professional}", None)[0])


def join_case(matter: Matter, into: int) -> None:
    """The registration joins the case that was there, reopened if closed. The referrer does not learn of it.

    Two cases are locked, the newer first and then the older, always in that order; nothing else locks two.
    """
    older = matter.tx.one(hot.LOCK_CASE, case=into)
    if older is None or into >= matter.case.id:
        raise LookupError("a registration joins an older case")
    there = Matter(matter.tx, CaseRow(*older), 0, Stage.INTAKE, 0, None, None, matter.speaker)
    kept, joined = matter.session.get_one(CaseFile, into), matter.session.get_one(CaseFile, matter.case.id)
    joined.merged_into_id = into
    if kept.closed_at is not None:
        kept.closed_at = kept.outcome = kept.retain_until = None
        kept.look_at = matter.now
        kept.reopened += 1
        add_run(matter.tx, into, Stage.INTAKE)
    matter.session.add_all([joined, kept])
    matter.tx.flush()
    bring_along(matter, there)
    put(there, holders(there, Part.CASE_MANAGER, None)[0], "RegistrationJoined")


def place_in_plus_facility(matter: Matter, at: str, until: date) -> None:
    """The facility gets a part in the case and the latest end is watched; the school of origin stays responsible."""
    facility = holders(matter, at, None)[0]
    join_partner(matter, facility)
    school = matter.session.get_one(Youth, matter.case.youth_id).school_id
    if school is not None:
        join_partner(matter, holders(matter, f"agency:{school}", None)[0])
    matter.session.add(WatchedDate(case_id=matter.case.id, kind="end of place", day=until))


def watch(matter: Matter, kind: str, day: date) -> None:
    """A date to keep in view; nobody holds it and it is never late."""
    matter.session.add(WatchedDate(case_id=matter.case.id, kind=kind, day=day))
