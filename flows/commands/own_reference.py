"""An agency gives the number it knows a case by; its later mails carry it. Shows it to nobody else.

Source: domain.md §8 and what users of comparable systems ask for: a desk looks a case up by its own number.
"""

from datetime import datetime
from typing import Any

from sqlmodel import select

from flows.commands.question import lock_case, see_case
from flows.commands.reading import as_fields
from flows.engine.matter import CaseRow
from models.access import Viewer
from models.code import WaitStatus
from models.forms import line_from
from models.forms.own_reference import OwnNumber
from models.holder import Holder
from models.refusal import NotAllowed
from models.speech import mark
from models.store import Store, Tx
from models.tables import OwnReference, Wait


def give_reference(store: Store, viewer: Viewer, ref: str, content: Any, now: datetime) -> str:
    """Keeps the number for the viewer's agency, in place of the one it gave before.

    Raises:
        BadAnswer: it may say something about a person.
        Unknown: no such case, or none the viewer may know of.
        NotAllowed: the link leads to no open question of the viewer's agency.
    """
    said = line_from(OwnNumber, as_fields(content))
    with store.write(now) as tx:
        case = lock_case(tx, ref, viewer)
        _insist_part(tx, viewer, case)
        found = select(OwnReference).where(OwnReference.case_id == case.id, OwnReference.agency_id == viewer.agency_id)
        row = tx.session.exec(found).first()
        row = row or OwnReference(case_id=case.id, agency_id=viewer.agency_id, reference="", given_at=now)
        row.reference, row.given_at = said.reference, now
        tx.session.add(row)
    return said.reference


def _insist_part(tx: Tx, viewer: Viewer, case: CaseRow) -> None:
    if viewer.only is None:
        see_case(tx, viewer, case)
        return
    wait = tx.session.get(Wait, viewer.only.wait)
    asked = wait is not None and wait.case_id == case.id and wait.status == WaitStatus.OPEN
    holder = Holder("", wait.agency_id, wait.professional_id, wait.person_id) if wait else None
    if not (asked and viewer.agency_id and holder and holder.token == viewer.only.holder):
        raise NotAllowed(mark("This question is not open any more, or somebody else answers it."))
