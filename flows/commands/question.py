"""Finds the question somebody wants to answer, under the lock of its case, and says whether they may."""

from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import bindparam, select

from flows.engine.hot import LOCK_CASE_OF_REF, READ_RUN, WAIT, table
from flows.engine.journal import OpenWait
from flows.engine.matter import CaseRow, Matter
from models.access import Asked, Ties, Viewer, insist, links, may, may_answer, on_behalf_of
from models.code import Logged, Relation
from models.deed import Deed
from models.holder import Holder
from models.item import Item
from models.link import Link
from models.look import Look
from models.policy import MAY, allows
from models.prepared import Prepared
from models.reference import as_kept
from models.refusal import NotAllowed, NotOpen, Refused, Unknown
from models.speech import mark
from models.store import Tx
from models.tables import CasePerson, Partner, Professional

_PARTNER, _CASE_PERSON = table(Partner), table(CasePerson)

FIND_WAITS = Prepared(
    select(
        WAIT.c.id, WAIT.c.stage_run_id, WAIT.c.kind, WAIT.c.form, WAIT.c.form_version, WAIT.c.status, WAIT.c.part,
        WAIT.c.agency_id, WAIT.c.professional_id, WAIT.c.person_id, WAIT.c.turn, WAIT.c.quorum, WAIT.c.refused_by,
    )
    .where(WAIT.c.case_id == bindparam("case"), WAIT.c.key == bindparam("wait_key"), WAIT.c.kind != "date")
    .order_by(WAIT.c.id.desc())
)  # fmt: skip
READ_PARTNERS = Prepared(
    select(_PARTNER.c.agency_id).where(
        _PARTNER.c.case_id == bindparam("case"), _PARTNER.c.joined_at.is_not(None), _PARTNER.c.left_at.is_(None)
    )
)
READ_ASKED = Prepared(
    select(WAIT.c.agency_id)
    .where(WAIT.c.case_id == bindparam("case"), WAIT.c.closed_at.is_(None), WAIT.c.agency_id.is_not(None))
    .distinct()
)
READ_TRUSTED = Prepared(
    select(_CASE_PERSON.c.professional_id).where(
        _CASE_PERSON.c.case_id == bindparam("case"),
        _CASE_PERSON.c.relation == Relation.TRUSTED_PERSON,
        _CASE_PERSON.c.until_on.is_(None),
        _CASE_PERSON.c.professional_id.is_not(None),
    )
)


class AskedRow(NamedTuple):
    """A question as the database has it; the columns of ``FIND_WAITS``."""

    id: int
    run: int
    kind: str
    form: str | None
    form_version: int | None
    status: str
    part: str
    agency_id: int | None
    professional_id: int | None
    person_id: int | None
    turn: int
    quorum: str | None
    refused_by: int


@dataclass(frozen=True, slots=True)
class Found:
    """A question, the run it belongs to, its turn, and how many agencies said that it is not theirs."""

    matter: Matter
    wait: OpenWait
    turn: int
    refused_by: int


def lock_case(tx: Tx, ref: str, viewer: Viewer | None = None) -> CaseRow:
    """Locks a case by its number, for what the viewer does to it, which the log holds; none: the process does it.

    Raises:
        Unknown: no such case.
    """
    row = tx.one(LOCK_CASE_OF_REF, ref=as_kept(ref))
    if row is None:
        if viewer is not None:
            ties_of(tx, NO_CASE)
            tx.note(Look(viewer, Logged.REFUSED, about="unknown case"))
        raise Unknown(mark("There is no case {ref}."), ref=as_kept(ref))
    case = CaseRow(*row)
    if viewer is not None:
        tx.note(Look(viewer, Logged.COMMAND, case.id))
    return case


NO_CASE = CaseRow(0, "", 0, 0, False, None, 0, None, None, None, None)
"""Looked at where there is no case: what is not there takes the same statements to refuse as what may not be known."""


def ties_of(tx: Tx, case: CaseRow) -> Ties:
    """What must be known of a case to say what somebody is to it."""
    trusted = tx.all(READ_TRUSTED, case=case.id)
    return Ties(
        case.case_manager_id,
        case.consultant_id,
        case.coach_id,
        case.referrer_agency_id,
        frozenset(row[0] for row in tx.all(READ_PARTNERS, case=case.id)),
        trusted[-1][0] if trusted else None,
        case.id,
        frozenset(row[0] for row in tx.all(READ_ASKED, case=case.id)),
        case.region_id,
    )


def see_case(tx: Tx, viewer: Viewer, case: CaseRow) -> frozenset[Link]:
    """What the viewer is to a case.

    Raises:
        Unknown: nothing by which they may know of it; then nobody says that the case is there.
    """
    held = links(viewer, ties_of(tx, case))
    if not allows(held, Item.NUMBER):
        tx.note(Look(viewer, Logged.REFUSED, case.id))
        raise Unknown(mark("There is no case {ref}."), ref=case.ref)
    return held


def insist_deed(tx: Tx, viewer: Viewer, case: CaseRow, deed: Deed) -> None:
    """Puts in the log what the viewer does to a case, or that it was refused.

    Raises:
        NotAllowed: what the viewer is to it does not allow this.
    """
    ties = ties_of(tx, case)
    if not may(viewer, deed, ties):
        tx.note(Look(viewer, Logged.REFUSED, case.id, deed))
    insist(viewer, deed, ties)
    why = next((link.value for link in Link if link in links(viewer, ties) and link in MAY[deed]), None)
    tx.note(Look(viewer, Logged.COMMAND, case.id, deed, why, on_behalf_of(viewer, ties)))


def find(tx: Tx, viewer: Viewer, ref: str, key: str, wait: int | None = None) -> tuple[Found, bool]:
    """The question of that key that the viewer may answer, and whether it is open.

    Several may share a key: one's own comes first, then the agency's, then those of the people one may record for.

    Raises:
        Unknown: no such case, or none the viewer may know of.
        NotOpen: no such question was ever asked.
        NotAllowed: it is somebody else's.
    """
    case, rows = _asked(tx, viewer, ref, key, wait)
    ties: Ties | None = None
    for row in _in_order(rows, viewer.professional_id, viewer.agency_id):
        if row.agency_id != viewer.agency_id:
            ties = ties or ties_of(tx, case)
        asked = Asked(row.part, row.agency_id, row.professional_id, row.person_id, row.id, row.form)
        if may_answer(viewer, asked, ties or _NO_TIES):
            return _found(tx, case, key, row), row.status == "open"
    see_case(tx, viewer, case)
    why_not = _why_not(rows, case.ref, key)
    if isinstance(why_not, NotAllowed) or not (rows or wait is None):
        tx.note(Look(viewer, Logged.REFUSED, case.id, key))
    raise why_not


_NO_TIES = Ties(None, None, None, 0)


def find_for_another(
    tx: Tx, viewer: Viewer, ref: str, key: str, by: int, wait: int | None = None
) -> tuple[Found, bool]:
    """The question of that key that is for ``by`` or their agency, or one of the people's whom they heard.

    Raises:
        Unknown: no such case.
        NotOpen: no such question was ever asked.
        NotAllowed: it is not for them.
    """
    case, rows = _asked(tx, viewer, ref, key, wait)
    speaker = tx.session.get(Professional, by)
    agency = speaker.agency_id if speaker else 0
    for row in _in_order(rows, by, agency):
        if row.agency_id in {agency, None}:
            return _found(tx, case, key, row), row.status == "open"
    raise _why_not(rows, case.ref, key)


def again(found: Found) -> tuple[Found, bool]:
    """A question that was found in this very transaction, as it stands now, and whether it is open still."""
    tx, wait, case = found.matter.tx, found.wait, found.matter.case
    row = _rows(tx, case, wait.key, wait.id)[0]
    return _found(tx, case, wait.key, row), row.status == "open"


def _asked(tx: Tx, viewer: Viewer, ref: str, key: str, wait: int | None) -> tuple[CaseRow, list[AskedRow]]:
    case = lock_case(tx, ref, viewer)
    return case, _rows(tx, case, key, wait)


def _rows(tx: Tx, case: CaseRow, key: str, wait: int | None) -> list[AskedRow]:
    rows = [AskedRow(*row) for row in tx.all(FIND_WAITS, case=case.id, wait_key=key[:80])]
    return [row for row in rows if wait in {None, row.id}]


def _in_order(rows: list[AskedRow], professional: int, agency: int) -> list[AskedRow]:
    """The run that still asks comes first, the newest of several; in it one's own question, then the agency's."""
    asking = {row.run for row in rows if row.status == "open"}

    def place(row: AskedRow) -> tuple[bool, int, bool, bool, bool]:
        not_mine = row.professional_id != professional
        return row.run not in asking, -row.run, not_mine, row.agency_id != agency, row.status != "open"

    return sorted(rows, key=place)


def _found(tx: Tx, case: CaseRow, key: str, row: AskedRow) -> Found:
    stage, number, _, about, parent, _ = tx.one(READ_RUN, run=row.run) or ("", 0, None, None, None, None)
    matter = Matter(tx, case, row.run, stage, number, about, parent)
    holder = Holder(row.part, row.agency_id, row.professional_id, row.person_id)
    wait = OpenWait(
        row.id, key, row.kind, row.form, None, (), row.quorum, row.status, None, None, holder, row.form_version
    )
    return Found(matter, wait, row.turn, row.refused_by)


def _why_not(rows: list[AskedRow], ref: str, key: str) -> Refused:
    if not rows:
        return NotOpen(mark("The question '{key}' is not open in case {ref}."), key=key[:80], ref=ref)
    if not any(row.status == "open" for row in rows):
        return NotOpen(mark("The question '{key}' is not open any more in case {ref}."), key=key[:80], ref=ref)
    return NotAllowed(mark("The question '{key}' is not for you or your agency."), key=key[:80])
