"""Looking in an emergency without a part in the case: opened for a while, told to the privacy officer, looked at after.

Nobody gets this by itself: a person who signed in says why, each time. Source: domain.md, R5; NEN 7513.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import col, select

from flows.commands.question import lock_case, ties_of
from flows.commands.reading import as_fields
from flows.engine.matter import AMSTERDAM, CaseRow, Matter
from flows.engine.when import named_term
from flows.records.emergency import LASTS, ends_at, tell_privacy_officer
from models.access import RegionDeed, Viewer, links, may, may_in_region
from models.code import Logged, Role
from models.deed import Deed
from models.forms import line_from
from models.forms.emergency import EmergencyOpening, EmergencyReview
from models.link import Link
from models.look import Look
from models.refusal import BadAnswer, NotAllowed, Refused, Unknown
from models.secret import digest_of_birth, normalised
from models.speech import mark
from models.store import Store, Tx
from models.tables import Agency, CaseFile, EmergencyAccess, Person
from models.term import Term

ABOUT = "emergency access"


@dataclass(frozen=True, slots=True)
class OpenedNow:
    """A case that is open for somebody in an emergency, and until when."""

    ref: str
    until_at: datetime


def open_in_emergency(store: Store, viewer: Viewer, content: Any, now: datetime) -> OpenedNow:
    """Opens a case of the region for this professional; once more while it is open changes nothing and tells nobody.

    Raises:
        NotAllowed: only a professional who signed in may, and not where the region switched it off.
        Unknown: no such case, or not exactly one youth of that name and birth date.
        Refused: they see the file already.
    """
    said = line_from(EmergencyOpening, as_fields(content))
    with store.write(now) as tx:
        term = _term_for(tx, viewer)
        case = _case(tx, viewer, said)
        ties = ties_of(tx, case)
        if may(viewer, Deed.SEE_FILE, ties):
            raise Refused(mark("You can open case {ref} without this."), ref=case.ref)
        if Link.EMERGENCY in links(viewer, ties):
            return OpenedNow(case.ref, _still_open(tx, viewer, case))
        matter = Matter(tx, case, 0, "", 0, None, None, viewer.professional_id)
        access = EmergencyAccess(
            case_id=case.id,
            professional_id=viewer.professional_id,
            reason=said.reason,
            words=said.words,
            opened_at=now,
            until_at=ends_at(matter, term),
        )
        tx.session.add(access)
        tx.flush()
        tx.note(Look(viewer, Logged.COMMAND, case.id, ABOUT, Link.EMERGENCY))
        tell_privacy_officer(matter, access)
        return OpenedNow(case.ref, access.until_at)


def look_at_emergency(store: Store, viewer: Viewer, content: Any, now: datetime) -> int:
    """The privacy officer looked at an emergency access of the region, and found it needed or not; gives its number.

    Raises:
        NotAllowed: somebody else, or it was their own.
        BadAnswer: there is no such access, or it was looked at already.
    """
    said = line_from(EmergencyReview, as_fields(content))
    with store.write(now) as tx:
        if not may_in_region(viewer, RegionDeed.LOOK_AT_EMERGENCIES):
            tx.note(Look(viewer, Logged.REFUSED, about=ABOUT))
            raise NotAllowed(mark("Only the privacy officer can do this."))
        row = tx.session.get(EmergencyAccess, said.access)
        case = tx.session.get_one(CaseFile, row.case_id) if row else None
        if row is None or case is None or case.region_id != _region(tx, viewer):
            raise BadAnswer(
                mark("The field '{field}' does not fit: {why}."), "access", why=mark("there is no such access")
            )
        if row.professional_id == viewer.professional_id:
            raise NotAllowed(mark("Nobody looks at their own emergency access; another privacy officer does."))
        if row.looked_at is not None:
            raise Refused(mark("This was looked at already."))
        row.looked_at, row.looked_by_id, row.was_needed = now, viewer.professional_id, said.found == "needed"
        tx.session.add(row)
        tx.note(Look(viewer, Logged.COMMAND, case.id, ABOUT, Role.PRIVACY_OFFICER))
        return row.id


def _term_for(tx: Tx, viewer: Viewer) -> Term:
    """How long it lasts in the viewer's region.

    Raises:
        NotAllowed: this viewer may not, or nobody there.
    """
    if not may_in_region(viewer, RegionDeed.OPEN_IN_EMERGENCY):
        tx.note(Look(viewer, Logged.REFUSED, about=ABOUT))
        raise NotAllowed(mark("Only a professional who signed in opens a case in an emergency."))
    term = named_term(tx, _region(tx, viewer), LASTS, _today(tx))
    if term.off:
        raise NotAllowed(mark("Your region does not open cases in an emergency; call the coordinator."))
    return term


def _case(tx: Tx, viewer: Viewer, said: EmergencyOpening) -> CaseRow:
    """The case it is about, under its lock: by its number, or by all names of the youth and the date of birth."""
    ref = said.ref if said.ref is not None else _ref_of(tx, viewer, said.name or "", said.birth_on)
    case = lock_case(tx, ref, viewer)
    if case.region_id != _region(tx, viewer):
        tx.note(Look(viewer, Logged.REFUSED, case.id, ABOUT))
        raise Unknown(mark("There is no case {ref}."), ref=ref[:20])
    return case


def _ref_of(tx: Tx, viewer: Viewer, name: str, birth_on: date | None) -> str:
    """The only case of a youth of that name and birth date; the log holds the search without its words."""
    tx.note(Look(viewer, Logged.SEARCH, about=ABOUT, why=Link.EMERGENCY))
    rows = (
        select(CaseFile.ref, Person)
        .join(Person, col(Person.id) == CaseFile.youth_id)
        .where(
            CaseFile.region_id == _region(tx, viewer),
            Person.birth_digest == (digest_of_birth(birth_on) if birth_on else ""),
            col(CaseFile.merged_into_id).is_(None),
        )
    )
    typed = set(normalised(name).split())
    refs = [ref for ref, person in tx.session.exec(rows) if typed >= _names(person)]
    if len(refs) != 1:
        raise Unknown(mark("Not exactly one youth has this name and date of birth here; call the coordinator."))
    return refs[0]


def _names(person: Person) -> set[str]:
    """The words of a name somebody must know; a prefix may be left out."""
    return set(normalised(f"{person.given_name} {person.family_name or ''}").split())


def _still_open(tx: Tx, viewer: Viewer, case: CaseRow) -> datetime:
    rows = select(EmergencyAccess.until_at).where(
        EmergencyAccess.case_id == case.id, EmergencyAccess.professional_id == viewer.professional_id
    )
    return max(tx.session.exec(rows))


def _region(tx: Tx, viewer: Viewer) -> int:
    return tx.session.get_one(Agency, viewer.agency_id).region_id


def _today(tx: Tx) -> date:
    return tx.now.astimezone(AMSTERDAM).date()
