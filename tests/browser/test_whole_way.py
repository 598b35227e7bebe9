"""A youth goes the whole way in a real browser, while an agency and a manager look through windows of their own."""

import re
import time
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from playwright.sync_api import expect
from sqlmodel import col, select

from flows import demo_clock
from flows.office import Office
from models.tables import CaseFile, StageRun, Wait, WakeUp

SUNDAY, MONDAY = date(2026, 11, 22), date(2026, 11, 23)
SUPPORTERS = (
    ("R.", "tante", "Familie, vriend of buur", ("Praktische hulp", "Altijd beschikbaar voor de jongere")),
    ("S.", "zus", "Familie, vriend of buur", ("Gezelschap", "Bereikbaar bij een crisis")),
    ("T.", "vriend", "Familie, vriend of buur", ("Advies",)),
)
CHECK_IN = "Hoe gaat het, en kan de coaching minder?"
MOST_ROUNDS = 90
PATIENCE = 300


def test_a_youth_goes_from_registration_to_a_closed_case_while_the_agency_answers_in_its_own_window(
    person: Callable[[], Any], office: Office
) -> None:
    guide, agency, manager = person(), person(), person()

    ref = _register(guide.sit_down("Bram", at_an_agency=True))
    _agree(guide, ref)
    _weigh(guide.sit_down("Ilse"), ref)
    _take_on(guide.sit_down("Fatima", at_an_agency=True), ref)
    _propose(guide.sit_down("Ilse"), ref)
    _plan(guide.sit_down("Ruben"), ref)
    _manager_sees_who_is_waited_for(manager.sit_down("Margriet"), ref)
    _agency_answers(agency.sit_down("Dennis", at_an_agency=True), ref)
    _until_closed(guide, office, ref)

    _manager_sees_how_it_ended(manager, ref)
    _agency_sees_no_more(agency, ref)


def _register(bram: Any) -> str:
    """Five minutes of typing; a danger says whom to call, and what is typed is kept when one goes away and returns."""
    bram.menu("Jongere aanmelden")
    bram.tick("Er is nu gevaar")
    bram.see("Bel 112")
    bram.tick("Er is nu gevaar")
    bram.type("Roepnaam *", "Noor")
    bram.type("Achternaam *", "Veldwijk")
    bram.type("Wat is er aan de hand? *", "Schulden en steeds minder op school.")
    bram.leave_field()
    bram.see("Bewaard als concept; alleen")
    bram.menu("Mijn vragen")
    bram.menu("Jongere aanmelden")
    bram.unfold("concept")  # others of the school may have one, too: the newest stands first
    bram.press("Hiermee verder")
    bram.finds("Roepnaam *", "Noor")
    bram.finds("Wat is er aan de hand? *", "Schulden en steeds minder op school.")
    bram.day("Geboortedatum", date(2008, 3, 1))
    bram.type("Gemeente *", "Tielerwaard")
    bram.choose("Waar leert de jongere?", "Middelbaar beroepsonderwijs")
    bram.type("Wat wil de jongere? *", "Een eigen plek.")
    bram.unfold("Wie helpt al")
    bram.choose_more("Wie helpt al?", "GGD Rivierland")
    bram.press("Aanmelding versturen")
    bram.see("Vul dit in.")
    bram.day("De jongere hoorde het op", SUNDAY)
    bram.choose("Hoe de jongere het hoorde", "In een gesprek")
    bram.pick("Waarom mag het aanmeldpunt dit weten?", "Het is onze taak volgens de wet")
    bram.press("Aanmelding versturen")
    bram.see("Aangemeld als VN-")
    return str(re.findall(r"VN-\w{7}", bram.page.get_by_test_id("stMain").inner_text())[0])


def _agree(bram: Any, ref: str) -> None:
    """The GGD has no ground of its own, so the youth is asked; Bram records the yes."""
    bram.see_soon("Mogen we gegevens delen met de partners die helpen?")
    bram.choose("Wie", "Noor Veldwijk")
    bram.pick("Is het ermee eens", "Ja")
    bram.pick("Hoe het is gegeven", "Aan tafel")
    bram.day("Op", MONDAY)
    bram.send()


def _weigh(ilse: Any, ref: str) -> None:
    ilse.open_case(ref)
    ilse.see_soon("Wat past bij deze jongere, en wie is casemanager?")
    ilse.choose("Wat past het best?", "Een transitieconsulent")
    ilse.choose("Casemanager", "Fatima Bouzidi")
    ilse.send()


def _take_on(fatima: Any, ref: str) -> None:
    fatima.menu("Mijn vragen")
    fatima.see("Neemt u dit op u?")
    fatima.open_case(ref)  # other cases may ask her the same
    fatima.see_soon("Neemt u dit op u?")
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
    ruben.press("Nog een: Wat ervoor gedaan wordt")
    ruben.choose("Wie *", "Geldloket")
    ruben.type("Wat *", "Bellen met de verhuurder")
    ruben.day("Klaar op", date(2026, 12, 1))
    ruben.choose("Leefgebied", "Waar ik woon", place=1)
    ruben.type("Cijfer van de jongere (0-10)", "3")
    ruben.pick("De jongere is het eens met het plan", "Ja")
    ruben.send()
    ruben.see_soon("Geldloket (Dennis Culemborg)")


def _manager_sees_who_is_waited_for(margriet: Any, ref: str) -> None:
    """Stage, whom, since and until when; nothing of what was written about the youth."""
    margriet.open_case(ref)
    for words in ("Consulent en plan", "Geldloket (Dennis Culemborg)", "sinds ma 23 november 2026"):
        margriet.see(words)
    margriet.see("tot en met di 1 december 2026")
    margriet.sees_not("Schulden", "Een eigen kamer", "Bellen met de verhuurder")


def _agency_answers(dennis: Any, ref: str) -> None:
    """The question stands in its list, with what it needs; of the rest it sees nothing."""
    dennis.menu("Mijn vragen")
    dennis.see("Is gedaan wat u heeft afgesproken?")
    dennis.page.get_by_role("link", name="Formulier openen").first.click()
    dennis.see("Bellen met de verhuurder")
    dennis.see("Noor Veldwijk")
    dennis.sees_not("Een eigen kamer", "Schulden", "GGD Rivierland")
    tabs = [
        "Nu",
        "Iets doen",
        "Tijdlijn",
        "Plan",
        "Bindende besluiten",
        "Notities",
        "Berichten",
    ]
    expect(dennis.page.get_by_role("tab")).to_have_text(tabs)
    dennis.day("Gedaan op", MONDAY)
    dennis.send()


def _until_closed(guide: Any, office: Office, ref: str) -> None:
    """Answers whatever is open for the consultant; when nothing is, moves the demo's clock until something is asked."""
    guide.open_case(ref)
    for _ in range(MOST_ROUNDS):
        if guide.shows("we wachten op niemand"):
            return
        question = guide.first_open(QUESTIONS)
        if question is None:
            before = _asked(office, ref)
            guide.later_until("Naar de volgende gebeurtenis", lambda seen=before: _asked(office, ref) != seen)
            guide.open_case(ref)
        else:
            QUESTIONS[question](guide)
            guide.send()
            _asked(office, ref)
            guide.look_again()
    raise AssertionError(f"{ref} did not close")


def _asked(office: Office, ref: str) -> tuple[bool, frozenset[int]]:
    """Whether the case is closed, and what may be answered in it, once the worker has done what is due."""
    for _ in range(PATIENCE):
        now = office.now()
        with office.store.read(now) as tx:
            case = tx.session.exec(select(CaseFile).where(CaseFile.ref == ref)).one()
            of_case = select(WakeUp.id).join(StageRun).where(StageRun.case_id == case.id, WakeUp.not_before <= now)
            due = tx.session.exec(of_case).first()
            open_now = select(Wait.id).where(Wait.case_id == case.id, Wait.status == "open", Wait.kind != "date")
            opened = col(Wait.opens_at).is_(None) | (col(Wait.opens_at) <= now)
            found = (case.closed_at is not None, frozenset(tx.session.exec(open_now.where(opened))))
        if due is None and demo_clock.towards(office.store, office.wall()) is None:
            return found
        time.sleep(0.1)
    raise AssertionError("the worker does not get through")


def _review(ruben: Any) -> None:
    ruben.choose("Leefgebied", "Waar ik woon")
    ruben.type("Cijfer van de jongere (0-10)", "6")
    ruben.pick("Hoe het verder gaat", "Klaar voor nazorg")


def _trusted_person(ruben: Any) -> None:
    ruben.type("Naam", "Tante Riet")
    ruben.type("Wat deze persoon is voor de jongere", "tante")
    ruben.pick("Hoe vaak", "Licht: na 6 weken, 3 en 6 maanden")


def _contact(ruben: Any) -> None:
    ruben.pick("We hadden contact", "Ja")
    ruben.type("Hoe gaat het volgens de jongere? (0-10)", "7")


def _check_in(ruben: Any) -> None:
    """Both want less coaching; who takes over is named, the way back is known, the network is drawn anew."""
    ruben.type("Hoe gaat het? (0-10) *", "7")
    ruben.tick("De jongere wil minder coaching")
    ruben.tick("De coach vindt minder coaching goed")
    ruben.type("Of iemand bij naam", "Tante Riet")
    ruben.tick("De jongere weet wie te bellen om terug te komen")
    _draw_network(ruben)


def _draw_network(ruben: Any) -> None:
    """Three of their own: one who is always there, one for a crisis, three kinds of support."""
    for place, (initials, relation, kind, gives) in enumerate(SUPPORTERS):
        ruben.press("Nog een: Wie er om de jongere heen staan")
        ruben.type("Initialen *", initials, place)
        ruben.type("Wat deze persoon is voor de jongere *", relation, place)
        ruben.pick("Soort", kind, place)
        for gift in gives:
            ruben.tick(gift, place)
        ruben.type("Wat de jongere hieraan geeft (0-10) *", "8", place)


def _landed(ruben: Any) -> None:
    ruben.pick("Op zijn plek", "Ja")
    ruben.choose("Waar", "Terug naar school")


def _closing(ruben: Any) -> None:
    ruben.choose("Hoe het eindigt", "Terug naar school")
    ruben.type("Afsluitbrief aan de jongere, in gewone woorden *", "Het ga je goed, Noor.")


QUESTIONS: Mapping[str, Callable[[Any], None]] = {
    "Hoe gaat het met het plan, en hoe gaat het verder?": _review,
    "Wie houdt contact met jou?": _trusted_person,
    "Wilt u contact houden met deze jongere?": lambda _ruben: None,
    "Wat is er overgedragen?": lambda ruben: ruben.choose_more("Overgedragen", "Het plan"),
    "Hoe gaat het? Hadden jullie contact?": _contact,
    CHECK_IN: _check_in,
    "Kun je nu zelf verder?": _landed,
    "Hoe eindigt deze casus?": _closing,
}
"""What a consultant fills in, by the question."""


def _manager_sees_how_it_ended(margriet: Any, ref: str) -> None:
    """Closed, with its outcome; the timeline still tells who was waited for."""
    margriet.menu("Waar is iedereen?")
    margriet.tick("Afgesloten casussen")
    margriet.see(ref)
    margriet.page.get_by_test_id("stMain").get_by_role("link", name=ref).last.click()
    margriet.see("Afgesloten: terug naar school")
    margriet.see("we wachten op niemand")
    margriet.tab("Tijdlijn")
    margriet.see("Afbouwen klaar: losgelaten")
    margriet.see("Gevraagd aan Geldloket")


def _agency_sees_no_more(dennis: Any, ref: str) -> None:
    """What it answered is not in its list any more; of other cases something may be."""
    dennis.menu("Mijn vragen")
    dennis.sees_not(ref)
