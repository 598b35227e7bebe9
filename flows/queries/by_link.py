"""What a link in a mail shows: its question as it stands now, or why there is nothing to answer. Writes nothing.

It shows the least that is needed: the number of the case, the question, its day, and which organisation asks.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlmodel import col, select

from flows.engine.matter import CaseRow, Matter
from flows.facts.closed_to import closes_question
from flows.facts.sharing import share_with, tie_of
from flows.queries.door import READ_CASE, Opened, may_know_whom, name_for, open_case
from flows.queries.fact import Fact
from flows.queries.medical import is_of_doctor
from flows.queries.option import Option
from flows.queries.people import agency_name
from flows.queries.pick_region import agencies
from flows.queries.question_about import NAMELESS, facts_about
from flows.queries.waiting import name_of, waits_of_cases
from models.access import Viewer
from models.code import WaitStatus
from models.forms import form_named
from models.forms.form import Form
from models.forms.plain_page import fits_a_plain_page
from models.holder import Holder, parsed
from models.link_pass import LinkPass
from models.speech import DEFAULT
from models.store import Tx
from models.tables import Agency, CaseFile, Meeting, OwnReference, Person, Professional, Wait


class State(StrEnum):
    """What a link leads to now."""

    OPEN = "open"
    SIGN_IN = "sign in"
    ANSWERED = "answered"
    MOVED = "moved"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class Linked:
    """The question behind a link.

    Attributes:
        viewer: who the link was given to, and may answer this question only.
        asker: the organisation that guides the case, where it is not the reader's own.
        answered_at: when it was answered.
        colleagues: who may have answered at the reader's organisation.
        of_doctor: it is asked of a youth doctor, who answers with a conclusion.
    """

    state: State
    viewer: Viewer
    ref: str
    key: str
    wait: int
    turn: int
    form: type[Form]
    version: int
    part: str
    due_on: date | None
    asker: str | None
    answered_at: datetime | None
    region: int
    holder: Holder
    colleagues: tuple[Option, ...] = ()
    of_doctor: bool = False

    @property
    def to_youth(self) -> bool:
        """The reader is the youth."""
        return self.part == "youth"


def linked(tx: Tx, held: LinkPass | None) -> Linked | None:
    """The question behind a pass; nothing where there is none, or its reader works there no more.

    A pass nobody gave is looked up all the same, so that it takes as long as one that leads nowhere.
    """
    wait = tx.session.get(Wait, held.wait if held else 0)
    viewer = reader_of(tx, held) if held else None
    if held is None or wait is None or wait.form is None or viewer is None:
        return None
    case = tx.session.get_one(CaseFile, wait.case_id)
    holder = Holder(wait.part or "", wait.agency_id, wait.professional_id, wait.person_id)
    form = form_named(wait.form, wait.form_version or 1)
    return Linked(
        state=_state(tx, held, wait, case, holder),
        viewer=viewer,
        ref=case.ref,
        key=wait.key,
        wait=wait.id,
        turn=wait.turn,
        form=form,
        version=wait.form_version or 1,
        part=wait.part or "",
        due_on=wait.due_on if wait.person_id is None else None,
        asker=_asker(tx, case, viewer),
        answered_at=wait.closed_at,
        region=case.region_id,
        holder=holder,
        colleagues=_colleagues(tx, wait.agency_id),
        of_doctor=is_of_doctor(tx, wait.agency_id),
    )


@dataclass(frozen=True, slots=True)
class Whom:
    """Whom a case is about, for who may know.

    Attributes:
        own_reference: the number the reader's agency gave it.
        facts: what must be known to answer.
    """

    name: str | None
    birth_on: date | None
    own_reference: str | None
    facts: tuple[Fact, ...] = ()


def whom_it_is_about(tx: Tx, found: Linked) -> Whom:
    """Name and birth date where the reader's agency may know them; and its own number, if it gave one."""
    reader = Viewer(found.viewer.professional_id, found.viewer.agency_id, language=found.viewer.language)
    opened = open_case(tx, reader, found.ref)
    own = select(OwnReference.reference).where(
        OwnReference.case_id == opened.case.id, OwnReference.agency_id == reader.agency_id
    )
    reference = tx.session.exec(own).first()
    knows = may_know_whom(tx, opened)
    facts = _facts(tx, opened, found) if knows or found.form.__name__ in NAMELESS else ()
    if not knows:
        return Whom(None, None, reference, facts)
    return Whom(name_for(tx, opened), tx.session.get_one(Person, opened.case.youth_id).birth_on, reference, facts)


def _facts(tx: Tx, opened: Opened, found: Linked) -> tuple[Fact, ...]:
    asked = [line for line in waits_of_cases(tx, [opened.case.id]) if line.id == found.wait]
    return tuple(fact for line in asked for fact in facts_about(tx, opened, line))


def agencies_of(tx: Tx, region: int) -> tuple[Option, ...]:
    """The organisations of the region, for "this is for somebody else"."""
    return tuple(agencies(tx, region))


def _state(tx: Tx, held: LinkPass, wait: Wait, case: CaseFile, holder: Holder) -> State:
    if wait.status in {WaitStatus.GIVEN, WaitStatus.DECLINED} and holder.token == held.holder:
        return State.ANSWERED
    if case.closed_at is not None:
        return State.CLOSED
    if wait.status != WaitStatus.OPEN or _is_closed(tx, wait, case):
        return State.WITHDRAWN
    if holder.token != held.holder:
        return State.MOVED
    if not _may_be_told(tx, wait, case):
        return State.WITHHELD
    return State.OPEN if fits_a_plain_page(form_named(wait.form or "", wait.form_version or 1)) else State.SIGN_IN


ABOUT_NOBODY = frozenset({"Hearing", "OrderDone", "OrderObjection", "Consents", "PartnerConsent"})
"""Questions that an agency may always see: about a binding decision on itself, or about whose yes is there."""


def _may_be_told(tx: Tx, wait: Wait, case: CaseFile) -> bool:
    """Whether the agency that is asked may know of the case today; one of the people may, who are asked themselves."""
    if wait.person_id is not None or wait.agency_id is None or wait.form in ABOUT_NOBODY:
        return True
    matter = _matter(tx, case)
    anonymous = case.anonymous or (wait.form == "Attendance" and _is_at_a_nameless_table(tx, wait))
    tie = tie_of(matter, wait.agency_id, wait.professional_id)
    return bool(share_with(matter, wait.agency_id, tie=tie, nameless=anonymous))


def _is_closed(tx: Tx, wait: Wait, case: CaseFile) -> bool:
    """The youth closed it to this person, who reads not a word about that: what the youth says is the youth's own."""
    return wait.person_id is not None and closes_question(_matter(tx, case), wait.person_id, wait)


def _matter(tx: Tx, case: CaseFile) -> Matter:
    return Matter(tx, CaseRow(*tx.one(READ_CASE, ref=case.ref) or ()), 0, "", 0, None, None)


def _is_at_a_nameless_table(tx: Tx, wait: Wait) -> bool:
    meetings = select(Meeting).where(Meeting.stage_run_id == wait.stage_run_id).order_by(col(Meeting.id).desc())
    meeting = tx.session.exec(meetings).first()
    return meeting is not None and meeting.anonymous


def reader_of(tx: Tx, held: LinkPass) -> Viewer | None:
    """Who holds the pass, if they are still there; a mailbox and one of the people have no number of their own."""
    kind, number = parsed(held.holder)
    if kind == "person":
        person = tx.session.get(Person, number)
        return Viewer(0, 0, language=person.language, only=held) if person else None
    if kind == "agency":
        agency = tx.session.get(Agency, number)
        return Viewer(0, number, only=held) if agency and agency.active else None
    asked = tx.session.get(Professional, number)
    row = tx.session.get(Professional, held.stands_in or number)
    agency = tx.session.get(Agency, row.agency_id) if row else None
    if asked is None or row is None or not row.active or agency is None or not agency.active:
        return None
    if asked.agency_id != row.agency_id:
        return None
    return Viewer(row.id, row.agency_id, language=row.language or DEFAULT, only=held)


def _asker(tx: Tx, case: CaseFile, viewer: Viewer) -> str | None:
    manager = tx.session.get(Professional, case.case_manager_id) if case.case_manager_id else None
    if manager is None or manager.agency_id == viewer.agency_id:
        return None
    return agency_name(tx, manager.agency_id) or None


def _colleagues(tx: Tx, agency: int | None) -> tuple[Option, ...]:
    if agency is None:
        return ()
    rows = tx.session.exec(
        select(Professional).where(Professional.agency_id == agency, Professional.active).order_by(col(Professional.id))
    )
    return tuple(Option(f"professional:{row.id}", name_of(row)) for row in rows)
