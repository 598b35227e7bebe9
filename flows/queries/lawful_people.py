"""Which commands about the people of a case a viewer may give now: consent, parts, family. They check again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlmodel import col, select

from flows.queries.correctable import answers_to_correct
from flows.queries.door import Opened
from flows.queries.own_given import own_link_since, the_youth_reads
from flows.queries.pick_people import agreements_of_the_youth, givers_who_said_yes, who_may_leave
from flows.queries.youth_word import around_the_youth, spoken_of
from models.deed import Deed
from models.link import LOOKS_OVER, Link
from models.store import Tx
from models.tables import CaseFile, Youth


@dataclass(frozen=True, slots=True)
class People:
    """What must be known of a case for these commands."""

    tx: Tx
    opened: Opened
    closed: bool

    def may(self, deed: Deed) -> bool:
        """The case is open, and what the viewer is to it allows this."""
        return not self.closed and self.opened.may(deed)

    @property
    def coordinates(self) -> bool:
        """The viewer is the coordinator."""
        return Link.COORDINATOR in self.opened.held

    @property
    def in_a_family(self) -> bool:
        """The case is linked with others, or somebody of the family is in view."""
        return self.tx.session.get_one(Youth, self.opened.case.youth_id).family_id is not None

    @property
    def joined(self) -> bool:
        """The case was joined with another."""
        merged = select(CaseFile.id).where(
            CaseFile.id == self.opened.case.id, col(CaseFile.merged_into_id).is_not(None)
        )
        return self.tx.session.exec(merged).first() is not None


def lawful_people(tx: Tx, opened: Opened, *, closed: bool) -> frozenset[str]:
    """The names of those of ``PEOPLE_RULES`` that are lawful now."""
    now = People(tx, opened, closed)
    return frozenset(name for name, rule in PEOPLE_RULES.items() if rule(now))


LOOKS_ON = LOOKS_OVER | {Link.FORMER, Link.EMERGENCY}
"""Who is told nothing of a case by mail because of what they are to it."""

PEOPLE_RULES: Mapping[str, Callable[[People], bool]] = {
    "withdraw_consent": lambda now: now.may(Deed.RECORD_CONSENT) and any(givers_who_said_yes(now.tx, now.opened)),
    "hand_over": lambda now: now.may(Deed.HAND_OVER) and now.opened.case.case_manager_id is not None,
    "look_for": lambda now: now.may(Deed.LOOK_FOR),
    "write_note": lambda now: now.opened.may(Deed.NOTE),
    "own_reference": lambda now: not now.closed and bool(now.opened.held - LOOKS_ON),
    "add_person": lambda now: now.may(Deed.ADD_PERSON),
    "change_person": lambda now: now.may(Deed.CHANGE_PERSON),
    "end_person": lambda now: now.may(Deed.END_PERSON) and any(who_may_leave(now.tx, now.opened)),
    "link_family": lambda now: now.may(Deed.LINK_FAMILY),
    "add_family_member": lambda now: now.may(Deed.LINK_FAMILY),
    "share_agreement": lambda now: (
        now.may(Deed.LINK_FAMILY) and now.in_a_family and any(agreements_of_the_youth(now.tx, now.opened))
    ),
    "unlink_family": lambda now: now.may(Deed.LINK_FAMILY) and now.in_a_family,
    "correct": lambda now: any(answers_to_correct(now.tx, now.opened)),
    "youth_says": lambda now: now.opened.may(Deed.RECORD_WORD) and any(around_the_youth(now.tx, now.opened)),
    "youth_takes_back": lambda now: now.opened.may(Deed.RECORD_WORD) and any(spoken_of(now.tx, now.opened)),
    "ask_right": lambda now: now.opened.may(Deed.RECORD_CONSENT),
    "make_own_link": lambda now: now.may(Deed.GIVE_LINK) and the_youth_reads(now.tx, now.opened),
    "end_own_link": lambda now: now.opened.may(Deed.GIVE_LINK) and own_link_since(now.tx, now.opened) is not None,
    "add_to_registration": lambda now: now.may(Deed.ADD_REQUEST),
    "correct_registration": lambda now: now.opened.may(Deed.CORRECT),
    "move_to_region": lambda now: now.may(Deed.CUT_SHORT),
    "remove_registration": lambda now: not now.closed and now.coordinates,
    "merge": lambda now: now.coordinates and not now.joined,
}
"""When each command is lawful. Source: process.md, "What every stage obeys", and the checks in the commands."""
