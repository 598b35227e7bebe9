"""Questions that changed hands, were recorded for somebody, or are no longer needed."""

from datetime import date
from typing import Any

from models.forms.assignment import ActionDone
from models.speech import say
from models.tables import Statement, Wait


def _hand_over(desk: Any, wait: int, to: Any) -> None:
    desk.change(Wait, wait, agency_id=to.agency_id, professional_id=to.professional_id)


def test_old_and_new_holder_are_told_when_a_question_is_passed_on(desk: Any, dennis: Any, plain: Any) -> None:
    ria = desk.person("ria.deil@geldloket.example")
    wait = desk.ask("ActionDone", dennis, due_on=date(2026, 12, 7))
    _hand_over(desk, wait, ria)
    desk.queue("ReassignedAway", dennis, {"waits": [wait]})
    desk.queue("ReassignedToYou", ria, {"waits": [wait]}, wait_id=wait)

    desk.deliver()

    away, to_you = desk.door.sent
    assert "Een vraag ligt niet meer bij u (VN-TEST222)" in plain(away)
    assert "Een vraag ligt nu bij u (VN-TEST222)" in plain(to_you)
    assert "ma 7 december 2026" in plain(to_you)


def test_a_question_that_came_back_is_not_said_to_be_gone(desk: Any, dennis: Any) -> None:
    wait = desk.ask("ActionDone", dennis)
    away = desk.queue("ReassignedAway", dennis, {"waits": [wait]})

    desk.deliver()

    assert desk.became(away) == ("skipped", "nothing to say")


def test_a_question_answered_meanwhile_need_not_be_passed_on(desk: Any, dennis: Any) -> None:
    ria = desk.person("ria.deil@geldloket.example")
    wait = desk.ask("ActionDone", ria)
    desk.answer(wait)
    away = desk.queue("ReassignedAway", dennis, {"waits": [wait]})
    to_you = desk.queue("ReassignedToYou", ria, {"waits": [wait]}, wait_id=wait)

    desk.deliver()

    assert [desk.became(away), desk.became(to_you)] == [("skipped", "wait closed")] * 2


def test_an_agency_hears_what_was_recorded_for_it_and_has_five_working_days(
    desk: Any, dennis: Any, bram: Any, plain: Any
) -> None:
    wait = desk.ask("Attendance", dennis)
    desk.add(
        Statement(
            case_id=1,
            stage_run_id=desk.wait(wait).stage_run_id,
            wait_id=wait,
            kind="answer",
            said_at=desk.now,
            recorded_at=desk.now,
            recorded_by_id=bram.professional_id,
        )
    )
    desk.answer(wait)
    desk.queue("RecordedForYou", dennis, {"waits": [wait]})

    desk.deliver()

    assert "Waalzicht College heeft op ma 23 november 2026 vastgelegd" in plain(desk.sent())
    assert "uiterlijk ma 30 november 2026" in plain(desk.sent())


def test_what_nobody_recorded_is_not_told(desk: Any, dennis: Any) -> None:
    message = desk.queue("RecordedForYou", dennis, {"waits": [desk.ask("Attendance", dennis)]})

    desk.deliver()

    assert desk.became(message) == ("skipped", "nothing to say")


def test_a_question_taken_back_is_said_to_who_was_told_of_it(desk: Any, dennis: Any, plain: Any) -> None:
    told, untold = desk.ask("ActionDone", dennis, told_at=desk.now), desk.ask("CheckIn", dennis)
    for wait in (told, untold):
        desk.answer(wait, "withdrawn", code="no longer needed")
    desk.queue("QuestionWithdrawn", dennis, {"waits": [told, untold]})

    desk.deliver()

    assert "Een vraag aan u is vervallen (VN-TEST222)" in plain(desk.sent())


def test_a_question_nobody_was_told_of_is_taken_back_without_a_word(desk: Any, dennis: Any) -> None:
    untold = desk.ask("CheckIn", dennis)
    desk.answer(untold, "withdrawn", code="no longer needed")
    message = desk.queue("QuestionWithdrawn", dennis, {"waits": [untold]})

    desk.deliver()

    assert desk.became(message) == ("skipped", "nothing to say")


def test_partners_hear_that_the_youth_stops_also_once_the_case_is_closed(desk: Any, dennis: Any, plain: Any) -> None:
    lapsed = desk.ask("ActionDone", dennis, told_at=desk.now)
    desk.answer(lapsed, "withdrawn", code="youth stopped")
    desk.queue("YouthStopped", dennis, {"waits": [lapsed]})
    desk.close_case("youth stopped")

    desk.deliver()

    assert "De jongere stopt (VN-TEST222)" in plain(desk.sent())
    assert say(ActionDone.question, "nl") in plain(desk.sent())
