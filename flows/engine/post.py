"""Puts messages in the outbox, in the transaction of the step they tell of. Sends nothing and knows no address."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flows.engine.hot import ADD_MESSAGE, ADD_SEEN, FIND_ONCE
from flows.engine.matter import Matter, packed
from models.holder import Holder
from models.store import Tx


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was asked just now and is to be told of."""

    wait: int
    form: str
    holder: Holder
    opens_at: datetime | None


def asked(matter: Matter, questions: Iterable[Asked]) -> None:
    """One message for the questions to one person that open together."""
    sittings: dict[tuple[str, datetime], list[Asked]] = {}
    for question in questions:
        opens_at = max(question.opens_at or matter.now, matter.now)
        sittings.setdefault((question.holder.token, opens_at), []).append(question)
    for (_, opens_at), together in sittings.items():
        first = together[0]
        content = {"waits": [question.wait for question in together]}
        put(matter, first.holder, "QuestionAsked", content, wait=first.wait, not_before=opens_at)


def put(
    matter: Matter,
    holder: Holder,
    notice: str,
    content: dict[str, Any] | None = None,
    *,
    wait: int | None = None,
    not_before: datetime | None = None,
    once: str | None = None,
) -> bool:
    """One message of a case to one holder; whether it was queued.

    Args:
        matter: the run that tells.
        holder: to whom; the address is looked up when it is sent.
        notice: the class of the message.
        content: codes, numbers and dates for its words; never a name or a sentence.
        wait: the question it is about; it is not sent once that is closed.
        not_before: the moment it may be sent.
        once: a key that keeps the same message from being queued twice.
    """
    return queue(
        matter.tx, holder, notice, content or {}, case=matter.case.id, wait=wait, not_before=not_before, once=once
    )


def keep(matter: Matter, holder: Holder, notice: str, content: dict[str, Any], *, once: str | None = None) -> bool:
    """Keeps what its holder did just now and has before them, for who was told what; it is not sent. See ``put``."""
    tx = matter.tx
    if once is not None and tx.one(FIND_ONCE, once=once):
        return False
    row = _columns(holder, notice, content, once)
    tx.run(ADD_SEEN, case_id=matter.case.id, wait_id=None, queued_at=tx.now, not_before=tx.now, done_at=tx.now, **row)
    return True


def queue(
    tx: Tx,
    holder: Holder,
    notice: str,
    content: dict[str, Any],
    *,
    case: int | None,
    wait: int | None = None,
    not_before: datetime | None = None,
    once: str | None = None,
) -> bool:
    """One message to one holder; see ``put``."""
    if once is not None and tx.one(FIND_ONCE, once=once):
        return False
    row = _columns(holder, notice, content, once)
    tx.run(ADD_MESSAGE, case_id=case, wait_id=wait, queued_at=tx.now, not_before=not_before or tx.now, **row)
    return True


def _columns(holder: Holder, notice: str, content: dict[str, Any], once: str | None) -> dict[str, Any]:
    return {
        "notice": notice,
        "to_professional_id": holder.professional_id,
        "to_agency_id": holder.agency_id if holder.professional_id is None else None,
        "to_person_id": holder.person_id,
        "content": packed(content),
        "once": once,
    }
