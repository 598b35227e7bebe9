"""What referrer, youth and parents hear around the registration."""

from datetime import date
from typing import Any

import pytest

from models.secret import digest_of_birth
from models.tables import CaseFile, Person


def test_the_referrer_hears_that_it_came_in_and_by_when_it_is_weighed(desk: Any, bram: Any, plain: Any) -> None:
    ilse = desk.person("ilse.verhagen@aanmeldpunt.example")
    desk.ask("Weighing", ilse, due_on=date(2026, 11, 26))
    desk.queue("RegistrationReceived", bram)

    desk.deliver()

    assert "Aanmeldpunt Rivierland-Oost heeft uw aanmelding ontvangen" in plain(desk.sent())
    assert "do 26 november 2026" in plain(desk.sent())


def test_what_is_asked_before_the_weighing_moves_the_promised_day(desk: Any, bram: Any, plain: Any) -> None:
    desk.ask("Informed", bram, due_on=date(2026, 11, 30))
    desk.queue("RegistrationReceived", bram)

    desk.deliver()

    assert "do 3 december 2026" in plain(desk.sent())


def test_the_case_manager_hears_that_a_new_registration_joined_the_case(desk: Any, dennis: Any, plain: Any) -> None:
    desk.queue("RegistrationJoined", dennis)

    desk.deliver()

    assert "bleek over deze jongere te gaan" in plain(desk.sent())


@pytest.mark.parametrize(
    ("decision", "words"),
    [
        ("light", "directe hulp door één organisatie"),
        ("meeting", "een overleg met de betrokken organisaties"),
        ("consultant", "een transitieconsulent"),
        ("aftercare", "overdracht en nazorg"),
        ("plus facility", "een plek in een plusvoorziening"),
        ("elsewhere", "hulp bij een andere organisatie"),
        ("other place", "een andere plek past beter"),
        ("no ground", "het aanmeldpunt mag dit niet oppakken"),
    ],
)
def test_the_referrer_hears_what_was_decided(desk: Any, bram: Any, plain: Any, decision: str, words: str) -> None:
    desk.queue("DecisionTaken", bram, {"decision": decision})

    desk.deliver()

    assert words in plain(desk.sent())
    assert "coördinator van het aanmeldpunt" in plain(desk.sent())


def test_the_referrer_hears_where_the_case_manager_of_today_works(desk: Any, bram: Any, plain: Any) -> None:
    fatima = desk.person("fatima.bouzidi@doorstroompunt.example")
    desk.queue("DecisionTaken", bram, {"decision": "meeting"})
    desk.change(CaseFile, 1, case_manager_id=fatima.professional_id)

    desk.deliver()

    assert "De casemanager werkt bij Doorstroompunt Rivierland-Oost" in plain(desk.sent())


def test_youth_and_parents_each_get_their_own_first_letter(desk: Any, noor: Any, hilde: Any) -> None:
    birth_on = date(2011, 5, 1)
    desk.change(Person, 1, birth_on=birth_on, birth_digest=digest_of_birth(birth_on))
    desk.queue("FirstLetter", noor)
    desk.queue("FirstLetter", hilde)

    desk.deliver()

    subjects = [mail["Subject"] for mail in desk.door.sent]
    assert subjects == [
        "Er staat een brief voor je klaar (VN-TEST222)",
        "Er staat een brief voor u klaar (VN-TEST222)",
    ]


def test_from_sixteen_on_parents_get_no_letter_also_when_it_was_queued_before(desk: Any, hilde: Any) -> None:
    message = desk.queue("FirstLetter", hilde)

    desk.deliver()

    assert desk.became(message) == ("skipped", "no longer allowed")


def test_the_referrer_hears_which_agency_began_to_help_and_when(desk: Any, bram: Any, plain: Any) -> None:
    mirjam = desk.person("mirjam.steenkist@wijkteamnoord.example")
    desk.queue("HelpBegan", bram, {"agency": mirjam.token, "began_on": date(2026, 11, 20)})

    desk.deliver()

    assert "Wijkteam Noord is op vr 20 november 2026 begonnen met de hulp" in plain(desk.sent())


def test_where_several_help_the_referrer_hears_only_that_it_began(desk: Any, bram: Any, plain: Any) -> None:
    desk.queue("HelpBegan", bram)

    desk.deliver()

    assert "Op ma 23 november 2026 is de hulp begonnen." in plain(desk.sent())


def test_of_help_that_began_nothing_is_said_when_the_youth_died(desk: Any, bram: Any) -> None:
    message = desk.queue("HelpBegan", bram)
    desk.close_case("deceased")

    desk.deliver()

    assert desk.became(message) == ("skipped", "coordinator only")


@pytest.fixture
def jasper(desk: Any) -> Any:
    return desk.person("jasper.haaften@uwv.example")


def _running(desk: Any, holder: Any, term: str, due_on: date | None, asked_on: date = date(2026, 10, 12)) -> Any:
    run = desk.run("request", about=1)
    message = desk.queue("WaitsForYou", holder, {"asked_on": asked_on})
    units = {"term": term, "term_amount": 14, "term_unit": "weeks", "term_kind": "statutory"}
    wait = desk.ask("RunningAnswer", holder, run=run, due_on=due_on, counted_from=asked_on, **units)
    return message, wait, desk.queue("QuestionAsked", holder, {"waits": [wait]}, wait_id=wait)


def test_an_agency_asked_before_hears_once_what_is_waited_for(desk: Any, jasper: Any, plain: Any) -> None:
    message, wait, question = _running(desk, jasper, "work capacity", date(2027, 1, 18))

    desk.deliver()

    assert (desk.became(message), desk.became(question)) == (("sent", None), ("skipped", "told already"))
    assert "Beoordeling arbeidsvermogen" in plain(desk.sent())
    assert "ma 12 oktober 2026" in plain(desk.sent())
    assert "ma 18 januari 2027" in plain(desk.sent())
    assert desk.wait(wait).told_at == desk.now


def test_two_requests_to_one_agency_of_one_day_are_each_told_by_their_own_name(
    desk: Any, jasper: Any, plain: Any
) -> None:
    _running(desk, jasper, "work capacity", date(2027, 1, 18))
    _running(desk, jasper, "job agreement", date(2026, 12, 7))

    desk.deliver()

    first, second = map(plain, desk.door.sent)
    assert ("Beoordeling arbeidsvermogen" in first, "Indicatie banenafspraak" in second) == (True, True)


def test_a_request_under_a_term_without_end_is_asked_without_a_day(desk: Any, jasper: Any, plain: Any) -> None:
    message, _, _ = _running(desk, jasper, "work capacity", None)

    desk.deliver()

    assert desk.became(message) == ("sent", None)
    assert "graag uiterlijk" not in plain(desk.sent())


def test_a_request_answered_meanwhile_is_not_told(desk: Any, jasper: Any) -> None:
    message, wait, _ = _running(desk, jasper, "work capacity", date(2027, 1, 18))
    desk.answer(wait)

    desk.deliver()

    assert desk.became(message) == ("skipped", "wait closed")
