"""Three things asked of one agency, in a real browser: one form, one button; what does not fit costs nothing."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from flows.office import Office

ILSE, RUBEN = "ilse.verhagen@aanmeldpunt.example", "ruben.dijkzicht@aanmeldpunt.example"
FATIMA, DENNIS = "fatima.bouzidi@doorstroompunt.example", "dennis.culemborg@geldloket.example"
SEND = "Versturen wat is ingevuld"


def _planned(others: Any, ref: str, today: date) -> None:
    """The plan asks three things of the debt counsellors."""
    others.answer(ILSE, ref, "weighing", decision="consultant", case_manager=others.token(FATIMA))
    others.answer(FATIMA, ref, "case-manager")
    others.answer(ILSE, ref, "proposal", consultant=others.token(RUBEN))
    others.answer(RUBEN, ref, "acceptance")
    others.answer(RUBEN, ref, "introduction", met_on=str(today), clicks=True)
    debt, due_on = others.token(DENNIS, agency=True), str(today + timedelta(weeks=2))
    actions = [
        {"who": debt, "words": words, "due_on": due_on}
        for words in ("Bellen met de verhuurder", "Een betaalplan maken", "De zorgtoeslag aanvragen")
    ]
    goal = {"domain": "living", "words": "Een eigen kamer", "actions": actions}
    marks = [{"domain": "living", "youth": 3, "professional": 4}]
    others.answer(RUBEN, ref, "plan", goals=[goal], marks=marks, youth_agrees=True)


def test_an_agency_answers_what_it_can_on_one_form_and_loses_nothing_when_a_part_does_not_fit(
    person: Callable[[], Any], office: Office, others: Any, registered: str
) -> None:
    today: date = office.now().date()
    _planned(others, registered, today)
    dennis = person().sit_down("Dennis", at_an_agency=True)
    dennis.open_case(registered)
    dennis.see_soon("Deze 3 vragen staan op één formulier")
    assert dennis.page.get_by_role("button", name=SEND).count() == 1

    dennis.day("Gedaan op", today)
    dennis.type("In een paar woorden", "De verhuurder wacht nog een maand.")
    dennis.day("Gedaan op", today + timedelta(days=40), place=1)
    dennis.press(SEND)
    dennis.see("Er is nog niets verstuurd. Kijk nog eens naar vraag 2")
    dennis.finds("In een paar woorden", "De verhuurder wacht nog een maand.")

    dennis.day("Gedaan op", today, place=1)
    dennis.press(SEND)
    dennis.see("Bedankt, uw 2 antwoorden zijn binnen. 1 vraag blijft open voor later.")
    dennis.settled()
    dennis.see("De zorgtoeslag aanvragen")
    dennis.sees_not("Bellen met de verhuurder", "Een betaalplan maken")
