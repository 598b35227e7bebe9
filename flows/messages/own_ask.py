"""Words to a youth who asked something from their own page: there is an answer. What it is stands on that page."""

from flows.messages.outgoing import Outgoing, Told
from notifications.kind.person import OwnAskAnswered


def answered(out: Outgoing) -> Told:
    """To the youth; neither what was asked nor what was answered."""
    return Told(OwnAskAnswered(case_ref=out.ref, news=out.content["news"]))
