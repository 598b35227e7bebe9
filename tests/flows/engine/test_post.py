"""Who is told of a question, and when: one message a sitting, none to who sits there, none before it opens."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flows.commands.kept import Said
from flows.engine.answer import Ending
from flows.engine.case import Case
from flows.engine.post import put
from flows.engine.story import story
from models.holder import Holder
from models.tables import Message

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
ILSE = "ilse.verhagen@aanmeldpunt.example"
RUBEN = "ruben.dijkzicht@aanmeldpunt.example"
BRAM = "bram.hoevelaar@waalzicht.example"
ELS = "els.merkelbeek@waalzicht.example"


@story("tells and asks", version=1)
def tells_and_asks(case: Case) -> Ending:
    case.tell("hello", to=("referrer", "coordinator", "referrer"), notice="RegistrationReceived", decision="light")
    case.open("light", of="referrer", form="OwnWords")
    case.open("later", of="referrer", form="OwnWords", opens="accept case")
    case.open("check-in", of="referrer", form="CheckIn")
    case.ask("accept", of="referrer", form="Acceptance", within="accept case")
    return case.end("helped")


def told(play: Any, notice: str = "QuestionAsked") -> list[tuple[str, str]]:
    return [(f"professional:{row.to_professional_id}", row.content) for row in play.messages(notice)]


def test_everybody_is_told_once(play: Any) -> None:
    play.start("tells and asks")

    content = '{"decision":"light"}'
    assert told(play, "RegistrationReceived") == [
        (play.professional(BRAM), content),
        (play.professional(ILSE), content),
    ]


def test_questions_to_one_person_that_open_together_are_one_message(play: Any) -> None:
    play.start("tells and asks")

    light, later, _, accept = (wait.id for wait in play.waits())
    assert told(play) == [
        (play.professional(BRAM), f'{{"waits":[{light},{accept}]}}'),
        (play.professional(BRAM), f'{{"waits":[{later}]}}'),
    ]
    opens_at = datetime(2026, 11, 25, 8, tzinfo=AMSTERDAM)
    assert [row.not_before for row in play.messages("QuestionAsked")] == [play.now, opens_at]


def test_a_professionals_own_rhythm_sends_no_message(play: Any) -> None:
    play.start("tells and asks")

    check_in = next(wait for wait in play.waits() if wait.key == "check-in")
    assert all(str(check_in.id) not in content for _, content in told(play))


@story("asks the same person twice", version=1)
def asks_twice(case: Case) -> Ending:
    case.ask("first", of="referrer", form="Acceptance", within="accept case")
    case.ask("second", of="referrer", form="Acceptance", within="accept case")
    return case.end("helped")


def test_who_just_answered_sees_the_next_question_and_gets_no_mail_about_it(play: Any) -> None:
    play.start("asks the same person twice")

    play.answer("first", by=BRAM)

    assert play.keys() == ["second"]
    assert len(told(play)) == 1


def test_when_a_colleague_answered_the_person_asked_next_is_told(play: Any) -> None:
    play.start("asks the same person twice")

    play.answer("first", by=ELS)

    assert [to for to, _ in told(play)] == [play.professional(BRAM)] * 2


def test_when_somebody_else_recorded_it_the_person_asked_next_is_told(play: Any) -> None:
    play.start("asks the same person twice")
    bram = play.viewer(BRAM).professional_id

    play.answer("first", by=ILSE, said=Said(by=bram, at=play.now - timedelta(days=1)))

    assert told(play)[-1] == (play.professional(BRAM), '{"waits":[2]}')
    assert [row.to_professional_id for row in play.messages("RecordedForYou")] == [bram]


def test_who_answered_long_before_the_run_went_on_does_not_sit_there_any_more(play: Any) -> None:
    play.start("asks the same person twice")
    play.say("first", by=BRAM)

    play.go(hours=2)

    assert [to for to, _ in told(play)] == [play.professional(BRAM)] * 2


def test_the_same_message_is_queued_once(play: Any) -> None:
    run = play.start("asks the same person twice")

    for _ in range(2):
        with play.store.write(play.now) as tx:
            put(play.matter(tx, run), Holder("", agency_id=2), "Reminder", once="reminder of wait 1")

    assert len(play.rows(Message, Message.once == "reminder of wait 1")) == 1


@story("tells once", version=1)
def tells_once(case: Case) -> Ending:
    case.tell("news", to=("referrer", "coordinator"), notice="HelpBegan", once="help began")
    case.tell("same-news", to="referrer", notice="HelpBegan", once="help began")
    case.tell("news-again", to="referrer", notice="HelpBegan")
    return case.end("helped")


def test_what_is_told_once_is_told_each_holder_once_in_a_case_and_the_journal_says_how_many(play: Any) -> None:
    runs = [play.start("tells once") for _ in range(2)]

    counts = [[int(entry.value) for entry in play.entries(run) if entry.kind == "tell"] for run in runs]
    assert counts == [[2, 0, 1], [0, 0, 1]]
    assert len(play.messages("HelpBegan")) == 4
    assert max(len(row.once or "") for row in play.messages("HelpBegan")) <= 80


@story("asks and tells", version=1)
def asks_and_tells(case: Case) -> Ending:
    case.ask("first", of="referrer", form="Acceptance", within="accept case")
    case.tell("news", to=("referrer", "coordinator"), notice="HelpBegan")
    case.tell("entry", to="referrer", notice="MeetingInvited")
    return case.end("helped")


def became(play: Any, notice: str) -> list[tuple[str, str | None]]:
    return [(f"professional:{row.to_professional_id}", row.reason) for row in play.messages(notice)]


def test_who_did_it_just_now_is_not_mailed_about_it_except_for_a_calendar(play: Any) -> None:
    play.start("asks and tells")

    play.answer("first", by=BRAM)

    assert became(play, "HelpBegan") == [(play.professional(BRAM), "seen on the page"), (play.professional(ILSE), None)]
    assert became(play, "MeetingInvited") == [(play.professional(BRAM), None)]
    assert became(play, "CaseEnded") == [(play.professional(BRAM), "seen on the page")]


def test_what_somebody_else_recorded_is_told(play: Any) -> None:
    play.start("asks and tells")

    play.answer("first", by=ILSE, said=Said(by=play.viewer(BRAM).professional_id))

    assert became(play, "HelpBegan") == [(play.professional(BRAM), None), (play.professional(ILSE), "seen on the page")]


def test_a_message_has_one_recipient(play: Any) -> None:
    run = play.start("asks the same person twice")
    holders = [Holder("", agency_id=2), Holder("", agency_id=2, professional_id=7), Holder("youth", person_id=1)]

    with play.store.write(play.now) as tx:
        for holder in holders:
            put(play.matter(tx, run), holder, "Reminder")

    sent = [(row.to_agency_id, row.to_professional_id, row.to_person_id) for row in play.messages("Reminder")]
    assert sent == [(2, None, None), (None, 7, None), (None, None, 1)]
