"""Who may do what: one table, complete, and what somebody is to a case."""

import pytest

from models.access import (
    MAY_IN_REGION,
    Asked,
    RegionDeed,
    Ties,
    Viewer,
    insist,
    links,
    may,
    may_answer,
    may_in_region,
    sees_secret_address,
)
from models.code import Part, Role
from models.condition import Thing
from models.deed import Deed
from models.link import Link
from models.link_pass import LinkPass
from models.refusal import NotAllowed

MINE, OTHERS = 10, 20
STRANGER = Viewer(1, MINE)
TIES = Ties(
    case_manager_id=2,
    consultant_id=3,
    coach_id=4,
    referrer_agency_id=30,
    partner_agencies=frozenset({40, 41}),
    trusted_professional_id=5,
    case_id=9,
    asked_agencies=frozenset({50}),
    region_id=6,
)
EVERYTHING = Thing(
    mine=True, ours=True, named=True, grounded=True, unmanaged=True, window=True, age=15, youth_says=True
)
ELSEWHERE_TOO = frozenset({Role.COORDINATOR, Role.MANAGER, Role.PRIVACY_OFFICER})

LINKED = [
    (STRANGER, set()),
    (Viewer(1, MINE, frozenset({Role.PROFESSIONAL, Role.CONSULTANT, Role.TEAM_LEAD, Role.ADMINISTRATOR})), set()),
    (Viewer(1, MINE, frozenset({Role.PRIVACY_OFFICER}), region_id=6), {Link.PRIVACY_OFFICER}),
    (Viewer(1, MINE, frozenset({Role.COORDINATOR}), region_id=6), {Link.COORDINATOR}),
    (Viewer(1, MINE, frozenset({Role.MANAGER}), region_id=6), {Link.MANAGER}),
    (Viewer(1, MINE, frozenset({Role.OPERATOR})), {Link.OPERATOR}),
    (Viewer(2, MINE), {Link.CASE_MANAGER}),
    (Viewer(3, MINE), {Link.CONSULTANT}),
    (Viewer(4, MINE), {Link.COACH}),
    (Viewer(5, MINE), {Link.TRUSTED}),
    (Viewer(1, MINE, reads=frozenset({8, 9})), {Link.FORMER}),
    (Viewer(1, MINE, emergencies=frozenset({8, 9})), {Link.EMERGENCY}),
    (Viewer(1, MINE, emergencies=frozenset({8})), set()),
    (Viewer(1, MINE, emergencies=frozenset({9}), only=LinkPass(4, "agency:10")), set()),
    (Viewer(1, MINE, stands_in_for=frozenset({2, 7})), {Link.CASE_MANAGER}),
    (Viewer(1, 30), {Link.REFERRER}),
    (Viewer(1, 41), {Link.PARTNER}),
    (Viewer(1, 50), {Link.ASKED}),
    (Viewer(1, MINE, ELSEWHERE_TOO, region_id=7), set()),
    (Viewer(2, 40, frozenset({Role.COORDINATOR}), region_id=6), {Link.COORDINATOR, Link.CASE_MANAGER, Link.PARTNER}),
]


@pytest.mark.parametrize(("viewer", "held"), LINKED)
def test_what_somebody_is_to_a_case_follows_from_the_case(viewer: Viewer, held: set[Link]) -> None:
    assert links(viewer, TIES) == held


def test_nobody_is_anything_to_a_case_without_people() -> None:
    nobody = Ties(None, None, None, referrer_agency_id=30)

    assert links(STRANGER, nobody) == set()


def test_every_deed_in_a_region_says_which_roles_may_do_it() -> None:
    assert set(MAY_IN_REGION) == set(RegionDeed)
    assert all(MAY_IN_REGION.values())


def test_a_link_from_a_mail_changes_nothing_in_a_region() -> None:
    roles = frozenset(Role)

    assert may_in_region(Viewer(1, MINE, roles), RegionDeed.CHANGE_TERMS)
    assert not may_in_region(Viewer(1, MINE, roles, only=LinkPass(4, "agency:10")), RegionDeed.CHANGE_TERMS)
    assert not may_in_region(STRANGER, RegionDeed.LOOK_OVER)


def test_a_stranger_may_nothing() -> None:
    assert not [deed for deed in Deed if may(STRANGER, deed, TIES, EVERYTHING)]


def test_neither_a_manager_nor_an_operator_sees_a_name_or_a_file() -> None:
    for role in (Role.MANAGER, Role.OPERATOR):
        viewer = Viewer(1, MINE, frozenset({role}))
        assert not may(viewer, Deed.SEE_FILE, TIES)
        assert not may(viewer, Deed.SEE_NAME, TIES)


ONE_MORE = Asked("case manager", OTHERS, 7, None, form="PartnerConsent")
ANSWERING = [
    ("the holder", Viewer(7, MINE), Asked("invited", MINE, 7, None), True),
    ("a colleague of the same agency", STRANGER, Asked("invited", MINE, 7, None), True),
    ("anybody of an agency that was asked as such", STRANGER, Asked("invited", MINE, None, None), True),
    ("somebody of another agency", STRANGER, Asked("invited", OTHERS, 7, None), False),
    ("a coordinator, for another agency", LINKED[3][0], Asked("invited", OTHERS, 7, None), False),
    ("a coordinator, for the youth", LINKED[3][0], Asked(Part.YOUTH, None, None, 1), True),
    ("the case manager, for a parent", Viewer(2, MINE), Asked(Part.CUSTODY_HOLDERS, None, None, 2), True),
    ("a partner, for a yes to one more partner", Viewer(1, 41), ONE_MORE, True),
    ("a stranger, for a yes to one more partner", STRANGER, ONE_MORE, False),
    ("the trusted professional, for the youth", Viewer(5, MINE), Asked(Part.YOUTH, None, None, 1), False),
    ("the trusted professional, in the window", Viewer(5, MINE), Asked(Part.TRUSTED_PERSON, None, None, 3), True),
    ("the case manager, for a supporter who was invited", Viewer(2, MINE), Asked("invited", None, None, 9), True),
    ("the referrer, for the youth", Viewer(1, 30), Asked(Part.YOUTH, None, None, 1), False),
    ("a partner, for the youth", Viewer(1, 40), Asked(Part.YOUTH, None, None, 1), False),
    ("a stranger, for the youth", STRANGER, Asked(Part.YOUTH, None, None, 1), False),
    ("the guardian institution itself", STRANGER, Asked(Part.CUSTODY_HOLDERS, MINE, None, None), True),
]


@pytest.mark.parametrize(
    ("viewer", "asked", "allowed"), [case[1:] for case in ANSWERING], ids=[case[0] for case in ANSWERING]
)
def test_who_may_answer_a_question(viewer: Viewer, asked: Asked, allowed: bool) -> None:  # noqa: FBT001
    assert may_answer(viewer, asked, TIES) == allowed


def test_what_is_not_allowed_is_refused_by_name() -> None:
    insist(Viewer(2, MINE), Deed.START, TIES)

    with pytest.raises(NotAllowed, match="You cannot do this in this case"):
        insist(STRANGER, Deed.START, TIES)


def test_who_has_a_link_is_nothing_to_the_case_whatever_they_are_else() -> None:
    by_link = Viewer(2, 40, frozenset({Role.COORDINATOR, Role.OPERATOR}), only=LinkPass(7, "professional:2"))

    assert links(by_link, TIES) == frozenset()
    assert not [deed for deed in Deed if may(by_link, deed, TIES)]


@pytest.mark.parametrize(
    ("asked", "answers"),
    [
        (Asked("invited", 40, 2, None, 7), True),
        (Asked("invited", 40, 2, None, 8), False),
        (Asked("invited", 40, 3, None, 7), False),
        (Asked("invited", 40, None, None, 7), False),
        (Asked(Part.YOUTH, None, None, 2, 7), False),
    ],
)
def test_who_has_a_link_answers_that_one_question_while_it_is_theirs(asked: Asked, answers: bool) -> None:  # noqa: FBT001
    by_link = Viewer(2, 40, frozenset({Role.COORDINATOR}), only=LinkPass(7, "professional:2"))

    assert may_answer(by_link, asked, TIES) is answers


@pytest.mark.parametrize(("viewer", "held"), LINKED)
def test_a_secret_address_is_for_the_case_manager(viewer: Viewer, held: set[Link]) -> None:
    assert sees_secret_address(viewer, TIES) == (Link.CASE_MANAGER in held)


def test_until_there_is_a_case_manager_the_coordinator_reads_a_secret_address() -> None:
    nobody = Ties(None, 3, 4, referrer_agency_id=30)

    assert sees_secret_address(Viewer(1, MINE, frozenset({Role.COORDINATOR})), nobody)
    assert not sees_secret_address(Viewer(3, MINE), nobody)
