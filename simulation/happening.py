"""What happens to a case besides answers: stopping, moving, dying, coming back, meetings moved, partners that join."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import bindparam, select

from flows.commands import change, ending, meeting
from flows.engine.hot import OPEN_RUNS, RUN, WAIT
from flows.engine.matter import CaseRow
from models.code import AgencyKind, Stage
from models.prepared import Prepared
from models.refusal import Refused
from models.store import Store
from simulation.around import (
    concern_noted,
    consent_withdrawn,
    handed_over,
    moved_away,
    put_right,
    sibling_linked,
)
from simulation.cast import Cast
from simulation.course import Life
from simulation.deck import Luck
from simulation.hour import day_of, on_the_quarter
from simulation.passing_time import become_urgent, contest_days, stand_still
from simulation.pushing import pay, push_through, use_a_place
from simulation.registration import RUNNING, running_request
from simulation.rights import right_asked
from simulation.scene import Scene
from simulation.turn import READ_CASE

READ_OPEN_KEYS = Prepared(
    select(WAIT.c.key)
    .join_from(WAIT, RUN, RUN.c.id == WAIT.c.stage_run_id)
    .where(WAIT.c.case_id == bindparam("case"), WAIT.c.status == "open")
    .order_by(WAIT.c.id)
)
COACHED = frozenset({Stage.ASSIGNMENT, Stage.AFTERCARE, Stage.TAPERING})
NEVER_TAKEN_BACK = ("closing", "weighing")


def happen(store: Store, cast: Cast, luck: Luck, life: Life, name: str, now: datetime) -> bool:
    """Lets something happen if it can happen now; says whether it did."""
    with store.read(now) as tx:
        case = CaseRow(*(tx.one(READ_CASE, case=life.case) or ()))
        keys = tuple(key for (key,) in tx.all(READ_OPEN_KEYS, case=life.case))
        stages = frozenset(stage for _, stage in tx.all(OPEN_RUNS, case=life.case))
    scene = Scene(store, cast, luck, life, case, keys, stages, now)
    if (case.closed_at is None) == (name == "comes back"):
        return False
    try:
        return HAPPENINGS[name](scene)
    except Refused:
        return False


def _cut(cause: str, scene: Scene) -> bool:
    viewer = scene.cast.coordinator if cause == "deceased" else scene.guide
    ending.cut_short(scene.store, viewer, scene.life.ref, cause, scene.now)
    return True


def _out_of_sight(scene: Scene) -> bool:
    if not scene.stages & {Stage.AFTERCARE}:
        return False
    scene.life.unseen = True
    return True


def _moved(scene: Scene) -> bool:
    if not _is_planned(scene):
        return False
    slot = None
    if scene.luck.happens(0.5):
        starts_at = on_the_quarter(scene.now + timedelta(days=12)).replace(hour=10)
        slot = {"starts_at": starts_at.isoformat(), "place": "Aanmeldpunt, spreekkamer 2", "later_why": "Dan pas."}
    meeting.move_meeting(scene.store, scene.guide, scene.life.ref, scene.now, slot)
    return True


def _cancelled(scene: Scene) -> bool:
    if not _is_planned(scene) and "slot" not in scene.keys:
        return False
    meeting.cancel_meeting(scene.store, scene.guide, scene.life.ref, scene.now)
    return True


def _is_planned(scene: Scene) -> bool:
    return any(key.startswith(("attendance", "meeting-day")) for key in scene.keys)


def _meeting(scene: Scene, *, elsewhere: bool = False) -> bool:
    if Stage.MEETING in scene.stages or not scene.stages & COACHED:
        return False
    meeting.start_meeting(scene.store, scene.guide, scene.life.ref, scene.now, elsewhere=elsewhere)
    return True


def _more_coaching(scene: Scene) -> bool:
    if not scene.stages & COACHED:
        return False
    change.more_coaching(scene.store, scene.guide, scene.life.ref, scene.now)
    return True


def _partner_joins(scene: Scene) -> bool:
    needing = [desk for desk in scene.cast.desks.values() if desk.needs_consent]
    if not needing or not scene.stages & (COACHED | {Stage.MEETING}):
        return False
    token = scene.luck.rng.choice(needing).token
    return change.ask_consent(scene.store, scene.guide, scene.life.ref, token, scene.now)


def _taken_back(scene: Scene) -> bool:
    keys = [key for key in scene.keys if not key.startswith((*NEVER_TAKEN_BACK, "meeting-day"))]
    if not keys:
        return False
    change.withdraw(scene.store, scene.guide, scene.life.ref, scene.luck.rng.choice(keys), scene.now)
    return True


def _request(scene: Scene) -> bool:
    kind, term = scene.luck.draw("running", RUNNING)
    desks = scene.cast.of_kind(AgencyKind(kind))
    if not desks:
        return False
    asked_on = day_of(scene.now) - timedelta(days=scene.luck.rng.randrange(20))
    content = running_request(scene.luck, desks[0], term, asked_on)
    change.add_running_request(scene.store, scene.guide, scene.life.ref, content, scene.now)
    return True


def _comes_back(scene: Scene) -> bool:
    ending.reopen(scene.store, scene.guide, scene.life.ref, scene.now)
    scene.life.unseen = False
    return True


HAPPENINGS: Mapping[str, Callable[[Scene], bool]] = {
    "youth stops": partial(_cut, "youth stopped"),
    "registration withdrawn": partial(_cut, "registration withdrawn"),
    "moves away": moved_away,
    "dies": partial(_cut, "deceased"),
    "goes out of sight": _out_of_sight,
    "meeting moved": _moved,
    "meeting cancelled": _cancelled,
    "evaluation meeting": _meeting,
    "talk elsewhere": partial(_meeting, elsewhere=True),
    "more coaching": _more_coaching,
    "partner joins": _partner_joins,
    "question taken back": _taken_back,
    "request appears": _request,
    "clock stands still": stand_still,
    "question becomes urgent": become_urgent,
    "days contested": contest_days,
    "right asked": right_asked,
    "money is paid": pay,
    "place is used": use_a_place,
    "binding decision": push_through,
    "consent withdrawn": consent_withdrawn,
    "case handed over": handed_over,
    "sibling linked": sibling_linked,
    "concern noted": concern_noted,
    "registration put right": put_right,
    "comes back": _comes_back,
}
"""What can happen; false where it cannot happen now."""
