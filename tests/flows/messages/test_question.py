"""Questions by mail: to agencies, to the youth, to parents, to a trusted person."""

from datetime import date
from typing import Any

import pytest

from models.code import Relation
from models.holder import Holder
from models.tables import CaseFile, CasePerson, Meeting, Person, Professional


@pytest.fixture
def aunt(desk: Any) -> Holder:
    """Somebody the youth chose."""
    number = desk.add(Person(given_name="Riet", email="tante@post.example"))
    desk.add(CasePerson(case_id=1, person_id=number, relation=Relation.TRUSTED_PERSON, since_on=desk.now.date()))
    return Holder("trusted person", person_id=number)


def test_an_agency_is_asked_with_the_day_the_answer_is_welcome(desk: Any, dennis: Any, plain: Any) -> None:
    wait, message = desk.tell("ActionDone", dennis, due_on=date(2026, 12, 7))

    delivered = desk.deliver()

    assert (delivered.sent, desk.became(message)) == (1, ("sent", None))
    assert desk.sent()["To"] == "dennis.culemborg@geldloket.example"
    assert desk.sent()["Subject"] == "Er is een vraag aan u (VN-TEST222)"
    assert "ma 7 december 2026" in plain(desk.sent())
    assert desk.wait(wait).told_at == desk.now


def test_the_reader_hears_which_agency_asks_unless_it_is_their_own(desk: Any, dennis: Any, plain: Any) -> None:
    fatima = desk.person("fatima.bouzidi@doorstroompunt.example")
    desk.change(CaseFile, 1, case_manager_id=fatima.professional_id)
    desk.tell("ActionDone", dennis)
    desk.tell("Invitees", fatima)

    desk.deliver()

    to_dennis, to_fatima = desk.door.sent
    assert "Doorstroompunt Rivierland-Oost vraagt u:" in plain(to_dennis)
    assert "In deze casus vragen wij u:" in plain(to_fatima)


def test_a_reader_of_english_is_asked_in_english(desk: Any, dennis: Any, plain: Any) -> None:
    desk.change(Professional, dennis.professional_id, language="en")
    desk.tell("ActionDone", dennis)

    desk.deliver()

    assert "Is what you agreed to do done?" in plain(desk.sent())


def test_questions_to_one_reader_that_are_ready_go_in_one_mail(desk: Any, dennis: Any, bram: Any, plain: Any) -> None:
    _, first = desk.tell("ActionDone", dennis, due_on=date(2026, 12, 7))
    second_wait, second = desk.tell("RunningAnswer", dennis, due_on=date(2026, 12, 9))
    desk.tell("Arrived", bram)

    delivered = desk.deliver()

    assert (delivered.sent, delivered.skipped) == (2, 1)
    mail = next(mail for mail in desk.door.sent if mail["To"].startswith("dennis"))
    assert mail["Subject"] == "Er zijn 2 vragen aan u (VN-TEST222)"
    assert "ma 7 december 2026" in plain(mail)
    assert "wo 9 december 2026" in plain(mail)
    assert (desk.became(first), desk.became(second)) == (("sent", None), ("skipped", "told together"))
    assert desk.wait(second_wait).told_at == desk.now


def test_a_question_of_another_day_waits_for_its_own_day(desk: Any, dennis: Any) -> None:
    desk.tell("ActionDone", dennis)
    wait = desk.ask("Contact", dennis)
    later = desk.queue("QuestionAsked", dennis, {"waits": [wait]}, wait_id=wait, not_before=desk.now.replace(hour=10))

    desk.deliver()

    assert len(desk.door.sent) == 1
    assert desk.became(later) == ("queued", None)
    desk.later(hours=1).deliver()
    assert desk.became(later) == ("sent", None)


def test_a_question_answered_meanwhile_is_not_asked(desk: Any, dennis: Any) -> None:
    wait, message = desk.tell("ActionDone", dennis)
    desk.answer(wait)

    desk.deliver()

    assert desk.door.sent == []
    assert desk.became(message) == ("skipped", "wait closed")


def test_a_question_handed_on_meanwhile_is_not_asked_of_the_one_before(desk: Any, dennis: Any) -> None:
    ria = desk.person("ria.deil@geldloket.example")
    wait, message = desk.tell("ActionDone", dennis)
    desk.change(type(desk.wait(wait)), wait, professional_id=ria.professional_id)

    desk.deliver()

    assert desk.became(message) == ("skipped", "asked of somebody else")


def test_of_two_questions_in_one_mail_only_the_open_one_is_asked(desk: Any, dennis: Any, plain: Any) -> None:
    done, left = desk.ask("RunningAnswer", dennis), desk.ask("ActionDone", dennis)
    desk.queue("QuestionAsked", dennis, {"waits": [done, left]}, wait_id=done)
    desk.answer(done)

    desk.deliver()

    assert desk.sent()["Subject"] == "Er is een vraag aan u (VN-TEST222)"
    assert desk.wait(done).told_at is None


def test_the_youth_is_asked_without_a_last_day_and_may_stay_silent(desk: Any, noor: Any, plain: Any) -> None:
    desk.tell("TrustedPerson", noor, due_on=date(2026, 12, 7))

    desk.deliver()

    text = plain(desk.sent())
    assert desk.sent()["To"] == "jongere@post.example"
    assert desk.sent()["Subject"] == "Er is een vraag voor jou (VN-TEST222)"
    assert "Geen antwoord geven mag ook." in text
    assert "december" not in text


def test_a_parent_is_asked_without_a_last_day(desk: Any, hilde: Any, plain: Any) -> None:
    desk.tell("ParentsAgree", hilde, due_on=date(2026, 12, 7))

    desk.deliver()

    assert "Praat u liever?" in plain(desk.sent())
    assert "december" not in plain(desk.sent())


def test_who_the_youth_chose_reads_that_it_is_a_compliment(desk: Any, aunt: Any, plain: Any) -> None:
    desk.tell("TrustedAgrees", aunt, due_on=date(2026, 12, 7))

    desk.deliver()

    assert desk.sent()["Subject"] == "Een jongere heeft u gekozen (VN-TEST222)"


def test_a_window_of_contact_is_a_window_and_not_a_day(desk: Any, aunt: Any, plain: Any) -> None:
    desk.tell("Contact", aunt, opens_at=desk.now, due_on=date(2026, 12, 6))

    desk.deliver()

    assert "Tussen ma 23 november 2026 en zo 6 december 2026" in plain(desk.sent())


def test_a_trusted_person_asked_two_things_gets_one_plain_mail(desk: Any, aunt: Any, plain: Any) -> None:
    desk.tell("Contact", aunt, opens_at=desk.now, due_on=date(2026, 12, 6))
    desk.tell("HandoverItems", aunt)

    desk.deliver()

    assert desk.sent()["Subject"] == "Er zijn 2 vragen aan u (VN-TEST222)"


def test_a_professional_who_is_the_trusted_person_is_asked_warmly_too(desk: Any, plain: Any) -> None:
    els = desk.person("els.merkelbeek@waalzicht.example")
    trusted = Holder("trusted person", els.agency_id, els.professional_id)
    desk.tell("Contact", trusted, opens_at=desk.now, due_on=date(2026, 12, 6))

    desk.deliver()

    assert desk.sent()["Subject"] == "Een goed moment voor contact (VN-TEST222)"


def test_halfway_the_window_there_is_a_friendly_word_about_the_time_that_is_left(
    desk: Any, aunt: Any, plain: Any
) -> None:
    wait, _ = desk.tell("Contact", aunt, opens_at=desk.now, due_on=date(2026, 12, 6))
    desk.deliver()

    desk.later(days=7).queue("Reminder", aunt, {"waits": [wait]}, wait_id=wait)
    desk.deliver()

    assert desk.door.sent[-1]["Subject"] == "Een seintje: hoe gaat het? (VN-TEST222)"
    assert "Er is tijd tot en met zo 6 december 2026." in plain(desk.door.sent[-1])


def test_an_invitation_asks_for_attendance_already(desk: Any, dennis: Any) -> None:
    run = desk.run("meeting")
    starts_at = desk.now.replace(day=30)
    meeting = desk.add(Meeting(case_id=1, stage_run_id=run, starts_at=starts_at, place="Wijkhuis"))
    desk.queue("MeetingInvited", dennis, {"meeting": meeting, "starts_at": starts_at})
    wait, message = desk.tell("Attendance", dennis, run=run, kind="ask_all", due_on=date(2026, 11, 26))

    desk.deliver()

    assert len(desk.door.sent) == 1
    assert desk.became(message) == ("skipped", "told already")
    assert desk.wait(wait).told_at == desk.now


def test_attendance_is_asked_by_itself_when_the_invitation_did_not_arrive(desk: Any, dennis: Any) -> None:
    desk.queue("MeetingInvited", dennis, {}, status="failed", reason="recipient 550", done_at=desk.now)
    _, message = desk.tell("Attendance", dennis, kind="ask_all")

    desk.deliver()

    assert desk.became(message) == ("sent", None)


@pytest.mark.parametrize("form", ["Objection", "ActionDone"])
def test_minutes_agreements_and_objection_reach_an_agency_as_one_mail(desk: Any, dennis: Any, form: str) -> None:
    desk.queue("MinutesReady", dennis, {}, status="sent", done_at=desk.now)
    run = desk.run("action")
    desk.later(seconds=5)
    _, message = desk.tell(form, dennis, run=run)

    desk.deliver()

    assert desk.became(message) == ("skipped", "told already")


def test_an_action_from_the_plan_is_asked_by_itself(desk: Any, dennis: Any) -> None:
    desk.queue("MinutesReady", dennis, {}, status="sent", done_at=desk.now)
    desk.later(days=20)
    _, message = desk.tell("ActionDone", dennis)

    desk.deliver()

    assert desk.became(message) == ("sent", None)


def test_only_the_words_to_the_youth_invite_to_add_to_the_minutes(desk: Any, noor: Any, hilde: Any) -> None:
    for person in (noor, hilde):
        desk.queue("MinutesReady", person, {}, status="sent", done_at=desk.now)
    run = desk.run("own words")
    _, to_youth = desk.tell("OwnWords", noor, run=run, kind="ask_all")
    _, to_parent = desk.tell("OwnWords", hilde, run=run, kind="ask_all")

    desk.deliver()

    assert desk.became(to_youth) == ("skipped", "told already")
    assert desk.became(to_parent) == ("sent", None)


def test_a_reminder_asks_what_is_still_open(desk: Any, dennis: Any, plain: Any) -> None:
    wait = desk.ask("CheckIn", dennis, due_on=date(2026, 11, 20))
    message = desk.queue("Reminder", dennis, {"waits": [wait]}, wait_id=wait)

    desk.deliver()

    assert desk.became(message) == ("sent", None)
    assert "Deze vraag aan u staat nog open" in plain(desk.sent())


def test_nobody_is_reminded_of_what_they_answered(desk: Any, dennis: Any) -> None:
    wait = desk.ask("CheckIn", dennis)
    message = desk.queue("Reminder", dennis, {"waits": [wait]}, wait_id=wait)
    desk.answer(wait)

    desk.deliver()

    assert desk.became(message) == ("skipped", "wait closed")


def test_an_agency_with_a_mailbox_is_asked_there(desk: Any) -> None:
    geldloket = desk.agency("geldloket")
    wait, message = desk.tell("RunningAnswer", geldloket)

    desk.deliver()

    assert desk.sent()["To"] == "post@geldloket.example"
    assert desk.became(message) == ("sent", None)
    assert desk.wait(wait).told_at is not None


def test_the_number_of_a_mail_counts_only_what_left(desk: Any, dennis: Any) -> None:
    _, message = desk.tell("ActionDone", dennis)

    desk.deliver()

    row = desk.message(message)
    assert (row.tries, row.lease_by, row.lease_until, row.next_try_at) == (1, None, None, None)
    assert row.done_at == desk.now


def test_a_question_of_a_run_that_began_with_the_minutes_of_others_is_asked(desk: Any, dennis: Any, bram: Any) -> None:
    desk.queue("MinutesReady", bram, {}, status="sent", done_at=desk.now)
    _, message = desk.tell("ActionDone", dennis)

    desk.deliver()

    assert desk.became(message) == ("sent", None)
