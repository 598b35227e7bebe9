"""Merging a double: two cases about one youth become one, under the number that is kept. Nothing is lost."""

from datetime import datetime
from typing import Any

from sqlmodel import col, select

from flows.commands.ending import end_all, insist_coordinator, open_again
from flows.commands.question import lock_case, see_case
from flows.commands.reading import as_fields
from flows.engine.matter import Matter
from flows.engine.post import put
from flows.engine.step import add_run
from flows.engine.who import holders
from flows.records.joining import bring_along, bring_notes_along
from models.access import Viewer
from models.code import Part, Stage
from models.forms import line_from
from models.forms.change import Merging
from models.refusal import BadAnswer, Refused, Unknown
from models.speech import mark
from models.store import Store, Tx
from models.tables import CaseFile, Remark


def merge(store: Store, viewer: Viewer, ref: str, content: Any, now: datetime) -> str:
    """Joins a case with another about the same youth; gives the number of the one that is kept.

    What the double still asked is taken back and asked anew where it matters; its number points to the kept case, and
    its history stays. A kept case that was closed is opened again when the double was open.

    Raises:
        Refused: not by the coordinator, the same case, another region, joined already, or somebody died.
    """
    said = line_from(Merging, as_fields(content))
    with store.write(now) as tx:
        here, there = _both(tx, viewer, ref, said.into)
        insist_coordinator(here, viewer)
        _insist_can_join(tx, here, there)
        double, kept = (tx.session.get_one(CaseFile, matter.case.id) for matter in (here, there))
        if double.closed_at is None:
            if kept.closed_at is not None:
                open_again(kept)
                tx.session.add(kept)
                tx.flush()
                add_run(tx, kept.id, Stage.INTAKE)
            bring_along(here, there)
            end_all(here, "joined", "joined")
        bring_notes_along(tx, double.id, kept.id)
        _point(tx, double.id, kept.id)
        tx.session.add_all(
            Remark(case_id=each, kind="merged", words=said.why, made_at=now, made_by=viewer.professional_id)
            for each in (double.id, kept.id)
        )
        put(there, holders(there, Part.CASE_MANAGER, None)[0], "RegistrationJoined")
        return kept.ref


def _both(tx: Tx, viewer: Viewer, ref: str, into: str) -> tuple[Matter, Matter]:
    """Both under their locks, the newer first: the one order in which two cases are ever locked."""
    names = [ref.strip().upper()[:12], into.strip().upper()[:12]]
    numbers = {row.ref: row.id for row in tx.session.exec(select(CaseFile).where(col(CaseFile.ref).in_(names)))}
    if names[0] in numbers and names[0] == names[1]:
        raise BadAnswer(mark("The field '{field}' does not fit: {why}."), "into", why=mark("it is this very case"))
    for name in names:
        if name not in numbers:
            raise Unknown(mark("There is no case {ref}."), ref=name)
    rows = {name: lock_case(tx, name, viewer) for name in sorted(names, key=lambda each: -numbers[each])}
    for row in rows.values():
        see_case(tx, viewer, row)
    here, there = (Matter(tx, rows[name], 0, Stage.INTAKE, 0, None, None, viewer.professional_id) for name in names)
    return here, there


def _insist_can_join(tx: Tx, here: Matter, there: Matter) -> None:
    double, kept = (tx.session.get_one(CaseFile, matter.case.id) for matter in (here, there))
    tx.session.refresh(double)
    tx.session.refresh(kept)
    if double.region_id != kept.region_id:
        raise BadAnswer(mark("The field '{field}' does not fit: {why}."), "into", why=mark("it is another region"))
    for row in (double, kept):
        if row.merged_into_id is not None:
            raise Refused(mark("Case {ref} was joined with another already."), ref=row.ref)
        if row.outcome == "deceased":
            raise Refused(mark("Case {ref} cannot be joined."), ref=row.ref)


def _point(tx: Tx, double: int, kept: int) -> None:
    """Its number points to the kept case, and so do the numbers that pointed to it."""
    found = select(CaseFile).where((col(CaseFile.id) == double) | (col(CaseFile.merged_into_id) == double))
    for row in tx.session.exec(found).all():
        row.merged_into_id = kept
        tx.session.add(row)
    tx.flush()
