"""The process: its map with what waits at each step, the list behind each number, what stopped, and the machine."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import col, select
from streamlit.testing.v1 import AppTest

from dashboard.desk import Desk
from dashboard.part.place_name import DAYS, asked_of, place_called
from flows.map.plan import plan
from models.code import Errand, Stage
from models.tables import Alarm, StageRun

ILSE, MARGRIET = "ilse.verhagen@aanmeldpunt.example", "margriet.oosterwold@aanmeldpunt.example"
BRAM, RUBEN = "bram.hoevelaar@waalzicht.example", "ruben.dijkzicht@aanmeldpunt.example"
WOUTER, FATIMA = "wouter.sluiskamp@aanmeldpunt.example", "fatima.bouzidi@doorstroompunt.example"
STOPPED, MACHINE = "Wat stilstaat", "De machine"
Look = Callable[..., AppTest]


def stop(house: Any, ref: str) -> int:
    """The run of a case that goes on stops, as if its journal did not fit."""
    with house.office.store.write(house.now) as tx:
        open_runs = select(StageRun).where(col(StageRun.ended_at).is_(None))
        run = tx.session.exec(open_runs.order_by(col(StageRun.id))).first()
        assert run is not None
        run.status, run.diagnosis, run.tries = "blocked", "line 3 differs from its entry", 5
        tx.session.add(run)
        return int(run.id)


def tab(page: AppTest, title: str) -> AppTest:
    """Opens the part of the page whose title begins so."""
    page.session_state["process"] = next(each.label for each in page.tabs if each.label.startswith(title))
    return page.run()


def press(page: AppTest, label: str) -> AppTest:
    (button,) = [each for each in page.button if each.label == label]
    return button.click().run(timeout=120)


@pytest.mark.parametrize("who", [BRAM, RUBEN, FATIMA])
def test_who_neither_looks_over_the_region_nor_keeps_the_machine_has_no_such_page(
    house: Any, look: Look, who: str
) -> None:
    assert [each.value for each in look("process", who).title] != ["Het proces"]


def test_every_day_a_story_waits_for_has_a_name_people_know() -> None:
    waited = {
        place.key for name in (*Stage, *Errand) for place in plan(name.value).waiting if place.verb == "wait_until"
    }

    assert waited == set(DAYS)


def test_the_map_says_at_each_step_what_is_open_and_what_is_late(house: Any, look: Look, words: Any) -> None:
    house.register(BRAM)
    house.later(weeks=4)

    read = words(look("process", MARGRIET, stage="intake"))

    assert "1 open, 1 langer dan afgesproken" in read
    assert "0 open" in read
    assert "daarna:" in read


def test_behind_the_number_of_a_step_stands_its_list(house: Any, look: Look, words: Any) -> None:
    def said(page: AppTest) -> str:
        return str(words(page)).replace("\u2060", "").replace("\\", "")

    ref = house.register(BRAM)

    assert ref in said(look("process", MARGRIET, stage="intake", step="weighing"))
    assert ref not in said(look("process", MARGRIET, stage="intake", step="arrived"))
    assert "Hier wacht nu niets." in words(look("process", MARGRIET, stage="meeting"))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_place_of_every_map_has_a_name_people_read(house: Any, language: Any) -> None:
    desk = Desk(house.office, house.viewer(MARGRIET), "Margriet", "Aanmeldpunt", language, house.now, is_demo=True)

    for name in (*Stage, *Errand):
        for place in plan(name.value).places:
            assert place_called(desk, place) not in {"", place.key}
            assert bool(asked_of(desk, place)) == (place.form is not None)


ODD = [{"stage": "x"}, {"stage": "intake", "step": "slot"}, {"step": "'; DROP", "page": "x"}]


@pytest.mark.parametrize("query", ODD)
def test_an_address_that_means_nothing_shows_the_map_all_the_same(
    house: Any, look: Look, words: Any, query: dict[str, str]
) -> None:
    assert "daarna:" in words(look("process", MARGRIET, **query))


def test_the_manager_sees_the_map_and_neither_what_stopped_nor_the_machine(house: Any, look: Look, words: Any) -> None:
    stop(house, house.register(BRAM))

    page = look("process", MARGRIET)

    assert not page.tabs
    assert "line 3 differs" not in words(page)


def test_a_run_that_stopped_is_tried_again_by_the_coordinator(house: Any, look: Look, words: Any) -> None:
    ref = house.register(BRAM)
    run = stop(house, ref)
    page = tab(look("process", ILSE), STOPPED)
    assert "line 3 differs from its entry" in " ".join(each.value for each in page.code)

    press(page, "Opnieuw proberen")

    assert ref in page.success[0].value.replace("\\", "").replace("\u2060", "")
    with house.office.store.read(house.now) as tx:
        assert tx.session.get_one(StageRun, run).status == "waiting"


def test_the_coordinator_has_it_checked_whether_a_run_would_go_on(house: Any, look: Look) -> None:
    run = stop(house, house.register(BRAM))
    page = tab(look("process", ILSE), STOPPED)

    press(page, "Controleren of het verder kan")

    assert "past het journaal bij deze versie" in page.success[0].value
    with house.office.store.read(house.now) as tx:
        assert tx.session.get_one(StageRun, run).status == "blocked"


def test_a_run_that_a_worker_does_not_bring_back_is_released(house: Any, look: Look, words: Any) -> None:
    house.register(BRAM)
    with house.office.store.write(house.now) as tx:
        run = tx.session.exec(select(StageRun).where(col(StageRun.ended_at).is_(None))).first()
        assert run is not None
        run.lease_until, run.lease_by, run.tries = house.office.wall() - timedelta(hours=1), "gone", 2
        tx.session.add(run)
    page = tab(look("process", WOUTER if _keeps(house, WOUTER) else ILSE), STOPPED)
    assert "bracht het niet terug" in words(page)

    press(page, "Loslaten en nu proberen")

    with house.office.store.read(house.now) as tx:
        assert tx.session.get_one(StageRun, run.id).lease_until is None


def _keeps(house: Any, who: str) -> bool:
    return "operator" in {str(role) for role in house.viewer(who).roles}


def test_the_machine_is_told_with_prefect_away_and_an_alarm_open(house: Any, look: Look, words: Any) -> None:
    house.register(BRAM)
    with house.office.store.write(house.now) as tx:
        tx.session.add(Alarm(kind="mail", detail="SMTPAuthenticationError", since_at=house.now))

    read = words(tab(look("process", ILSE), MACHINE))

    assert "Prefect antwoordt niet." in read
    assert "De mailserver laat niets door" in read
    assert "Had al weg moeten zijn" in read
    assert "Door een werker gepakt en niet teruggebracht" in read
