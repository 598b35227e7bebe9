"""What an agency knows a case by, put on each mail to it about that case. Gives no number to anybody else."""

from dataclasses import replace

from sqlalchemy import bindparam, select

from flows.engine.hot import table
from flows.messages.outgoing import Outgoing, Told
from models.prepared import Prepared
from models.tables import OwnReference
from notifications.plain import CaseNotice

_OWN = table(OwnReference)
READ_OWN = Prepared(
    select(_OWN.c.reference).where(_OWN.c.case_id == bindparam("case"), _OWN.c.agency_id == bindparam("agency"))
)


def with_own_reference(out: Outgoing, told: Told) -> Told:
    """The same words with the reader's own number beside ours, where their agency gave one."""
    if out.to.agency_id is None or not isinstance(told.notice, CaseNotice):
        return told
    row = out.tx.one(READ_OWN, case=out.matter.case.id, agency=out.to.agency_id)
    return replace(told, notice=told.notice.model_copy(update={"your_ref": str(row[0])})) if row else told
