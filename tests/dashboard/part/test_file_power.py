"""Means and binding decisions on the case page: what stands there, for whom, and what may be done about it."""

from collections.abc import Callable
from typing import Any

from sqlmodel import select
from streamlit.testing.v1 import AppTest

from flows.acts.of_means import OF_MEANS
from flows.commands.impose import impose
from flows.commands.instrument import call_in
from flows.commands.money import spend
from flows.queries.lawful_power import POWER_RULES
from models.tables import Instrument, LadderStep, Professional, Wait

RUBEN, DENNIS = "ruben.dijkzicht@aanmeldpunt.example", "dennis.culemborg@geldloket.example"


def test_every_command_about_means_and_decisions_can_be_lawful() -> None:
    assert set(OF_MEANS) == set(POWER_RULES)


def script(part: str, who: int, ref: str) -> None:
    """What the case page does with one part."""
    from dashboard.desk import Desk  # noqa: PLC0415 - run as a script of its own
    from dashboard.part import file_power  # noqa: PLC0415
    from flows.commands.viewer import viewer_numbered  # noqa: PLC0415
    from flows.office import office_of_this_process  # noqa: PLC0415

    office = office_of_this_process()
    with office.store.read(office.now()) as tx:
        viewer = viewer_numbered(tx, who)
    desk = Desk(office, viewer, "Iemand", "Ergens", "nl", office.now(), is_demo=True)
    getattr(file_power, part)(desk, ref)


def shown(house: Any, words: Callable[[AppTest], str], part: str, who: str, ref: str) -> str:
    at = AppTest.from_function(script, default_timeout=60, args=(part, house.viewer(who).professional_id, ref)).run()
    assert not at.exception, [each.value for each in at.exception]
    return words(at).replace("\xa0", " ").replace("\\", "")


def with_plan(house: Any) -> str:
    """Noor, with an action that is paid from the budget and draws from an instrument."""
    ref = house.register("bram.hoevelaar@waalzicht.example", partners=[house.agency("geldloket")])
    today = house.now.date().isoformat()
    house.answer(
        ref,
        "ilse.verhagen@aanmeldpunt.example",
        "weighing",
        decision="consultant",
        case_manager=house.professional("fatima.bouzidi@doorstroompunt.example"),
    )
    house.answer(ref, "fatima.bouzidi@doorstroompunt.example", "case-manager")
    house.answer(ref, "ilse.verhagen@aanmeldpunt.example", "proposal", consultant=house.professional(RUBEN))
    house.answer(ref, RUBEN, "acceptance")
    house.answer(ref, RUBEN, "introduction", met_on=today, clicks=True)
    action = {
        "who": house.agency("geldloket"),
        "words": "Bellen met de verhuurder",
        "due_on": "2026-12-01",
        "paid_by": "budget",
        "cents": 12_550,
    }
    house.answer(
        ref,
        RUBEN,
        "plan",
        youth_agrees=True,
        marks=[{"domain": "living", "youth": 3}],
        goals=[{"domain": "living", "words": "Een eigen kamer", "actions": [action]}],
    )
    return str(ref)


def test_the_budget_and_the_instruments_of_a_youth_are_shown(house: Any, words: Any) -> None:
    ref = with_plan(house)
    store, ruben = house.office.store, house.viewer(RUBEN)
    spend(store, ruben, ref, {"action": 1, "cents": 5_000, "spent_on": "2026-11-23", "what": "Reiskosten"}, house.now)
    with store.read(house.now) as tx:
        number = tx.session.exec(select(Instrument.id).where(Instrument.code == "opdc-tijdelijk")).one()
    call_in(store, ruben, ref, {"instrument": number, "action": 1}, house.now)

    seen = shown(house, words, "show_means", RUBEN, ref)

    assert "€ 1.500,00" in seen
    assert "€ 125,50" in seen
    assert "Reiskosten" in seen
    assert "Tijdelijke OPDC-plek" in seen


def test_a_binding_decision_is_shown_and_an_agency_sees_its_own_part_only(house: Any, words: Any) -> None:
    ref = with_plan(house)
    store, ruben = house.office.store, house.viewer(RUBEN)
    with store.write(house.now) as tx:
        wait = tx.session.exec(select(Wait).where(Wait.key == "action:1")).one()
        tx.session.add(
            LadderStep(
                case_id=wait.case_id,
                wait_id=wait.id,
                step=3,
                round=1,
                reason="who pays",
                proposed_at=house.now,
                confirmed_at=house.now,
                confirmed_by=tx.session.exec(select(Professional.id)).first(),
            )
        )
    parts = [
        {"agency": house.agency(code), "kind": "meanwhile", "words": f"Iets van {code}.", "by_on": "2026-12-07"}
        for code in ("geldloket", "werkplein")
    ]
    wanted = {"question": wait.id, "why": "Het staat stil.", "parts": parts, "only_around": True}
    impose(store, ruben, ref, wanted, house.now)
    house.go_on()

    whole, own = shown(house, words, "show_orders", RUBEN, ref), shown(house, words, "show_orders", DENNIS, ref)

    assert "Iets van werkplein." in whole
    assert "Het staat stil." in whole
    assert "Iets van geldloket." in own
    assert "werkplein" not in own
    assert "Het staat stil." not in own


def test_a_case_without_any_says_so(house: Any, words: Any) -> None:
    ref = house.register("bram.hoevelaar@waalzicht.example")

    assert "geen bindend besluit" in shown(house, words, "show_orders", "ilse.verhagen@aanmeldpunt.example", ref)
