"""The one table of policies: complete, and what it says for each thing that must hold by name."""

import pytest

from models import condition
from models.condition import Thing
from models.deed import Deed
from models.item import Action, Item
from models.link import HOLDS, LOOKS_OVER, PEOPLE, STAFF, Link
from models.policy import DEEDS, MAY, POLICY, allows, freely, handed_to


def test_every_item_has_a_row_and_every_link_a_column() -> None:
    assert {item for item, _ in POLICY} == set(Item)
    assert {action for _, action in POLICY} == set(Action)
    assert {link for grant in POLICY.values() for link in grant} == set(Link)
    assert all(POLICY.values())


def test_every_deed_is_a_row_and_no_two_are_the_same() -> None:
    assert set(DEEDS) == set(MAY) == set(Deed)
    assert len(set(DEEDS.values())) == len(Deed)


def test_every_condition_has_a_name_and_says_what_it_means() -> None:
    for grant in POLICY.values():
        for each in grant.values():
            assert getattr(condition, each.__name__) is each
            assert each.__doc__


@pytest.mark.parametrize("link", sorted(LOOKS_OVER))
def test_who_looks_over_the_region_sees_numbers_and_agencies_and_no_name(link: Link) -> None:
    seen = {item for item, action in POLICY if action is Action.SEE and allows({link}, item)}

    assert seen == {Item.NUMBER, Item.WAIT, Item.TIMELINE, Item.ORDER, Item.LADDER, Item.MESSAGE}


def test_a_trusted_person_sees_the_contact_window_only() -> None:
    every = Thing(window=True, grounded=True)
    seen = {item for item, action in POLICY if action is Action.SEE and allows({Link.TRUSTED}, item, thing=every)}

    assert seen == {Item.NUMBER, Item.WAIT, Item.MATTER, Item.NAME}
    assert not allows({Link.TRUSTED}, Item.WAIT)
    assert not allows({Link.TRUSTED}, *DEEDS[Deed.ANSWER_FOR_PEOPLE])


def test_an_agency_sees_what_is_its_own_and_nothing_of_another() -> None:
    for link in (Link.PARTNER, Link.REFERRER, Link.ASKED):
        for item in (Item.WAIT, Item.TIMELINE, Item.CONTRIBUTION, Item.PLAN, Item.ORDER, Item.MESSAGE):
            assert allows({link}, item, thing=Thing(ours=True))
            assert not allows({link}, item)


def test_a_secret_address_hides_address_and_school_from_all_but_the_case_manager() -> None:
    for item in (Item.ADDRESS, Item.SCHOOL):
        secret = {link for link in Link if allows({link}, item, thing=Thing(secret=True))}
        until = {link for link in Link if allows({link}, item, thing=Thing(secret=True, unmanaged=True))}
        assert (secret, until) == ({Link.CASE_MANAGER}, {Link.CASE_MANAGER, Link.COORDINATOR})
        assert freely(item) == {Link.CASE_MANAGER}
        assert not allows({Link.PARENT}, item, Action.PRINT, Thing(age=10, secret=True))


def test_who_handed_a_case_over_reads_it_and_not_the_private_notes_of_others() -> None:
    assert Link.FORMER in HOLDS
    assert not allows({Link.FORMER}, Item.NOTE_PRIVATE)
    assert not [cell for cell in DEEDS.values() if cell[1] is not Action.SEE and Link.FORMER in POLICY[cell]]


def test_a_draft_is_seen_by_the_agency_that_writes_it_and_gives_no_sight_of_a_case() -> None:
    assert set(POLICY[Item.DRAFT, Action.SEE]) == {Link.DRAFTER}
    assert [cell for cell, grant in POLICY.items() if Link.DRAFTER in grant] == [(Item.DRAFT, Action.SEE)]


def test_the_privacy_officer_reads_the_log_and_no_case() -> None:
    assert [cell for cell, grant in POLICY.items() if Link.PRIVACY_OFFICER in grant] == [(Item.LOG, Action.SEE)]


@pytest.mark.parametrize(
    ("age", "said", "sees"),
    [
        (11, {}, True),
        (11, {"youth_forbids": True}, True),
        (12, {}, True),
        (15, {}, True),
        (15, {"youth_forbids": True}, False),
        (16, {}, False),
        (16, {"youth_says": True}, True),
        (16, {"youth_says": True, "youth_forbids": True}, False),
        (18, {"youth_says": True}, True),
    ],
)
def test_parents_see_by_the_age_of_the_youth_and_by_what_the_youth_says(
    age: int, said: dict[str, bool], *, sees: bool
) -> None:
    thing = Thing(age=age, **said)

    assert allows({Link.PARENT}, Item.PLAN, Action.PRINT, thing) is sees
    assert not allows({Link.PARENT}, Item.NOTE_SAFETY, Action.PRINT, thing)


def test_what_is_printed_for_the_people_of_a_case_follows_from_who_they_are() -> None:
    youth = handed_to(Link.YOUTH, Thing(age=14))
    parent, secret = handed_to(Link.PARENT, Thing(age=14)), handed_to(Link.PARENT, Thing(age=14, secret=True))

    assert {Item.PLAN, Item.WAIT, Item.LOG, Item.ADDRESS} <= youth
    assert parent - secret == {Item.ADDRESS, Item.SCHOOL}
    assert parent < youth
    assert handed_to(Link.YOUTH, Thing(age=11)) == handed_to(Link.PARENT, Thing(age=16)) == frozenset()
    assert not {Item.NOTE_PRIVATE, Item.NOTE_SAFETY, Item.FAMILY} & youth


def test_a_supporter_sees_what_the_youth_says_and_the_people_have_no_screen() -> None:
    assert allows({Link.SUPPORTER}, Item.PLAN, Action.PRINT, Thing(youth_says=True))
    assert not allows({Link.SUPPORTER}, Item.PLAN, Action.PRINT)
    assert not allows({Link.SUPPORTER}, Item.PLAN, Action.PRINT, Thing(youth_says=True, youth_forbids=True))
    assert not STAFF & PEOPLE
    theirs = {cell for cell, grant in POLICY.items() if PEOPLE & set(grant)}
    assert {cell for cell in theirs if cell[1] is not Action.PRINT} == {(Item.OWN_ASK, Action.ADD)}
