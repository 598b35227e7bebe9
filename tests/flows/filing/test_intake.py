"""What the answers of the intake mean."""

from collections.abc import Callable
from datetime import datetime

import pytest
from sqlmodel import select

import flows.stages  # noqa: F401 - every story is known
from flows.commands.answer import answer
from flows.commands.viewer import viewer_of
from flows.engine.drain import drain
from flows.engine.step import add_run
from models.store import Store
from models.tables import CaseFile, Statement, Wait

REF, COORDINATOR, COLLEAGUE = "VN-TEST01", "ilse.verhagen@aanmeldpunt.example", "ruben.dijkzicht@aanmeldpunt.example"

Weigh = Callable[[str], None]


@pytest.fixture
def weigh(store: Store, case: int, now: datetime) -> Weigh:
    """Somebody of the registration point weighs, and takes the case on."""
    with store.write(now) as tx:
        add_run(tx, case, "intake")
        tx.session.get_one(CaseFile, case).informed_on = now.date()
        tx.session.get_one(CaseFile, case).informed_how = "talk"
    list(drain(store, now))

    def weighed(by: str) -> None:
        with store.read(now) as tx:
            viewer = viewer_of(tx, by)
        token = f"professional:{viewer.professional_id}"
        answer(store, viewer, REF, "weighing", {"decision": "meeting", "case_manager": token}, now)
        list(drain(store, now))

    return weighed


def test_who_names_oneself_case_manager_has_accepted(store: Store, weigh: Weigh, now: datetime) -> None:
    weigh(COLLEAGUE)

    with store.read(now) as tx:
        ahead = tx.session.exec(select(Statement).where(Statement.kind == "ahead")).one()
        asked = tx.session.exec(select(Wait).where(Wait.key == "case-manager")).one()
        assert ahead.heard_at is not None
        assert asked.status == "given"


def test_a_coordinator_who_keeps_a_case_is_not_asked_and_says_nothing_ahead(
    store: Store, weigh: Weigh, now: datetime
) -> None:
    weigh(COORDINATOR)

    with store.read(now) as tx:
        assert tx.session.exec(select(Statement).where(Statement.kind == "ahead")).all() == []
        assert tx.session.exec(select(Wait).where(Wait.key == "case-manager")).all() == []
        assert tx.session.exec(select(CaseFile)).one().case_manager_id is not None
