"""Looks at the waits and cases whose moment has come, each case under its lock. Never at those that just wait."""

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select, update

from flows.diagnosis import diagnosis_of
from flows.engine import hot
from flows.engine.matter import CaseRow, Matter
from flows.engine.post import put
from flows.engine.settle import nothing_meanwhile
from flows.messages.absence import look_at_case
from flows.messages.look import Look, due_looks, next_look
from flows.messages.rung import new
from flows.messages.seen import LOOKED_COLUMNS, LookedAt, Memory, Seen, Visit
from flows.records.climb import PASS_BY, climbed, pass_by
from models.code import WaitStatus
from models.prepared import Prepared
from models.store import Store, Tx

log = logging.getLogger("vangnet.messages")

Group = tuple[int, list[int]]
"""A case, and its waits that are due."""
CASES_AT_ONCE = 25
"""How many cases one transaction looks at on SQLite, which has one lock for all; elsewhere each case is by itself."""
LATER = timedelta(hours=1)
"""When something is looked at again that could not be looked at."""

READ_DUE = Prepared(
    select(hot.WAIT.c.id, hot.WAIT.c.case_id)
    .where(hot.WAIT.c.next_look_at <= bindparam("now"))
    .order_by(hot.WAIT.c.next_look_at, hot.WAIT.c.id)
    .limit(bindparam("most"))
)
READ_DUE_CASES = Prepared(
    select(hot.CASE.c.id)
    .where(hot.CASE.c.look_at <= bindparam("now"))
    .order_by(hot.CASE.c.look_at, hot.CASE.c.id)
    .limit(bindparam("most"))
)
_LOOKED = select(*(hot.WAIT.c[name] for name in LOOKED_COLUMNS)).where(hot.WAIT.c.next_look_at <= bindparam("now"))
READ_LOOKED = Prepared(_LOOKED.where(hot.WAIT.c.id == bindparam("wait")))
MOVE_ON = Prepared(update(hot.WAIT).where(hot.WAIT.c.id == bindparam("wait")).values(next_look_at=bindparam("look_at")))
MOVE_CASE_ON = Prepared(update(hot.CASE).where(hot.CASE.c.id == bindparam("case")).values(look_at=bindparam("look_at")))


@dataclass(slots=True)
class Watched:
    """How many waits were looked at, and what was done, by the name of the look."""

    looked: int = 0
    failed: int = 0
    done: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        """The counts in words."""
        counts: Mapping[str, int] = {
            "looked at": self.looked,
            **self.done,
            **({"failed": self.failed} if self.failed else {}),
        }
        return ", ".join(f"{number} {name}" for name, number in counts.items())


def watch_terms(store: Store, now: datetime, *, batch: int = 500) -> Watched:
    """Looks at everything whose next look has come, and moves that on. Looking twice does nothing twice.

    Args:
        store: the domain database.
        now: the moment it is in the process.
        batch: how many are read at a time; all of one case are looked at in one transaction.
    """
    watched, memory = Watched(), Memory()
    at_once = CASES_AT_ONCE if store.engine.dialect.name == "sqlite" else 1
    while found := _due(store, READ_DUE, now, batch):
        by_case: dict[int, list[int]] = {}
        for wait, case in found:
            by_case.setdefault(case, []).append(wait)
        groups = list(by_case.items())
        for first in range(0, len(groups), at_once):
            _look_at_all(store, memory, groups[first : first + at_once], now, watched)
    while cases := _due(store, READ_DUE_CASES, now, batch):
        for (case,) in cases:
            _look_at_case(store, case, now, watched)
    return watched


def _due(store: Store, query: Prepared, now: datetime, most: int) -> list[tuple[int, ...]]:
    with store.read(now) as tx:
        return tx.all(query, now=now, most=most)


def _look_at_all(store: Store, memory: Memory, groups: list[Group], now: datetime, watched: Watched) -> None:
    """All due waits of some cases together; when one of them cannot be looked at, each by itself."""
    try:
        with store.write(now) as tx:
            done = [names for case, waits in groups for names in _looked(tx, memory, case, waits)]
    except Exception as problem:  # noqa: BLE001 - one wait that cannot be looked at may not hide the others
        smaller = [[each] for each in groups] if len(groups) > 1 else [[(case, [wait])] for case, wait in _each(groups)]
        if len(smaller) > 1:
            for each in smaller:
                _look_at_all(store, memory, each, now, watched)
            return
        (_, (wait,)) = groups[0]
        log.warning("wait %s could not be looked at: %s", wait, diagnosis_of(problem))
        _later(store, now, watched, lambda tx: tx.run(MOVE_ON, wait=wait, look_at=now + LATER))
        return
    watched.looked += len(done)
    for names in done:
        watched.done.update(names)


def _each(groups: list[Group]) -> list[tuple[int, int]]:
    return [(case, wait) for case, waits in groups for wait in waits]


def _look_at_case(store: Store, case: int, now: datetime, watched: Watched) -> None:
    try:
        with store.write(now) as tx:
            locked = tx.one(hot.LOCK_CASE, case=case)
            matter = Matter(tx, CaseRow(*(locked or ())), 0, "", 0, None, None)
            done, next_at = look_at_case(matter)
            tx.run(MOVE_CASE_ON, case=case, look_at=next_at)
    except Exception as problem:  # noqa: BLE001 - as above
        log.warning("case %s could not be looked at: %s", case, diagnosis_of(problem))
        _later(store, now, watched, lambda tx: tx.run(MOVE_CASE_ON, case=case, look_at=now + LATER))
        return
    watched.done.update(done)


def _later(store: Store, now: datetime, watched: Watched, move: Callable[[Tx], object]) -> None:
    with store.write(now) as tx:
        move(tx)
    watched.failed += 1


def _looked(tx: Tx, memory: Memory, case: int, waits: Iterable[int]) -> list[list[str]]:
    """What was done about each that another worker did not look at already."""
    locked = tx.one(hot.LOCK_CASE, case=case)
    visit = Visit(Matter(tx, CaseRow(*(locked or ())), 0, "", 0, None, None))
    rows = [row for number in waits if (row := tx.one(READ_LOOKED, wait=number, now=tx.now)) is not None]
    done = [_look(visit, memory, LookedAt(*row)) for row in rows]
    if any(LookedAt(*row).status != WaitStatus.OPEN for row in rows):
        nothing_meanwhile(visit.matter)
    for (_, at), (holder, numbers) in visit.reminders.items():
        about = numbers[0] if len(numbers) == 1 else None
        put(visit.matter, holder, "Reminder", {"waits": numbers}, wait=about, not_before=at)
    return done


def _look(visit: Visit, memory: Memory, wait: LookedAt) -> list[str]:
    """Does what is due, and what becomes due by that (a new date makes room for a new step); then moves on."""
    visit.matter.run = wait.stage_run_id
    seen: Seen | None = _seen(visit, memory, wait)
    done: list[str] = []
    while seen is not None:
        did = [look.name for look in _acted_on(visit, seen, due_looks(seen)) if look.do(visit, seen)]
        done += did
        if not did:
            break
        seen = _again(visit, memory, seen)
    visit.matter.tx.run(MOVE_ON, wait=wait.id, look_at=next_look(seen) if seen else None)
    return done


def _acted_on(visit: Visit, seen: Seen, due: list[Look]) -> list[Look]:
    """Only the highest rung is acted on; the lower ones are written down as passed by."""
    if due and due[0].name == "stepped down":
        return due[:1]
    steps = [look.step for look in due if look.step is not None]
    if not steps:
        return due
    lower = sorted({step for step in steps if step < steps[-1]})
    pass_by(visit.matter, seen.climbed, [new(seen, step) for step in lower])
    announced = seen.climbed.announced
    if announced is not None and announced.step < steps[-1]:
        visit.matter.tx.run(PASS_BY, row=announced.id)
    return [look for look in due if look.step in {None, steps[-1]}]


def _again(visit: Visit, memory: Memory, seen: Seen) -> Seen | None:
    """The wait as it stands after something was done about it."""
    visit.matter.tx.flush()
    visit.matter.session.expire_all()
    row = visit.matter.tx.one(READ_ANY, wait=seen.wait.id)
    return _seen(visit, memory, LookedAt(*row)) if row else None


READ_ANY = Prepared(select(*(hot.WAIT.c[name] for name in LOOKED_COLUMNS)).where(hot.WAIT.c.id == bindparam("wait")))


def _seen(visit: Visit, memory: Memory, wait: LookedAt) -> Seen:
    tx, region = visit.matter.tx, visit.matter.case.region_id
    so_far = climbed(tx, wait.id)
    return Seen(wait, tx.now, memory.ladder(tx, region), memory.calendar(tx, region, wait.agency_id), so_far)
