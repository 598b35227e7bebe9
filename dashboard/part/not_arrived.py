"""Why a mail did not arrive, in words: what its server said comes as a code. Decides nothing, and draws nothing."""

from models.speech import mark
from notifications.delivery_status import enhanced_status, is_wrong_address

NOBODY = mark("nobody has that address")
FULL = mark("the mailbox is full")
NO_ANSWER = mark("the mail server there gave no answer for days")
UNFIT = mark("a name in it holds a line break or a strange sign; ask for it to be put right")
REFUSED = mark("the mail server there did not take it")


def not_arrived(reason: str) -> str:
    """The sentence for the reason that is kept on a message that failed."""
    if reason == "does not fit a mail":
        return UNFIT
    status = enhanced_status(reason)
    if is_wrong_address(status):
        return NOBODY
    if status and status.endswith("2.2"):
        return FULL
    return NO_ANSWER if reason.startswith("gave up") else REFUSED
