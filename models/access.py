"""Who somebody is to a case, and whether the table of policies lets them. Pure; reads no row.

Every read and every command takes a viewer. What is allowed stands in ``policy``, and nowhere else.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from models.code import Part, Role
from models.condition import PLAIN, Thing
from models.deed import Deed
from models.holder import PEOPLE, Holder
from models.item import Action, Item
from models.link import Link
from models.link_pass import LinkPass
from models.policy import DEEDS, allows
from models.refusal import NotAllowed
from models.speech import DEFAULT, mark


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks or acts: a professional of an agency, with the roles held at this moment.

    Attributes:
        region_id: where the agency works; nobody coordinates, looks over or audits the cases of another region.
        stands_in_for: colleagues who are on leave, and whose substitute this is today.
        reads: the cases, by number of their row, this person handed over and may still read.
        emergencies: the cases this person opened in an emergency, while that lasts; a substitute does not inherit it.
        only: the one question somebody with a link from a mail may answer; they may see and do nothing else. Their
            number is 0 where the link went to a mailbox or to one of the people.
        own: the case, by number of its row, of the youth who looks behind the coded link of their own page. They work
            nowhere: every number is 0.
    """

    professional_id: int
    agency_id: int
    roles: frozenset[Role] = field(default_factory=frozenset)
    language: str = DEFAULT
    stands_in_for: frozenset[int] = frozenset()
    reads: frozenset[int] = frozenset()
    emergencies: frozenset[int] = frozenset()
    only: LinkPass | None = None
    own: int | None = None
    region_id: int | None = None

    @property
    def acts_as(self) -> frozenset[int]:
        """This person, and everybody they stand in for."""
        return self.stands_in_for | {self.professional_id}


@dataclass(frozen=True, slots=True)
class Ties:
    """What must be known of a case to say what a viewer is to it.

    Attributes:
        asked_agencies: those that hold an open question there.
        region_id: none where it makes no difference.
    """

    case_manager_id: int | None
    consultant_id: int | None
    coach_id: int | None
    referrer_agency_id: int
    partner_agencies: frozenset[int] = frozenset()
    trusted_professional_id: int | None = None
    case_id: int | None = None
    asked_agencies: frozenset[int] = frozenset()
    region_id: int | None = None


def links(viewer: Viewer, ties: Ties) -> frozenset[Link]:
    """Everything the viewer is to the case; several at once for who holds several roles, nothing for a link.

    The youth behind the coded link is the youth of that case, and nothing to any other.
    """
    if viewer.only is not None:
        return frozenset()
    if viewer.own is not None:
        return frozenset({Link.YOUTH}) if viewer.own == ties.case_id else frozenset()
    me, agency = viewer.acts_as, viewer.agency_id
    here = viewer.roles if ties.region_id in {None, viewer.region_id} else frozenset()
    holds = {
        Link.EMERGENCY: ties.case_id in viewer.emergencies,
        Link.COORDINATOR: Role.COORDINATOR in here,
        Link.CASE_MANAGER: ties.case_manager_id in me,
        Link.CONSULTANT: ties.consultant_id in me,
        Link.COACH: ties.coach_id in me,
        Link.REFERRER: agency == ties.referrer_agency_id,
        Link.PARTNER: agency in ties.partner_agencies,
        Link.TRUSTED: ties.trusted_professional_id in me,
        Link.FORMER: ties.case_id in viewer.reads,
        Link.MANAGER: Role.MANAGER in here,
        Link.OPERATOR: Role.OPERATOR in viewer.roles,
        Link.ASKED: agency in ties.asked_agencies,
        Link.PRIVACY_OFFICER: Role.PRIVACY_OFFICER in here,
    }
    return frozenset(link for link, held in holds.items() if held)


def on_behalf_of(viewer: Viewer, ties: Ties) -> int | None:
    """The colleague who is on leave and whose part in the case the viewer holds today; nobody where it is their own."""
    held = {ties.case_manager_id, ties.consultant_id, ties.coach_id, ties.trusted_professional_id} - {None}
    if viewer.professional_id in held:
        return None
    return next(iter(sorted(held & viewer.stands_in_for)), None)  # type: ignore[type-var]


def may(viewer: Viewer, deed: Deed, ties: Ties, thing: Thing = PLAIN) -> bool:
    """Whether what the viewer is to the case allows this."""
    return allows(links(viewer, ties), *DEEDS[deed], thing)


def sees(viewer: Viewer, ties: Ties, item: Item, thing: Thing = PLAIN) -> bool:
    """Whether what the viewer is to the case lets them see this."""
    return allows(links(viewer, ties), item, Action.SEE, thing)


def sees_secret_address(viewer: Viewer, ties: Ties) -> bool:
    """Whether the viewer may read an address that is secret: the case manager, and who acts as such until there is one.

    Source: domain.md, R6, "hides address and school from everyone except the case manager".
    """
    return sees(viewer, ties, Item.ADDRESS, Thing(secret=True, unmanaged=ties.case_manager_id is None))


@dataclass(frozen=True, slots=True)
class Asked:
    """What must be known of a question to say who may answer it."""

    part: str
    agency_id: int | None
    professional_id: int | None
    person_id: int | None
    wait: int | None = None
    form: str | None = None


ANSWERED_AT_THE_TABLE: Mapping[str, Deed] = {"PartnerConsent": Deed.ADD_CONSENT}
"""Questions that whoever sits with the youth may answer, whoever was asked. Source: process.md, stage 1 step 3."""


def may_answer(viewer: Viewer, asked: Asked, ties: Ties) -> bool:
    """The holder, a colleague of the same agency, or, for one of the people, whoever speaks with them.

    A yes to one more partner may be recorded by anybody with a part in the case. Who has a link answers the question it
    was made for, while that is still asked of the same holder.
    """
    if viewer.only is not None:
        holder = Holder(asked.part, asked.agency_id, asked.professional_id, asked.person_id)
        return viewer.only == LinkPass(asked.wait or 0, holder.token)
    if asked.agency_id is not None and asked.agency_id == viewer.agency_id:
        return True
    deed = ANSWERED_AT_THE_TABLE.get(asked.form or "")
    if deed is not None:
        return may(viewer, deed, ties)
    if asked.part in PEOPLE or asked.person_id is not None:
        return may(viewer, Deed.ANSWER_FOR_PEOPLE, ties, Thing(window=asked.part == Part.TRUSTED_PERSON))
    return False


def insist(viewer: Viewer, deed: Deed, ties: Ties) -> None:
    """Refuses what the viewer may not do.

    Raises:
        NotAllowed: what the viewer is to this case does not allow it.
    """
    if not may(viewer, deed, ties):
        raise NotAllowed(mark("You cannot do this in this case."))


class RegionDeed(StrEnum):
    """What may be done with a region; no case plays a part in it."""

    LOOK_OVER = "look over"
    SEE_TROUBLE = "see trouble"
    CHANGE_AGREEMENTS = "change agreements"
    CHANGE_INSTRUMENTS = "change instruments"
    CHANGE_TERMS = "change terms"
    SAY_WHO_WORKS = "say who works"
    SAY_WHO_WORKS_HERE = "say who works here"
    OPEN_IN_EMERGENCY = "open in emergency"
    LOOK_AT_EMERGENCIES = "look at emergencies"
    APPROVE_DESTRUCTION = "approve destruction"
    SEE_LETTERS = "see what is sent"
    IMPORT_REGION = "import region"
    SAY_WHO_TAKES_PART = "say who takes part"
    PLAN_SITTINGS = "plan sittings"


MAY_IN_REGION: Mapping[RegionDeed, frozenset[Role]] = {
    RegionDeed.LOOK_OVER: frozenset({Role.COORDINATOR, Role.MANAGER, Role.ADMINISTRATOR}),
    RegionDeed.SEE_TROUBLE: frozenset({Role.COORDINATOR, Role.MANAGER, Role.ADMINISTRATOR, Role.OPERATOR}),
    RegionDeed.CHANGE_AGREEMENTS: frozenset({Role.ADMINISTRATOR}),
    RegionDeed.CHANGE_INSTRUMENTS: frozenset({Role.ADMINISTRATOR}),  # of the owner, or of the registration point
    RegionDeed.CHANGE_TERMS: frozenset({Role.COORDINATOR, Role.ADMINISTRATOR, Role.OPERATOR}),
    RegionDeed.SAY_WHO_WORKS: frozenset({Role.COORDINATOR, Role.ADMINISTRATOR}),
    RegionDeed.SAY_WHO_WORKS_HERE: frozenset({Role.TEAM_LEAD, Role.MANAGER}),  # at one's own agency
    RegionDeed.OPEN_IN_EMERGENCY: frozenset({Role.PROFESSIONAL, Role.CONSULTANT, Role.TEAM_LEAD, Role.COORDINATOR}),
    RegionDeed.LOOK_AT_EMERGENCIES: frozenset({Role.PRIVACY_OFFICER}),
    RegionDeed.APPROVE_DESTRUCTION: frozenset({Role.PRIVACY_OFFICER, Role.COORDINATOR, Role.ADMINISTRATOR}),
    RegionDeed.SEE_LETTERS: frozenset(
        {Role.COORDINATOR, Role.MANAGER, Role.ADMINISTRATOR, Role.PRIVACY_OFFICER, Role.OPERATOR}
    ),
    RegionDeed.IMPORT_REGION: frozenset({Role.ADMINISTRATOR}),
    RegionDeed.SAY_WHO_TAKES_PART: frozenset({Role.ADMINISTRATOR}),  # which agencies, who works there, in which roles
    RegionDeed.PLAN_SITTINGS: frozenset({Role.COORDINATOR, Role.CONSULTANT, Role.ADMINISTRATOR}),
}


NOT_TOGETHER_WITH: Mapping[RegionDeed, frozenset[Role]] = {
    RegionDeed.OPEN_IN_EMERGENCY: frozenset({Role.MANAGER, Role.ADMINISTRATOR, Role.PRIVACY_OFFICER, Role.OPERATOR}),
}
"""Roles that forbid a deed, whatever else somebody is: everybody who works somewhere is a professional too."""


def may_in_region(viewer: Viewer, deed: RegionDeed) -> bool:
    """Whether the viewer's roles allow this in their region; never for a link."""
    if viewer.only is not None or viewer.own is not None or viewer.roles & NOT_TOGETHER_WITH.get(deed, frozenset()):
        return False
    return not MAY_IN_REGION[deed].isdisjoint(viewer.roles)
