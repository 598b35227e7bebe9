"""Three things asked of one agency, in a real browser: one form, one button; what does not fit costs nothing."""

import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from flows.commands.answer import answer
from flows.commands.viewer import viewer_of
from flows.office import Office
from models.refusal import NotOpen, Unknown

ILSE, RUBEN = "ilse.verhagen@aanmeldpunt.example", "ruben.dijkzicht@aanmeldpunt.example"
FATIMA, DENNIS = "fatima.bouzidi@doorstroompunt.example", "dennis.culemborg@geldloket.example"
SEND = "Versturen wat is ingevuld"
PATIENCE = 200


def _answers(office: Office, who: str, ref: str, key: str, **fields: Any) -> None:
    """As soon as it is asked; a worker must carry the case there first."""
    for _ in range(PATIENCE):
        with office.store.read(office.now()) as tx:
            viewer = viewer_of(tx, who)
        try:
            answer(office.store, viewer, ref, key, fields, office.now())
        except (NotOpen, Unknown):
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"{key} is not asked")


def _token(office: Office, email: str, *, agency: bool = False) -> str:
    with office.store.read(office.now()) as tx:
        viewer = viewer_of(tx, email)
    return f"agency:{viewer.agency_id}" if agency else f"professional:{viewer.professional_id}"


def _planned(office: Office, ref: str) -> None:
    """The plan asks three things of the debt counsellors."""
    today = office.now().date()
    _answers(office, ILSE, ref, "weighing", decision="consultant", case_manager=_token(office, FATIMA))
    _answers(office, FATIMA, ref, "case-manager")
    _answers(office, ILSE, ref, "proposal", consultant=_token(office, RUBEN))
    _answers(office, RUBEN, ref, "acceptance")
    _answers(office, RUBEN, ref, "introduction", met_on=str(today), clicks=True)
    debt, due_on = _token(office, DENNIS, agency=True), str(today + timedelta(weeks=2))
    actions = [
        {"who": debt, "words": words, "due_on": due_on}
        for words in ("Bellen met de verhuurder", "Een betaalplan maken", "De zorgtoeslag aanvragen")
    ]
    goal = {"domain": "living", "words": "Een eigen kamer", "actions": actions}
    marks = [{"domain": "living", "youth": 3, "professional": 4}]
    _answers(office, RUBEN, ref, "plan", goals=[goal], marks=marks, youth_agrees=True)


def test_an_agency_answers_what_it_can_on_one_form_and_loses_nothing_when_a_part_does_not_fit(
    person: Callable[[], Any], office: Office, registered: str
) -> None:
    _planned(office, registered)
    today: date = office.now().date()
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
