"""A region changes one of its terms from a day on. Never touches a question that runs: it keeps its own term."""

from datetime import date, datetime
from typing import Any

from sqlmodel import select

from flows.commands.reading import as_fields
from flows.commands.regional import insist_as_seen, insist_on_region
from flows.engine.matter import AMSTERDAM
from flows.engine.when import named_term
from flows.queries.region_term import TermLine, term_of_region
from models.access import Viewer
from models.amount import Amount, BadTerm, parse
from models.forms import line_from
from models.forms.region import TermChange
from models.refusal import BadAnswer
from models.speech import mark
from models.store import Store, Tx
from models.tables import TermRow


def change_term(store: Store, viewer: Viewer, content: Any, now: datetime, *, seen: TermLine | None = None) -> int:
    """Changes a term of the viewer's region; changing it twice from the same day is one change. Gives its number.

    Args:
        store: the domain database.
        viewer: an administrator or the coordinator of the region.
        content: the fields of ``TermChange``.
        now: the moment.
        seen: the term as the person saw it.

    Raises:
        Refused: no such term, an amount of zero or more than ten years, a day that has passed, or not by this viewer.
        Changed: somebody else changed it meanwhile.
    """
    said = line_from(TermChange, as_fields(content))
    with store.write(now) as tx:
        region = insist_on_region(tx, viewer)
        insist_as_seen(seen, lambda: term_of_region(tx, viewer, said.name))
        return take_term(tx, region, said, now.astimezone(AMSTERDAM).date())


def take_term(tx: Tx, region: int, said: TermChange, today: date) -> int:
    """As ``change_term``, within what is being done already."""
    amount = amount_in("amount", said.amount)
    urgent = amount_in("urgent", said.urgent) if said.urgent is not None else None
    if said.valid_from < today:
        raise BadAnswer(mark("A term changes from today on, or from a later day."), "valid_from")
    before = named_term(tx, region, said.name, said.valid_from)
    row = _row(tx, region, said.name, said.valid_from)
    row.amount, row.unit = amount.number, amount.unit.value
    row.kind = said.kind or before.kind.value
    row.urgent_amount, row.urgent_unit = (urgent.number, urgent.unit.value) if urgent else (None, None)
    row.off, row.ground = said.off, said.ground
    tx.session.add(row)
    tx.flush()
    return row.id


def _row(tx: Tx, region: int, name: str, valid_from: date) -> TermRow:
    found = tx.session.exec(
        select(TermRow).where(TermRow.region_id == region, TermRow.name == name, TermRow.valid_from == valid_from)
    ).first()
    return found or TermRow(region_id=region, name=name, amount=1, unit="", kind="", ground="", valid_from=valid_from)


def amount_in(field: str, words: str) -> Amount:
    """How long, as somebody wrote it.

    Raises:
        BadAnswer: that is no term; the sentence names the field.
    """
    try:
        return parse(words)
    except BadTerm as wrong:
        raise BadAnswer(mark("The field '{field}' does not fit. {why}"), field, why=wrong) from None
