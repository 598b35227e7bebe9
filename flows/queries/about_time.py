"""What must be known to decide on contested days: which question, how many days, and why not. Never writes."""

from collections.abc import Callable, Iterator, Mapping

from flows.queries.delay import delays_of
from flows.queries.door import Opened
from flows.queries.fact import Fact
from flows.queries.people import agency_name
from flows.queries.waiting import WaitLine
from models.forms import question_named
from models.reason import REASONS
from models.speech import mark
from models.store import Tx
from models.tables import Contest, Wait


def _contest(tx: Tx, _opened: Opened, _line: WaitLine, about: int | None) -> Iterator[Fact]:
    row = tx.session.get(Contest, about)
    if row is None:
        return
    wait, delay = tx.session.get_one(Wait, row.wait_id), delays_of(tx, [row.wait_id])[row.wait_id]
    yield Fact(mark("For whom"), agency_name(tx, row.agency_id) or "")
    if wait.form is not None:
        yield Fact(mark("It is about this question"), question_named(wait.form, wait.form_version), coded=True)
    yield Fact(mark("Asked on"), delay.asked)
    if delay.due is not None:
        yield Fact(mark("Until"), delay.due)
    yield Fact(mark("Working days longer than agreed"), delay.per_agency.get(row.agency_id, 0))
    yield Fact(mark("Because"), REASONS[row.code].label, coded=True)
    if row.words:
        yield Fact(mark("In words"), row.words)


ABOUT_TIME: Mapping[str, Callable[[Tx, Opened, WaitLine, int | None], Iterator[Fact]]] = {"ContestDecided": _contest}
"""What a question about the time of another is about."""
