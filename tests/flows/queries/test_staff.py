"""Who is away or leaving, as whoever looks after them sees it; and why somebody may not say so."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from flows.commands.leave import block, leaves, on_leave
from flows.commands.viewer import viewer_of
from flows.queries.lawful_region import REGION_RULES, why_not_in_region
from flows.queries.staff import StaffLine, looked_after, staff_of
from models.access import Viewer
from models.store import Store

ILSE, WOUTER = "ilse.verhagen@aanmeldpunt.example", "wouter.sluiskamp@aanmeldpunt.example"
MARGRIET = "margriet.oosterwold@aanmeldpunt.example"
FATIMA, GIJS = "fatima.bouzidi@doorstroompunt.example", "gijs.vanderlaak@doorstroompunt.example"
DENNIS = "dennis.culemborg@geldloket.example"
ELS, BRAM = "els.merkelbeek@waalzicht.example", "bram.hoevelaar@waalzicht.example"


@dataclass
class Desk:
    """The region, on one day."""

    store: Store
    now: datetime

    def viewer(self, email: str) -> Viewer:
        with self.store.read(self.now) as tx:
            return viewer_of(tx, email)

    def professional(self, email: str) -> str:
        return f"professional:{self.viewer(email).professional_id}"

    def day(self, ahead: int) -> str:
        return str(self.now.date() + timedelta(days=ahead))


@pytest.fixture
def desk(either: Store, now: datetime) -> Desk:
    return Desk(either, now)


def seen_by(desk: Desk, email: str) -> list[StaffLine]:
    with desk.store.read(desk.now) as tx:
        return list(staff_of(tx, desk.viewer(email)))


def may_say_of(desk: Desk, email: str) -> set[str]:
    with desk.store.read(desk.now) as tx:
        return {option.value for option in looked_after(tx, desk.viewer(email))}


def why_not(desk: Desk, email: str, name: str) -> str | None:
    with desk.store.read(desk.now) as tx:
        return why_not_in_region(tx, desk.viewer(email), name)


def test_leave_a_block_and_a_last_day_are_seen_by_who_looks_after_them(desk: Desk) -> None:
    days = {"from_on": desk.day(2), "until_on": desk.day(9), "substitute": desk.professional(GIJS)}
    on_leave(desk.store, desk.viewer(ILSE), FATIMA, days, desk.now)
    block(desk.store, desk.viewer(ILSE), BRAM, desk.now)
    leaves(desk.store, desk.viewer(ILSE), f"{desk.professional(ELS)}", {"on": desk.day(30)}, desk.now)

    found = seen_by(desk, ILSE)

    assert [line.who.partition(" ")[0] for line in found] == ["Bram", "Fatima", "Els"]
    assert [line.blocked for line in found] == [True, False, False]
    assert str(found[1].until_on) == desk.day(9)
    assert found[1].substitute.startswith("Gijs")
    assert str(found[2].leaves_on) == desk.day(30)
    assert [line.who.partition(" ")[0] for line in seen_by(desk, GIJS)] == ["Fatima"]
    assert seen_by(desk, DENNIS) == []


def test_one_says_it_of_oneself_a_lead_of_colleagues_and_the_coordinator_of_all(desk: Desk) -> None:
    assert may_say_of(desk, BRAM) == {desk.professional(BRAM)}
    assert {desk.professional(FATIMA), desk.professional(GIJS)} <= may_say_of(desk, GIJS)
    assert desk.professional(BRAM) not in may_say_of(desk, GIJS)
    assert {desk.professional(BRAM), desk.professional(GIJS)} <= may_say_of(desk, ILSE)


@pytest.mark.parametrize("name", REGION_RULES)
def test_an_administrator_may_all_but_look_into_cases_where_there_is_something_to_do(desk: Desk, name: str) -> None:
    why = {
        "back": "Nobody you look after is away today.",
        "address_works": "Mail arrives everywhere.",
        "approve_destruction": "Nothing is on the list.",
        "keep_longer": "Nothing is on the list.",
        "end_hold": "No case is held.",
        "move_sitting": "No sitting lies ahead.",
        "cancel_sitting": "No sitting lies ahead.",
        "start_agency": "Every agency that signed takes part.",
        "open_in_emergency": "Only a professional who signed in opens a case in an emergency.",
        "look_at_emergency": "Only the privacy officer can do this.",
    }

    assert why_not(desk, WOUTER, name) == why.get(name)


def test_who_may_not_reads_why(desk: Desk) -> None:
    assert why_not(desk, MARGRIET, "conclude_agreement") == "Only an administrator can do this."
    assert why_not(desk, ILSE, "change_instrument") == "Only an administrator can do this."
    assert (why_not(desk, BRAM, "change_term") or "").startswith("Only the coordinator or an administrator")
    assert why_not(desk, BRAM, "leaves") == "Only who looks after the people of this agency can do this."
    assert why_not(desk, BRAM, "on_leave") is None


def test_somebody_who_is_away_can_say_that_they_are_back(desk: Desk) -> None:
    assert why_not(desk, BRAM, "back") == "Nobody you look after is away today."
    on_leave(desk.store, desk.viewer(BRAM), BRAM, {"from_on": desk.day(0), "until_on": desk.day(3)}, desk.now)

    assert why_not(desk, BRAM, "back") is None
    assert why_not(desk, ILSE, "back") is None
