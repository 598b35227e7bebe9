"""A meeting in a real browser: its place in the calendar, who comes as they answer, minutes at the table, a print."""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import expect
from sqlmodel import select

from flows.commands.knooppunt import plan_sittings
from flows.commands.meeting import move_meeting
from flows.office import Office
from models.tables import CaseFile, Wait
from models.workday import Calendar

ILSE, BRAM = "ilse.verhagen@aanmeldpunt.example", "bram.hoevelaar@waalzicht.example"
FATIMA, DENNIS = "fatima.bouzidi@doorstroompunt.example", "dennis.culemborg@geldloket.example"
ENOUGH = "Er komen genoeg mensen: het overleg kan besluiten."
LACKING = "Voor een overleg dat kan besluiten is nog nodig:"
SOON = timedelta(seconds=1)
PLACE = "Knooppunt Waalzicht"


@pytest.fixture
def sitting(office: Office, others: Any) -> int:
    """A sitting of the knooppunt within a week, and far enough ahead to ask who comes."""
    ahead = (office.now() + timedelta(days=days) for days in (6, 5, 4, 7))
    starts_at = next(moment for moment in ahead if Calendar().works_on(moment.date()))
    plan = {"starts_at": starts_at.isoformat(), "place": PLACE}
    return plan_sittings(office.store, others.viewer(ILSE), plan, office.now()).number


@pytest.fixture
def invited(others: Any, registered: str, sitting: int) -> str:
    """A case with a place in it: the school and the debt counsellors are invited, and the youth."""
    others.answer(ILSE, registered, "weighing", decision="meeting", case_manager=others.token(FATIMA))
    others.answer(FATIMA, registered, "case-manager")
    agencies = [others.token(BRAM, agency=True), others.token(DENNIS, agency=True)]
    leads = {"chair": others.token(BRAM), "minute_taker": others.token(FATIMA)}
    others.answer(FATIMA, registered, "invitees", agencies=agencies, parents=False, **leads)
    others.answer(FATIMA, registered, "slot", sitting=sitting)
    others.answer(BRAM, registered, "attendance", comes="comes")
    others.answer(DENNIS, registered, "attendance", comes="comes")
    return registered


def _begins_now(office: Office, others: Any, ref: str) -> None:
    """It is moved to this very moment, with who said yes; the minutes are asked as soon as a worker was there."""
    comes = [others.token(BRAM, agency=True), others.token(DENNIS, agency=True)]
    slot = {
        "starts_at": (office.now() + SOON).isoformat(),
        "place": PLACE,
        "comes": [*comes, f"person:{_youth(office, ref)}"],
    }
    move_meeting(office.store, others.viewer(FATIMA), ref, office.now(), slot)
    for _ in range(200):
        with office.store.read(office.now()) as tx:
            asked = select(Wait.id).join(CaseFile, CaseFile.id == Wait.case_id)  # type: ignore[arg-type]
            if tx.session.exec(asked.where(CaseFile.ref == ref, Wait.form == "Minutes")).first() is not None:
                return
        time.sleep(0.1)
    raise AssertionError("the minutes are not asked")


def _youth(office: Office, ref: str) -> int:
    with office.store.read(office.now()) as tx:
        return tx.session.exec(select(CaseFile.youth_id).where(CaseFile.ref == ref)).one()


def test_from_the_calendar_to_the_minutes_and_their_print(
    person: Callable[[], Any], office: Office, others: Any, invited: str
) -> None:
    fatima = person()
    fatima.page.goto(f"{fatima.address}/meeting")
    fatima.sit_down("Fatima", at_an_agency=True, here=True)
    fatima.see(PLACE)
    fatima.to_the_table(invited)

    fatima.see(LACKING)
    fatima.comes()
    fatima.see(ENOUGH)

    _begins_now(office, others, invited)
    fatima.press("Alle overleggen")
    fatima.to_the_table(invited)
    fatima.begins_minutes()
    fatima.day("We kijken terug op", office.now().date() + timedelta(weeks=6))
    fatima.send()

    expect(fatima.page.get_by_role("heading", name="Verslag", exact=True)).to_be_visible()
    fatima.see("Eerst praten met de verhuurder.")
    with fatima.page.expect_download() as download:
        fatima.page.get_by_role("button", name="Verslag als PDF").click()
    assert download.value.path().read_bytes().startswith(b"%PDF")
