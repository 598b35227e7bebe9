"""What may be done about the people of a case follows from what somebody is to it, and from what there is."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlmodel import select

from flows.commands.viewer import viewer_of
from flows.queries.lawful import lawful
from flows.queries.lawful_people import PEOPLE_RULES
from models.access import Viewer
from models.store import Store
from models.tables import Action, CaseFile, Consent, Family, Meeting, Youth

REF = "VN-TEST222"
ILSE, BRAM = "ilse.verhagen@aanmeldpunt.example", "bram.hoevelaar@waalzicht.example"
FATIMA = "fatima.bouzidi@doorstroompunt.example"
GUIDED = {
    "hand_over", "look_for", "write_note", "link_family", "add_family_member", "add_to_registration",
    "correct_registration", "move_to_region", "add_person", "change_person", "end_person",
    "own_reference", "ask_right", "youth_says", "make_own_link",
}  # fmt: skip


@pytest.fixture
def store(fresh: Callable[[], Store]) -> Store:
    return fresh()


def changed(store: Store, now: datetime, **values: Any) -> None:
    with store.write(now) as tx:
        case = tx.session.exec(select(CaseFile).where(CaseFile.ref == REF)).one()
        for name, value in values.items():
            setattr(case, name, value)
        tx.session.add(case)


def viewer(store: Store, email: str, now: datetime) -> Viewer:
    with store.read(now) as tx:
        return viewer_of(tx, email)


def may(store: Store, email: str, now: datetime) -> set[str]:
    with store.read(now) as tx:
        return lawful(tx, viewer_of(tx, email), REF) & set(PEOPLE_RULES)


@pytest.fixture
def guided(store: Store, now: datetime) -> Store:
    changed(store, now, case_manager_id=viewer(store, FATIMA, now).professional_id)
    return store


def test_who_guides_the_case_hands_it_over_and_links_it(guided: Store, now: datetime) -> None:
    assert may(guided, FATIMA, now) == GUIDED


def test_only_the_coordinator_removes_and_joins(guided: Store, now: datetime) -> None:
    assert may(guided, ILSE, now) == GUIDED | {"remove_registration", "merge"}


def test_who_registered_the_youth_writes_a_note_adds_to_it_and_gives_a_number(guided: Store, now: datetime) -> None:
    assert may(guided, BRAM, now) == {"write_note", "own_reference", "add_to_registration"}


def test_nobody_hands_over_what_nobody_holds(store: Store, now: datetime) -> None:
    assert "hand_over" not in may(store, ILSE, now)


def test_a_closed_case_takes_a_note_a_correction_and_a_merge(guided: Store, now: datetime) -> None:
    changed(guided, now, closed_at=now, outcome="helped", retain_until=now.date())

    assert may(guided, ILSE, now) == {"write_note", "correct_registration", "merge", "ask_right", "youth_says"}


def test_a_yes_can_be_withdrawn_and_an_agreement_shared_where_there_is_one(guided: Store, now: datetime) -> None:
    with guided.write(now) as tx:
        case = tx.session.exec(select(CaseFile).where(CaseFile.ref == REF)).one()
        family, talk = Family(), Meeting(case_id=case.id, held="elsewhere")
        tx.session.add_all([family, talk])
        tx.flush()
        youth = tx.session.get_one(Youth, case.youth_id)
        youth.family_id = family.id
        today = now.date()
        tx.session.add_all(
            [
                youth,
                Action(case_id=case.id, meeting_id=talk.id, agency_id=2, words="Bellen.", due_on=today),
                Consent(
                    case_id=case.id, agency_id=9, giver_id=case.youth_id, agrees=True, way="table", given_on=today,
                    ends_on=today + timedelta(days=365),
                ),
            ]
        )  # fmt: skip

    assert may(guided, FATIMA, now) - GUIDED == {"withdraw_consent", "share_agreement", "unlink_family"}


def test_a_case_that_was_joined_is_not_joined_again(guided: Store, now: datetime) -> None:
    changed(guided, now, merged_into_id=1)

    assert "merge" not in may(guided, ILSE, now)
