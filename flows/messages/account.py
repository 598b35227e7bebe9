"""Words about getting in: a code that works once, and that a case was opened in an emergency. Never about whom."""

from datetime import date

from flows.messages.outgoing import Outgoing, Told
from flows.messages.unsent import NotSent, Why
from models.code import WaitStatus
from models.holder import Holder
from models.link_code import MINUTES, CodeAsked, code_of
from models.secret import vault
from models.tables import EmergencyAccess, LinkCode, Wait
from notifications.kind.account import EmergencyAccessUsed, OneTimeCode


def one_time_code(out: Outgoing) -> Told:
    """The code that was asked for, unless it was used, ended, or the question closed or went elsewhere meanwhile."""
    row = out.matter.session.get(LinkCode, out.content["code"])
    wait = out.matter.session.get(Wait, row.wait_id) if row else None
    if row is None or wait is None or row.used_at is not None:
        raise NotSent(Why.NOTHING_TO_SAY)
    if wait.status != WaitStatus.OPEN:
        raise NotSent(Why.WAIT_CLOSED)
    if row.holder != Holder("", wait.agency_id, wait.professional_id).token:
        raise NotSent(Why.SOMEBODY_ELSE)
    asked = CodeAsked(row.id, row.wait_id, row.holder, row.asked_at)
    if asked.ends_at <= out.matter.now:
        raise NotSent(Why.MOMENT_PASSED)
    return Told(OneTimeCode(code=code_of(asked, vault()), minutes=MINUTES))


def emergency_access_used(out: Outgoing) -> Told:
    """To the privacy officer, unless one of them looked at it already."""
    row = out.matter.session.get(EmergencyAccess, out.content["access"])
    if row is None or row.looked_at is not None:
        raise NotSent(Why.NOTHING_TO_SAY)
    agency = out.agency_of(row.professional_id)
    return Told(
        EmergencyAccessUsed(
            case_ref=out.ref,
            agency=out.name_of(agency) if agency else "",
            used_at=row.opened_at,
            review_by_on=date.fromisoformat(out.content["by"]),
            link=f"{out.house.address}/emergency",
        )
    )
