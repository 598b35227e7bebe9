"""An address at which mail did not arrive works again: the mark is cleared and what still holds goes out again."""

from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlmodel import col, select

from flows.commands.reading import as_fields
from flows.engine.hot import MESSAGE
from flows.messages.unsent import Why
from models.access import RegionDeed, Viewer, may_in_region
from models.code import Role
from models.forms import line_from
from models.forms.region import AddressWorks
from models.holder import parsed
from models.refusal import BadAnswer, NotAllowed, Refused
from models.speech import mark
from models.store import Store, Tx
from models.tables import Agency, CaseFile, CasePerson, Custody, Person, Professional

Marked = Agency | Professional | Person
LOST = (Why.ADDRESS_FAILED.value, Why.BAD_ADDRESS.value, Why.NO_ADDRESS.value)
"""Why a message was not sent that a working address sends after all."""


def address_works(store: Store, viewer: Viewer, content: Any, now: datetime) -> int:
    """Clears the mark, for a mailbox or one of the people with another address; gives how many messages go out again.

    Raises:
        Refused: mail arrives there as far as we know, or not by this viewer.
    """
    said = line_from(AddressWorks, as_fields(content))
    kind, number = parsed(said.whom)
    with store.write(now) as tx:
        row = _marked(tx, viewer, kind, number)
        _take_address(row, said.email)
        _clear(row)
        tx.session.add(row)
        tx.flush()
        return _again(tx, kind, number)


def _marked(tx: Tx, viewer: Viewer, kind: str, number: int) -> Marked:
    may = Role.COORDINATOR in viewer.roles if kind == "person" else may_in_region(viewer, RegionDeed.SAY_WHO_WORKS)
    if viewer.only is not None or not may:
        raise NotAllowed(mark("Only who looks after the region can do this."))
    row: Any = tx.session.get({"agency": Agency, "professional": Professional, "person": Person}[kind], number)
    if row is None or not _in_region(tx, viewer, row):
        why = mark("nobody of that number is here")
        raise BadAnswer(mark("The field '{field}' does not fit: {why}."), "whom", why=why)
    found: Marked = row
    if (found.mailbox_failed_at if isinstance(found, Agency) else found.email_failed_at) is None:
        raise Refused(mark("As far as we know mail to this address arrives."))
    return found


def _in_region(tx: Tx, viewer: Viewer, row: Marked) -> bool:
    region = tx.session.get_one(Agency, viewer.agency_id).region_id
    if isinstance(row, Person):
        around = select(CasePerson.case_id).where(CasePerson.person_id == row.id)
        children = select(Custody.youth_id).where(Custody.person_id == row.id)
        found = select(CaseFile.id).where(
            CaseFile.region_id == region,
            (col(CaseFile.youth_id) == row.id) | col(CaseFile.youth_id).in_(children) | col(CaseFile.id).in_(around),
        )
        return tx.session.exec(found).first() is not None
    agency = row if isinstance(row, Agency) else tx.session.get_one(Agency, row.agency_id)
    return agency.region_id == region


def _take_address(row: Marked, email: str | None) -> None:
    if email is None:
        return
    if isinstance(row, Professional):
        why = mark("they sign in with it; whoever manages their account changes it")
        raise BadAnswer(mark("The field '{field}' does not fit: {why}."), "email", why=why)
    if isinstance(row, Agency):
        row.mailbox = email
    else:
        row.email = email


def _clear(row: Marked) -> None:
    if isinstance(row, Agency):
        row.mailbox_failed_at = None
    else:
        row.email_failed_at = None


def _again(tx: Tx, kind: str, number: int) -> int:
    """What did not arrive, or was not sent for that reason, is queued again; it leaves only if it still holds."""
    column = {"agency": MESSAGE.c.to_agency_id, "professional": MESSAGE.c.to_professional_id}.get(
        kind, MESSAGE.c.to_person_id
    )
    lost = (MESSAGE.c.status == "failed") | ((MESSAGE.c.status == "skipped") & MESSAGE.c.reason.in_(LOST))
    open_cases = select(CaseFile.id).where(col(CaseFile.closed_at).is_(None))
    changed = tx.connection.execute(
        update(MESSAGE)
        .where(column == number, lost, MESSAGE.c.case_id.in_(open_cases))
        .values(
            status="queued", reason=None, done_at=None, tries=0, next_try_at=None, not_before=tx.now, gathered_at=None,
            gathered_for_id=None,
        )
    )  # fmt: skip
    return changed.rowcount
