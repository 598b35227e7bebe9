"""What one case asks of everybody: forms, single clicks and mails, for plain and for heavy cases. Reads only."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache
from statistics import median
from typing import Any

from sqlalchemy import func, select

from flows.engine.hot import CASE, MESSAGE, RUN, STATEMENT, WAIT
from models.forms import FORMS
from models.forms.form import Form
from models.store import Tx

YEAR = timedelta(days=365)
MANY_PARTNERS = 6
MEASURES = ("forms", "clicks", "answers", "mails", "letters", "copies", "in overviews")
"""What is counted of a case.

- ``mails``: to those who work on it; an overview is one mail, shared by the cases it tells of. These are what
  process.md states a number for.
- ``letters``: to the youth and family. The same letter to a youth and to each parent is one: nobody reads it twice.
- ``copies``: all that left the house: the mails, and each copy of a letter.
- ``in overviews``: in how many overviews something of it stood.
"""


@cache
def is_one_click(form: str) -> bool:
    """Whether a form asks one thing at most: a yes, a day, a choice; with a few words if one likes."""
    fields = [field for name, field in FORMS[form].model_fields.items() if name not in Form.model_fields]
    needed = [field for field in fields if field.is_required()]
    return len(fields) <= 2 and len(needed) <= 1 and not any("list" in str(field.annotation) for field in needed)


def loads(tx: Tx) -> dict[str, dict[str, Any]]:
    """What plain cases took (light help, and that was it), and the first year of heavy ones (six agencies or more)."""
    rows: Sequence[Any] = tx.connection.execute(select(CASE.c.id, CASE.c.opened_at)).all()
    opened = dict(rows)
    counts = counts_of(tx, opened)
    return {name: _summed(counts, cases) for name, cases in {"plain": _plain(tx), "heavy": _heavy(tx)}.items()}


def _plain(tx: Tx) -> list[int]:
    helped = select(WAIT.c.case_id).where(WAIT.c.form == "Helped", WAIT.c.status == "given")
    weighed_again = select(WAIT.c.case_id).where(WAIT.c.form == "Weighing", WAIT.c.key != "weighing")
    rows = tx.connection.execute(
        select(CASE.c.id)
        .join(RUN, RUN.c.case_id == CASE.c.id)
        .where(CASE.c.outcome == "helped", CASE.c.reopened == 0, CASE.c.id.in_(helped), CASE.c.id.not_in(weighed_again))
        .group_by(CASE.c.id)
        .having(func.count() == 1)
        .order_by(CASE.c.id)
    )
    return [case for (case,) in rows]


def _heavy(tx: Tx) -> list[int]:
    newest = tx.connection.execute(select(func.max(WAIT.c.asked_at))).scalar()
    rows = tx.connection.execute(
        select(CASE.c.id, CASE.c.opened_at, func.coalesce(CASE.c.closed_at, newest))
        .join(WAIT, WAIT.c.case_id == CASE.c.id)
        .group_by(CASE.c.id, CASE.c.opened_at, CASE.c.closed_at)
        .having(func.count(WAIT.c.agency_id.distinct()) >= MANY_PARTNERS)
        .order_by(CASE.c.id)
    )
    return [case for case, opened_at, ended_at in rows if ended_at - opened_at >= YEAR]


def counts_of(tx: Tx, opened: Mapping[int, datetime]) -> dict[tuple[int, str], float]:
    """Per case and measure, in its first year; the registration is a form, too."""
    counts: dict[tuple[int, str], float] = defaultdict(float, {(case, "forms"): 1 for case in opened})
    said = tx.connection.execute(
        select(STATEMENT.c.case_id, STATEMENT.c.form, STATEMENT.c.recorded_at).where(STATEMENT.c.kind == "answer")
    )
    for case, form, at in said:
        if at - opened[case] <= YEAR:
            counts[case, "clicks" if is_one_click(form) else "forms"] += 1
            counts[case, "answers"] += 1
    for case, measure, number, at in _mails(tx):
        if at - opened[case] <= YEAR:
            counts[case, measure] += number
    return counts


def _mails(tx: Tx) -> Iterator[tuple[int, str, float, datetime]]:
    """What each mail counts for: of which case, in which measure, how much, and when it left."""
    columns = (MESSAGE.c[name] for name in ("case_id", "to_person_id", "notice", "queued_at", "done_at"))
    on_their_own = select(*columns).where(
        MESSAGE.c.status == "sent", MESSAGE.c.case_id.is_not(None), MESSAGE.c.gathered_at.is_(None)
    )
    letters: set[tuple[int, str, datetime]] = set()
    for case, person, notice, queued_at, at in tx.connection.execute(on_their_own):
        yield case, "copies", 1, at
        if person is None:
            yield case, "mails", 1, at
        elif (case, notice, queued_at) not in letters:
            letters.add((case, notice, queued_at))
            yield case, "letters", 1, at
    for at, cases in _overviews(tx):
        for case in cases:
            yield case, "in overviews", 1, at
            yield case, "mails", 1 / len(cases), at
            yield case, "copies", 1 / len(cases), at


def _overviews(tx: Tx) -> Iterator[tuple[datetime, set[int]]]:
    """Each overview that was sent: when, and of which cases it told. It is one mail, shared by those cases."""
    gathered: dict[tuple[int | None, int | None, datetime], set[int]] = {}
    found = select(MESSAGE.c.case_id, MESSAGE.c.gathered_for_id, MESSAGE.c.to_agency_id, MESSAGE.c.done_at).where(
        MESSAGE.c.status == "sent", MESSAGE.c.gathered_at.is_not(None)
    )
    for case, reader, agency, at in tx.connection.execute(found):
        gathered.setdefault((reader, None if reader else agency, at), set()).add(case)
    for (_, _, at), cases in gathered.items():
        yield at, cases


def _summed(counts: dict[tuple[int, str], float], cases: Iterable[int]) -> dict[str, Any]:
    numbers = list(cases)
    found: dict[str, Any] = {"cases": len(numbers)}
    for measure in MEASURES:
        each = [counts.get((case, measure), 0) for case in numbers]
        found[measure] = {"median": _round(median(each)), "most": _round(max(each))} if each else None
    return found


def _round(number: float) -> float:
    """One decimal, and none where there is nothing behind it."""
    return int(number) if number == int(number) else round(number, 1)
