"""A one-time code for who answers from a link and must know whom it is about. Sends none itself, and keeps none.

Source: a debt desk cannot know who a case number is; a name and a birth date come after a code to the same address.
"""

from datetime import datetime, timedelta

from sqlmodel import col, select

from flows.commands.question import lock_case
from flows.engine.post import queue
from models.access import Viewer
from models.code import WaitStatus
from models.holder import Holder, parsed
from models.link_code import MOST_AN_HOUR, MOST_TRIES, CodeAsked, code_of, opened
from models.refusal import BadAnswer, NotAllowed, NotOpen, Refused
from models.speech import mark
from models.store import Store, Tx
from models.tables import LinkCode, Wait

CODE = "code"
"""The field a code is typed in."""

NOT_THE_CODE = mark("This is not the code, or it counts no more. Look in the latest mail, or ask for a new one.")


def ask_code(store: Store, viewer: Viewer, ref: str, now: datetime) -> None:
    """Sends a code to the address the question was sent to.

    Raises:
        NotOpen: the question is not open any more, or not theirs.
        NotAllowed: the link is not one of an organisation.
        Refused: five codes were asked for within the hour.
    """
    with store.write(now) as tx:
        wait, holder = _asked(tx, viewer, ref)
        recent = select(LinkCode).where(
            LinkCode.wait_id == wait.id, LinkCode.holder == holder, LinkCode.asked_at > now - timedelta(hours=1)
        )
        if len(tx.session.exec(recent).all()) >= MOST_AN_HOUR:
            raise Refused(mark("Five codes were sent within an hour. Use the latest one, or try again later."))
        code = LinkCode(wait_id=wait.id, holder=holder, asked_at=now)
        tx.session.add(code)
        tx.flush()
        stands_in = viewer.only.stands_in if viewer.only else None
        to = Holder(wait.part or "", wait.agency_id, stands_in or wait.professional_id)
        queue(tx, to, "OneTimeCode", {"code": code.id}, case=wait.case_id, wait=wait.id)


def enter_code(store: Store, viewer: Viewer, ref: str, code: str, now: datetime) -> str:
    """Uses a code up, and gives what opens the page for half an hour; a wrong one counts as a try.

    Raises:
        NotOpen: the question is not open any more, or not theirs.
        NotAllowed: the link is not one of an organisation.
        BadAnswer: it is not the latest code, used, tried five times or older than ten minutes.
    """
    with store.write(now) as tx:
        wait, holder = _asked(tx, viewer, ref)
        row = _latest(tx, wait.id, holder)
        opens = opened(wait.id, holder, now, store.vault) if row and _is_right(row, code, store, now) else None
    # Only now, so that a wrong one is counted although it is refused.
    if opens is None:
        raise BadAnswer(NOT_THE_CODE, CODE)
    return opens


def _is_right(row: LinkCode, code: str, store: Store, now: datetime) -> bool:
    """Counts the try; the right code is used up by it."""
    asked = CodeAsked(row.id, row.wait_id, row.holder, row.asked_at)
    if row.used_at is not None or row.tries >= MOST_TRIES or asked.ends_at <= now:
        return False
    row.tries += 1
    right = _digits(code) == code_of(asked, store.vault)
    row.used_at = now if right else None
    return right


def _digits(typed: str) -> str:
    """What was typed without the blanks people put between digits."""
    return "".join(typed.split())[:20]


def _asked(tx: Tx, viewer: Viewer, ref: str) -> tuple[Wait, str]:
    """The question of the viewer's link under its case's lock, and its holder."""
    if viewer.only is None or parsed(viewer.only.holder)[0] == "person":
        raise NotAllowed(mark("A code is for organisations that answer from a mail."))
    case = lock_case(tx, ref, viewer)
    wait = tx.session.get(Wait, viewer.only.wait)
    holder = viewer.only.holder
    if wait is None or wait.case_id != case.id or wait.status != WaitStatus.OPEN or _holder_of(wait) != holder:
        raise NotOpen(mark("This question is not open any more, or somebody else answers it."))
    return wait, holder


def _holder_of(wait: Wait) -> str:
    return Holder("", wait.agency_id, wait.professional_id, wait.person_id).token


def _latest(tx: Tx, wait: int, holder: str) -> LinkCode | None:
    rows = select(LinkCode).where(LinkCode.wait_id == wait, LinkCode.holder == holder)
    return tx.session.exec(rows.order_by(col(LinkCode.id).desc())).first()
