"""A question meant for an agency that may not know of the case yet: who holds it until then, and when it is asked.

Judges no ground. Source: process.md, "Cannot always leads on": consent missing, that question, the clock paused.
"""

from sqlmodel import col, select

from flows.engine import rewait
from flows.engine.allowance import latest_end
from flows.engine.matter import Matter
from flows.engine.post import put
from flows.engine.standstill import Still, go_on, stand_still
from flows.engine.who import holders
from flows.records.partner import join_partner, name_partner
from models.code import Errand, Part, WaitStatus
from models.holder import INVITED, Holder
from models.tables import Wait

MISSING = "consent missing"
"""The reason for which a clock stands still until a yes is there."""


def ask_for_a_yes_first(matter: Matter, wait: int, agency: int, *, code: str) -> None:
    """The case manager holds the question, its clock stands still, and the yes for this agency is asked.

    Args:
        matter: the run the question belongs to.
        wait: the question that was declined.
        agency: whom it is meant for; it does not learn of the case.
        code: why it was declined.
    """
    case_manager = holders(matter, Part.CASE_MANAGER, None)[0]
    number = rewait.ask_instead(matter, wait, case_manager, code=code)
    held = matter.session.get_one(Wait, number)
    held.meant_for_id = agency
    matter.session.add(held)
    name_partner(matter, Holder(INVITED, agency))
    ends_on = latest_end(matter, held, MISSING, matter.today)
    if ends_on is not None and ends_on > matter.today:
        stand_still(matter, held, Still(MISSING, matter.today, ends_on, matter.speaker))
    rewait.start_once(matter, Errand.CONSENT, agency)


def ask_whom_it_is_meant_for(matter: Matter, agency: int) -> None:
    """The agency may know by now: what was meant for it is asked of it, under a term that begins today."""
    for held in _meant_for(matter, agency):
        holder = holders(matter, f"agency:{agency}", held.form)[0]
        go_on(matter, held)
        join_partner(matter, holder)
        asked = rewait.ask_who_may_know(matter, held, holder, since=held.counted_from)
        put(matter, holder, "QuestionAsked", {"waits": [asked.id]}, wait=asked.id)


def no_yes_came(matter: Matter, agency: int) -> None:
    """Nobody may share with this agency: the case manager says who is asked then, and the clock goes on.

    Naming that agency is no refusal of the case manager's own: the one that led here is not counted twice.
    """
    for held in _meant_for(matter, agency):
        held.meant_for_id = None
        held.refused_by -= 1
        matter.session.add(held)
        go_on(matter, held)


def _meant_for(matter: Matter, agency: int) -> list[Wait]:
    rows = select(Wait).where(
        Wait.case_id == matter.case.id, Wait.status == WaitStatus.OPEN, Wait.meant_for_id == agency
    )
    return list(matter.session.exec(rows.order_by(col(Wait.id))).all())
