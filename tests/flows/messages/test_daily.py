"""One overview per reader per working day; nothing twice, nothing that no longer holds."""

from datetime import UTC, date, datetime, timedelta
from typing import Any, Self

import pytest

from flows.messages.daily import queue_overviews
from models.code import MailMoment, WaitStatus
from models.holder import Holder
from models.tables import Agency, CaseFile, Leave, MailChoice, MailHour, Message, Person, Professional, Wait
from notifications.door import Never
from notifications.notice import NOTICES


def _overviews(desk: Any) -> list[Any]:
    return [message for message in desk.messages() if message.notice == "DailyDigest"]


def _round(desk: Any) -> None:
    """What a worker does: send, bring together, send."""
    desk.deliver()
    queue_overviews(desk.store, desk.now)
    desk.deliver()


def _tomorrow_at_eight(desk: Any) -> Any:
    desk.now = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
    return desk


def test_news_waits_for_the_overview_of_the_next_morning(daily_desk: Any, bram: Any, plain: Any) -> None:
    news = daily_desk.queue("RegistrationJoined", bram)

    _round(daily_desk)
    assert daily_desk.door.sent == []
    _round(_tomorrow_at_eight(daily_desk))

    assert daily_desk.became(news) == ("sent", "in the overview of the day")
    assert "Uw overzicht van" in plain(daily_desk.sent())


def test_a_new_urgent_question_leaves_at_once(daily_desk: Any, bram: Any) -> None:
    _, question = daily_desk.tell("Weighing", bram, due_on=date(2026, 11, 25))

    daily_desk.deliver()

    assert daily_desk.became(question) == ("sent", None)


def test_a_question_that_has_a_week_is_asked_in_the_overview(daily_desk: Any, bram: Any) -> None:
    wait, question = daily_desk.tell("Weighing", bram, due_on=date(2026, 11, 30))

    _round(daily_desk)
    assert daily_desk.became(question)[0] == "queued"
    _round(_tomorrow_at_eight(daily_desk))

    assert daily_desk.became(question)[0] == "sent"
    assert daily_desk.wait(wait).told_at == daily_desk.now


@pytest.mark.parametrize("form", ["Arrived", "Proposal"])
def test_a_question_with_words_of_its_own_leaves_when_any_question_would(daily_desk: Any, bram: Any, form: str) -> None:
    _, soon = daily_desk.tell(form, bram, due_on=date(2026, 11, 25))
    daily_desk.deliver()
    _, later = daily_desk.tell(form, bram, due_on=date(2026, 12, 7))

    daily_desk.deliver()

    assert daily_desk.became(soon) == ("sent", None)
    assert daily_desk.message(later).gathered_at is not None


def test_in_an_urgent_case_every_question_leaves_at_once(daily_desk: Any, bram: Any) -> None:
    daily_desk.change(CaseFile, 1, urgent=True)
    _, question = daily_desk.tell("Weighing", bram, due_on=date(2026, 12, 14))

    daily_desk.deliver()

    assert daily_desk.became(question) == ("sent", None)


def test_who_hears_what_was_decided_need_not_hear_that_it_came_in(daily_desk: Any, bram: Any) -> None:
    received = daily_desk.queue("RegistrationReceived", bram)
    decided = daily_desk.queue("DecisionTaken", bram, {"decision": "light"})

    _round(daily_desk)
    _mornings(_tomorrow_at_eight(daily_desk), NEXT_WEEK)

    assert daily_desk.became(received) == ("skipped", "told together")
    assert daily_desk.became(decided)[0] == "sent"


def test_everything_of_one_day_is_one_mail(daily_desk: Any, bram: Any) -> None:
    for _ in range(3):
        daily_desk.queue("RegistrationJoined", bram)
    wait = daily_desk.ask("Weighing", bram, due_on=date(2026, 11, 20))
    daily_desk.queue("TermPassed", bram, {"waits": [wait]}, wait_id=wait)

    _round(daily_desk)
    _round(_tomorrow_at_eight(daily_desk))

    assert len(daily_desk.door.sent) == 1


def test_nobody_gets_two_on_one_day(daily_desk: Any, bram: Any) -> None:
    daily_desk.queue("RegistrationJoined", bram)
    _round(daily_desk)
    _round(_tomorrow_at_eight(daily_desk))
    later = daily_desk.queue("RegistrationJoined", bram)

    for _ in range(3):
        _round(daily_desk)

    assert len(daily_desk.door.sent) == 1
    assert daily_desk.message(later).not_before == datetime(2026, 11, 25, 7, 0, tzinfo=UTC)


def test_it_comes_at_the_hour_its_reader_chose(daily_desk: Any, bram: Any) -> None:
    daily_desk.add(MailHour(professional_id=bram.professional_id, hour=16))
    news = daily_desk.queue("RegistrationJoined", bram)

    daily_desk.deliver()

    assert daily_desk.message(news).not_before == datetime(2026, 11, 23, 15, 0, tzinfo=UTC)


def test_there_is_none_in_a_weekend(daily_desk: Any, bram: Any) -> None:
    daily_desk.now = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)
    news = daily_desk.queue("RegistrationJoined", bram)

    daily_desk.deliver()

    assert daily_desk.message(news).not_before == datetime(2026, 11, 30, 7, 0, tzinfo=UTC)


def test_a_round_that_comes_late_in_a_weekend_waits_for_monday(daily_desk: Any, bram: Any) -> None:
    news = daily_desk.queue("RegistrationJoined", bram)
    daily_desk.deliver()
    daily_desk.now = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)

    _round(daily_desk)

    assert daily_desk.door.sent == []
    assert daily_desk.message(news).not_before == datetime(2026, 11, 30, 7, 0, tzinfo=UTC)


def _away(desk: Any, who: Any, substitute: int | None) -> None:
    desk.add(
        Leave(
            professional_id=who.professional_id, substitute_id=substitute, from_on=date(2026, 11, 24),
            until_on=date(2026, 11, 26), recorded_at=desk.now,
        )
    )  # fmt: skip


def _colleague(desk: Any, bram: Any) -> int:
    return int(
        desk.add(
            Professional(
                agency_id=bram.agency_id, given_name="Femke", family_name="Waal",
                email="femke@waalzicht.example", email_digest="femke",
            )
        )
    )  # fmt: skip


def test_the_overview_of_who_is_on_leave_goes_to_the_substitute(daily_desk: Any, bram: Any) -> None:
    _away(daily_desk, bram, _colleague(daily_desk, bram))
    news = daily_desk.queue("RegistrationJoined", bram)

    _round(daily_desk)
    _round(_tomorrow_at_eight(daily_desk))

    assert daily_desk.became(news)[0] == "sent"
    assert str(daily_desk.sent()["To"]) == "femke@waalzicht.example"


def test_a_substitute_gets_one_overview_for_both(daily_desk: Any, bram: Any) -> None:
    femke = _colleague(daily_desk, bram)
    _away(daily_desk, bram, femke)
    daily_desk.queue("RegistrationJoined", bram)
    daily_desk.queue("RegistrationJoined", type(bram)("invited", bram.agency_id, femke))

    _round(daily_desk)
    _round(_tomorrow_at_eight(daily_desk))

    assert len(daily_desk.door.sent) == 1


def test_without_a_substitute_it_waits_until_they_are_back(daily_desk: Any, bram: Any) -> None:
    _away(daily_desk, bram, None)
    news = daily_desk.queue("RegistrationJoined", bram)

    _round(daily_desk)
    _round(_tomorrow_at_eight(daily_desk))

    assert daily_desk.door.sent == []
    assert daily_desk.message(news).not_before == datetime(2026, 11, 27, 7, 0, tzinfo=UTC)


def test_what_closed_overnight_is_left_out_by_name(daily_desk: Any, bram: Any) -> None:
    wait = daily_desk.ask("Weighing", bram, due_on=date(2026, 11, 20))
    late = daily_desk.queue("TermPassed", bram, {"waits": [wait]}, wait_id=wait)
    _round(daily_desk)
    daily_desk.change(Wait, wait, status=WaitStatus.WITHDRAWN, code="no longer needed", closed_at=daily_desk.now)

    _round(_tomorrow_at_eight(daily_desk))

    assert daily_desk.became(late) == ("skipped", "wait closed")
    assert [(row.status, row.reason) for row in _overviews(daily_desk)] == [("skipped", "nothing to say")]
    assert daily_desk.door.sent == []


def test_what_may_no_longer_be_told_is_left_out_while_the_rest_is_told(daily_desk: Any, bram: Any) -> None:
    wait = daily_desk.ask("Weighing", bram, due_on=date(2026, 11, 20))
    late = daily_desk.queue("TermPassed", bram, {"waits": [wait]}, wait_id=wait)
    _round(daily_desk)
    daily_desk.close_case()
    ended = daily_desk.queue("CaseEnded", bram, {"outcome": "helped"})
    _round(daily_desk)

    _round(_tomorrow_at_eight(daily_desk))

    assert daily_desk.became(late) == ("skipped", "case closed")
    assert daily_desk.became(ended)[0] == "sent"


def test_a_reminder_never_comes_on_the_day_of_its_own_question(daily_desk: Any, bram: Any) -> None:
    wait, _ = daily_desk.tell("Weighing", bram, due_on=date(2026, 11, 25))
    daily_desk.deliver()
    reminder = daily_desk.queue("Reminder", bram, {"waits": [wait]}, wait_id=wait)

    daily_desk.deliver()

    assert daily_desk.became(reminder) == ("skipped", "asked today")


def test_a_reminder_about_a_day_that_moved_is_dropped_by_name(daily_desk: Any, bram: Any) -> None:
    wait = daily_desk.ask("Weighing", bram, due_on=date(2026, 11, 25))
    reminder = daily_desk.queue("Reminder", bram, {"waits": [wait]}, wait_id=wait)
    _round(daily_desk)
    daily_desk.change(
        Wait, wait, due_on=date(2026, 12, 15), agreed_from=date(2026, 11, 24), agreed_on=date(2026, 12, 15), shifts=1
    )

    _round(_tomorrow_at_eight(daily_desk))

    assert daily_desk.became(reminder) == ("skipped", "date moved")


def test_what_is_switched_off_is_skipped_by_name(daily_desk: Any, bram: Any) -> None:
    daily_desk.add(MailChoice(professional_id=bram.professional_id, notice="RegistrationJoined", moment=MailMoment.OFF))
    news = daily_desk.queue("RegistrationJoined", bram)

    daily_desk.deliver()

    assert daily_desk.became(news) == ("skipped", "switched off")


def test_a_day_that_has_passed_cannot_be_switched_off(daily_desk: Any, bram: Any) -> None:
    for notice in ("*", "TermPassed"):
        daily_desk.add(MailChoice(professional_id=bram.professional_id, notice=notice, moment=MailMoment.OFF))
    wait = daily_desk.ask("Weighing", bram, due_on=date(2026, 11, 20))
    late = daily_desk.queue("TermPassed", bram, {"waits": [wait]}, wait_id=wait)

    _round(daily_desk)
    _round(_tomorrow_at_eight(daily_desk))

    assert daily_desk.became(late)[0] == "sent"


def test_a_question_can_be_asked_in_the_overview_for_who_wants_that(daily_desk: Any, bram: Any, plain: Any) -> None:
    daily_desk.add(MailChoice(professional_id=bram.professional_id, notice="QuestionAsked", moment=MailMoment.DIGEST))
    wait, question = daily_desk.tell("Weighing", bram)
    reminder = daily_desk.queue("Reminder", bram, {"waits": [wait]}, wait_id=wait)

    _round(daily_desk)
    _round(_tomorrow_at_eight(daily_desk))

    assert daily_desk.became(question)[0] == "sent"
    assert daily_desk.became(reminder) == ("skipped", "asked today")
    assert daily_desk.wait(wait).told_at == daily_desk.now
    assert "Vragen aan u" in plain(daily_desk.sent())


def test_the_youth_and_parents_hear_everything_at_once(daily_desk: Any) -> None:
    daily_desk.change(Person, 1, email="jongere@post.example")
    noor = Holder("", person_id=1)
    letter = daily_desk.queue("FirstLetter", noor)

    daily_desk.deliver()

    assert daily_desk.became(letter) == ("sent", None)


def test_an_agency_with_a_mailbox_has_an_overview_of_its_own(daily_desk: Any, bram: Any) -> None:
    daily_desk.change(Agency, bram.agency_id, mailbox="post@waalzicht.example")
    waalzicht = daily_desk.agency("waalzicht")
    closed = daily_desk.ask("Arrived", waalzicht)
    daily_desk.answer(closed)
    gone = daily_desk.queue("ReassignedAway", waalzicht, {"waits": [closed]})
    news = daily_desk.queue("RegistrationJoined", waalzicht)

    _round(daily_desk)
    _round(_tomorrow_at_eight(daily_desk))

    assert (daily_desk.became(gone)[0], daily_desk.became(news)[0]) == ("skipped", "sent")
    assert str(daily_desk.sent()["To"]) == "post@waalzicht.example"


def test_what_comes_while_the_mail_server_is_away_joins_the_overview_that_did_not_leave(
    daily_desk: Any, bram: Any
) -> None:
    first = daily_desk.queue("RegistrationJoined", bram)
    daily_desk.deliver()
    queue_overviews(daily_desk.store, _tomorrow_at_eight(daily_desk).now)
    second = daily_desk.queue("RegistrationJoined", bram)
    daily_desk.change(Message, _overviews(daily_desk)[0].id, next_try_at=daily_desk.now + timedelta(days=1))
    daily_desk.deliver()
    daily_desk.later(days=1)

    queue_overviews(daily_desk.store, daily_desk.now)
    daily_desk.deliver()

    assert {daily_desk.became(first)[0], daily_desk.became(second)[0]} == {"sent"}
    assert len(daily_desk.door.sent) == 1


class Refusing:
    """A door behind which nobody lives."""

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        """Nothing to close."""

    async def send(self, _message: Any) -> None:
        """Refuses for good."""
        raise Never("550 5.1.1", hard_bounce=True)


def test_what_was_in_an_overview_that_never_arrives_never_arrives(daily_desk: Any, bram: Any) -> None:
    news = daily_desk.queue("RegistrationJoined", bram)
    _round(daily_desk)
    queue_overviews(daily_desk.store, _tomorrow_at_eight(daily_desk).now)

    daily_desk.deliver(Refusing())

    assert daily_desk.became(news) == ("failed", "550 5.1.1")


@pytest.mark.parametrize("times", [1, 2, 5])
def test_looking_twice_queues_nothing_twice(daily_desk: Any, bram: Any, times: int) -> None:
    daily_desk.queue("RegistrationJoined", bram)
    daily_desk.deliver()
    _tomorrow_at_eight(daily_desk)

    for _ in range(times):
        queue_overviews(daily_desk.store, daily_desk.now)

    assert len(_overviews(daily_desk)) == 1


NEXT_WEEK = 7


def _mornings(desk: Any, number: int) -> None:
    for _ in range(number):
        _round(desk.later(days=1))


def test_news_nobody_acts_on_waits_for_an_overview_that_comes_anyway(daily_desk: Any, bram: Any) -> None:
    began = daily_desk.queue("HelpBegan", bram)
    _round(daily_desk)
    _round(_tomorrow_at_eight(daily_desk))
    assert daily_desk.became(began) == ("queued", None)

    joined = daily_desk.queue("RegistrationJoined", bram)
    _round(daily_desk)

    assert (daily_desk.became(began)[0], daily_desk.became(joined)[0]) == ("sent", "sent")
    assert len(daily_desk.door.sent) == 1


def test_news_does_not_wait_longer_than_five_working_days(daily_desk: Any, bram: Any) -> None:
    began = daily_desk.queue("HelpBegan", bram)
    _round(daily_desk)
    _round(_tomorrow_at_eight(daily_desk))

    _mornings(daily_desk, NEXT_WEEK - 2)
    assert daily_desk.became(began) == ("queued", None)
    _mornings(daily_desk, 1)

    assert daily_desk.became(began)[0] == "sent"


def test_news_joins_an_overview_that_did_not_leave_yet(daily_desk: Any, bram: Any) -> None:
    daily_desk.queue("RegistrationJoined", bram)
    _round(daily_desk)
    queue_overviews(daily_desk.store, _tomorrow_at_eight(daily_desk).now)
    began = daily_desk.queue("HelpBegan", bram, gathered_at=daily_desk.now, gathered_for_id=bram.professional_id)

    queue_overviews(daily_desk.store, daily_desk.now)
    daily_desk.deliver()

    assert daily_desk.became(began)[0] == "sent"
    assert len(daily_desk.door.sent) == 1


def test_who_chose_to_hear_of_news_at_once_does(daily_desk: Any, bram: Any) -> None:
    daily_desk.add(MailChoice(professional_id=bram.professional_id, notice="HelpBegan", moment=MailMoment.AT_ONCE))
    began = daily_desk.queue("HelpBegan", bram)

    daily_desk.deliver()

    assert daily_desk.became(began) == ("sent", None)


def test_what_waits_for_company_asks_nothing_and_is_not_urgent() -> None:
    patient = {name: notice.patience for name, notice in NOTICES.items() if notice.patience}

    news = ("RegistrationReceived", "DecisionTaken", "HelpBegan", "CaseEnded", "SteppedDown")
    assert patient == dict.fromkeys(news, 5)
    assert {(NOTICES[name].urgent, NOTICES[name].section) for name in patient} == {(False, "news")}
