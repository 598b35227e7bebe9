"""Which commands a viewer may give in a case right now. The commands themselves check again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlmodel import col, select

from flows.queries.door import Opened, open_case
from flows.queries.lawful_people import lawful_people
from flows.queries.lawful_power import lawful_power
from models.access import Viewer
from models.code import Errand, Stage, WaitStatus
from models.deed import Deed
from models.ending import CUT_SHORT
from models.link import Link
from models.store import Tx
from models.tables import CaseFile, StageRun, Wait


@dataclass(frozen=True, slots=True)
class Situation:
    """What must be known of a case to say which commands it takes now.

    Attributes:
        stages: the stages that run now.
        heard: the signals listened to now: a meeting can be moved or cancelled, an end on a birthday taken back.
        reopenable: it is closed, and may be opened again.
    """

    opened: Opened
    closed: bool
    stages: frozenset[str]
    heard: frozenset[str]
    reopenable: bool

    def may(self, deed: Deed) -> bool:
        """The case is open and what the viewer is to it allows this."""
        return not self.closed and self.opened.may(deed)


def lawful(tx: Tx, viewer: Viewer, ref: str) -> frozenset[str]:
    """The names of the commands that are lawful now: those of ``RULES``, and ``cut_short:<cause>``.

    Raises:
        Unknown: no such case, or none the viewer may know of.
    """
    return lawful_in(tx, situation(tx, open_case(tx, viewer, ref)))


def lawful_in(tx: Tx, now: Situation) -> frozenset[str]:
    """The names of the commands that are lawful in that situation."""
    causes = {f"cut_short:{cause}" for cause in CUT_SHORT if _may_cut_short(now, cause)}
    power = frozenset() if now.closed else lawful_power(tx, now.opened)
    people = lawful_people(tx, now.opened, closed=now.closed)
    return frozenset({name for name, rule in RULES.items() if rule(now)} | causes | power | people)


RULES: Mapping[str, Callable[[Situation], bool]] = {
    "start_meeting": lambda now: now.may(Deed.START),
    "talk_elsewhere": lambda now: now.may(Deed.START),
    "move_meeting": lambda now: now.may(Deed.START) and "moved" in now.heard,
    "cancel_meeting": lambda now: now.may(Deed.START) and "cancelled" in now.heard,
    "ask_more": lambda now: now.may(Deed.RECORD_FOR_OTHERS) and Stage.TAPERING in now.stages,
    "more_coaching": lambda now: now.may(Deed.RECORD_FOR_OTHERS),
    "start_handover": lambda now: now.may(Deed.START),
    "ask_consent": lambda now: now.may(Deed.START),
    "add_running_request": lambda now: now.may(Deed.ADD_REQUEST),
    "watch_day": lambda now: now.may(Deed.ADD_REQUEST),
    "pause": lambda now: now.may(Deed.ADD_REQUEST),
    "resume": lambda now: now.may(Deed.ADD_REQUEST),
    "make_urgent": lambda now: now.may(Deed.ADD_REQUEST),
    "contest": lambda now: now.may(Deed.ADD_REQUEST),
    "step_up": lambda now: now.may(Deed.ESCALATE),
    "step_down": lambda now: now.may(Deed.ESCALATE),
    "withdraw": lambda now: now.may(Deed.CHANGE_WAIT),
    "goes_on": lambda now: now.may(Deed.START) and "goes on" in now.heard,
    "reopen": lambda now: now.reopenable and now.opened.may(Deed.REOPEN),
}
"""When each command is lawful. Source: process.md, and the checks in ``flows.commands``."""


def _may_cut_short(now: Situation, cause: str) -> bool:
    how = CUT_SHORT[cause]
    if not now.may(Deed.CUT_SHORT) or (how.coordinator_only and Link.COORDINATOR not in now.opened.held):
        return False
    return not how.only_in or not (now.stages & set(Stage)) - how.only_in


LISTENS = (Stage.MEETING, Errand.TARGET_GROUP)
"""What people may say something to that overtakes it, besides answering."""


def situation(tx: Tx, opened: Opened) -> Situation:
    """What must be known of an opened case to say which commands it takes now."""
    case = tx.session.get_one(CaseFile, opened.case.id)
    stages = tx.session.exec(
        select(StageRun.stage).where(StageRun.case_id == case.id, col(StageRun.ended_at).is_(None))
    ).all()
    listening = tx.session.exec(
        select(Wait.unless)
        .join(StageRun, col(StageRun.id) == Wait.stage_run_id)
        .where(StageRun.case_id == case.id, col(StageRun.stage).in_(LISTENS), Wait.status == WaitStatus.OPEN)
    ).all()
    return Situation(
        opened=opened,
        closed=case.closed_at is not None,
        stages=frozenset(stages),
        heard=frozenset(signal for unless in listening if unless for signal in unless.split(",")),
        reopenable=case.closed_at is not None and case.merged_into_id is None and case.outcome != "deceased",
    )
