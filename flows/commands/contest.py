"""An agency does not agree with the days it is said to wait longer than agreed. The coordinator decides, not this.

The figure stays where it is, with the contest beside it. Source: process.md, "the power to push through".
"""

from datetime import datetime
from typing import Any

from sqlmodel import col, select

from flows.commands.held import insist_seen
from flows.commands.question import lock_case, see_case
from flows.commands.reading import as_fields
from flows.engine.matter import CaseRow
from flows.engine.step import add_run
from flows.queries.delay import delays_of
from models.access import Viewer
from models.code import Errand
from models.forms import line_from
from models.forms.delay import Contesting
from models.refusal import Refused, Unknown
from models.speech import mark
from models.store import Store, Tx
from models.tables import Contest, Wait, WaitHold


def contest(
    store: Store,
    viewer: Viewer,
    ref: str,
    key: str,
    content: Any,
    now: datetime,
    *,
    wait: int | None = None,
    turn: int | None = None,
) -> int:
    """Contests the days counted of the viewer's agency on a question, open or closed; gives the contest's number.

    Args:
        store: the domain database.
        viewer: somebody of the agency that held the question.
        ref: the number of the case.
        key: the key of the question.
        content: the fields of ``Contesting``.
        now: the moment.
        wait: the number of the question itself, where several of the case share the key.
        turn: its turn as the person saw it.

    Raises:
        Changed: somebody else changed it meanwhile.
        Refused: no days are counted, they are contested or decided on already, or the case is closed.
    """
    said = line_from(Contesting, as_fields(content))
    with store.write(now) as tx:
        case = lock_case(tx, ref, viewer)
        number = _counted(tx, viewer, case, key, wait, turn)
        if case.closed_at is not None:
            raise Refused(mark("Case {ref} is closed."), ref=case.ref)
        row = Contest(
            case_id=case.id,
            wait_id=number,
            agency_id=viewer.agency_id,
            code=said.code,
            words=said.words,
            contested_at=now,
            contested_by=viewer.professional_id,
        )
        tx.session.add(row)
        tx.flush()
        add_run(tx, case.id, Errand.CONTEST, about=row.id)
        return row.id


def _counted(tx: Tx, viewer: Viewer, case: CaseRow, key: str, wait: int | None, turn: int | None) -> int:
    """The newest question of that key on which days of the agency are counted that nobody decided on yet."""
    held_before = select(WaitHold.wait_id).where(WaitHold.agency_id == viewer.agency_id).correlate(None)
    numbers = tx.session.exec(
        select(Wait.id)
        .where(
            Wait.case_id == case.id,
            Wait.key == key[:80],
            (col(Wait.agency_id) == viewer.agency_id) | col(Wait.id).in_(held_before),
        )
        .order_by(col(Wait.id).desc())
    ).all()
    found = [number for number in numbers if wait in {None, number}]
    if not found:
        see_case(tx, viewer, case)  # who may not know of the case does not hear that it is there
        raise Unknown(mark("No question '{key}' was asked of your agency in case {ref}."), key=key[:80], ref=case.ref)
    insist_seen(tx.session.get_one(Wait, found[0]), turn)
    known = delays_of(tx, found)
    late = [number for number in found if known[number].per_agency.get(viewer.agency_id)]
    if not late:
        raise Refused(mark("No days are counted of your agency here."))
    _insist_on_news(tx, viewer, late[0])
    return late[0]


def _insist_on_news(tx: Tx, viewer: Viewer, wait: int) -> None:
    """One contest at a time; days that were accepted are off already, and a decision that they count is final."""
    last = tx.session.exec(
        select(Contest)
        .where(Contest.wait_id == wait, Contest.agency_id == viewer.agency_id)
        .order_by(col(Contest.id).desc())
    ).first()
    if last is None:
        return
    if last.decided_at is None:
        raise Refused(mark("Your agency contested this already; the coordinator decides."))
    if not last.accepted:
        raise Refused(mark("The coordinator decided already that these days count."))
