"""When somebody is in touch with a youth: what was, what is now, what is still to come, as the case stands today."""

import itertools
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlmodel import select

import flows.stages  # noqa: F401 - every story is known
from flows.commands.answer import answer
from flows.commands.viewer import viewer_of
from flows.engine.drain import drain
from flows.engine.step import add_run
from flows.queries.rhythm import Contact, Kind, State, rhythm_of
from models.refusal import NotAllowed
from models.store import Store
from models.tables import CaseFile, Wait

REF, RUBEN, BRAM = "VN-TEST222", "ruben.dijkzicht@aanmeldpunt.example", "bram.hoevelaar@waalzicht.example"


class Coming:
    """One case; a consultant answers for everybody, and time moves when a test moves it."""

    def __init__(self, store: Store, now: datetime, stage: str) -> None:
        self.store, self.now = store, now
        with store.write(now) as tx:
            case = tx.session.exec(select(CaseFile).where(CaseFile.ref == REF)).one()
            who = viewer_of(tx, RUBEN).professional_id
            case.case_manager_id = case.consultant_id = case.coach_id = who
            tx.session.add(case)
            add_run(tx, case.id, stage)
        self.go(timedelta())

    def go(self, later: timedelta) -> None:
        self.now += later
        list(drain(self.store, self.now))

    def say(self, key: str, **fields: Any) -> None:
        with self.store.read(self.now) as tx:
            viewer = viewer_of(tx, RUBEN)
        answer(self.store, viewer, REF, key, fields, self.now)
        self.go(timedelta())

    def contacts(self) -> list[Contact]:
        with self.store.read(self.now) as tx:
            return list(rhythm_of(tx, viewer_of(tx, RUBEN), REF))

    def opened(self, key: str) -> None:
        with self.store.read(self.now) as tx:
            wait = tx.session.exec(select(Wait).where(Wait.key == key)).one()
        self.go(max(wait.opens_at - self.now, timedelta()))


@pytest.fixture
def aftercare(fresh: Callable[[], Store], now: datetime) -> Coming:
    case = Coming(fresh(), now, "aftercare")
    case.say("trusted-person", trusted={"name": "Tante Riet", "relation": "tante"})
    case.say("trusted-agrees")
    return case


def test_of_aftercare_the_window_of_now_and_those_still_to_come_are_shown(aftercare: Coming) -> None:
    found = aftercare.contacts()

    assert [each.state for each in found] == [State.NOW] + [State.COMING] * (len(found) - 1)
    assert len(found) > 2
    assert all(one.closes_on < two.opens_on for one, two in itertools.pairwise(found))


def test_a_window_in_which_somebody_was_in_touch_is_met_and_the_next_one_comes(aftercare: Coming) -> None:
    before = len(aftercare.contacts())
    aftercare.opened("contact:1")

    aftercare.say("contact:1", reached=True, youth_mark=7)

    assert [each.state for each in aftercare.contacts()][:2] == [State.MET, State.NOW]
    assert len(aftercare.contacts()) == before


def test_a_moment_at_which_things_go_wrong_more_often_is_an_extra_window(aftercare: Coming) -> None:
    assert {each.kind for each in aftercare.contacts()} == {Kind.WINDOW, Kind.EXTRA}


def test_of_coaching_the_talks_held_and_the_next_ones_as_the_rhythm_stands_are_shown(
    fresh: Callable[[], Store], now: datetime
) -> None:
    case = Coming(fresh(), now, "tapering")
    case.opened("check-in:1")
    case.say("check-in:1", youth_mark=7)

    found = case.contacts()

    assert next(each.state for each in found) is State.MET
    assert {each.kind for each in found} == {Kind.CHECK_IN}
    gaps = {(two.opens_on - one.opens_on).days for one, two in itertools.pairwise(found)}
    assert gaps == {7}


def test_who_may_not_see_the_file_sees_no_contact(aftercare: Coming) -> None:
    with aftercare.store.read(aftercare.now) as tx, pytest.raises(NotAllowed):
        rhythm_of(tx, viewer_of(tx, BRAM), REF)
