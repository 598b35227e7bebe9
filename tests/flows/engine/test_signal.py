"""Signals: heard once, by the first step that listens; before it is asked, while it is, or never dropped."""

from typing import Any

from flows.engine.answer import Ending
from flows.engine.case import Case
from flows.engine.story import story
from models.tables import Statement


@story("listens for a signal", version=1)
def listens(case: Case) -> Ending:
    first = case.ask("first", of="coordinator", form="Acceptance", within="accept case", unless=("stop", "hurry"))
    second = case.ask_all(
        "second", of=("coordinator", "referrer"), form="ObjectionHeard", within="object", unless=("hurry",)
    )
    return case.end(f"{first.instead or first.kind}, {second.instead or 'answered'}")


def test_a_signal_before_the_step_overtakes_it_unasked(play: Any) -> None:
    run = play.start("listens for a signal", carry=False)
    play.signal(run, "hurry")

    play.go()

    assert play.journal(run)["first"] == {"kind": "overtaken", "who": None, "code": "hurry", "values": {}}
    assert play.keys() == ["second", "second"]
    assert {message.content for message in play.messages("QuestionAsked")} == {'{"waits":[1]}', '{"waits":[2]}'}


def test_a_signal_during_the_step_takes_the_question_back(play: Any) -> None:
    run = play.start("listens for a signal")
    play.signal(run, "stop")
    play.go()

    assert [(wait.status, wait.code) for wait in play.waits("overtaken")] == [("overtaken", "stop")]
    play.answer("second", by="ilse.verhagen@aanmeldpunt.example", goes_on=True)
    play.signal(run, "hurry")
    play.go()

    assert play.run(run).outcome == "stop, hurry"
    each = play.journal(run)["second"]["each"]
    assert [(one["kind"], one["code"]) for one in each] == [("given", None), ("overtaken", "hurry")]


def test_a_signal_nobody_listens_for_stays_and_the_first_step_that_lists_it_takes_it(play: Any) -> None:
    run = play.start("listens for a signal")
    play.signal(run, "unknown")
    play.answer("first")
    assert [row.heard_at for row in play.rows(Statement, Statement.kind == "signal")] == [None]

    play.signal(run, "stop")
    play.signal(run, "hurry")
    play.go()

    heard = {row.key: row.heard_at for row in play.rows(Statement, Statement.kind == "signal")}
    assert heard == {"unknown": None, "stop": None, "hurry": play.now}
    assert play.run(run).outcome == "given, hurry"


def test_of_two_signals_the_older_is_heard_first_and_the_other_is_kept_for_the_next_step(play: Any) -> None:
    run = play.start("listens for a signal", carry=False)
    play.signal(run, "hurry")
    play.signal(run, "stop")
    play.signal(run, "hurry")

    play.go()

    assert play.run(run).outcome == "hurry, hurry"
    assert [row.heard_at is None for row in play.rows(Statement)] == [False, True, False]


def test_an_answer_given_before_the_signal_was_carried_on_stays_an_answer(play: Any) -> None:
    run = play.start("listens for a signal")
    play.signal(run, "stop")

    play.answer("first")

    assert play.journal(run)["first"]["kind"] == "given"
    assert play.keys() == ["second", "second"]
