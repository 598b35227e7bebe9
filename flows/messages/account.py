"""Words for who answers from a link: a code that works once. Never says whom it is about."""

from flows.messages.outgoing import Outgoing, Told
from flows.messages.unsent import NotSent, Why
from models.code import WaitStatus
from models.holder import Holder
from models.link_code import MINUTES, CodeAsked, code_of
from models.secret import vault
from models.tables import LinkCode, Wait
from notifications.kind.account import OneTimeCode


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
