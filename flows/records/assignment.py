"""What the assignment records: the consultant of a case."""

from flows.engine.matter import Matter
from flows.engine.who import holders
from flows.records.partner import join_partner
from models.tables import CaseFile


def assign_consultant(matter: Matter, who: str) -> None:
    """From here on this person is transition consultant, and coach until the plan names another."""
    consultant = holders(matter, who, None)[0]
    case = matter.session.get_one(CaseFile, matter.case.id)
    case.consultant_id = consultant.professional_id
    case.coach_id = case.coach_id or consultant.professional_id
    matter.session.add(case)
    join_partner(matter, consultant)
    matter.case = matter.case._replace(consultant_id=case.consultant_id, coach_id=case.coach_id)


def release_consultant(matter: Matter) -> None:
    """It did not click: another consultant, without blame."""
    case = matter.session.get_one(CaseFile, matter.case.id)
    if case.coach_id == case.consultant_id:
        case.coach_id = None
    case.consultant_id = None
    matter.session.add(case)
    matter.tx.flush()
    matter.case = matter.case._replace(consultant_id=None, coach_id=case.coach_id)
