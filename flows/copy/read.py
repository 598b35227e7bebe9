"""Reads a whole file for who it is about: every row of every table in ``SOURCES``, with what is of others marked.

Only for who guides the case, and for a request that asks for a copy. Writes nothing but the log.
"""

from collections.abc import Iterator

from sqlmodel import col, select

from flows.copy.column import CALLED
from flows.copy.item import Copy, Entry, Item, Mask, Section
from flows.copy.reach import Reach, reach_of
from flows.copy.source import AS_TABLE, BY_POLICY, SECTIONS, SOURCES, Source
from flows.copy.value import Teller
from flows.copy.whose import is_kept_from_maker
from flows.queries.door import Opened, note, open_file
from models.access import Viewer
from models.code import Logged
from models.deed import Deed
from models.item import Item as Policy
from models.medical import CONCLUSION
from models.refusal import NotAllowed, Refused
from models.right import RIGHTS
from models.speech import mark, say
from models.store import Tx
from models.tables import RightMask, RightRequest
from notifications.plain import Language

CONTACT = frozenset({"phone", "email", "address"})
"""Fields of an answer that say how somebody is reached."""
UNSEEN = "…"
"""What who makes the copy sees of what is secret to them too."""
JSON = frozenset({"statement.words", "correction.before", "correction.after"})
"""Columns that hold fields."""


def copy_for(tx: Tx, viewer: Viewer, ref: str, request: int, language: Language) -> Copy:
    """The whole file as it would be handed over for that request, with what is left out still to be seen.

    Raises:
        Unknown: no such case, or none the viewer may know of.
        NotAllowed: the viewer does not guide it.
        Refused: nobody asked for a copy by that number, or it was refused.
    """
    opened, asked = _asked(tx, viewer, ref, request)
    reach = reach_of(tx, opened, asked.asker_id)
    decided = {
        row.item: row.masked for row in tx.session.exec(select(RightMask).where(RightMask.request_id == request))
    }
    found: dict[str, list[Entry]] = {name: [] for name in SECTIONS}
    for source in SOURCES:
        found[source.section] += _entries(Teller(reach, language), source, decided)
    sections = tuple(
        Section(name, say(SECTIONS[name], language), tuple(entries), name in AS_TABLE)
        for name, entries in found.items()
        if entries
    )
    return Copy(opened.case.ref, request, sections)


def release(tx: Tx, viewer: Viewer, ref: str, request: int, language: Language) -> Copy:
    """The copy as it is handed over; that it was taken stands in the log.

    Raises:
        Refused: as for ``copy_for``.
    """
    copy = copy_for(tx, viewer, ref, request, language)
    note(tx, open_file(tx, viewer, ref), Logged.EXPORT, f"right:{request}")
    return copy.released()


def _asked(tx: Tx, viewer: Viewer, ref: str, request: int) -> tuple[Opened, RightRequest]:
    opened = open_file(tx, viewer, ref)
    if not opened.may(Deed.CORRECT):
        raise NotAllowed(mark("Only who guides the case makes a copy of its file."))
    row = tx.session.get(RightRequest, request)
    if row is None or row.case_id != opened.case.id or not RIGHTS[row.kind].gives_copy:
        raise Refused(mark("No copy of this file was asked for."))
    if row.result in {"refused", "taken back"}:
        raise Refused(mark("No copy is given for this request any more."))
    return opened, row


def _entries(teller: Teller, source: Source, decided: dict[str, bool]) -> Iterator[Entry]:
    name = source.table.__tablename__
    first = next(iter(source.table.__table__.primary_key.columns)).name
    rows = select(source.table).where(source.of(teller.reach)).order_by(col(getattr(source.table, first)))
    for row in teller.reach.tx.session.exec(rows):
        key = f"{name}/{getattr(row, first)}"
        items = tuple(each.decided(decided.get(each.key)) for each in _items(teller, source, row, key))
        yield Entry(key, tuple(item for item in items if item.text), source.hidden)


def _items(teller: Teller, source: Source, row: object, key: str) -> Iterator[Item]:
    for column in source.columns:
        value = getattr(row, column)
        mask = _mask(teller.reach, source, row, column)
        if f"{source.table.__tablename__}.{column}" in JSON and value is not None:
            yield from _answer(teller, getattr(row, "form", None), value, f"{key}/{column}", column, mask)
        elif value is not None and is_kept_from_maker(teller.reach, row, column):
            label, sealed = say(CALLED[column], teller.language), Mask.SECRET_ADDRESS
            yield Item(f"{key}/{column}", column, label, UNSEEN, sealed, sealed, sealed=True)
        else:
            label = say(CALLED[column], teller.language)
            yield _item(f"{key}/{column}", column, label, teller.text(source.table, column, value), mask)


def _mask(reach: Reach, source: Source, row: object, column: str) -> Mask | None:
    found = source.whose(reach, row, column)
    if found is None and not reach.is_for_asker(BY_POLICY[source.section]):
        return Mask.NOT_FOR_PARENTS
    return found


def _answer(teller: Teller, form: str | None, words: str, key: str, column: str, mask: Mask | None) -> Iterator[Item]:
    for said in teller.fields(form, words):
        of_others = Mask.CONTACT if said.field in CONTACT else None
        if said.field == CONCLUSION and not teller.reach.is_for_asker(Policy.MEDICAL):
            of_others = Mask.NOT_FOR_PARENTS
        yield _item(f"{key}{said.path}", f"{column}{said.path}", said.label, said.text, mask or of_others)


def _item(key: str, name: str, label: str, text: str, mask: Mask | None) -> Item:
    return Item(key, name, label, text, mask, mask)
