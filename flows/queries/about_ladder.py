"""What must be known to answer a question of the ladder: which step, why, about what, since when. Never writes."""

from collections.abc import Callable, Iterator, Mapping

from flows.queries.door import Opened
from flows.queries.fact import Fact
from flows.queries.people import holder_name
from flows.queries.waiting import WaitLine
from models.forms import question_named
from models.ladder import shipped
from models.reason import REASONS
from models.speech import mark
from models.store import Tx
from models.tables import LadderStep, Wait


def _step(tx: Tx, opened: Opened, _line: WaitLine, about: int | None) -> Iterator[Fact]:
    """Words that somebody wrote when taking the step are for who guides the case, and for who decides now."""
    row = tx.session.get(LadderStep, about)
    if row is None:
        return
    rung = shipped()[0][row.step]
    yield Fact(mark("The step"), rung.en if opened.viewer.language == "en" else rung.nl)
    yield Fact(mark("Because"), REASONS[row.reason].label, coded=True)
    if row.words:
        yield Fact(mark("In words"), row.words)
    wait = tx.session.get(Wait, row.wait_id) if row.wait_id else None
    if wait is not None and wait.form is not None:
        yield Fact(mark("It is about this question"), question_named(wait.form, wait.form_version), coded=True)
        yield Fact(mark("Asked of"), holder_name(tx, wait.agency_id, wait.professional_id, wait.person_id))
        if wait.due_on is not None:
            yield Fact(mark("Until"), wait.due_on)
    if row.refused_at is not None and row.refused_why:
        yield Fact(mark("Not taken before, because"), row.refused_why)


ABOUT_LADDER: Mapping[str, Callable[[Tx, Opened, WaitLine, int | None], Iterator[Fact]]] = {
    "AdministratorsDecided": _step,
    "Breakthrough": _step,
    "StepConfirmed": _step,
    "TableDecided": _step,
}
"""What each question of the ladder is about."""
