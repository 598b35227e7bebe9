"""The door to one case: opened for who has a part in it or is asked something there. Never locks, never writes."""

from dataclasses import dataclass

from sqlalchemy import bindparam, select

from flows.commands.question import NO_CASE, ties_of
from flows.engine.hot import CASE, CASE_COLUMNS
from flows.engine.matter import CaseRow, Matter
from flows.engine.who import age_of
from flows.facts.sharing import has_ground
from models.access import Ties, Viewer, links, on_behalf_of
from models.age import age_band
from models.code import Logged
from models.condition import PLAIN, Thing
from models.deed import Deed
from models.item import Action, Item
from models.link import Link
from models.look import Look
from models.policy import DEEDS, allows
from models.prepared import Prepared
from models.reference import as_kept
from models.refusal import NotAllowed, Unknown
from models.resemblance import full_name
from models.speech import mark
from models.store import Tx
from models.tables import CaseFile, Person

READ_CASE = Prepared(select(*(CASE.c[name] for name in CASE_COLUMNS)).where(CASE.c.ref == bindparam("ref")))


@dataclass(frozen=True, slots=True)
class Opened:
    """A case, opened for one viewer.

    Attributes:
        held: what the viewer is to it.
    """

    viewer: Viewer
    case: CaseRow
    ties: Ties
    held: frozenset[Link]

    def may(self, deed: Deed, thing: Thing = PLAIN) -> bool:
        """Whether what the viewer is to the case allows this."""
        return allows(self.held, *DEEDS[deed], thing)

    def sees(self, item: Item, thing: Thing = PLAIN) -> bool:
        """Whether what the viewer is to the case lets them see this one thing of it."""
        return allows(self.held, item, Action.SEE, thing)

    def own(self, agency: int | None) -> Thing:
        """A thing of that agency, or asked of it."""
        return Thing(ours=agency is not None and agency == self.viewer.agency_id)

    @property
    def is_unmanaged(self) -> bool:
        """Nobody is case manager yet."""
        return self.case.case_manager_id is None


def open_case(tx: Tx, viewer: Viewer, ref: str, by: Item = Item.NUMBER) -> Opened:
    """Opens the case of that number for who may see that of it.

    Raises:
        Unknown: no such case, or none the viewer may know of; the two are not told apart.
    """
    row = tx.one(READ_CASE, ref=as_kept(ref))
    if row is None:
        ties_of(tx, NO_CASE)
        tx.note(Look(viewer, Logged.REFUSED, about="unknown case"))
        raise _unknown(ref)
    case = CaseRow(*row)
    ties = ties_of(tx, case)
    held = links(viewer, ties)
    if not allows(held, by):
        tx.note(Look(viewer, Logged.REFUSED, case.id, Logged.SEE_CASE))
        raise _unknown(ref)
    opened = Opened(viewer, case, ties, held)
    if by is Item.NUMBER:
        note(tx, opened, Logged.SEE_CASE)
    return opened


def as_it_is_now(tx: Tx, opened: Opened) -> Opened:
    """The same case with what the viewer is to it now, for a page that looks again by itself: no look of theirs.

    Raises:
        Unknown: the viewer may not know of it any more.
    """
    return without_a_look(tx, opened.viewer, opened.case.ref)


def without_a_look(tx: Tx, viewer: Viewer, ref: str) -> Opened:
    """The case of that number, to know what the viewer may do with it; nothing of it is shown, so nothing is logged.

    Raises:
        Unknown: no such case, or none the viewer may know of.
    """
    row = tx.one(READ_CASE, ref=ref)
    if row is None:
        raise _unknown(ref)
    case = CaseRow(*row)
    ties = ties_of(tx, case)
    held = links(viewer, ties)
    if not allows(held, Item.NUMBER):
        raise _unknown(ref)
    return Opened(viewer, case, ties, held)


def note(tx: Tx, opened: Opened, what: Logged, about: str | None = None) -> None:
    """Puts in the log what the viewer saw of the case, and as what they might."""
    why = next((link.value for link in Link if link in opened.held), None)
    behalf = on_behalf_of(opened.viewer, opened.ties)
    tx.note(Look(opened.viewer, what, opened.case.id, about, why, behalf))


def open_file(tx: Tx, viewer: Viewer, ref: str) -> Opened:
    """Opens the case of that number for who may see what is written in it.

    Raises:
        Unknown: no such case, or none the viewer may know of.
        NotAllowed: the viewer may know of it, and not see its file.
    """
    opened = open_case(tx, viewer, ref)
    if not opened.sees(Item.FILE):
        tx.note(Look(viewer, Logged.REFUSED, opened.case.id, Logged.SEE_FILE))
        raise NotAllowed(mark("You cannot see the file of this case."))
    note(tx, opened, Logged.SEE_FILE)
    return opened


def matter_of(tx: Tx, opened: Opened) -> Matter:
    """The case as the rules of the field read it; no run of it."""
    return Matter(tx, opened.case, 0, "", 0, None, None)


def name_for(tx: Tx, opened: Opened) -> str | None:
    """What the viewer may call the youth: a name, initials and age band, or nothing.

    A partner without a ground of its own sees the name only while everybody's yes holds; a case that is discussed
    anonymously has a name for those only who speak with the youth.
    """
    person = tx.session.get_one(Person, opened.case.youth_id)
    if may_know_whom(tx, opened):
        note(tx, opened, Logged.SEE_NAME)
        return full_name(person.given_name, person.prefix, person.family_name)
    if opened.sees(Item.NAME, Thing(grounded=True)) and tx.session.get_one(CaseFile, opened.case.id).anonymous:
        return nameless(tx, opened)
    return None


def nameless(tx: Tx, opened: Opened) -> str:
    """The youth as they are spoken of where nobody is named: initials and age band."""
    person = tx.session.get_one(Person, opened.case.youth_id)
    initials = "".join(f"{name[:1].upper()}." for name in (person.given_name, person.family_name) if name)
    return f"{initials}, {age_band(age_of(matter_of(tx, opened)))}"


def may_know_whom(tx: Tx, opened: Opened) -> bool:
    """Whether the viewer may know whom the case is about, by name and birth date."""
    if opened.sees(Item.NAME):
        return True
    if not opened.sees(Item.NAME, Thing(grounded=True)):
        return False
    return opened.sees(Item.NAME, about_ground(tx, opened))


def about_ground(tx: Tx, opened: Opened) -> Thing:
    """Whether the viewer's agency may know of the youth today, and whether the youth is discussed without a name."""
    anonymous = tx.session.get_one(CaseFile, opened.case.id).anonymous
    return Thing(grounded=has_ground(matter_of(tx, opened), opened.viewer.agency_id), anonymous=anonymous)


def _unknown(ref: str) -> Unknown:
    return Unknown(mark("There is no case {ref}."), ref=as_kept(ref))
