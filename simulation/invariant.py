"""What must hold of a whole database, whatever happened in it. Reads only; says each breach in one sentence.

Used at the end of every simulation and by tests; holds for a real installation too.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, String, and_, cast, exists, func, not_, select

from flows.engine.hot import CASE, ENTRY, LADDER_STEP, MESSAGE, RUN, WAIT, WAKE_UP, table
from models.code import WaitStatus
from models.ending import OUTLASTS
from models.reason import REASONS
from models.store import Tx
from models.tables import Partner, Pause, Professional, RegistrationPoint
from simulation.limit import LIMITS

_PROFESSIONAL, _POINT, _PAUSE = table(Professional), table(RegistrationPoint), table(Pause)
_PARTNER = table(Partner)

_OPEN_WAIT_OF_CASE = exists().where(WAIT.c.case_id == CASE.c.id, WAIT.c.status == "open")
_WAKE_UP_OF_CASE = exists().where(WAKE_UP.c.stage_run_id == RUN.c.id, RUN.c.case_id == CASE.c.id)
_AWAITED = exists().where(WAIT.c.stage_run_id == RUN.c.id, WAIT.c.status == "open", WAIT.c.kind != "open")
_WAKE_UP_OF_RUN = exists().where(WAKE_UP.c.stage_run_id == RUN.c.id)
_ACTIVE_MANAGER = exists().where(_PROFESSIONAL.c.id == CASE.c.case_manager_id, _PROFESSIONAL.c.active)
_COORDINATOR = exists().where(
    _POINT.c.region_id == CASE.c.region_id, _PROFESSIONAL.c.id == _POINT.c.coordinator_id, _PROFESSIONAL.c.active
)
_RUN_OF_CASE = and_(RUN.c.case_id == CASE.c.id, RUN.c.ended_at.is_(None))
_PAUSE_RUNS = exists().where(_PAUSE.c.wait_id == WAIT.c.id, _PAUSE.c.ended_at.is_(None))

_SEVERAL = '%"waits":[%,%]%'
"""One mail may ask several questions; it still leaves when one of them was closed, and asks the others."""
_STEP_TAKEN = exists().where(
    LADDER_STEP.c.wait_id == WAIT.c.id,
    LADDER_STEP.c.step == WAIT.c.step,
    LADDER_STEP.c.confirmed_at.is_not(None),
    LADDER_STEP.c.stepped_down_at.is_(None),
)

MUST_BE_EMPTY: Mapping[str, Select[Any]] = {
    "a run is blocked": select(CASE.c.ref, RUN.c.stage)
    .join(RUN, RUN.c.case_id == CASE.c.id)
    .where(RUN.c.status == "blocked"),
    "an open case has nobody in charge": select(CASE.c.ref, CASE.c.ref).where(
        CASE.c.closed_at.is_(None), not_(_ACTIVE_MANAGER), not_(_COORDINATOR)
    ),
    "an open case has no next step": select(CASE.c.ref, CASE.c.ref).where(
        CASE.c.closed_at.is_(None), not_(_OPEN_WAIT_OF_CASE), not_(_WAKE_UP_OF_CASE)
    ),
    "an open case has no run": select(CASE.c.ref, CASE.c.ref).where(
        CASE.c.closed_at.is_(None), not_(exists().where(_RUN_OF_CASE))
    ),
    "a run waits for nobody and for no moment": select(CASE.c.ref, RUN.c.stage)
    .join(RUN, RUN.c.case_id == CASE.c.id)
    .where(RUN.c.ended_at.is_(None), not_(_AWAITED), not_(_WAKE_UP_OF_RUN)),
    "a closed case still waits for somebody": select(CASE.c.ref, WAIT.c.key)
    .join(WAIT, WAIT.c.case_id == CASE.c.id)
    .join(RUN, RUN.c.id == WAIT.c.stage_run_id)
    .where(CASE.c.closed_at.is_not(None), WAIT.c.status == "open", RUN.c.stage.not_in(OUTLASTS)),
    "a closed case still has a run": select(CASE.c.ref, RUN.c.stage)
    .join(RUN, RUN.c.case_id == CASE.c.id)
    .where(CASE.c.closed_at.is_not(None), RUN.c.ended_at.is_(None), RUN.c.stage.not_in(OUTLASTS)),
    "an ended run still waits for somebody": select(CASE.c.ref, WAIT.c.key)
    .join(WAIT, WAIT.c.case_id == CASE.c.id)
    .join(RUN, RUN.c.id == WAIT.c.stage_run_id)
    .where(RUN.c.ended_at.is_not(None), WAIT.c.status == "open"),
    "an ended run still has a wake-up": select(CASE.c.ref, RUN.c.stage)
    .join(RUN, RUN.c.case_id == CASE.c.id)
    .join(WAKE_UP, WAKE_UP.c.stage_run_id == RUN.c.id)
    .where(RUN.c.ended_at.is_not(None)),
    "a closed case has no outcome or no day until which it is kept": select(CASE.c.ref, CASE.c.ref).where(
        CASE.c.closed_at.is_not(None), (CASE.c.outcome.is_(None)) | (CASE.c.retain_until.is_(None))
    ),
    "a step was journaled twice": select(CASE.c.ref, ENTRY.c.key)
    .join(RUN, RUN.c.id == ENTRY.c.stage_run_id)
    .join(CASE, CASE.c.id == RUN.c.case_id)
    .group_by(CASE.c.ref, ENTRY.c.stage_run_id, ENTRY.c.key)
    .having(func.count() > 1),
    "a clock stands still without a pause, or runs beside one": select(CASE.c.ref, WAIT.c.key)
    .join(WAIT, WAIT.c.case_id == CASE.c.id)
    .where(WAIT.c.paused_on.is_not(None) != _PAUSE_RUNS),
    "a reason is not in the list": select(CASE.c.ref, WAIT.c.code)
    .join(WAIT, WAIT.c.case_id == CASE.c.id)
    .where(WAIT.c.code.not_in(list(REASONS)), WAIT.c.status != WaitStatus.OVERTAKEN),
    "a step of the ladder stands twice": select(CASE.c.ref, cast(LADDER_STEP.c.step, String))
    .join(LADDER_STEP, LADDER_STEP.c.case_id == CASE.c.id)
    .where(LADDER_STEP.c.stepped_down_at.is_(None))
    .group_by(CASE.c.ref, LADDER_STEP.c.wait_id, LADDER_STEP.c.step)
    .having(func.count() > 1),
    "one of the people was put on the ladder": select(CASE.c.ref, WAIT.c.key)
    .join(WAIT, WAIT.c.case_id == CASE.c.id)
    .join(LADDER_STEP, LADDER_STEP.c.wait_id == WAIT.c.id)
    .where(WAIT.c.person_id.is_not(None)),
    "a question stands on a step that was not taken": select(CASE.c.ref, WAIT.c.key)
    .join(WAIT, WAIT.c.case_id == CASE.c.id)
    .where(WAIT.c.closed_at.is_(None), WAIT.c.step > 0, not_(_STEP_TAKEN)),
    "a mail about a question left after the question was closed": select(CASE.c.ref, MESSAGE.c.notice)
    .join(MESSAGE, MESSAGE.c.case_id == CASE.c.id)
    .join(WAIT, WAIT.c.id == MESSAGE.c.wait_id)
    .where(MESSAGE.c.status == "sent", MESSAGE.c.done_at > WAIT.c.closed_at, MESSAGE.c.content.not_like(_SEVERAL)),
    "a message could not be put into words": select(func.coalesce(CASE.c.ref, "VN-"), MESSAGE.c.notice)
    .select_from(MESSAGE)
    .outerjoin(CASE, CASE.c.id == MESSAGE.c.case_id)
    .where(MESSAGE.c.reason.like("%Error")),
    "somebody who left still holds a question": select(CASE.c.ref, WAIT.c.key)
    .join(WAIT, WAIT.c.case_id == CASE.c.id)
    .join(_PROFESSIONAL, _PROFESSIONAL.c.id == WAIT.c.professional_id)
    .where(WAIT.c.closed_at.is_(None), not_(_PROFESSIONAL.c.active)),
    "somebody who left still has a part in an open case": select(CASE.c.ref, CASE.c.ref)
    .join(
        _PROFESSIONAL,
        _PROFESSIONAL.c.id.in_((CASE.c.case_manager_id, CASE.c.consultant_id, CASE.c.coach_id)),
    )
    .where(CASE.c.closed_at.is_(None), not_(_PROFESSIONAL.c.active)),
    "a partner was told something after consent was withdrawn": select(CASE.c.ref, MESSAGE.c.notice)
    .join(MESSAGE, MESSAGE.c.case_id == CASE.c.id)
    .outerjoin(_PROFESSIONAL, _PROFESSIONAL.c.id == MESSAGE.c.to_professional_id)
    .join(
        _PARTNER,
        (_PARTNER.c.case_id == CASE.c.id)
        & (_PARTNER.c.agency_id == func.coalesce(MESSAGE.c.to_agency_id, _PROFESSIONAL.c.agency_id)),
    )
    .where(
        MESSAGE.c.status == "sent",
        MESSAGE.c.done_at > _PARTNER.c.left_at,
        MESSAGE.c.notice != "ConsentWithdrawn",
    ),
    **LIMITS,
}
"""Queries that find nothing as long as all is well; each row is a case and where in it."""


def breaches(tx: Tx, most: int = 20) -> list[str]:
    """What does not hold, one sentence each; at most so many of a kind."""
    found = []
    for sentence, query in MUST_BE_EMPTY.items():
        for ref, where in tx.connection.execute(query.order_by(CASE.c.ref).limit(most)).all():
            found.append(f"{ref}: {sentence}" + (f" ({where})" if where != ref else ""))
    return found
