"""The hot path: every statement an advance or an answer runs each time, compiled once. Decides nothing.

Elsewhere plain SQLModel reads better; here building statements would cost more than running them.
"""

from sqlalchemy import Table, and_, bindparam, case, delete, exists, func, insert, or_, select, update

from models.code import Errand
from models.prepared import Prepared
from models.tables import (
    Agency,
    CaseFile,
    Entry,
    LadderStep,
    Message,
    Professional,
    StageRun,
    Statement,
    Wait,
    WakeUp,
)


def table(model: type) -> Table:
    """The table behind a model."""
    table: Table = model.__table__  # type: ignore[attr-defined]
    return table


AGENCY, CASE, RUN, ENTRY = table(Agency), table(CaseFile), table(StageRun), table(Entry)
WAIT, STATEMENT, WAKE_UP, MESSAGE = table(Wait), table(Statement), table(WakeUp), table(Message)
PROFESSIONAL, LADDER_STEP = table(Professional), table(LadderStep)

# What the partial indexes are on; a compared code would be a parameter, and no index on it would be used.
OPEN, QUEUED = WAIT.c.closed_at.is_(None), MESSAGE.c.done_at.is_(None)

# A wait on which something hangs is looked at once more when it closes: steps of the ladder are stepped down, and what
# is asked to happen meanwhile is taken back. The others never again.
_MEANWHILE = exists().where(
    RUN.c.case_id == WAIT.c.case_id,
    RUN.c.ended_at.is_(None),
    RUN.c.stage == Errand.MEANWHILE,
    or_(RUN.c.about == WAIT.c.id, RUN.c.about == WAIT.c.supersedes_id),
)
LAST_LOOK = case(
    (
        or_(exists().where(LADDER_STEP.c.wait_id == WAIT.c.id, LADDER_STEP.c.stepped_down_at.is_(None)), _MEANWHILE),
        bindparam("now", type_=WAIT.c.closed_at.type),
    ),
    else_=None,
)


def _insert(table: Table, *columns: str, number: bool = True, **fixed: object) -> Prepared:
    statement = insert(table).values({**{name: bindparam(name) for name in columns}, **fixed})
    return Prepared(statement.returning(table.c.id) if number else statement)


CASE_COLUMNS = (
    "id", "ref", "region_id", "youth_id", "urgent", "referrer_id", "referrer_agency_id",
    "case_manager_id", "consultant_id", "coach_id", "closed_at",
)  # fmt: skip

LOCK_CASE_OF_RUN = Prepared(
    select(*(CASE.c[name] for name in CASE_COLUMNS))
    .join(RUN, RUN.c.case_id == CASE.c.id)
    .where(RUN.c.id == bindparam("run"))
    .with_for_update(of=CASE)
)
LOCK_CASE = Prepared(
    select(*(CASE.c[name] for name in CASE_COLUMNS)).where(CASE.c.id == bindparam("case")).with_for_update()
)
# A wall clock that was set back between two commands closes no case before it opened.
_NOW = bindparam("now", type_=CASE.c.opened_at.type)
_NOT_BEFORE_IT_OPENED = case((CASE.c.opened_at > _NOW, CASE.c.opened_at), else_=_NOW)
CLOSE_CASE = Prepared(
    update(CASE)
    .where(CASE.c.id == bindparam("case"))
    .values(
        closed_at=_NOT_BEFORE_IT_OPENED, outcome=bindparam("case_outcome"), retain_until=bindparam("until"),
        look_at=_NOW,
    )
)  # fmt: skip
LOCK_CASE_OF_REF = Prepared(
    select(*(CASE.c[name] for name in CASE_COLUMNS)).where(CASE.c.ref == bindparam("ref")).with_for_update()
)

READ_RUN = Prepared(
    select(RUN.c.stage, RUN.c.number, RUN.c.version, RUN.c.about, RUN.c.parent_id, RUN.c.status).where(
        RUN.c.id == bindparam("run")
    )
)
READ_END = Prepared(select(RUN.c.outcome, RUN.c.diagnosis).where(RUN.c.id == bindparam("run")))
READ_ENTRIES = Prepared(
    select(ENTRY.c.key, ENTRY.c.kind, ENTRY.c.form, ENTRY.c.form_version, ENTRY.c.value)
    .where(ENTRY.c.stage_run_id == bindparam("run"))
    .order_by(ENTRY.c.seq)
)
READ_WAITS = Prepared(
    select(
        WAIT.c.id, WAIT.c.key, WAIT.c.kind, WAIT.c.form, WAIT.c.lapses_at, WAIT.c.unless, WAIT.c.quorum,
        WAIT.c.status, WAIT.c.code, WAIT.c.value, WAIT.c.agency_id, WAIT.c.professional_id, WAIT.c.person_id,
        WAIT.c.part, WAIT.c.form_version, AGENCY.c.kind.label("agency_kind"), WAIT.c.supersedes_id,
    )
    .outerjoin_from(WAIT, AGENCY, AGENCY.c.id == WAIT.c.agency_id)
    .where(
        WAIT.c.stage_run_id == bindparam("run"),
        or_(WAIT.c.status == "open", WAIT.c.kind == "ask_all", WAIT.c.id == bindparam("just_closed")),
    )
    .order_by(WAIT.c.id)
)  # fmt: skip
READ_UNHEARD = Prepared(
    select(STATEMENT.c.id, STATEMENT.c.kind, STATEMENT.c.key)
    .where(
        STATEMENT.c.stage_run_id == bindparam("run"),
        STATEMENT.c.heard_at.is_(None),
        STATEMENT.c.wait_id.is_(None),
        or_(STATEMENT.c.kind == "signal", STATEMENT.c.kind == "ahead"),
    )
    .order_by(STATEMENT.c.id)
)
READ_SPEAKER = Prepared(
    select(STATEMENT.c.recorded_by_id, PROFESSIONAL.c.agency_id)
    .join(PROFESSIONAL, PROFESSIONAL.c.id == STATEMENT.c.recorded_by_id)
    .where(STATEMENT.c.id == bindparam("statement"), STATEMENT.c.recorded_at >= bindparam("since"))
)
HEAR = Prepared(update(STATEMENT).where(STATEMENT.c.id == bindparam("statement")).values(heard_at=bindparam("now")))

READ_SEQ = Prepared(
    select(
        func.coalesce(func.max(ENTRY.c.seq), 0),
        func.coalesce(func.max(case((ENTRY.c.key == bindparam("step_key"), 1), else_=0)), 0),
    ).where(ENTRY.c.stage_run_id == bindparam("run"))
)
ADD_ENTRY = _insert(
    ENTRY, "stage_run_id", "seq", "key", "kind", "form", "form_version", "value", "settled_at", number=False
)
ADD_WAIT = _insert(
    WAIT,
    "case_id", "stage_run_id", "key", "kind", "form", "form_version", "part", "agency_id", "professional_id",
    "person_id", "asked_at", "opens_at", "counted_from", "term", "term_amount", "term_unit", "term_kind", "due_on",
    "lapses_at", "quorum", "unless", "next_look_at",
    status="open", turn=1, shifts=0, refused_by=0, step=0,
)  # fmt: skip
CLOSE_WAIT = Prepared(
    update(WAIT)
    .where(WAIT.c.id == bindparam("wait"), WAIT.c.status == "open")
    .values(
        status=bindparam("to_status"),
        closed_at=bindparam("now"),
        code=bindparam("code"),
        value=bindparam("value"),
        next_look_at=LAST_LOOK,
    )
)
CLOSE_WAITS_OF_KEY = Prepared(
    update(WAIT)
    .where(WAIT.c.stage_run_id == bindparam("run"), WAIT.c.key == bindparam("step_key"), WAIT.c.status == "open")
    .values(status=bindparam("to_status"), closed_at=bindparam("now"), code=bindparam("code"), next_look_at=LAST_LOOK)
)
LAPSE_OPEN = Prepared(
    update(WAIT)
    .where(
        WAIT.c.stage_run_id == bindparam("run"),
        WAIT.c.key == bindparam("step_key"),
        WAIT.c.status == "open",
        WAIT.c.lapses_at <= bindparam("now"),
    )
    .values(status="silent", closed_at=bindparam("now"), next_look_at=LAST_LOOK)
)
CLOSE_WAITS_OF_RUN = Prepared(
    update(WAIT)
    .where(WAIT.c.stage_run_id == bindparam("run"), WAIT.c.status == "open")
    .values(status="withdrawn", closed_at=bindparam("now"), code=bindparam("code"), next_look_at=LAST_LOOK)
)

ADD_WAKE_UP = _insert(WAKE_UP, "stage_run_id", "reason", "not_before", number=False)
DROP_DUE_WAKE_UPS = Prepared(
    delete(WAKE_UP).where(WAKE_UP.c.stage_run_id == bindparam("run"), WAKE_UP.c.not_before <= bindparam("now"))
)
DROP_WAKE_UPS = Prepared(delete(WAKE_UP).where(WAKE_UP.c.stage_run_id == bindparam("run")))

ADD_STATEMENT = _insert(
    STATEMENT,
    "case_id", "stage_run_id", "wait_id", "kind", "key", "form", "form_version", "words", "said_at", "recorded_at",
    "said_by_professional_id", "said_by_agency_id", "said_by_person_id", "recorded_by_id",
)  # fmt: skip
ADD_MESSAGE = _insert(
    MESSAGE,
    "case_id", "wait_id", "notice", "to_professional_id", "to_agency_id", "to_person_id", "content", "once",
    "queued_at", "not_before",
    status="queued", tries=0, number=False,
)  # fmt: skip
SEEN = "seen on the page"
"""Why a message is not sent to who did what it tells of; no reason of the field."""
ADD_SEEN = _insert(
    MESSAGE,
    "case_id", "wait_id", "notice", "to_professional_id", "to_agency_id", "to_person_id", "content", "once",
    "queued_at", "not_before", "done_at",
    status="skipped", reason=SEEN, tries=0, number=False,
)  # fmt: skip
"""Of what its reader did just now: kept for who was told what, and never sent."""

FIND_ONCE = Prepared(select(MESSAGE.c.id).where(MESSAGE.c.once == bindparam("once")))

NEXT_NUMBER = Prepared(
    select(func.coalesce(func.max(RUN.c.number), 0) + 1).where(
        and_(RUN.c.case_id == bindparam("case"), RUN.c.stage == bindparam("stage"))
    )
)
ADD_RUN = _insert(RUN, "case_id", "stage", "number", "about", "parent_id", "started_at", status="ready", tries=0)
RUN_WAITS = Prepared(
    update(RUN)
    .where(RUN.c.id == bindparam("run"))
    .values(
        status="waiting",
        version=bindparam("run_version"),
        lease_until=None,
        lease_by=None,
        tries=0,
        next_try_at=None,
        diagnosis=None,
    )
)
RUN_ENDED = Prepared(
    update(RUN)
    .where(RUN.c.id == bindparam("run"))
    .values(
        status="ended", version=func.coalesce(bindparam("run_version"), RUN.c.version),
        outcome=bindparam("run_outcome"), ended_at=bindparam("now"),
        lease_until=None, lease_by=None, tries=0, next_try_at=None, diagnosis=None,
    )
)  # fmt: skip
RUN_BLOCKED = Prepared(
    update(RUN)
    .where(RUN.c.id == bindparam("run"), RUN.c.ended_at.is_(None))
    .values(status="blocked", diagnosis=bindparam("why"), lease_until=None, lease_by=None)
)
OPEN_AGENCY_WAITS = Prepared(
    select(WAIT.c.id, WAIT.c.part, WAIT.c.agency_id, WAIT.c.professional_id).where(
        WAIT.c.stage_run_id == bindparam("run"), WAIT.c.status == "open", WAIT.c.agency_id.is_not(None)
    )
)
_ASKED, _HEIR, _NEXT = WAIT.alias(), WAIT.alias(), WAIT.alias()
_ASKED_ELSEWHERE = exists().where(_NEXT.c.case_id == _HEIR.c.case_id, _NEXT.c.supersedes_id == _HEIR.c.id)
IDLE_MEANWHILES = Prepared(
    select(RUN.c.id, RUN.c.number, RUN.c.about, RUN.c.parent_id, WAIT.c.id, WAIT.c.key)
    .join(WAIT, WAIT.c.stage_run_id == RUN.c.id)
    .join(_ASKED, _ASKED.c.id == RUN.c.about)
    .where(
        RUN.c.case_id == bindparam("case"),
        RUN.c.ended_at.is_(None),
        RUN.c.stage == Errand.MEANWHILE,
        WAIT.c.closed_at.is_(None),
        _ASKED.c.closed_at.is_not(None),
        ~exists().where(
            _HEIR.c.case_id == _ASKED.c.case_id,
            _HEIR.c.supersedes_id == _ASKED.c.id,
            or_(_HEIR.c.closed_at.is_(None), _ASKED_ELSEWHERE),
        ),
    )
    .order_by(RUN.c.id)
)
"""What is asked to happen until an answer comes that is not waited for any more; asked elsewhere, it is still."""
OPEN_RUNS = Prepared(
    select(RUN.c.id, RUN.c.stage).where(RUN.c.case_id == bindparam("case"), RUN.c.ended_at.is_(None)).order_by(RUN.c.id)
)
