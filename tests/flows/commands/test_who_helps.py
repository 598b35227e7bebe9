"""Who helps directly is asked once, and is case manager by that where nobody else is named. Source: decision 0003."""

from typing import Any

import pytest
from sqlmodel import select

from models.tables import Agency, Contact

ILSE, FATIMA = "ilse.verhagen@aanmeldpunt.example", "fatima.bouzidi@doorstroompunt.example"
MIRJAM = "mirjam.steenkist@wijkteamnoord.example"


@pytest.fixture
def ref(desk: Any) -> str:
    return str(desk.register())


def weighs(desk: Any, ref: str, key: str = "weighing", **fields: Any) -> None:
    fields = {"agency": f"agency:{desk.agency('wijkteam-noord')}", **fields}
    desk.answer(ILSE, ref, key, decision="light", **fields)


def manager(desk: Any, ref: str) -> str:
    return f"professional:{desk.file(ref).case_manager_id}"


def test_whoever_begins_to_help_is_case_manager_where_nobody_is_named(desk: Any, ref: str) -> None:
    weighs(desk, ref)
    assert sorted(desk.waits(ref)) == ["direct-help"]
    assert manager(desk, ref) == desk.professional(ILSE)

    desk.answer(MIRJAM, ref, "direct-help", started_on=desk.day(0))

    assert manager(desk, ref) == desk.professional(MIRJAM)
    assert sorted(desk.waits(ref)) == ["helped"]


def test_who_was_named_by_the_coordinator_is_asked_first(desk: Any, ref: str) -> None:
    weighs(desk, ref, case_manager=desk.professional(FATIMA))

    assert sorted(desk.waits(ref)) == ["case-manager"]


def test_where_somebody_is_case_manager_already_helping_changes_nothing(desk: Any, ref: str) -> None:
    weighs(desk, ref, case_manager=desk.professional(FATIMA))
    desk.answer(FATIMA, ref, "case-manager")
    desk.answer(MIRJAM, ref, "direct-help", started_on=desk.day(0))
    desk.answer(MIRJAM, ref, "helped", result="more needed")

    weighs(desk, ref, "weighing:2")
    desk.answer(MIRJAM, ref, "direct-help:2", started_on=desk.day(0))

    assert manager(desk, ref) == desk.professional(FATIMA)


def test_where_nobody_of_the_helping_agency_is_known_the_coordinator_goes_on(desk: Any, ref: str) -> None:
    with desk.store.write(desk.now) as tx:
        team = tx.session.exec(select(Agency).where(Agency.code == "wijkteam-noord")).one()
        for contact in tx.session.exec(select(Contact).where(Contact.agency_id == team.id)):
            tx.session.delete(contact)
    weighs(desk, ref)

    desk.answer(MIRJAM, ref, "direct-help", started_on=desk.day(0))

    assert manager(desk, ref) == desk.professional(ILSE)
