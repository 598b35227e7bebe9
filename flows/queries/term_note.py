"""Says under which term a question runs, and that the region changed it since. Counts no day.

A term changed by the region holds for new questions; old ones keep theirs, and both are said.
"""

from collections.abc import Iterator
from datetime import date

from babel.dates import format_date
from sqlmodel import col, select

from flows.queries.delay import ACCEPTED, OPEN, STAYS
from flows.queries.waiting import WaitLine
from models.amount import Amount, Unit
from models.kind import Kind
from models.label import LABELS
from models.speech import mark, say
from models.store import Tx
from models.tables import CaseFile, TermRow


def term_note(tx: Tx, line: WaitLine, language: str) -> list[str]:
    """Sentences about the time an open question has, in order; none where it has no term and nothing is contested.

    "5 working days, agreed, from 12 November"; and, where it is so, that a new day was agreed since, how long its
    clock stands still, and what the region made of the term for questions asked later.
    """
    return [*(_sentences(tx, line, language) if line.term else ()), *_contest(line, language)]


_CONTESTED = {
    OPEN: mark("the agency does not agree with the days counted"),
    ACCEPTED: mark("the days up to the decision do not count for the agency"),
    STAYS: mark("the coordinator decided that these days count"),
}


def _contest(line: WaitLine, language: str) -> Iterator[str]:
    if line.contested is not None:
        yield say(_CONTESTED[line.contested], language)


def _sentences(tx: Tx, line: WaitLine, language: str) -> Iterator[str]:
    own = _term(line.term_amount or 1, line.term_unit, line.term_kind, language)
    yield say(mark("{term}, from {day}"), language, term=own, day=_day(line.opens_on or line.since, language))
    if line.agreed_from is not None:
        yield say(mark("a new day was agreed on {day}"), language, day=_day(line.agreed_from, language))
    if line.paused_until is not None:
        yield say(mark("the clock stands still until {day}"), language, day=_day(line.paused_until, language))
    for row in _changes_since(tx, line):
        changed = _term(row.amount, row.unit, row.kind, language)
        if row.off:
            changed = say(mark("without a last day"), language)
        day = _day(row.valid_from, language)
        yield say(
            mark("asked from {day} on: {term}; this question keeps its own term"), language, term=changed, day=day
        )


def _changes_since(tx: Tx, line: WaitLine) -> list[TermRow]:
    """What the region changed after the question was asked; a change that is no change for it is left out."""
    asked = line.opens_on or line.since
    rows = tx.session.exec(
        select(TermRow)
        .join(CaseFile, col(CaseFile.region_id) == TermRow.region_id)
        .where(CaseFile.id == line.case_id, TermRow.name == line.term, col(TermRow.valid_from) > asked)
        .order_by(col(TermRow.valid_from))
    ).all()
    same = (line.term_amount, line.term_unit, line.term_kind, False)
    return [row for row in rows if (row.amount, row.unit, row.kind, row.off) != same]


def _term(amount: int, unit: str | None, kind: str | None, language: str) -> str:
    words = Amount(amount, Unit(unit or "")).words(language)
    return f"{words}, {say(LABELS[Kind][Kind(kind or '')], language)}"


def _day(day: date, language: str) -> str:
    return format_date(day, "d MMMM", locale=language)
