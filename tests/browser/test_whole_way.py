"""A youth goes the whole way in a real browser, while the agency looks through a window of its own."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

pytestmark = pytest.mark.browser

SUNDAY, MONDAY = date(2026, 11, 22), date(2026, 11, 23)
SUPPORTERS = (("R", "tante", "Praktische hulp"), ("S", "zus", "Gezelschap"), ("T", "vriend", "Advies"))


def test_a_youth_goes_from_registration_to_a_closed_case_while_the_agency_answers_in_its_own_window(
    person: Callable[[], Any],
) -> None:
    guide, agency = person(), person()

    ref = _register(guide.sit_down("Bram", at_an_agency=True))
    _weigh(guide.sit_down("Ilse"), ref)
    _take_on(guide.sit_down("Fatima", at_an_agency=True), ref)
    _propose(guide.sit_down("Ilse"), ref)
    _plan(guide.sit_down("Ruben"), ref)
    _agency_answers(agency.sit_down("Dennis", at_an_agency=True), ref)
    guide.see_soon("Fatima")


def _register(bram: Any) -> str:
    """Five minutes of typing; a danger says whom to call, and what is typed is kept."""
    bram.menu("Jongere aanmelden")
    bram.tick("Er is nu gevaar")
    bram.see("Bel 112")
    bram.tick("Er is nu gevaar")
    bram.type("Roepnaam *", "Noor")
    bram.type("Achternaam *", "Veldwijk")
    bram.day("Geboortedatum", date(2008, 3, 1))
    bram.type("Gemeente *", "Tielerwaard")
    bram.choose("Waar leert de jongere?", "Middelbaar beroepsonderwijs")
    bram.type("Wat is er aan de hand? *", "Schulden en steeds minder op school.")
    bram.type("Wat wil de jongere? *", "Een eigen plek.")
    bram.press("Aanmelding versturen")
    bram.see("Vul dit in.")
    bram.day("De jongere hoorde het op", SUNDAY)
    bram.choose("Hoe de jongere het hoorde", "In een gesprek")
    bram.pick("Waarom mag het aanmeldpunt dit weten?", "Het is onze taak volgens de wet")
    bram.press("Aanmelding versturen")
    bram.see("Aangemeld als VN-")
    return str(re.findall(r"VN-\w{7}", bram.page.get_by_test_id("stMain").inner_text())[0])


def _weigh(ilse: Any, ref: str) -> None:
    ilse.open_case(ref)
    ilse.see_soon("Wat past bij deze jongere, en wie is casemanager?")
    ilse.choose("Wat past het best?", "Een transitieconsulent")
    ilse.choose("Casemanager", "Fatima Bouzidi")
    ilse.send()


def _take_on(fatima: Any, ref: str) -> None:
    fatima.menu("Mijn vragen")
    fatima.see("Neemt u dit op u?")
    fatima.page.get_by_role("link", name="Formulier openen").first.click()
    fatima.see(ref)
    fatima.send()


def _propose(ilse: Any, ref: str) -> None:
    ilse.open_case(ref)
    ilse.see_soon("Wie wordt transitieconsulent?")
    ilse.choose("Transitieconsulent", "Ruben van Dijkzicht")
    ilse.send()


def _plan(ruben: Any, ref: str) -> None:
    ruben.open_case(ref)
    ruben.see_soon("Neemt u dit op u?")
    ruben.send()
    ruben.see_soon("Heeft u de jongere ontmoet, en klikt het?")
    ruben.day("Eerste contact op", MONDAY)
    ruben.pick("Het klikt", "Ja")
    ruben.send()
    ruben.see_soon("Wat is het plan?")
    ruben.choose("Leefgebied", "Waar ik woon")
    ruben.type("Het doel, in de woorden van de jongere *", "Een eigen kamer")
    ruben.press("Regel toevoegen")
    ruben.choose("Wie *", "Geldloket")
    ruben.type("Wat *", "Bellen met de verhuurder")
    ruben.day("Klaar op", date(2026, 12, 1))
    ruben.choose("Leefgebied", "Waar ik woon", place=1)
    ruben.type("Cijfer van de jongere (0-10)", "3")
    ruben.pick("De jongere is het eens met het plan", "Ja")
    ruben.send()


def _agency_answers(dennis: Any, ref: str) -> None:
    dennis.menu("Mijn vragen")
    dennis.see("Is gedaan wat u heeft afgesproken?")
    dennis.page.get_by_role("link", name="Formulier openen").first.click()
    dennis.see("Bellen met de verhuurder")
    dennis.see("Noor Veldwijk")
    assert dennis.page.get_by_role("tab", name="Plan").count() == 0
    dennis.day("Gedaan op", MONDAY)
    dennis.send()
