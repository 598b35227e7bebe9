"""What is handed over from one school or institution to the next. Starts nothing: the story or a command does."""

from collections.abc import Iterable
from datetime import date, timedelta

from sqlmodel import col, select

from flows.engine.known import insist_known
from flows.engine.matter import Matter
from flows.engine.who import holders
from flows.filing.ground import insist_on_ground
from flows.records.partner import join_partner
from models.code import AgencyKind, Living
from models.forms.assignment import HandoverLine
from models.holder import parsed
from models.refusal import BadAnswer
from models.speech import mark
from models.tables import Agency, Handover, Partner, Youth

IN_AN_INSTITUTION = frozenset({Living.INSTITUTION, Living.CLOSED})


def file_handovers(matter: Matter, lines: Iterable[HandoverLine], where: str) -> list[int]:
    """Writes a handover for each line; both sides have a part in the case from now on. Gives their numbers.

    Raises:
        Refused: a side that is not there or has no ground to know, or a first day that has passed.
    """
    return [_filed(matter, line, where) for line in lines]


def _filed(matter: Matter, line: HandoverLine, where: str) -> int:
    if line.first_on <= matter.today:
        raise BadAnswer(
            mark("The field '{field}' is a day that has passed; what is asked lies ahead."), f"{where}.first_on"
        )
    for field, side in (("gives", line.gives), ("takes", line.takes)):
        if side is not None:
            insist_known(matter, [side], f"{where}.{field}")
            insist_on_ground(matter, parsed(side)[1])
            join_partner(matter, holders(matter, side, "HandoverItems")[0])
    return _add(matter, parsed(line.gives)[1], parsed(line.takes)[1] if line.takes else None, line.first_on)


def departure(matter: Matter) -> list[int]:
    """A youth whose day of departure is known is handed over before it, once; nobody needs to say so in a plan."""
    youth = matter.session.get_one(Youth, matter.case.youth_id)
    gives = _institution(matter) if youth.living in IN_AN_INSTITUTION else youth.school_id
    if youth.departs_on is None or youth.departs_on <= matter.today or gives is None:
        return []
    first_on = youth.departs_on + timedelta(days=1)
    there = matter.session.exec(
        select(Handover.id).where(
            Handover.case_id == matter.case.id, Handover.from_agency_id == gives, Handover.first_on == first_on
        )
    ).first()
    return [] if there else [_add(matter, gives, None, first_on)]


def _institution(matter: Matter) -> int | None:
    """The institution that has a part in the case, if there is one."""
    return matter.session.exec(
        select(Agency.id)
        .join(Partner, col(Partner.agency_id) == Agency.id)
        .where(Partner.case_id == matter.case.id, col(Partner.left_at).is_(None), Agency.kind == AgencyKind.RESIDENTIAL)
        .order_by(col(Partner.id))
    ).first()


def _add(matter: Matter, gives: int, takes: int | None, first_on: date) -> int:
    row = Handover(case_id=matter.case.id, from_agency_id=gives, to_agency_id=takes, first_on=first_on)
    matter.session.add(row)
    matter.tx.flush()
    return row.id
