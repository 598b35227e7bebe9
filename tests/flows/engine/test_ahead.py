"""Answers given ahead of their question: one sitting needs one form."""

import json
from typing import Any

import pytest

from flows.commands.kept import Said
from flows.engine.answer import Ending
from flows.engine.case import Case
from flows.engine.filing import _FILINGS
from flows.engine.journal import OpenWait
from flows.engine.matter import Matter
from flows.engine.story import story
from models.forms.assignment import HandoverCheck
from models.refusal import NotOpen, Refused
from models.tables import CaseFile, Message, Statement

ILSE = "ilse.verhagen@aanmeldpunt.example"
RUBEN = "ruben.dijkzicht@aanmeldpunt.example"


@story("two questions for one person", version=1)
def two_questions(case: Case) -> Ending:
    first = case.ask("first", of="coordinator", form="Acceptance", within="accept case")
    second = case.ask("second", of="coordinator", form="ObjectionHeard", within="object")
    return case.end("helped" if first.given and second.given and second.goes_on else "withdrawn")


def test_who_answers_one_question_may_answer_the_next_in_the_same_form(play: Any) -> None:
    run = play.start("two questions for one person")

    play.answer("first", then={"second": {"form": "ObjectionHeard", "goes_on": True, "why": "Zo is het."}})

    assert play.run(run).outcome == "helped"
    said = {row.key: row for row in play.rows(Statement)}
    assert said["second"].words == '{"goes_on":true,"why":"Zo is het."}'
    assert said["second"].heard_at is not None
    assert said["second"].wait_id is not None


def test_words_that_arrive_after_the_question_closed_are_kept_as_they_were_said(play: Any) -> None:
    play.start("two questions for one person")
    play.answer("first")
    play.answer("second", goes_on=True)

    with pytest.raises(NotOpen):
        play.say("second", by=ILSE, goes_on=False, why="Toch niet \ud800")

    late = play.rows(Statement)[-1]
    assert late.kind == "superseded"
    assert json.loads(late.words) == {"goes_on": False, "why": "Toch niet \ud800"}


@story("a plan said ahead", version=1)
def plan_said_ahead(case: Case) -> Ending:
    case.ask("first", of="coordinator", form="Acceptance", within="accept case")
    moment = case.ask("done", of="coordinator", form="ActionDone", within="object")
    return case.end("helped" if moment.given else "withdrawn")


def test_what_was_said_ahead_but_does_not_fit_any_more_leaves_the_question_open(play: Any) -> None:
    run = play.start("a plan said ahead")

    play.answer("first", then={"done": {"form": "ActionDone", "done_on": "2026-11-30"}})

    assert play.keys() == ["done"]
    assert play.run(run).status == "waiting"
    assert [row.heard_at for row in play.rows(Statement, Statement.kind == "ahead")] == [None]


def files_half_and_refuses(matter: Matter, wait: OpenWait, form: HandoverCheck) -> None:
    case = matter.session.get_one(CaseFile, matter.case.id)
    case.budget_cents += 1
    matter.session.add(case)
    matter.tx.flush()
    matter.case = matter.case._replace(coach_id=1)
    if not form.goes_well:
        raise Refused("It is not filed.")


@story("a half filing said ahead", version=1)
def half_filing(case: Case) -> Ending:
    case.ask("first", of="coordinator", form="Acceptance", within="accept case")
    case.ask("check", of="coordinator", form="HandoverCheck", within="object")
    case.record("seen", lambda matter: matter.case.coach_id)
    return case.end("helped")


def test_a_filing_that_refuses_what_was_said_ahead_leaves_no_row_behind(
    play: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(_FILINGS, "HandoverCheck", files_half_and_refuses)
    run = play.start("a half filing said ahead")

    play.answer("first", then={"check": {"form": "HandoverCheck", "goes_well": False}})
    assert play.rows(CaseFile)[0].budget_cents == 0
    play.answer("check", goes_well=True)

    assert play.rows(CaseFile)[0].budget_cents == 1
    assert play.journal(run)["seen"] is None


def test_only_the_person_who_said_it_ahead_is_taken_at_their_word(play: Any) -> None:
    run = play.start("two questions for one person")
    play.say(
        "first", by="ruben.dijkzicht@aanmeldpunt.example", then={"second": {"form": "ObjectionHeard", "goes_on": True}}
    )

    play.go()

    assert play.keys() == ["second"]
    assert play.run(run).status == "waiting"


def test_an_answer_ahead_in_another_form_is_not_taken(play: Any) -> None:
    play.start("two questions for one person")

    play.answer("first", then={"second": {"form": "Acceptance"}})

    assert play.keys() == ["second"]


@story("whoever is chosen takes it on", version=1)
def chosen_takes_on(case: Case) -> Ending:
    chosen = case.ask("choice", of="coordinator", form="Proposal", within="propose consultant")
    accepted = case.ask("acceptance", of=chosen.consultant, form="Acceptance", until="accept assignment")
    return case.end("helped" if accepted.given else "withdrawn")


def test_who_chooses_themselves_is_not_asked_once_more_whether_they_take_it_on(play: Any) -> None:
    run = play.start("whoever is chosen takes it on")

    play.answer("choice", by=RUBEN, consultant=play.professional(RUBEN))

    assert play.run(run).outcome == "helped"
    accepted = play.journal(run)["acceptance"]
    assert (accepted["kind"], accepted["who"]) == ("given", play.professional(RUBEN))
    (yes,) = play.rows(Statement, Statement.key == "acceptance")
    assert yes.heard_at is not None
    assert play.rows(Message, Message.wait_id == yes.wait_id) == []


def test_who_is_chosen_by_somebody_else_is_asked(play: Any) -> None:
    play.start("whoever is chosen takes it on")

    play.answer("choice", by=ILSE, consultant=play.professional(RUBEN))

    assert play.keys() == ["acceptance"]


def test_what_somebody_else_recorded_counts_as_said_by_who_said_it(play: Any) -> None:
    run = play.start("whoever is chosen takes it on")
    said = Said(by=play.viewer(RUBEN).professional_id, at=play.now)

    play.answer("choice", by=ILSE, said=said, consultant=play.professional(RUBEN))

    assert play.run(run).outcome == "helped"
