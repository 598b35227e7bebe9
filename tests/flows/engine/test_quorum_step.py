"""A step with a quorum: it waits for all, or for its moment, or until the quorum is out of reach."""

from typing import Any

import pytest

from flows.commands.change import withdraw
from flows.engine import rewait
from flows.engine.answer import Ending
from flows.engine.case import Case
from flows.engine.story import story
from flows.engine.who import holders

ILSE = "ilse.verhagen@aanmeldpunt.example"
BRAM = "bram.hoevelaar@waalzicht.example"
DENNIS = "dennis.culemborg@geldloket.example"
LOTTE = "lotte.appelhof@smw.example"
VINCENT = "vincent.waardhuizen@delinde.example"
INVITED: list[str] = []


@story("asks for a quorum", version=1)
def asks_for_a_quorum(case: Case) -> Ending:
    coming = case.ask_all(
        "coming",
        of=[*INVITED, "youth"],
        form="Acceptance",
        until="plan a meeting",
        quorum="meeting",
        unless=("cancelled",),
    )
    case.record("came", lambda _: {"kinds": [each.kind for each in coming], "enough": coming.enough})
    return case.end("helped")


@pytest.fixture
def table(play: Any) -> None:
    INVITED[:] = [play.agency(BRAM), play.agency(DENNIS), play.agency(LOTTE)]


@pytest.mark.usefixtures("table")
def test_a_quorum_that_is_reached_still_waits_for_the_others(play: Any) -> None:
    run = play.start("asks for a quorum")

    play.answer("coming", by=BRAM)
    play.answer("coming", by=DENNIS)
    play.answer("coming", by=ILSE)
    assert play.run(run).status == "waiting"
    play.answer("coming", by=LOTTE, cannot={"code": "on leave"})

    assert play.journal(run)["came"] == {"kinds": ["given", "given", "declined", "given"], "enough": True}


@pytest.mark.usefixtures("table")
def test_as_soon_as_the_quorum_is_out_of_reach_nobody_is_waited_for_any_more(play: Any) -> None:
    run = play.start("asks for a quorum")
    play.answer("coming", by=DENNIS)

    play.answer("coming", by=BRAM, cannot={"code": "on leave"})

    assert play.journal(run)["came"] == {"kinds": ["declined", "given", "withdrawn", "withdrawn"], "enough": False}
    assert [wait.code for wait in play.waits("withdrawn")] == ["no quorum", "no quorum"]


@pytest.mark.usefixtures("table")
def test_at_its_moment_a_quorum_counts_who_said_yes(play: Any) -> None:
    run = play.start("asks for a quorum")
    for somebody in (BRAM, DENNIS, ILSE):
        play.answer("coming", by=somebody)

    play.go(days=60)

    assert play.journal(run)["came"] == {"kinds": ["given", "given", "silent", "given"], "enough": True}


@pytest.mark.usefixtures("table")
def test_silence_of_somebody_needed_is_no_quorum(play: Any) -> None:
    run = play.start("asks for a quorum")
    play.answer("coming", by=DENNIS)
    play.answer("coming", by=LOTTE)

    play.go(days=60)

    assert play.journal(run)["came"] == {"kinds": ["silent", "given", "given", "silent"], "enough": False}


@pytest.mark.usefixtures("table")
def test_taking_back_questions_until_the_quorum_is_out_of_reach_settles_the_step_once(play: Any) -> None:
    run = play.start("asks for a quorum")

    assert withdraw(play.store, play.viewer(ILSE), play.ref, "coming", play.now) == 4
    play.go()

    assert play.journal(run)["came"]["enough"] is False
    assert play.waits() == [] or {wait.key for wait in play.waits()} == {"closing"}


def test_asking_another_holder_instead_keeps_the_moment_of_the_line(play: Any) -> None:
    INVITED[:] = [play.agency(BRAM), play.agency(DENNIS), play.agency(LOTTE)]
    run = play.start("asks for a quorum")
    moment = play.waits()[0].lapses_at

    with play.store.write(play.now) as tx:
        matter = play.matter(tx, run)
        rewait.ask_instead(matter, play.waits()[1].id, holders(matter, play.agency(VINCENT), None)[0], code="not ours")

    play.now = moment
    play.go()
    assert play.journal(run)["came"]["kinds"] == ["silent", "silent", "silent", "silent"]
