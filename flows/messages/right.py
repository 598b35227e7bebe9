"""Words to who asked something of their file: it came in, takes longer, is decided. The decision stands on paper."""

from flows.messages.outgoing import Outgoing, Told
from notifications.kind.person import RightHeard, YouthRightHeard


def heard(out: Outgoing) -> Told:
    """To the youth or to who has custody; the letter itself is handed over, or read together."""
    kind = YouthRightHeard if out.to_youth else RightHeard
    return Told(kind(case_ref=out.ref, news=out.content["news"], until_on=out.content.get("until")))
