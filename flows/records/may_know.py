"""What begins when a partner may know of a case: what was asked of it before is asked of it now. Judges no ground."""

from datetime import date

from sqlmodel import col, select

from flows.engine import rewait
from flows.engine.matter import Matter
from flows.engine.post import put
from flows.engine.standstill import go_on
from flows.engine.who import holders
from flows.facts.sharing import has_ground
from flows.records.meant_for import MISSING, ask_whom_it_is_meant_for
from flows.records.partner import join_partner, welcome_back
from models.code import Errand, WaitStatus
from models.holder import Holder
from models.tables import Pause, Request, StageRun, Wait


def may_know_now(matter: Matter, agency: int) -> None:
    """The partner is told of what the case waits for, once, and clocks that stood still for want of a yes go on."""
    if not has_ground(matter, agency):
        return
    welcome_back(matter, agency)
    for wait, asked_on in _running(matter, agency):
        _asked_of_it_now(matter, wait, agency, asked_on)
    for wait in _standing(matter, agency):
        go_on(matter, wait)
    ask_whom_it_is_meant_for(matter, agency)


def _asked_of_it_now(matter: Matter, wait: Wait, agency: int, asked_on: date) -> None:
    """Its term counts from the day it was asked before; whoever followed it meanwhile is told that they need not.

    That day is the request's own: a wait that was passed on meanwhile counts from its own day, and knows it no more.
    """
    holder = holders(matter, f"agency:{agency}", wait.form)[0]
    join_partner(matter, holder)
    before = Holder(wait.part or "", wait.agency_id, wait.professional_id, wait.person_id)
    rewait.ask_who_may_know(matter, wait, holder, since=asked_on)
    put(matter, before, "QuestionWithdrawn", {"waits": [wait.id]})
    put(matter, holder, "WaitsForYou", {"asked_on": asked_on})


def _running(matter: Matter, agency: int) -> list[tuple[Wait, date]]:
    """What it was asked before this case and since when, where somebody else follows it."""
    rows = (
        select(Wait, col(Request.asked_on))
        .join(StageRun, col(StageRun.id) == Wait.stage_run_id)
        .join(Request, col(Request.id) == StageRun.about)
        .where(
            Wait.case_id == matter.case.id, Wait.status == WaitStatus.OPEN, Wait.form == "RunningAnswer",
            StageRun.stage == Errand.REQUEST, Request.agency_id == agency, Wait.agency_id != agency,
        )
    )  # fmt: skip
    return list(matter.session.exec(rows.order_by(col(Wait.id))).all())


def _standing(matter: Matter, agency: int) -> list[Wait]:
    """Its questions that stand still because consent was missing."""
    rows = (
        select(Wait)
        .join(Pause, col(Pause.wait_id) == Wait.id)
        .where(
            Wait.case_id == matter.case.id, Wait.status == WaitStatus.OPEN, Wait.agency_id == agency,
            col(Wait.paused_on).is_not(None), Pause.code == MISSING, col(Pause.until_on).is_(None),
        )
    )  # fmt: skip
    return list(matter.session.exec(rows.order_by(col(Wait.id))).all())
