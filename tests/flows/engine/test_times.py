"""The four times of a step, never mixed: opens, within, until, and the signal that overtakes it."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import select

from flows.engine.answer import Ending
from flows.engine.case import Case
from flows.engine.story import story
from models.refusal import NotOpen
from models.tables import Statement, TermRow, WakeUp

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
THURSDAY = date(2026, 11, 26)


def morning_after(day: date) -> datetime:
    """Eight o'clock on the next working day: nobody is written to at night."""
    day += timedelta(days={4: 2, 5: 1}.get(day.weekday(), 0))
    return datetime.combine(day + timedelta(days=1), time(8), AMSTERDAM)


@story("opens later", version=1)
def opens_later(case: Case) -> Ending:
    said = case.ask("check", of="coordinator", form="ObjectionHeard", opens=THURSDAY, within="object")
    return case.end("helped" if said.given else "withdrawn")


def test_before_a_question_opens_there_is_no_mail_and_no_lateness(play: Any) -> None:
    play.start("opens later")

    wait = play.waits()[0]
    assert wait.opens_at == datetime(2026, 11, 26, 8, tzinfo=AMSTERDAM)
    assert wait.next_look_at == wait.opens_at
    assert wait.due_on == date(2026, 12, 3)
    assert [message.not_before for message in play.messages("QuestionAsked")] == [wait.opens_at]


def test_an_answer_before_the_question_opens_is_welcome(play: Any) -> None:
    run = play.start("opens later")

    play.answer("check", goes_on=True)

    assert play.run(run).outcome == "helped"


@story("within a term", version=1)
def within_a_term(case: Case) -> Ending:
    said = case.ask("check", of="coordinator", form="ObjectionHeard", within="object")
    return case.end("helped" if said.given else "withdrawn")


def test_a_question_past_its_term_stays_open_and_is_answered_late(play: Any) -> None:
    run = play.start("within a term")
    due_on = play.waits()[0].due_on

    assert play.go(days=60) == []
    assert [(wait.status, wait.due_on) for wait in play.waits()] == [("open", due_on)]
    play.answer("check", goes_on=True)

    assert play.run(run).outcome == "helped"


@story("until a moment", version=1)
def until_a_moment(case: Case) -> Ending:
    said = case.ask("accept", of="coordinator", form="Acceptance", until="accept case")
    return case.end(said.kind)


def test_an_answer_just_before_the_moment_counts(play: Any) -> None:
    run = play.start("until a moment")
    lapses_at = play.waits()[0].lapses_at
    assert lapses_at == morning_after(date(2026, 11, 25))

    play.now = lapses_at - timedelta(microseconds=1)
    assert play.go() == []
    play.answer("accept")

    assert play.run(run).outcome == "given"
    play.now = lapses_at
    assert play.go() == []
    assert play.rows(WakeUp, WakeUp.stage_run_id == run) == []


def test_the_line_goes_on_with_silence_at_the_moment_itself(play: Any) -> None:
    run = play.start("until a moment")

    play.now = play.waits()[0].lapses_at
    play.go()

    assert play.run(run).outcome == "silent"
    assert [(wait.status, wait.closed_at) for wait in play.waits("silent")] == [("silent", play.now)]
    with pytest.raises(NotOpen):
        play.say("accept", by="ilse.verhagen@aanmeldpunt.example")
    assert [row.kind for row in play.rows(Statement)] == ["late"]


def test_an_answer_after_the_moment_counts_as_long_as_nobody_carried_the_run_on(play: Any) -> None:
    run = play.start("until a moment")

    play.now = play.waits()[0].lapses_at + timedelta(hours=1)
    play.answer("accept")

    assert play.run(run).outcome == "given"


@story("within and until", version=1)
def within_and_until(case: Case) -> Ending:
    said = case.ask("check", of="coordinator", form="ObjectionHeard", within="accept case", until=date(2026, 12, 11))
    return case.end(said.kind)


def test_a_step_may_be_late_first_and_silent_later(play: Any) -> None:
    run = play.start("within and until")

    wait = play.waits()[0]
    assert (wait.due_on, wait.lapses_at) == (date(2026, 11, 25), morning_after(date(2026, 12, 11)))
    assert wait.next_look_at == datetime(2026, 11, 25, 8, tzinfo=AMSTERDAM)
    play.now = wait.lapses_at
    play.go()
    assert play.run(run).outcome == "silent"


@story("waits for a moment", version=1)
def waits_for_a_moment(case: Case) -> Ending:
    day = case.wait_until("day", datetime(2026, 11, 30, 14, tzinfo=UTC), unless=("moved",))
    return case.end(day.instead or day.kind)


def test_a_moment_is_waited_for_by_nobody(play: Any) -> None:
    run = play.start("waits for a moment")

    wait = play.waits()[0]
    assert (wait.kind, wait.part, wait.form, wait.next_look_at) == ("date", None, None, None)
    assert play.messages() == []
    assert play.go(days=7, hours=4, minutes=59) == []
    play.go(minutes=1)
    assert play.run(run).outcome == "given"


@story("waits for what is past", version=1)
def waits_for_what_is_past(case: Case) -> Ending:
    case.wait_until("day", date(2026, 11, 20))
    said = case.ask("check", of="coordinator", form="ObjectionHeard", until=date(2026, 11, 20))
    return case.end(said.kind)


def test_a_moment_that_has_passed_is_not_waited_for(play: Any) -> None:
    run = play.start("waits for what is past")

    assert play.run(run).outcome == "silent"


@story("waits as long as a term", version=1)
def waits_as_long_as_a_term(case: Case) -> Ending:
    case.wait_until("a while", "object")
    return case.end("waited")


def test_a_term_that_is_switched_off_is_not_waited_for(play: Any) -> None:
    with play.store.write(play.now) as tx:
        for name in ("object", "accept case"):
            row = tx.session.exec(select(TermRow).where(TermRow.name == name)).one()
            row.off = True
            tx.session.add(row)

    waited, asked = play.start("waits as long as a term"), play.start("until a moment")

    assert play.run(waited).outcome == "waited"
    assert play.run(asked).status == "waiting"
    unhurried = next(wait for wait in play.waits() if wait.key == "accept")
    assert (unhurried.due_on, unhurried.lapses_at, unhurried.term) == (None, None, "accept case")


@story("opens a light question", version=1)
def opens_a_light_question(case: Case) -> Ending:
    case.open("light", of="referrer", form="OwnWords", until=THURSDAY)
    case.ask("accept", of="coordinator", form="Acceptance", within="accept case")
    return case.end("done")


def test_a_question_nobody_waits_for_closes_as_silent_at_its_moment(play: Any) -> None:
    run = play.start("opens a light question")
    assert sorted(play.keys()) == ["accept", "light"]

    play.now = morning_after(THURSDAY)
    play.go()

    assert [(wait.key, wait.closed_at) for wait in play.waits("silent")] == [("light", play.now)]
    assert play.keys() == ["accept"]
    assert play.run(run).status == "waiting"


def test_a_light_question_is_answered_without_moving_the_line(play: Any) -> None:
    play.start("opens a light question")

    assert play.answer("light", words="Het gaat.") == []

    assert play.keys() == ["accept"]
    play.now = morning_after(THURSDAY)
    play.go()
    assert play.waits("silent") == []


@story("counts from an earlier day", version=1)
def counts_from_an_earlier_day(case: Case) -> Ending:
    case.ask("check", of="coordinator", form="ObjectionHeard", within="object", since=date(2026, 11, 9))
    return case.end("done")


def test_a_term_may_count_from_the_day_it_was_asked_elsewhere(play: Any) -> None:
    play.start("counts from an earlier day")

    wait = play.waits()[0]
    assert (wait.counted_from, wait.due_on) == (date(2026, 11, 9), date(2026, 11, 16))
    assert wait.next_look_at == morning_after(date(2026, 11, 16))


def test_a_term_that_changes_changes_new_questions_only(play: Any) -> None:
    play.start("within a term")
    with play.store.write(play.now) as tx:
        row = tx.session.exec(select(TermRow).where(TermRow.name == "object")).one()
        row.amount = 20
        tx.session.add(row)

    play.go()
    play.start("within a term")

    assert [(wait.due_on, wait.term_amount) for wait in play.waits()] == [
        (date(2026, 11, 30), 5),
        (date(2026, 12, 21), 20),
    ]
