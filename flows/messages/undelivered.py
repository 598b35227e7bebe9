"""Tells the coordinator of a mail that did not arrive: once per reader and day. Never gives an address.

What did not reach the coordinator is told to nobody: it stands on the first page.
"""

from sqlmodel import col, select

from flows.engine.matter import AMSTERDAM, unpacked
from flows.engine.post import queue
from flows.engine.who import READ_POINT
from flows.messages.called import title_of
from flows.messages.outgoing import Outgoing, Queued, Told, case_of
from flows.messages.unsent import NotSent, Why
from models.code import MessageStatus, Part
from models.forms import question_named
from models.holder import Holder
from models.speech import say
from models.store import Tx
from models.tables import Message, Wait
from notifications.kind.account import DeliveryFailed, Failure

GAVE_UP = "gave up: "
FULL = "2.2"
"""The end of the code for a mailbox that is full, whatever comes before it (RFC 3463)."""


def tell_coordinator(tx: Tx, row: Queued, why: str, *, hard: bool = False) -> None:
    """Queues a message about a row that never arrives.

    Args:
        tx: the transaction in which that is recorded.
        row: what did not arrive; of an overview, the first thing it told.
        why: the reason that is kept on the row.
        hard: nobody lives at that address.
    """
    case_id, about = (row.case_id, row.id) if row.case_id is not None else _first_of(tx, row)
    case = case_of(tx, case_id) if case_id is not None else None
    point = tx.one(READ_POINT, region=case[0].region_id) if case else None
    if point is None or row.notice == "DeliveryFailed" or row.to_professional_id == point[0]:
        return
    today = tx.now.astimezone(AMSTERDAM).date()
    content = {"message": about, "reason": _reason(why, hard=hard)}
    coordinator = Holder(Part.COORDINATOR, point[1], point[0])
    queue(
        tx, coordinator, "DeliveryFailed", content, case=case_id, once=f"undelivered:{row.to.token}:{today}"
    )  # fmt: skip


def _first_of(tx: Tx, overview: Queued) -> tuple[int | None, int]:
    numbers = unpacked(overview.content).get("rows", ())
    found = tx.session.exec(
        select(Message.case_id, Message.id).where(col(Message.id).in_(list(numbers))).order_by(col(Message.id))
    ).first()
    return found or (None, overview.id)


def _reason(why: str, *, hard: bool) -> Failure:
    if hard:
        return "unknown_address"
    if why.endswith(FULL):
        return "mailbox_full"
    return "no_answer" if why.startswith(GAVE_UP) else "blocked"


def delivery_failed(out: Outgoing) -> Told:
    """To the coordinator: what did not arrive and at which agency; not said when it arrived after all."""
    message = out.matter.session.get(Message, out.content["message"])
    if message is None or message.status in {MessageStatus.SENT, MessageStatus.QUEUED}:
        raise NotSent(Why.NOTHING_TO_SAY)
    wait = out.matter.session.get(Wait, message.wait_id) if message.wait_id else None
    is_form = wait is not None and wait.form is not None
    about = say(question_named(wait.form, wait.form_version), out.to.language) if is_form else None  # type: ignore[union-attr, arg-type]
    agency = message.to_agency_id or out.agency_of(message.to_professional_id)
    return Told(
        DeliveryFailed(
            case_ref=out.ref,
            about=about or title_of(message.notice, out.to.language),
            agency=out.name_of(agency) if agency else None,
            reason=out.content["reason"],
            link=f"{out.house.address}/region",
        )
    )
