"""What taking one step does to the database. Knows no story and no journal."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flows.engine import hot, post, rungs, when, who
from flows.engine.heard import hear, says_yes_themselves, sits_there, take_ahead
from flows.engine.journal import OpenWait
from flows.engine.matter import AMSTERDAM, Matter
from flows.engine.post import Asked
from flows.engine.settle import NO_QUORUM, lapsed, read_waits, value_of_all, verdict_of, wake
from flows.engine.when import Due, When
from flows.engine.who import Of
from models.code import Part
from models.forms import form_named, version_of
from models.holder import Holder
from models.quorum import Verdict

WAIT_KIND = {"ask": "ask", "ask_all": "ask_all", "open": "open", "wait_until": "date"}


@dataclass(frozen=True, slots=True)
class Question:
    """One line that asks or waits, as the story wrote it."""

    key: str
    kind: str
    form: str | None
    opens: When | None
    within: str | date | None
    until: When | None
    since: date | None
    unless: tuple[str, ...]
    quorum: str | None = None


def ask(matter: Matter, question: Question, of: Of, named_by: int | None = None) -> tuple[list[OpenWait], list[Asked]]:
    """Opens the waits of a line, takes answers that were given ahead, and says who is to be told.

    ``named_by`` is the number of the answer just before that named the holder, if one did.
    """
    if question.kind == "wait_until":
        return [_add_wait(matter, question, None)[0]], []
    asked_of = who.still_here(matter, who.holders(matter, of, question.form))
    if question.kind == "ask":
        asked_of = (asked_of or who.holders(matter, Part.CASE_MANAGER, question.form))[:1]
    waits, asked = [], []
    mails = form_named(question.form or "").mails
    for holder in asked_of:
        wait, opens_at = _add_wait(matter, question, holder)
        says_yes_themselves(matter, named_by, wait)
        answered = take_ahead(matter, wait)
        waits.append(answered or wait)
        if mails and not answered:
            asked.append(Asked(wait.id, question.form or "", holder, opens_at))
    return _with_agency_kinds(matter, question, waits), asked


def _with_agency_kinds(matter: Matter, question: Question, waits: list[OpenWait]) -> list[OpenWait]:
    """A quorum weighs what kind of agency sits at the table; only then is it read."""
    if question.quorum is None:
        return waits
    return [wait for wait in read_waits(matter.tx, matter.run) if wait.key == question.key]


def _add_wait(matter: Matter, question: Question, holder: Holder | None) -> tuple[OpenWait, datetime | None]:
    agency = holder.agency_id if holder else None
    opens_at = when.opening(matter, question.opens, agency=agency) if question.opens else None
    lapses_at, due = _times(matter, question, agency, opens_at)
    if question.kind == "wait_until":
        lapses_at = lapses_at or matter.now
    version = version_of(question.form)
    row = matter.tx.one(
        hot.ADD_WAIT,
        case_id=matter.case.id,
        stage_run_id=matter.run,
        key=question.key,
        kind=WAIT_KIND[question.kind],
        form=question.form,
        form_version=version,
        part=holder.part if holder else None,
        agency_id=agency,
        professional_id=holder.professional_id if holder else None,
        person_id=holder.person_id if holder else None,
        asked_at=matter.now,
        opens_at=opens_at,
        counted_from=question.since,
        term=due.term.name if due.term else None,
        term_amount=due.amount.number if due.amount else None,
        term_unit=due.amount.unit.value if due.amount else None,
        term_kind=due.term.kind.value if due.term else None,
        due_on=due.on,
        lapses_at=lapses_at,
        quorum=question.quorum,
        unless=",".join(question.unless) or None,
        next_look_at=_next_look(matter, holder, question, due, (opens_at, lapses_at)) if holder else None,
    )
    number = row[0] if row else 0
    if lapses_at is not None:
        wake(matter.tx, matter.run, f"until:{question.key}"[:80], lapses_at)
    wait = OpenWait(
        number, question.key, WAIT_KIND[question.kind], question.form, lapses_at, question.unless, question.quorum,
        "open", None, None, holder, version,
    )  # fmt: skip
    return wait, opens_at


def _times(
    matter: Matter, question: Question, agency: int | None, opens_at: datetime | None
) -> tuple[datetime | None, Due]:
    counts_from = opens_at.astimezone(AMSTERDAM).date() if opens_at else question.since
    lapses_at, due = None, Due(None)
    if question.until is not None:
        lapses_at, due = when.lapse(matter, question.until, agency=agency, since=counts_from)
    if question.within is not None:
        due = when.due(matter, question.within, agency=agency, since=counts_from)
    return lapses_at, due


def _next_look(
    matter: Matter, holder: Holder, question: Question, due: Due, times: tuple[datetime | None, datetime | None]
) -> datetime | None:
    """The first moment anything happens to it by itself; the people themselves are never late."""
    opens_at, lapses_at = times
    if opens_at is not None:
        return opens_at
    if question.kind == "open":
        return lapses_at
    if holder.part == Part.TRUSTED_PERSON and due.on is not None:
        return matter.now  # whoever looks at waits knows when a friendly word is due
    if holder.person_id is not None:
        return None
    look = rungs.first_look(matter, due, holder.agency_id, reminds=form_named(question.form or "").mails)
    return None if lapses_at is not None and look is not None and look >= lapses_at else look


def overtaken_unasked(question: Question, signal: str) -> dict[str, Any]:
    """What the journal keeps of a question that a signal overtook before it was asked."""
    if question.kind == "ask_all":
        return {"each": [], "enough": False, "instead": signal}
    return {"kind": "overtaken", "who": None, "code": signal, "values": {}}


def settled_by_now(matter: Matter, question: Question, waits: list[OpenWait]) -> dict[str, Any] | None:
    """What the journal keeps if a signal, the answers given or the time settle the step; None while it must wait."""
    signal = hear(matter, question.unless)
    if signal:
        close_key(matter, question.key, "overtaken", signal)
        return value_of_all(waits, question.kind, enough=False, open_become="overtaken", instead=signal)
    verdict = verdict_of(matter, waits, question.quorum)
    if verdict is not Verdict.OPEN:
        close_key(matter, question.key, "withdrawn", NO_QUORUM)
        return value_of_all(waits, question.kind, enough=verdict is Verdict.REACHED)
    if all(wait.status != "open" or lapsed(matter, wait) for wait in waits):
        become = "given" if question.kind == "wait_until" else "silent"
        close_key(matter, question.key, become, None)
        closed = [silenced(wait, become) for wait in waits]
        enough = verdict_of(matter, closed, question.quorum) is Verdict.REACHED
        return value_of_all(closed, question.kind, enough=enough)
    return None


def silenced(wait: OpenWait, status: str) -> OpenWait:
    """The wait as it is once its moment has passed."""
    if wait.status == "open":
        wait.status = status
    return wait


def close_key(matter: Matter, key: str, status: str, code: str | None) -> int:
    """Closes what is open of one step; gives how many waits that were."""
    return matter.tx.run(
        hot.CLOSE_WAITS_OF_KEY, run=matter.run, step_key=key, to_status=status, now=matter.now, code=code
    )


IN_CALENDARS = frozenset({"MeetingInvited", "MeetingMoved", "MeetingCancelled", "AgendaReady"})
"""What is sent also to who did it just now: a calendar entry travels along."""


def tell(
    matter: Matter, to: Of, notice: str, content: dict[str, Any], *, once: str | None = None, said: int | None = None
) -> int:
    """Queues a message to each, or to those who were not told ``once`` before in this case; gives to how many.

    Whose answer ``said`` it follows from sees it on the page and gets no mail about what they did themselves.
    """
    told = 0
    for holder in who.holders(matter, to, None):
        key = once and f"{once}:{matter.case.id}:{holder.token}"
        seen = notice not in IN_CALENDARS and sits_there(matter, said, holder)
        told += (post.keep if seen else post.put)(matter, holder, notice, content, once=key)
    return told


def start(matter: Matter, stage: str, about: int | None) -> int:
    """Adds a run of a stage or errand to the case and wakes it; gives its number. A command has no run to be parent."""
    return add_run(matter.tx, matter.case.id, stage, about=about, parent=matter.run or None)


def add_run(tx: Any, case: int, stage: str, *, about: int | None = None, parent: int | None = None) -> int:
    """Adds a run to a case and wakes it; gives its id. Only under the lock of the case."""
    number = tx.one(hot.NEXT_NUMBER, case=case, stage=stage)[0]
    run = int(
        tx.one(hot.ADD_RUN, case_id=case, stage=stage, number=number, about=about, parent_id=parent, started_at=tx.now)[
            0
        ]
    )
    wake(tx, run, "started", tx.now)
    return run
