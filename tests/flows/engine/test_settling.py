"""What settles a step: answers in any order, declines, silence, taking back, a quorum out of reach."""

from itertools import permutations
from typing import Any

import pytest

from flows.commands.change import withdraw
from flows.engine.answer import Ending
from flows.engine.case import Case
from flows.engine.settle import settle_if_done
from flows.engine.story import story
from models.refusal import NotOpen
from models.tables import Statement, WakeUp

ILSE = "ilse.verhagen@aanmeldpunt.example"
BRAM = "bram.hoevelaar@waalzicht.example"
DENNIS = "dennis.culemborg@geldloket.example"
LOTTE = "lotte.appelhof@smw.example"
VINCENT = "vincent.waardhuizen@delinde.example"
INVITED: list[str] = []


@story("asks one", version=1)
def asks_one(case: Case) -> Ending:
    said = case.ask("accept", of="coordinator", form="Acceptance", within="accept case")
    case.record("kind", lambda _: {"kind": said.kind, "by": said.by, "code": said.code})
    return case.end("helped")


def test_a_declined_question_says_who_declined_and_why(play: Any) -> None:
    run = play.start("asks one")

    play.answer("accept", cannot={"code": "too many cases"})

    by = play.professional(ILSE)
    assert play.journal(run)["kind"] == {"kind": "declined", "by": by, "code": "too many cases"}


def test_a_question_taken_back_says_why(play: Any) -> None:
    run = play.start("asks one")

    withdraw(play.store, play.viewer(ILSE), play.ref, "accept", play.now, code="asked twice")
    play.go()

    by = play.professional(ILSE)
    assert play.journal(run)["kind"] == {"kind": "withdrawn", "by": by, "code": "asked twice"}
    assert "QuestionWithdrawn" in [message.notice for message in play.messages()]


def test_answering_twice_is_harmless_and_the_second_is_kept(play: Any) -> None:
    run = play.start("asks one")
    play.say("accept", by=ILSE)
    entries = [(entry.seq, entry.value) for entry in play.entries(run)]

    with pytest.raises(NotOpen):
        play.say("accept", by=ILSE, cannot={"code": "on leave"})

    assert [(entry.seq, entry.value) for entry in play.entries(run)] == entries
    assert [row.kind for row in play.rows(Statement)] == ["answer", "superseded"]


@story("asks several", version=1)
def asks_several(case: Case) -> Ending:
    said = case.ask_all("landed", of=INVITED, form="Landed", within="landed")
    each = [[answer.kind, answer.by] for answer in said]
    case.record("each", lambda _: {"each": each, "enough": said.enough})
    return case.end("helped")


@pytest.fixture
def three(play: Any) -> list[str]:
    INVITED[:] = [play.agency(BRAM), play.agency(DENNIS), play.agency(LOTTE)]
    return [BRAM, DENNIS, LOTTE]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_answers_of_several_count_alike_in_any_order(play: Any, three: list[str], order: tuple[int, ...]) -> None:
    run = play.start("asks several")

    for place in order:
        assert play.run(run).status == "waiting"
        play.answer("landed", by=three[place], landed=False)

    each = [["given", play.professional(email)] for email in three]
    assert play.journal(run)["each"] == {"each": each, "enough": True}


def test_nobody_to_ask_means_nobody_to_wait_for(play: Any) -> None:
    INVITED.clear()

    run = play.start("asks several")

    assert play.journal(run)["landed"] == {"each": [], "enough": True, "instead": None}


def test_taking_back_the_question_of_several_settles_the_step_once(play: Any, three: list[str]) -> None:
    run = play.start("asks several")
    play.answer("landed", by=BRAM, landed=False)

    withdraw(play.store, play.viewer(ILSE), play.ref, "landed", play.now)
    play.go()

    assert [kind for kind, _ in play.journal(run)["each"]["each"]] == ["given", "withdrawn", "withdrawn"]


@story("asks two sides", version=1)
def asks_two_sides(case: Case) -> Ending:
    said = case.ask_all("handover", of=INVITED, form="HandoverItems", within="handover")
    case.record("sides", lambda _: [[each.kind, each.by] for each in said])
    return case.end("helped")


def test_a_question_asked_of_another_agency_instead_is_answered_by_that_one_only(play: Any) -> None:
    INVITED[:] = [play.agency(BRAM), play.agency(DENNIS)]
    run = play.start("asks two sides")

    play.answer("handover", by=DENNIS, cannot={"code": "not ours", "who_then": play.agency(LOTTE)})
    play.answer("handover", by=LOTTE, items=["story"])
    assert play.run(run).status == "waiting"
    play.answer("handover", by=BRAM, items=["plan"])

    assert play.journal(run)["sides"] == [["given", play.professional(BRAM)], ["given", play.professional(LOTTE)]]
    superseded = next(wait for wait in play.waits("declined"))
    assert (superseded.code, superseded.refused_by) == ("not ours", 0)


@story("asks an agency", version=1)
def asks_an_agency(case: Case) -> Ending:
    said = case.ask("help", of=INVITED[0], form="DirectHelp", within="direct help")
    case.record("helped", lambda _: [said.kind, said.by])
    return case.end("helped")


def test_a_single_question_asked_of_another_agency_instead_goes_on_with_that_answer(play: Any) -> None:
    INVITED[:] = [play.agency(DENNIS)]
    run = play.start("asks an agency")

    play.answer("help", cannot={"code": "not ours", "who_then": play.agency(VINCENT)})
    assert play.go(days=3) == []
    play.answer("help", by=VINCENT, started_on="2026-11-24")

    assert play.journal(run)["helped"] == ["given", play.professional(VINCENT)]


def test_the_one_who_passed_a_question_on_cannot_answer_it_any_more(play: Any) -> None:
    INVITED[:] = [play.agency(DENNIS)]
    run = play.start("asks an agency")
    play.answer("help", cannot={"code": "not ours", "who_then": play.agency(VINCENT)})

    with pytest.raises(NotOpen):
        play.say("help", by=DENNIS, started_on="2026-11-23")

    assert play.run(run).status == "waiting"
    assert [row.kind for row in play.rows(Statement)] == ["answer", "late"]


def test_a_new_day_a_colleague_or_another_holder_never_moves_the_line(play: Any) -> None:
    INVITED[:] = [play.agency(DENNIS)]
    run = play.start("asks an agency")
    before = play.journal(run)

    play.say("help", needs_longer={"until": "2026-12-30", "code": "no place"})
    play.say("help", someone_else={"colleague": play.professional("ria.deil@geldloket.example")})

    assert play.journal(run) == before
    assert play.rows(WakeUp, WakeUp.stage_run_id == run) == []
    play.answer("help", by="ria.deil@geldloket.example", started_on="2026-11-23")
    assert play.journal(run)["helped"] == ["given", play.professional("ria.deil@geldloket.example")]


def test_a_step_that_was_settled_before_is_not_settled_again(play: Any, three: list[str]) -> None:
    run = play.start("asks several")
    for somebody in three:
        play.say("landed", by=somebody, landed=False)
    last = play.waits("given")[-1].id

    with play.store.write(play.now) as tx:
        matter = play.matter(tx, run)
        assert settle_if_done(matter, "landed", last) is False

    assert [entry.key for entry in play.entries(run)] == ["landed"]
