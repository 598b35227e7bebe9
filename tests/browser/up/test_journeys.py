"""The ten journeys that matter, one per page, against what `make up` runs: every step is carried by Prefect."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect
from sqlmodel import select

from flows.commands.knooppunt import plan_sittings
from flows.commands.meeting import move_meeting
from flows.office import Office
from models.tables import CaseFile
from models.workday import Calendar

ILSE, BRAM = "ilse.verhagen@aanmeldpunt.example", "bram.hoevelaar@waalzicht.example"
FATIMA, DENNIS = "fatima.bouzidi@doorstroompunt.example", "dennis.culemborg@geldloket.example"
Axe = Callable[[Any], list[str]]
PHONE = {"width": 360, "height": 740}
PLACE = "Knooppunt Waalzicht"
SOON = timedelta(seconds=15)
WEIGHING = "Wat past bij deze jongere, en wie is casemanager?"
TAKES_ON = "Neemt u dit op u?"
GIVES_LINK = "De jongere een link en een code geven voor de eigen pagina"
TARGETS = {
    "In welk jaar het eerste schooljaar begint *": "2026",
    "In welk jaar het laatste schooljaar begint *": "2029",
    "Hoeveel jongeren in een schooljaar *": "120",
    "Van wie mbo *": "70",
    "Van wie vo *": "50",
    "Hoeveel jongeren in al die jaren samen *": "480",
    "Hoeveel van hen niet uitvallen *": "300",
    "Bedrag in euro *": "1500",
}


def _open(person: Any, name: str, page: str, **seat: bool) -> Any:
    """Somebody opens a page by its address, as from a link."""
    someone = person()
    someone.page.goto(f"{someone.address}/{page}")
    return someone.sit_down(name, here=True, **seat)


def _number(words: str) -> int:
    return int(re.findall(r"\d+", words)[0])


def _fits(someone: Any) -> bool:
    """On a phone nothing is wider than the screen."""
    someone.page.set_viewport_size(PHONE)
    someone.settled()
    main = someone.page.get_by_test_id("stMain")
    return bool(main.evaluate("main => main.scrollWidth - main.clientWidth") <= 0)


def test_a_manager_clicks_a_number_and_reads_as_many_cases_in_english(
    person: Callable[[], Any], found_by_axe: Axe
) -> None:
    margriet = _open(person, "Margriet", "overview")
    margriet.see("Waar vragen wachten")
    assert found_by_axe(margriet.page) == []
    margriet.page.get_by_test_id("stSidebar").get_by_text("English", exact=True).first.click()
    expect(margriet.page.get_by_role("heading", name="Overview", exact=True)).to_be_visible()
    margriet.settled()
    tile = margriet.page.get_by_role("link", name=re.compile(r"^Open cases \d+$"))
    counted = _number(tile.inner_text())
    tile.click()
    expect(margriet.page.get_by_role("heading", name=f"{counted} cases", exact=True)).to_be_visible()
    assert counted > 6
    margriet.page.go_back()
    expect(margriet.page.get_by_role("heading", name="Overview", exact=True)).to_be_visible()

    cell = margriet.page.get_by_role("cell").get_by_role("link").first
    asked = _number(cell.inner_text())
    cell.click()
    expect(margriet.page.get_by_role("heading", name=re.compile(rf"^{asked} questions? · "))).to_be_visible()
    assert found_by_axe(margriet.page) == []


def test_a_link_keeps_the_filter_of_the_list_for_a_colleague_and_on_the_way_back(
    person: Callable[[], Any], found_by_axe: Axe
) -> None:
    ilse = _open(person, "Ilse", "cases")
    ilse.choose("Fase", "Intake")
    expect(ilse.page).to_have_url(re.compile("stage=intake"))
    ilse.settled()
    counted = _cases(ilse)
    with ilse.page.expect_download() as taken:
        ilse.page.get_by_role("button", name="Deze lijst opslaan als bestand (CSV)").click(delay=80)
    assert len(Path(taken.value.path()).read_text(encoding="utf-8-sig").splitlines()) == counted + 1
    ilse.settled()
    assert found_by_axe(ilse.page) == []

    margriet = _open(person, "Margriet", ilse.page.url.rpartition("/")[2])
    assert _cases(margriet) == counted
    margriet.page.get_by_test_id("stMain").get_by_role("link", name=re.compile(r"VN-\w{7}$")).last.click()
    expect(margriet.page.get_by_role("tab", name="Nu", exact=True)).to_be_visible()
    margriet.settled()
    margriet.page.go_back()
    expect(margriet.page.get_by_role("heading", name="Waar is iedereen?")).to_be_visible()
    margriet.settled()
    assert _cases(margriet) == counted
    margriet.page.reload()
    margriet.sit_down("Margriet", here=True)
    assert _cases(margriet) == counted


def _cases(someone: Any) -> int:
    return _number(someone.page.get_by_role("heading", name=re.compile(r"^\d+ casus(sen)?$")).inner_text())


def test_an_agency_and_a_manager_read_the_same_figures_and_the_agency_no_others(
    person: Callable[[], Any], found_by_axe: Axe
) -> None:
    dennis = _open(person, "Dennis", "agency", at_an_agency=True)
    dennis.see("Geldloket")
    dennis.see("Het afgelopen half jaar")
    expect(dennis.page.get_by_test_id("stMain").get_by_role("combobox")).to_have_count(0)
    assert found_by_axe(dennis.page) == []

    margriet = _open(person, "Margriet", "agency")
    margriet.choose("Organisatie", "Geldloket")
    expect(margriet.page.get_by_role("heading", name="Geldloket", exact=True)).to_be_visible()
    margriet.settled()
    figures = [each.page.locator(".vn-number b").all_inner_texts() for each in (dennis, margriet)]
    assert figures[0]
    assert figures[0] == figures[1]
    assert _fits(dennis)


def test_a_case_manager_answers_from_the_row_of_the_day(
    person: Callable[[], Any], others: Any, registered: str, prefect: Any, found_by_axe: Axe
) -> None:
    others.answer(ILSE, registered, "weighing", decision="consultant", case_manager=others.token(FATIMA))
    prefect.waits(registered, "case-manager")
    fatima = person().sit_down("Fatima", at_an_agency=True)
    fatima.see("Wat op u wacht")
    fatima.see(registered)
    assert found_by_axe(fatima.page) == []
    fatima.page.get_by_role("link", name=re.compile("^Beantwoord")).first.click()
    fatima.see("1 van ")
    fatima.settled()
    assert _fits(fatima)
    for _ in range(10):
        if fatima.shows(registered) and fatima.shows(TAKES_ON):
            break
        fatima.press("Later")
    fatima.press("Ja")
    fatima.settled()
    prefect.waits(registered, "proposal")


def test_an_answer_on_a_form_is_carried_on_by_prefect_within_moments(
    person: Callable[[], Any], registered: str, prefect: Any, found_by_axe: Axe
) -> None:
    prefect.waits(registered, "weighing")
    ilse = person().sit_down("Ilse")
    ilse.open_case(registered)
    ilse.see(WEIGHING)
    ilse.choose("Wat past het best?", "Een transitieconsulent")
    ilse.choose("Casemanager", "Fatima Bouzidi")
    ilse.send()

    ilse.see_soon("Doorstroompunt Rivierland-Oost (Fatima Bouzidi)")
    prefect.waits(registered, "case-manager")
    assert found_by_axe(ilse.page) == []


def test_of_two_people_with_one_question_open_the_second_hears_it_was_answered(
    person: Callable[[], Any], others: Any, registered: str, prefect: Any
) -> None:
    others.answer(ILSE, registered, "weighing", decision="consultant", case_manager=others.token(FATIMA))
    prefect.waits(registered, "case-manager")
    ilse, fatima = person().sit_down("Ilse"), person().sit_down("Fatima", at_an_agency=True)
    fatima.open_case(registered)
    ilse.open_case(registered)
    ilse.unfold(TAKES_ON)
    fatima.see(TAKES_ON)
    fatima.send()
    prefect.waits(registered, "proposal")
    ilse.press("Antwoord vastleggen")
    ilse.see("Deze vraag is net al beantwoord of ingetrokken.")


def test_a_question_is_answered_by_one_click_in_its_mail(
    person: Callable[[], Any], others: Any, registered: str, mail: str, prefect: Any, found_by_axe: Axe
) -> None:
    others.answer(ILSE, registered, "weighing", decision="consultant", case_manager=others.token(FATIMA))
    fatima = person().page
    fatima.goto(mail)
    fatima.get_by_role("searchbox").fill(FATIMA)
    fatima.get_by_role("button", name="Zoek").click()
    letter = fatima.get_by_role("link", name=re.compile(registered))
    expect(letter).to_have_count(1, timeout=150_000)  # the list looks again by itself

    letter.click()
    with fatima.context.expect_page() as opened:
        fatima.frame_locator("iframe").get_by_role("link").first.click()
    page = opened.value
    expect(page.get_by_text(registered).first).to_be_visible()
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert found_by_axe(page) == []
    page.get_by_role("button", name="Antwoord versturen").click()
    expect(page.get_by_role("heading", name="Bedankt")).to_be_visible()
    prefect.waits(registered, "proposal")


def test_while_prefect_is_silent_people_go_on_and_afterwards_the_case_does(
    person: Callable[[], Any], registered: str, prefect: Any, found_by_axe: Axe
) -> None:
    prefect.waits(registered, "weighing")
    margriet = _open(person, "Margriet", "process?stage=intake")
    step = margriet.page.get_by_test_id("stMain").get_by_role("button", name=re.compile(r"\d+ open")).first
    waiting = _number(step.inner_text())
    step.click()
    expect(margriet.page.get_by_role("heading", name=re.compile(rf"^{waiting} (vraag|vragen)$"))).to_be_visible()
    margriet.see(registered)
    assert found_by_axe(margriet.page) == []
    wouter = _open(person, "Wouter", "process")
    wouter.tab("De machine")
    wouter.see("Prefect antwoordt.")
    ilse = person().sit_down("Ilse")
    ilse.open_case(registered)

    with prefect.silent():
        wouter.press("Opnieuw kijken")
        wouter.see("Prefect antwoordt niet.")
        ilse.choose("Wat past het best?", "Een transitieconsulent")
        ilse.choose("Casemanager", "Fatima Bouzidi")
        ilse.send()
    prefect.waits(registered, "case-manager")
    _until_seen(wouter, "Werkpool vangnet: klaar voor werk", "Opnieuw kijken")
    wouter.see("Prefect antwoordt.")
    assert found_by_axe(wouter.page) == []


def _until_seen(someone: Any, words: str, button: str) -> None:
    for _ in range(60):
        if someone.shows(words):
            return
        someone.page.wait_for_timeout(500)
        someone.press(button)
    someone.see(words)


def test_targets_an_administrator_sets_are_what_a_manager_reads_the_results_against(
    person: Callable[[], Any], found_by_axe: Axe
) -> None:
    wouter = _open(person, "Wouter", "region")
    wouter.tab("Geld en doelen")
    wouter.unfold("De doelen van het programma invullen")
    for label, number in TARGETS.items():
        wouter.type(label, number)
    wouter.press("De doelen van het programma invullen")
    wouter.see("De doelen zijn ingevuld.")
    assert found_by_axe(wouter.page) == []
    assert _fits(wouter)

    margriet = _open(person, "Margriet", "results")
    with margriet.page.expect_download() as taken:
        margriet.page.get_by_role("button", name="CSV").click(delay=80)
    assert "Jongeren die begonnen;120;" in Path(taken.value.path()).read_text(encoding="utf-8-sig")
    for tab in ("Hoe lang het duurde", "Waar jongeren waren", "Waarom iets wachtte", "Doelen"):
        margriet.tab(tab)
        expect(margriet.page.get_by_test_id("stException")).to_have_count(0)
        assert found_by_axe(margriet.page) == []
    margriet.see("Jongeren die begonnen")
    margriet.see("120")
    assert _fits(margriet)


def test_a_youth_opens_the_page_with_link_and_code_and_what_is_asked_there_is_asked_in_the_case(
    person: Callable[[], Any],
    window: Callable[[], Any],
    registered: str,
    prefect: Any,
    asks_on_own_page: Callable[[Any, Any], None],
    found_by_axe: Axe,
) -> None:
    prefect.waits(registered, "weighing")
    ilse = person().sit_down("Ilse")
    ilse.open_case(registered)
    ilse.about_people(GIVES_LINK)
    ilse.press(GIVES_LINK)
    ilse.see("Gemaakt. Print de pagina voor de jongere")
    ilse.tab("Eigen dossier")
    with ilse.page.expect_download() as paper:
        ilse.page.get_by_role("button", name=re.compile("^Print voor")).first.click(delay=80)

    page = window().new_page()
    page.set_viewport_size(PHONE)
    asks_on_own_page(page, _read(paper.value.path()))
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert found_by_axe(page) == []
    assert page.evaluate("[document.cookie, localStorage.length, sessionStorage.length]") == ["", 0, 0]

    ilse.tab("Nu")
    ilse.see_soon("De jongere vraagt iets vanaf de eigen pagina.")
    assert found_by_axe(ilse.page) == []


@dataclass(frozen=True)
class OnPaper:
    """What a youth reads on the print: where the page is, and what opens it."""

    path: str
    code: str


def _read(paper: Path) -> OnPaper:
    """What stands on the print, read as a person would: from the page."""
    reader = shutil.which("pdftotext")
    if reader is None and os.environ.get("VANGNET_REQUIRE_BROWSER") != "1":
        pytest.skip("there is no pdftotext on the path; install poppler-utils to read what is printed")
    read = subprocess.run([str(reader), "-raw", str(paper), "-"], check=True, capture_output=True)  # noqa: S603 - ours
    [(address, code)] = re.findall(r"Adres: (\S+)\s+Code: ([\d ]+\d)", read.stdout.decode())
    return OnPaper(urlsplit(address).path, code)


@pytest.fixture
def invited(office: Office, others: Any, registered: str) -> str:
    """A case with a place in a sitting within a week: the school and the debt counsellors are asked to come."""
    ahead = (office.now() + timedelta(days=days) for days in (6, 5, 4, 7))
    starts_at = next(moment for moment in ahead if Calendar().works_on(moment.date()))
    plan = {"starts_at": starts_at.isoformat(), "place": PLACE}
    sitting = plan_sittings(office.store, others.viewer(ILSE), plan, office.now()).number
    others.answer(ILSE, registered, "weighing", decision="meeting", case_manager=others.token(FATIMA))
    others.answer(FATIMA, registered, "case-manager")
    agencies = [others.token(each, agency=True) for each in (BRAM, DENNIS)]
    leads = {"chair": others.token(BRAM), "minute_taker": others.token(FATIMA)}
    others.answer(FATIMA, registered, "invitees", agencies=agencies, parents=False, **leads)
    others.answer(FATIMA, registered, "slot", sitting=sitting)
    for each in (BRAM, DENNIS):
        others.answer(each, registered, "attendance", comes="comes")
    return registered


def test_what_is_agreed_at_the_table_stands_in_the_report(
    person: Callable[[], Any], office: Office, others: Any, invited: str, prefect: Any, found_by_axe: Axe
) -> None:
    fatima = _open(person, "Fatima", "meeting", at_an_agency=True)
    fatima.see(PLACE)
    fatima.to_the_table(invited)
    fatima.see("Voor een overleg dat kan besluiten is nog nodig:")
    fatima.comes()
    assert found_by_axe(fatima.page) == []

    _begins_now(office, others, invited)
    prefect.waits(invited, "minutes:2")
    fatima.press("Alle overleggen")
    fatima.to_the_table(invited)
    fatima.begins_minutes()
    fatima.press("Nog een: Afspraken")
    fatima.choose("Wie *", "Geldloket")
    fatima.type("Wat *", "Bellen met de verhuurder")
    fatima.day("Klaar op", office.now().date() + timedelta(weeks=2))
    fatima.day("We kijken terug op", office.now().date() + timedelta(weeks=6))
    fatima.send()
    expect(fatima.page.get_by_role("heading", name="Verslag", exact=True)).to_be_visible()
    fatima.see("Bellen met de verhuurder")


def _begins_now(office: Office, others: Any, ref: str) -> None:
    """It is moved to a moment from now, with who said yes; sooner, and it were over before Prefect had heard of it."""
    with office.store.read(office.now()) as tx:
        youth = tx.session.exec(select(CaseFile.youth_id).where(CaseFile.ref == ref)).one()
    comes = [*(others.token(each, agency=True) for each in (BRAM, DENNIS)), f"person:{youth}"]
    slot = {"starts_at": (office.now() + SOON).isoformat(), "place": PLACE, "comes": comes}
    move_meeting(office.store, others.viewer(FATIMA), ref, office.now(), slot)
