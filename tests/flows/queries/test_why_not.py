"""Every command about a case is lawful for somebody now, or says in one sentence why it is not."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from sqlmodel import select

from flows.acts.act import About
from flows.acts.table import ACTS
from flows.commands.viewer import viewer_of
from flows.queries.lawful import lawful
from flows.queries.why_not import NEEDS, ONLY, why_not
from models.policy import MAY
from models.store import Store
from models.tables import CaseFile

REF = "VN-TEST222"
ILSE, BRAM = "ilse.verhagen@aanmeldpunt.example", "bram.hoevelaar@waalzicht.example"
FATIMA = "fatima.bouzidi@doorstroompunt.example"


@pytest.fixture
def store(fresh: Callable[[], Store], now: datetime) -> Store:
    store = fresh()
    with store.read(now) as tx:
        fatima = viewer_of(tx, FATIMA).professional_id
    changed(store, now, case_manager_id=fatima)
    return store


def changed(store: Store, now: datetime, **values: Any) -> None:
    with store.write(now) as tx:
        case = tx.session.exec(select(CaseFile).where(CaseFile.ref == REF)).one()
        for name, value in values.items():
            setattr(case, name, value)
        tx.session.add(case)


def said(store: Store, email: str, now: datetime) -> dict[str, str]:
    with store.read(now) as tx:
        return why_not(tx, viewer_of(tx, email), REF)


def test_every_command_about_a_case_or_a_question_says_what_it_needs() -> None:
    assert set(NEEDS) == {name for name, act in ACTS.items() if act.about in {About.CASE, About.QUESTION}}
    assert all(MAY[need.deed] in ONLY for need in NEEDS.values() if need.deed and not need.coordinator)


@pytest.mark.parametrize("who", [ILSE, BRAM, FATIMA])
@pytest.mark.parametrize("closed", [{}, {"outcome": "helped"}])
def test_a_command_is_lawful_or_says_why_not_and_never_both(
    store: Store, now: datetime, who: str, closed: dict[str, Any]
) -> None:
    if closed:
        changed(store, now, closed_at=now, retain_until=now.date(), **closed)

    why = said(store, who, now)

    with store.read(now) as tx:
        may = lawful(tx, viewer_of(tx, who), REF)
    assert set(why) == set(NEEDS) - may
    assert all(why.values()), [name for name, sentence in why.items() if not sentence]


def test_who_does_not_guide_a_case_is_told_who_does(store: Store, now: datetime) -> None:
    why = said(store, BRAM, now)

    assert why["start_meeting"].startswith("Only who guides this case can")
    assert why["merge"] == "Only the coordinator can."


def test_who_may_is_told_what_there_is_not(store: Store, now: datetime) -> None:
    why = said(store, FATIMA, now)

    assert why["reopen"] == "This case is open."
    assert why["spend"] == "No action in this case is paid from the budget."
    assert why["move_meeting"] == "There is no meeting with a moment to move."


def test_in_a_closed_case_it_says_so(store: Store, now: datetime) -> None:
    changed(store, now, closed_at=now, outcome="helped", retain_until=now.date())

    why = said(store, FATIMA, now)

    assert why["start_meeting"] == "This case is closed."
    assert "reopen" not in why
