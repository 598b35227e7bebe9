"""What is said when a case ends or changes hands."""

from datetime import date
from typing import Any

import pytest

from models.code import Relation
from models.holder import Holder
from models.tables import CaseFile, CasePerson, Person


def test_the_referrer_hears_that_it_ended_and_no_more(desk: Any, bram: Any, plain: Any) -> None:
    desk.queue("CaseEnded", bram, {"outcome": "helped"})
    desk.close_case()

    desk.deliver()

    assert "Op ma 23 november 2026 is hij afgesloten" in plain(desk.sent())


def test_the_referrer_does_not_learn_that_a_case_was_there_already(desk: Any, bram: Any) -> None:
    message = desk.queue("CaseEnded", bram, {"outcome": "joined"})
    desk.close_case("joined")

    desk.deliver()

    assert desk.became(message) == ("skipped", "nothing to say")


def test_a_case_reopened_meanwhile_is_not_said_to_have_ended(desk: Any, bram: Any, noor: Any) -> None:
    messages = [desk.queue("CaseEnded", bram, {"outcome": "helped"})]
    messages.append(desk.queue("CaseClosed", noor, {"outcome": "helped"}))

    desk.deliver()

    assert [desk.became(message) for message in messages] == [("skipped", "case reopened")] * 2


@pytest.mark.parametrize("outcome", ["helped", "referred", "another place", "moved"])
def test_the_youth_gets_a_closing_letter_however_it_ends(desk: Any, noor: Any, outcome: str) -> None:
    desk.queue("CaseClosed", noor, {"outcome": outcome})
    desk.close_case(outcome)

    desk.deliver()

    assert desk.sent()["Subject"] == "Je laatste brief staat klaar (VN-TEST222)"


def test_under_twelve_those_with_custody_read_the_closing_letter_for_the_child(
    desk: Any, hilde: Any, plain: Any
) -> None:
    desk.change(Person, 1, birth_on=date(2016, 3, 1))
    desk.queue("CaseClosed", hilde, {"outcome": "helped"})
    desk.close_case("helped")

    desk.deliver()

    assert desk.sent()["Subject"] == "De laatste brief staat klaar (VN-TEST222)"
    assert "wie u kunt bellen" in plain(desk.sent())


def test_the_youth_gets_one_letter_when_the_coach_wrote_one(desk: Any, noor: Any) -> None:
    letter = desk.queue("ClosingLetter", noor)
    closed = desk.queue("CaseClosed", noor, {"outcome": "back to school"})
    desk.close_case("back to school")

    desk.deliver()

    assert (desk.became(letter), desk.became(closed)) == (("sent", None), ("skipped", "told already"))


def test_a_youth_who_stops_reads_that_it_is_fine_and_how_to_come_back(desk: Any, noor: Any, plain: Any) -> None:
    desk.queue("CaseClosed", noor, {"outcome": "youth stopped"})
    desk.close_case("youth stopped")

    desk.deliver()

    assert "Jij stopt, en dat is oké" in plain(desk.sent())


def test_a_youth_who_stops_reads_it_once(desk: Any, noor: Any) -> None:
    stopped = desk.queue("StoppingConfirmed", noor)
    closed = desk.queue("CaseClosed", noor, {"outcome": "youth stopped"})
    desk.close_case("youth stopped")

    desk.deliver()

    assert (desk.became(stopped), desk.became(closed)) == (("sent", None), ("skipped", "told already"))


def test_a_second_ending_after_a_reopening_has_a_letter_of_its_own(desk: Any, noor: Any) -> None:
    desk.queue("ClosingLetter", noor, status="sent", done_at=desk.now)
    desk.later(days=90)
    again = desk.queue("CaseClosed", noor, {"outcome": "helped"})
    desk.close_case()

    desk.deliver()

    assert desk.became(again) == ("sent", None)


def test_partners_hear_that_a_case_is_closed(desk: Any, dennis: Any, plain: Any) -> None:
    desk.queue("CaseClosed", dennis, {"outcome": "helped"})
    desk.close_case()

    desk.deliver()

    assert "De casus is afgesloten (VN-TEST222)" in plain(desk.sent())


def test_a_substitute_who_steps_in_reads_that_the_youth_chose_them(desk: Any) -> None:
    aunt = desk.add(Person(given_name="Riet", email="tante@post.example"))
    desk.add(CasePerson(case_id=1, person_id=aunt, relation=Relation.TRUSTED_PERSON, since_on=desk.now.date()))
    desk.queue("CaseHandedOver", Holder("trusted person", person_id=aunt))

    desk.deliver()

    assert desk.sent()["Subject"] == "Een jongere heeft u gekozen (VN-TEST222)"


def test_partners_hear_at_which_agency_the_case_manager_works_now(desk: Any, dennis: Any, plain: Any) -> None:
    fatima = desk.person("fatima.bouzidi@doorstroompunt.example")
    desk.change(CaseFile, 1, case_manager_id=fatima.professional_id)
    desk.queue("CaseHandedOver", dennis)

    desk.deliver()

    assert "Vanaf ma 23 november 2026 werkt de casemanager bij Doorstroompunt Rivierland-Oost" in plain(desk.sent())


def test_a_case_without_case_manager_was_not_handed_over(desk: Any, dennis: Any) -> None:
    message = desk.queue("CaseHandedOver", dennis)

    desk.deliver()

    assert desk.became(message) == ("skipped", "nothing to say")
