"""What people do without thinking: click twice, load again, go back, paste a book. Nothing breaks, nothing is lost.

A click here takes no time at all, as that of a finger on a screen: one message leaves a field and presses a button.
"""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

from models.forms.field import LONGEST_WORDS

NOTE = "Moeder wil eerst zelf bellen, en dan met ons 💬"
BOOK = "Een heel lang verhaal. " * 6_000
NAME = "Roos" * 75


def test_a_registration_survives_a_page_loaded_again_and_a_pasted_book(person: Callable[[], Any]) -> None:
    bram = person().sit_down("Bram", at_an_agency=True)
    bram.menu("Jongere aanmelden")
    bram.type("Roepnaam *", "Çağla")
    bram.type("Achternaam *", "Lindewater 🦋")
    bram.leave_field()
    bram.see("Bewaard als concept; alleen")

    bram.paste("Wat is er aan de hand? *", BOOK)
    bram.paste("Wat wil de jongere? *", BOOK[: LONGEST_WORDS + 1000])
    bram.leave_field()
    bram.page.reload()
    bram.sit_down("Bram", at_an_agency=True, here=True)

    bram.finds("Roepnaam *", "Çağla")
    bram.finds("Achternaam *", "Lindewater 🦋")
    bram.finds("Wat wil de jongere? *", BOOK[: LONGEST_WORDS + 1000])
    bram.finds_signs("Wat is er aan de hand? *", len(BOOK))
    bram.paste("Tussenvoegsel", NAME)
    bram.leave_field()
    bram.press("Aanmelding versturen")
    bram.see("Hier passen hoogstens 5000 tekens, en het zijn er nu 6000.")
    bram.see(f"Hier passen hoogstens 5000 tekens, en het zijn er nu {len(BOOK.strip())}.")
    bram.see("Hier passen hoogstens 80 tekens, en het zijn er nu 300.")
    bram.finds_signs("Wat is er aan de hand? *", len(BOOK))
    bram.finds("Tussenvoegsel", NAME)


def test_a_button_clicked_twice_and_one_click_more_answers_once_and_the_way_back_leads_to_the_list(
    person: Callable[[], Any], registered: str
) -> None:
    ilse = person().sit_down("Ilse")
    ilse.open_case(registered)
    ilse.see_soon("Wat past bij deze jongere, en wie is casemanager?")
    ilse.choose("Wat past het best?", "Een transitieconsulent")
    ilse.choose("Casemanager", "Fatima Bouzidi")
    ilse.type("Waarom", "Zij kent de school.")

    ilse.page.get_by_role("button", name="Antwoord versturen").first.dblclick()

    ilse.see_soon("Doorstroompunt Rivierland-Oost (Fatima Bouzidi)")
    ilse.sees_not("ging hier iets mis")
    ilse.page.go_back()
    ilse.settled()
    expect(ilse.page.get_by_role("heading", name="Waar is iedereen?")).to_be_visible()


def test_a_note_that_was_not_sent_survives_a_page_loaded_again_and_is_gone_once_it_is_sent(
    person: Callable[[], Any], registered: str
) -> None:
    title = "Een aantekening naast de casus maken"
    ilse = person().sit_down("Ilse")
    ilse.open_case(registered)
    ilse.about_people(title)
    ilse.type("In een paar woorden", NOTE)
    ilse.leave_field()

    ilse.page.reload()
    ilse.sit_down("Ilse", here=True)
    ilse.tab("Iets doen")
    ilse.see("nog niet verstuurd")
    ilse.finds("In een paar woorden", NOTE)

    ilse.pick("Wat het is", "Een eigen aantekening")
    ilse.press(title)
    ilse.see("Opgeschreven.")
    ilse.page.reload()
    ilse.sit_down("Ilse", here=True)
    ilse.tab("Iets doen")
    ilse.sees_not("nog niet verstuurd")
