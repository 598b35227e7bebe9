"""One thing somebody saw or did with a case, on its way to the log. Numbers and codes only; writes nothing.

Source: NEN 7513: which event, when, which client, by whom, on whose behalf, and why they might.
"""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

from models.access import Viewer
from models.code import Logged

AGAIN_AFTER = timedelta(minutes=10)
"""A page is drawn anew with every click; the same look by the same person within this time is one line."""

READS = frozenset({Logged.SEE_CASE, Logged.SEE_FILE, Logged.SEE_NAME, Logged.SEE_DRAFT})
FILTERS = frozenset({"school", "place", "sector", "number"})
"""By what a list of cases is filtered: kept as a page is redrawn, like a read."""
_MOST_KNOWN = 20_000


@dataclass(frozen=True, slots=True)
class Look:
    """One line to be.

    Attributes:
        case: the number of its row; none for what is about no case.
        about: the key of a question, the name of a deed, or a code; never words.
        why: what the viewer is to the case, by which they might.
        behalf: the colleague it was done for.
    """

    viewer: Viewer
    what: Logged
    case: int | None = None
    about: str | None = None
    why: str | None = None
    behalf: int | None = None


def worth_a_line(looks: Iterable[Look]) -> list[Look]:
    """Each once; that a case was locked for somebody says nothing more where it stands what for."""
    every = list(dict.fromkeys(looks))
    said = {look.case for look in every if look.what in {Logged.ANSWER, Logged.COMMAND} and (look.about or look.why)}
    return [look for look in every if look.what is not Logged.COMMAND or look.about or look.case not in said]


class Recently:
    """What was looked at a moment ago, by this process; bounded."""

    def __init__(self, again_after: timedelta = AGAIN_AFTER, most: int = _MOST_KNOWN) -> None:
        self._again_after, self._most = again_after, most
        self._at: OrderedDict[Look, datetime] = OrderedDict()
        self._lock = Lock()

    def fresh(self, looks: Iterable[Look], now: datetime) -> list[Look]:
        """Those that are worth a line now: what was done always, what was seen not twice in a short time."""
        with self._lock:
            return [look for look in worth_a_line(looks) if self._is_fresh(look, now)]

    def _is_fresh(self, look: Look, now: datetime) -> bool:
        if look.what not in READS and look.about not in FILTERS:
            return True
        before = self._at.get(look)
        # A clock that was put back counts as another day.
        if before is not None and before <= now < before + self._again_after:
            return False
        self._at[look] = now
        self._at.move_to_end(look)
        if len(self._at) > self._most:
            self._at.popitem(last=False)
        return True
