"""Why a message is not sent after all, by name. Decides nothing."""

from enum import StrEnum


class Why(StrEnum):
    """The reason a message is skipped; kept on its row."""

    WAIT_CLOSED = "wait closed"
    SOMEBODY_ELSE = "asked of somebody else"
    TOLD_ALREADY = "told already"
    TOLD_TOGETHER = "told together"
    MEETING_CHANGED = "meeting changed"
    MOMENT_PASSED = "moment passed"
    NOT_COMING = "does not come"
    CASE_CLOSED = "case closed"
    CASE_REOPENED = "case reopened"
    NOT_ALLOWED = "no longer allowed"
    NO_AGREEMENT = "no agreement"
    NO_GROUND = "no ground"
    NOT_IN_FORCE = "ground not in force"
    WITHDRAWN = "consent withdrawn"
    SAID_NO = "consent not given"
    NO_YES = "no consent"
    OTHER_DOMAIN = "another life domain"
    NO_PART = "no part any more"
    COORDINATOR_ONLY = "coordinator only"
    FOR_THE_PARENTS = "parents are told for the child"
    YOUTH_SAYS_NO = "the youth says no"
    LEFT = "left"
    NO_ADDRESS = "no address"
    BAD_ADDRESS = "bad address"
    ADDRESS_FAILED = "address failed"
    SWITCHED_OFF = "switched off"
    ASKED_TODAY = "asked today"
    DATE_MOVED = "date moved"
    SEEN = "seen on the page"
    NOTHING_TO_SAY = "nothing to say"


class NotSent(Exception):  # noqa: N818 - an outcome of a message, not an error of ours
    """The message is not sent, now or later.

    Args:
        why: the reason by name.
        told: the questions it would have told of, where another message did.
    """

    def __init__(self, why: Why, told: tuple[int, ...] = ()) -> None:
        super().__init__(why.value)
        self.why = why
        self.told = told


class NoWords(LookupError):  # noqa: N818 - a refusal is named after what was refused
    """This release cannot make words of that notice; another release may."""
