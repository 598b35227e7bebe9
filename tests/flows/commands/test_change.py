"""What people do to a case besides answering."""

from collections.abc import Callable
from datetime import datetime

import pytest
from sqlmodel import select

from flows.commands import change
from flows.commands.viewer import viewer_of
from models.access import Viewer
from models.store import Store
from models.tables import Agency, StageRun

REF = "VN-TEST01"


@pytest.fixture
def coordinator(store: Store, region: int, now: datetime) -> Viewer:
    with store.read(now) as tx:
        return viewer_of(tx, "ilse.verhagen@aanmeldpunt.example")


@pytest.fixture
def number_of_agency(store: Store, region: int, now: datetime) -> Callable[[str], int]:
    def number(code: str) -> int:
        with store.read(now) as tx:
            return tx.session.exec(select(Agency.id).where(Agency.code == code)).one()

    return number


def test_consent_for_a_partner_that_joins_later_is_asked_once(
    store: Store, case: int, coordinator: Viewer, number_of_agency: Callable[[str], int], now: datetime
) -> None:
    token = f"agency:{number_of_agency('ggd')}"

    first = change.ask_consent(store, coordinator, REF, token, now)
    again = change.ask_consent(store, coordinator, REF, token, now)

    assert (first, again) == (True, False)
    with store.read(now) as tx:
        run = tx.session.exec(select(StageRun).where(StageRun.case_id == case)).one()
        assert (run.stage, run.about, run.parent_id) == ("consent", number_of_agency("ggd"), None)


def test_more_coaching_starts_tapering_where_there_was_none(
    store: Store, case: int, coordinator: Viewer, now: datetime
) -> None:
    change.more_coaching(store, coordinator, REF, now)

    with store.read(now) as tx:
        assert tx.session.exec(select(StageRun.stage)).all() == ["tapering"]
