"""What must hold of a whole database: each rule finds what breaks it."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from flows.engine.hot import CASE, ENTRY, LADDER_STEP, MESSAGE, RUN, WAIT, WAKE_UP, table
from models.secret import Vault
from models.store import Store
from models.tables import BudgetEntry, Imposition, ImpositionPart, Instrument, InstrumentUse, Partner, Professional
from simulation.invariant import MUST_BE_EMPTY, breaches
from simulation.simulate import SECRET, START
from simulation.tally import Tally

PROFESSIONAL, PARTNER = table(Professional), table(Partner)
OPEN_CASE = select(CASE.c.id).where(CASE.c.closed_at.is_(None)).limit(1).scalar_subquery()
CLOSED_CASE = select(CASE.c.id).where(CASE.c.closed_at.is_not(None)).limit(1).scalar_subquery()
OPEN_RUN = select(RUN.c.id).where(RUN.c.case_id == OPEN_CASE, RUN.c.ended_at.is_(None)).limit(1).scalar_subquery()
_WOKEN = select(WAKE_UP.c.stage_run_id)
QUIET_RUN = (
    select(RUN.c.id)
    .join(CASE, CASE.c.id == RUN.c.case_id)
    .where(CASE.c.closed_at.is_(None), RUN.c.ended_at.is_(None), RUN.c.id.not_in(_WOKEN))
    .limit(1)
    .scalar_subquery()
)
QUIET_CASE = (
    select(CASE.c.id)
    .where(
        CASE.c.closed_at.is_(None),
        CASE.c.id.not_in(select(RUN.c.case_id).where(RUN.c.id.in_(_WOKEN))),
    )
    .limit(1)
    .scalar_subquery()
)
ENDED_RUN = select(RUN.c.id).where(RUN.c.ended_at.is_not(None)).limit(1).scalar_subquery()
BUDGET, USE, ORDER, PART = table(BudgetEntry), table(InstrumentUse), table(Imposition), table(ImpositionPart)
TWO_PLACES = select(table(Instrument).c.id).where(table(Instrument).c.code == "opdc-tijdelijk").scalar_subquery()
COPIED = (CASE, RUN, WAIT, ENTRY, MESSAGE, WAKE_UP, PARTNER, BUDGET, USE, ORDER, PART, LADDER_STEP)


def entry(kind: str, of: Any, cents: int = 1) -> Any:
    """An entry of a budget."""
    return insert(BUDGET).values(
        id=99_999, case_id=of, action_id=99_999, kind=kind, cents=cents, day=START.date(), entered_at=START
    )


def use(number: int, of: Any) -> Any:
    """A place that is taken."""
    return insert(USE).values(
        id=number, instrument_id=TWO_PLACES, case_id=of, action_id=number, status="in use", asked_at=START
    )


def order(of: Any, **more: Any) -> Any:
    """A binding decision."""
    return insert(ORDER).values(
        id=99_999, case_id=of, agreement_id=1, imposed_by=1, agency_id=1, why="Omdat.", requested_at=START,
        holds_until=START.date(), status="ordered", **more,
    )  # fmt: skip


def step(number: int, wait: Any) -> Any:
    """A step of the ladder."""
    return insert(LADDER_STEP).values(
        id=number, case_id=select(WAIT.c.case_id).where(WAIT.c.id == wait).scalar_subquery(), wait_id=wait, step=1,
        round=number, reason="longer than agreed", proposed_at=START, confirmed_at=START,
    )  # fmt: skip


OF_A_PERSON = select(WAIT.c.id).where(WAIT.c.person_id.is_not(None)).limit(1).scalar_subquery()
OPEN_WAIT = select(WAIT.c.id).where(WAIT.c.closed_at.is_(None)).limit(1).scalar_subquery()
BOUND_ITSELF = insert(PART).values(
    id=99_999, imposition_id=99_999, agency_id=1, kind="place", words="Iets.", by_on=START.date(), status="ordered"
)

BREAKS: dict[str, Any] = {
    "a clock stands still without a pause, or runs beside one": update(WAIT)
    .where(WAIT.c.id == select(WAIT.c.id).where(WAIT.c.paused_on.is_(None)).limit(1).scalar_subquery())
    .values(paused_on=START.date(), paused_until=START.date()),
    "a reason is not in the list": update(WAIT)
    .where(WAIT.c.id == select(WAIT.c.id).where(WAIT.c.status == "given").limit(1).scalar_subquery())
    .values(code="sunshine"),
    "a run is blocked": update(RUN).where(RUN.c.id == OPEN_RUN).values(status="blocked"),
    "an open case has nobody in charge": update(PROFESSIONAL).values(active=False),
    "an open case has no next step": update(WAIT).where(WAIT.c.case_id == QUIET_CASE).values(status="given"),
    "an open case has no run": update(RUN).where(RUN.c.case_id == OPEN_CASE).values(ended_at=START),
    "a run waits for nobody and for no moment": update(WAIT)
    .where(WAIT.c.stage_run_id == QUIET_RUN)
    .values(status="given"),
    "a closed case still waits for somebody": update(WAIT).where(WAIT.c.case_id == CLOSED_CASE).values(status="open"),
    "a closed case still has a run": update(RUN).where(RUN.c.case_id == CLOSED_CASE).values(ended_at=None),
    "an ended run still waits for somebody": update(WAIT).where(WAIT.c.stage_run_id == ENDED_RUN).values(status="open"),
    "an ended run still has a wake-up": insert(WAKE_UP).values(
        id=99_999, stage_run_id=ENDED_RUN, reason="started", not_before=START
    ),
    "a closed case has no outcome or no day until which it is kept": update(CASE)
    .where(CASE.c.id == CLOSED_CASE)
    .values(outcome=None),
    "a step was journaled twice": insert(ENTRY).from_select(list(ENTRY.c), select(ENTRY).limit(1)),
    "a step of the ladder stands twice": [step(99_998, OPEN_WAIT), step(99_999, OPEN_WAIT)],
    "one of the people was put on the ladder": step(99_999, OF_A_PERSON),
    "a question stands on a step that was not taken": update(WAIT).where(WAIT.c.id == OPEN_WAIT).values(step=4),
    "somebody who left still holds a question": update(PROFESSIONAL)
    .where(PROFESSIONAL.c.id.in_(select(WAIT.c.professional_id).where(WAIT.c.closed_at.is_(None))))
    .values(active=False),
    "somebody who left still has a part in an open case": update(PROFESSIONAL)
    .where(PROFESSIONAL.c.id.in_(select(CASE.c.case_manager_id).where(CASE.c.closed_at.is_(None))))
    .values(active=False),
    "a partner was told something after consent was withdrawn": update(PARTNER).values(
        left_at=START - timedelta(days=1)
    ),
    "a mail about a question left after the question was closed": update(MESSAGE)
    .where(MESSAGE.c.status == "sent")
    .values(done_at=START + timedelta(days=9_999)),
    "a message could not be put into words": update(MESSAGE).values(reason="ValidationError"),
    "more is agreed than the budget holds": entry("committed", OPEN_CASE, 10_000_000),
    "more is paid for an action than was agreed": entry("spent", OPEN_CASE),
    "a closed case keeps money that was not paid": entry("committed", CLOSED_CASE),
    "more places are taken than there are": [use(number, OPEN_CASE) for number in (99_997, 99_998, 99_999)],
    "a closed case holds a place": use(99_999, CLOSED_CASE),
    "a binding decision without a confirmed step 3": order(OPEN_CASE, ordered_at=START - timedelta(days=1)),
    "a binding decision on who imposed it": [order(OPEN_CASE), BOUND_ITSELF],
    "a closed case is still bound": order(CLOSED_CASE),
}
"""What breaks each rule, once the tables no longer insist themselves."""

Broken = Callable[[str], Store]


@pytest.fixture
def broken(played: tuple[Store, Tally], tmp_path: Path) -> Iterator[Broken]:
    """A copy of the played region, in tables that insist on nothing, after a rule was broken in it."""
    whole, _ = played
    with whole.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    path = tmp_path / "broken.db"
    shutil.copy(str(whole.engine.url.database), path)
    with closing(sqlite3.connect(path)) as raw:
        for each in COPIED:
            raw.execute(f"CREATE TABLE copied AS SELECT * FROM {each.name}")  # noqa: S608 - a table of ours
            raw.execute(f"DROP TABLE {each.name}")
            raw.execute(f"ALTER TABLE copied RENAME TO {each.name}")
        raw.commit()
    store = Store(f"sqlite:///{path}", Vault([SECRET]), safe=False)

    def after(rule: str) -> Store:
        with store.write(START) as tx:
            statements = BREAKS[rule]
            for each in statements if isinstance(statements, list) else [statements]:
                tx.connection.execute(each)
        return store

    yield after
    store.close()


def test_every_rule_is_broken_here() -> None:
    assert set(BREAKS) == set(MUST_BE_EMPTY)


@pytest.mark.parametrize("rule", sorted(BREAKS))
def test_what_breaks_a_rule_is_said_in_a_sentence_that_names_the_case(rule: str, broken: Broken, now: datetime) -> None:
    store = broken(rule)

    with store.read(now) as tx:
        found = breaches(tx)

    assert any(sentence.startswith("VN-") and rule in sentence for sentence in found)
