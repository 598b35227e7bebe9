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


def leaving(matter: Matter, leaves: str | None, leaves_on: date | None, takes: int | None) -> list[int]:
    """Who leaves a school or an institution is handed over before that day, once; gives what is to be started.

    Known from the registration, or said now. Without a receiver the case manager holds it. Source: process.md, stage 1
    step 4 and stage 3, handover.

    Raises:
        Refused: nobody knows what the youth leaves or when, or that agency has no ground to know.
    """
    youth = matter.session.get_one(Youth, matter.case.youth_id)
    gives = _named(matter, leaves) if leaves else _leaves(matter, youth)
    if leaves_on is not None:
        youth.departs_on = leaves_on
        matter.session.add(youth)
    if gives is None:
        raise _unclear("leaves", mark("it does not say which school or institution the youth leaves"))
    if youth.departs_on is None:
        raise _unclear("leaves_on", mark("it does not say when the youth leaves"))
    if gives == takes:
        raise _unclear("agency", mark("that is the one the youth leaves"))
    join_partner(matter, holders(matter, f"agency:{gives}", "HandoverItems")[0])
    first_on = youth.departs_on + timedelta(days=1)
    return [] if _is_there(matter, gives, first_on) else [_add(matter, gives, takes, first_on)]


def _named(matter: Matter, leaves: str) -> int:
    insist_known(matter, [leaves], "leaves")
    insist_on_ground(matter, parsed(leaves)[1])
    return parsed(leaves)[1]


def _unclear(field: str, why: str) -> BadAnswer:
    return BadAnswer(mark("The field '{field}' does not fit: {why}."), field, why=why)


def departure(matter: Matter) -> list[int]:
    """A youth whose day of departure is known is handed over before it, once; nobody needs to say so in a plan."""
    youth = matter.session.get_one(Youth, matter.case.youth_id)
    gives = _leaves(matter, youth)
    if youth.departs_on is None or youth.departs_on <= matter.today or gives is None:
        return []
    first_on = youth.departs_on + timedelta(days=1)
    return [] if _is_there(matter, gives, first_on) else [_add(matter, gives, None, first_on)]


def _is_there(matter: Matter, gives: int, first_on: date) -> bool:
    """Whether what is left is handed over by that day already."""
    same = select(Handover.id).where(
        Handover.case_id == matter.case.id, Handover.from_agency_id == gives, Handover.first_on == first_on
    )
    return matter.session.exec(same).first() is not None


def _leaves(matter: Matter, youth: Youth) -> int | None:
    """What a youth leaves, as far as it is known: the institution they live in, otherwise their school."""
    return _institution(matter) if youth.living in IN_AN_INSTITUTION else youth.school_id


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
