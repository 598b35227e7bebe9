"""The nightly round as Prefect sees it: counts only; what could not be cleaned says so and is done the next time."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from flows.commands.retention import approve
from flows.commands.viewer import viewer_of
from flows.office import Office
from flows.retention import retained
from models.settings import Settings
from models.store import Store
from models.tables import CaseFile, Destruction
from notifications.catcher import Keeper

NOW = datetime(2028, 12, 1, 9, 0, tzinfo=UTC)
REF = "VN-TEST222"


@pytest.fixture
def office(fresh: Callable[[], Store], tmp_path: Path) -> Office:
    store = fresh()
    with store.write(NOW) as tx:
        case = tx.session.exec(select(CaseFile)).one()
        case.closed_at, case.outcome, case.retain_until = NOW, "helped", date(2028, 11, 30)
        tx.session.add(case)
    return Office(store, Settings(home=tmp_path / "home"), lambda: NOW)


def _approve(office: Office) -> None:
    for email in ("ilse.verhagen@aanmeldpunt.example", "wouter.sluiskamp@aanmeldpunt.example"):
        with office.store.read(NOW) as tx:
            viewer = viewer_of(tx, email)
        approve(office.store, viewer, {"items": [1]}, NOW)


def _told(state: Any) -> tuple[str, str]:
    return state.name, state.message


def _done(_refs: Sequence[str], _addresses: Sequence[str]) -> bool:
    return True


def _away(_refs: Sequence[str], _addresses: Sequence[str]) -> bool:
    return False


def test_it_lists_then_waits_for_two_people_then_destroys_and_cleans(office: Office) -> None:
    assert _told(retained(office, _done)) == (
        "Retained", "1 listed, 0 taken off, 0 let go, 0 destroyed, 0 cleaned",
    )  # fmt: skip
    assert retained(office, _done).name == "Nothing due"
    _approve(office)

    assert _told(retained(office, _done)) == (
        "Retained", "0 listed, 0 taken off, 0 let go, 1 destroyed, 1 cleaned",
    )  # fmt: skip

    assert retained(office, _done).name == "Nothing due"


def test_caught_mail_of_the_case_goes_with_it(office: Office) -> None:
    folder = office.settings.home.resolve() / "mail"
    wall = int(NOW.timestamp()) * 10**9
    key = Keeper(folder, clock=lambda: wall).keep(f"Subject: {REF}: een vraag\nTo: bram@waalzicht.example\n\n".encode())
    retained(office, _done)
    assert (folder / "new" / key).exists()
    _approve(office)

    retained(office, _done)

    assert not (folder / "new" / key).exists()


def test_while_prefect_is_away_the_case_goes_and_the_rest_is_tried_again(office: Office) -> None:
    retained(office, _away)
    _approve(office)

    state = retained(office, _away)

    assert (state.name, state.is_failed()) == ("Unfinished", True)
    with office.store.read(NOW) as tx:
        assert tx.session.exec(select(CaseFile)).first() is None
        assert tx.session.get_one(Destruction, 1).rest is not None
    assert retained(office, _done).name == "Retained"
    with office.store.read(NOW) as tx:
        assert tx.session.get_one(Destruction, 1).rest is None
