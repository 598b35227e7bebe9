"""How a run ends, and how the case closes with its last run, under the same lock. Knows no stage's story."""

from collections.abc import Iterable
from datetime import date
from itertools import compress

from sqlalchemy import BindParameter, bindparam, exists, select

from flows.engine import hot, post, when, who
from flows.engine.answer import Ending
from flows.engine.heard import sits_there
from flows.engine.matter import Matter
from flows.engine.step import add_run
from flows.records.instrument import give_all_back
from flows.records.money import release_all
from flows.records.order_end import end_all_orders
from flows.records.stopping import STOPPED, offer_one_check
from models.code import Errand, Part, Stage
from models.ending import KEEPS_OPEN, OUTCOMES, OUTLASTS
from models.holder import Holder
from models.prepared import Prepared
from models.tables import BudgetEntry, Imposition, InstrumentUse

_MONEY, _USE, _ORDER = hot.table(BudgetEntry), hot.table(InstrumentUse), hot.table(Imposition)
_CASE: BindParameter[int] = bindparam("case")
READ_BOUND = Prepared(
    select(
        exists().where(_MONEY.c.case_id == _CASE, _MONEY.c.action_id.is_not(None)),
        exists().where(_USE.c.case_id == _CASE, _USE.c.ended_at.is_(None)),
        exists().where(_ORDER.c.case_id == _CASE, _ORDER.c.ended_at.is_(None)),
    )
)
LET_GO = (release_all, give_all_back, end_all_orders)
"""What a case that closes lets go of, each where ``READ_BOUND`` says that there is any: most cases have nothing."""


def end_run(matter: Matter, version: int | None, ending: Ending, *, said: int | None = None) -> None:
    """Ends a run, takes back what it left open, starts where it goes to, and closes the case after its last run.

    A stage that ends with an outcome while no other stage runs ends the case: what is still open is taken back by
    name. A case that would close without an outcome is asked for one. Source: process.md, "Every ending".

    Args:
        matter: the run that ends.
        version: of its story.
        ending: how it ends.
        said: the answer it ended with; who gave it sees the ending on the page.
    """
    _ended(matter, matter.run, version, ending.outcome, "the stage ended")
    if ending.goes_to:
        add_run(matter.tx, matter.case.id, ending.goes_to, parent=matter.run)
        return
    if matter.stage in OUTLASTS:
        return
    others = dict(matter.tx.all(hot.OPEN_RUNS, case=matter.case.id))
    if ending.outcome in OUTCOMES and not any(stage in DECIDES for stage in others.values()):
        _take_back(matter, [run for run, stage in others.items() if stage not in OUTLASTS])
        close_case(matter, ending.outcome, said=said)
    elif not any(stage in KEEPS_OPEN for stage in others.values()):
        add_run(matter.tx, matter.case.id, Errand.CLOSING, parent=matter.run)


DECIDES = frozenset({*Stage, Errand.CLOSING})
"""Runs that end with an outcome of the case; while one is open, no other run closes it."""


def _take_back(matter: Matter, runs: Iterable[int]) -> None:
    for run in runs:
        for number, part, agency, professional in matter.tx.all(hot.OPEN_AGENCY_WAITS, run=run):
            post.put(matter, Holder(part, agency, professional), "QuestionWithdrawn", {"waits": [number]})
        _ended(matter, run, None, "the case closed", "the case closed")


def close_case(matter: Matter, outcome: str, *, said: int | None = None) -> None:
    """Closes the case with its outcome and the day until which it is kept; referrer and youth are told.

    A youth who stops, in whatever stage, is offered one light check. Under twelve those with custody read for them.
    """
    until = _retain_until(matter, outcome)
    bound = matter.tx.one(READ_BOUND, case=matter.case.id) or ()
    for let_go in compress(LET_GO, bound):
        let_go(matter)
    matter.tx.run(hot.CLOSE_CASE, case=matter.case.id, now=matter.now, case_outcome=outcome, until=until)
    if outcome == STOPPED:
        offer_one_check(matter)
    for holder in who.holders(matter, Part.REFERRER, None):
        tell = post.keep if sits_there(matter, said, holder) else post.put
        tell(matter, holder, "CaseEnded", {"outcome": outcome})
    for holder in who.who_reads_letters(matter) if OUTCOMES[outcome].tells_youth else ():
        post.put(matter, holder, "CaseClosed", {"outcome": outcome})


def end_open_run(matter: Matter, run: int, outcome: str, code: str) -> None:
    """Ends a run from outside, with an outcome from the table of what cuts runs short; what it asked is taken back."""
    _ended(matter, run, None, outcome, code)


def _ended(matter: Matter, run: int, version: int | None, outcome: str, code: str) -> None:
    matter.tx.run(hot.CLOSE_WAITS_OF_RUN, run=run, now=matter.now, code=code)
    matter.tx.run(hot.DROP_WAKE_UPS, run=run)
    matter.tx.run(hot.RUN_ENDED, run=run, run_version=version, run_outcome=outcome, now=matter.now)


def _retain_until(matter: Matter, outcome: str) -> date:
    term = OUTCOMES[outcome].retained
    return when.due(matter, term, agency=None).on or matter.today
