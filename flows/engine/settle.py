"""What settles a step: enough answers, time, a signal, or taking the question back. Holds no rule of a stage.

An answer is composed here alike whether a person, the clock or a command settles its step.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flows.engine.hot import (
    ADD_ENTRY,
    ADD_WAKE_UP,
    CLOSE_WAIT,
    CLOSE_WAITS_OF_KEY,
    IDLE_MEANWHILES,
    LAPSE_OPEN,
    READ_ENTRIES,
    READ_SEQ,
    READ_WAITS,
)
from flows.engine.journal import PENDING_KIND, Entry, Journal, OpenWait
from flows.engine.matter import Matter, packed, unpacked
from flows.engine.seat import seats_of
from models.code import Errand
from models.holder import Holder
from models.quorum import Verdict, quorum
from models.store import Tx

NO_QUORUM = "no quorum"
"""Why the questions of those who have not spoken yet are taken back."""


def read_waits(tx: Tx, run: int, just_closed: int = 0) -> list[OpenWait]:
    """The waits of a run that are open, belong to a step asked of several, or were closed just now.

    A question that was asked of somebody else instead is theirs: what its first holder said settles nothing.
    """
    rows = tx.all(READ_WAITS, run=run, just_closed=just_closed)
    asked_again = {row[-1] for row in rows}
    return [_open_wait(*row[:-1]) for row in rows if row[0] not in asked_again]


def _open_wait(*row: Any) -> OpenWait:
    number, key, kind, form, lapses_at, unless, needed, status, code, value, *rest = row
    agency, professional, person, part, version, agency_kind = rest
    holder = Holder(part, agency, professional, person) if part else None
    listed = tuple(unless.split(",")) if unless else ()
    return OpenWait(
        number, key, kind, form, lapses_at, listed, needed, status, code, value, holder, version, agency_kind
    )


def read_journal(tx: Tx, run: int) -> Journal:
    """The run so far."""
    return journal_of(tx, run, read_waits(tx, run))


def journal_of(tx: Tx, run: int, waits: Sequence[OpenWait]) -> Journal:
    """The run so far, its waits having been read."""
    return Journal([Entry(*row) for row in tx.all(READ_ENTRIES, run=run)], waits)


def lapse_open(matter: Matter, waits: Sequence[OpenWait]) -> None:
    """Closes as silent what nobody waits for, once its moment has passed."""
    for key in {wait.key for wait in waits if wait.kind == "open" and lapsed(matter, wait)}:
        matter.tx.run(LAPSE_OPEN, run=matter.run, step_key=key, now=matter.now)


def lapsed(matter: Matter, wait: OpenWait) -> bool:
    """Whether the line goes on without this answer."""
    return wait.lapses_at is not None and wait.lapses_at <= matter.now


def settle_if_done(matter: Matter, key: str, just_closed: int) -> bool:
    """Settles an awaited step once enough is known, and wakes its run; to be called after a wait of it was closed.

    Says whether it did: a step that was settled before stays as it was.
    """
    waits = [wait for wait in read_waits(matter.tx, matter.run, just_closed) if wait.key == key and wait.kind != "open"]
    verdict = verdict_of(matter, waits, waits[0].quorum)
    if verdict is Verdict.OPEN:
        return False
    kind = PENDING_KIND[waits[0].kind]
    value = value_of_all(waits, kind, enough=verdict is Verdict.REACHED)
    if any(wait.status == "open" for wait in waits):
        matter.tx.run(
            CLOSE_WAITS_OF_KEY, run=matter.run, step_key=key, to_status="withdrawn", now=matter.now, code=NO_QUORUM
        )
    return settle(matter, Entry(key, kind, waits[0].form, waits[0].form_version, packed(value)))


def nothing_meanwhile(matter: Matter) -> None:
    """Takes back what was asked to happen until an answer came, once nobody waits for that answer any more."""
    for run, number, about, parent, wait, key in matter.tx.all(IDLE_MEANWHILES, case=matter.case.id):
        if matter.tx.run(
            CLOSE_WAIT, wait=wait, to_status="withdrawn", now=matter.now, code="no longer needed", value=None
        ):
            of_run = Matter(matter.tx, matter.case, run, Errand.MEANWHILE, number, about, parent)
            settle_if_done(of_run, key, wait)


def settle(matter: Matter, entry: Entry) -> bool:
    """Journals a step from outside its run's own advance, and wakes the run; false when it was settled before."""
    last, settled_before = matter.tx.one(READ_SEQ, run=matter.run, step_key=entry.key) or (0, 0)
    if settled_before:
        return False
    write_entry(matter, last + 1, entry)
    wake(matter.tx, matter.run, f"settled:{entry.key}"[:80], matter.now)
    return True


def write_entry(matter: Matter, seq: int, entry: Entry) -> None:
    """One line of the journal."""
    matter.tx.run(
        ADD_ENTRY,
        stage_run_id=matter.run,
        seq=seq,
        key=entry.key,
        kind=entry.kind,
        form=entry.form,
        form_version=entry.form_version,
        value=entry.value,
        settled_at=matter.now,
    )


def wake(tx: Tx, run: int, reason: str, not_before: datetime) -> None:
    """Gives a run a reason to be looked at. Only under the lock of its case."""
    tx.run(ADD_WAKE_UP, stage_run_id=run, reason=reason, not_before=not_before)


def verdict_of(matter: Matter, waits: Sequence[OpenWait], needed: str | None) -> Verdict:
    """Whether a step asked of one or several goes on by now: all have spoken, or its quorum is out of reach."""
    all_spoke = all(wait.status != "open" for wait in waits)
    verdict = quorum(needed)(seats_of(matter, waits)) if needed else Verdict.REACHED
    return verdict if all_spoke or verdict is Verdict.OUT_OF_REACH else Verdict.OPEN


def value_of_one(wait: OpenWait, *, status: str | None = None, code: str | None = None) -> dict[str, Any]:
    """What the journal keeps of one holder's answer; ``status`` and ``code`` where they are decided just now."""
    kind = status or wait.status
    values = unpacked(wait.value) if wait.value and kind == "given" else {}
    who = wait.holder.token if wait.holder else None
    return {"kind": kind, "who": who, "code": code if status else wait.code, "values": values}


def value_of_all(
    waits: Sequence[OpenWait], kind: str, *, enough: bool, open_become: str = "withdrawn", instead: str | None = None
) -> dict[str, Any]:
    """What the journal keeps of a step: one answer, or each of several."""
    code = instead or (NO_QUORUM if open_become == "withdrawn" else None)
    each = [
        value_of_one(wait, status=open_become, code=code) if wait.status == "open" else value_of_one(wait)
        for wait in waits
    ]
    return {"each": each, "enough": enough, "instead": instead} if kind == "ask_all" else each[0]
