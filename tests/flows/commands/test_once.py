"""The same click twice is carried out once; another form, another person or a refusal is not in its way."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import select

from flows.commands.meeting import start_meeting
from flows.commands.once import once
from models.refusal import Refused
from models.store import Store
from models.tables import Command, StageRun

FATIMA, ILSE = "fatima.bouzidi@doorstroompunt.example", "ilse.verhagen@aanmeldpunt.example"


@pytest.fixture
def started(desk: Any) -> Callable[..., int]:
    """Starts a meeting by a form that was drawn with a key; gives the number of its run."""
    ref = desk.guided(desk.register())

    def by(key: str, email: str = FATIMA) -> int:
        viewer = desk.viewer(email)

        def start(store: Store) -> int:
            return start_meeting(store, viewer, ref, desk.now)

        return once(desk.store, viewer, key, "start_meeting", desk.now, start)

    return by


def runs(desk: Any) -> int:
    with desk.store.read(desk.now) as tx:
        return len(tx.session.exec(select(StageRun.id).where(StageRun.stage == "meeting")).all())


def test_the_same_form_sent_twice_is_carried_out_once(desk: Any, started: Callable[..., int]) -> None:
    before = runs(desk)

    first, again = started("a form"), started("a form")

    assert (first, runs(desk)) == (again, before + 1)


def test_the_same_form_sent_twice_at_the_same_moment_is_carried_out_once(
    desk: Any, started: Callable[..., int]
) -> None:
    before = runs(desk)

    with ThreadPoolExecutor(2) as both:
        found = set(both.map(started, ["a form", "a form"]))

    assert (len(found), runs(desk)) == (1, before + 1)


def test_another_form_or_another_person_is_carried_out_too(desk: Any, started: Callable[..., int]) -> None:
    before = runs(desk)

    found = {started("a form"), started("another form"), started("a form", ILSE)}

    assert (len(found), runs(desk)) == (3, before + 3)


def test_what_was_refused_can_be_sent_again(desk: Any) -> None:
    def refuses(_store: Store) -> None:
        raise Refused("Not now.")

    viewer = desk.viewer(FATIMA)
    with pytest.raises(Refused):
        once(desk.store, viewer, "a form", "try", desk.now, refuses)

    assert once(desk.store, viewer, "a form", "try", desk.now, lambda _store: "done") == "done"


def test_what_is_refused_halfway_leaves_nothing(desk: Any) -> None:
    def refused(store: Store) -> None:
        with store.write(desk.now) as tx:
            tx.session.add(Command(key="of the half", name="x", result="null", done_at=desk.now))
            tx.flush()
            raise Refused("Not now.")

    def halfway(store: Store) -> str:
        with pytest.raises(Refused):
            refused(store)
        return "went on"

    assert once(desk.store, desk.viewer(FATIMA), "a form", "try", desk.now, halfway) == "went on"
    with desk.store.read(desk.now) as tx:
        assert tx.session.get(Command, "of the half") is None


def test_keys_are_kept_for_a_week(desk: Any) -> None:
    viewer = desk.viewer(FATIMA)
    once(desk.store, viewer, "a form", "try", desk.now, lambda _store: 1)

    once(desk.store, viewer, "another form", "try", desk.now + timedelta(days=8), lambda _store: 2)

    with desk.store.read(desk.now) as tx:
        assert len(tx.session.exec(select(Command)).all()) == 1
