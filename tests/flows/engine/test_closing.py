"""How runs end, and how a case closes with its last run: never with a question open, never without an outcome."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import col

from flows.engine import closing
from flows.engine.answer import Ending
from flows.engine.case import Case
from flows.engine.closing import end_open_run
from flows.engine.story import story
from models.code import Errand, Stage
from models.ending import KEEPS_OPEN, OUTCOMES
from models.tables import CaseFile, StageRun, WakeUp

ILSE = "ilse.verhagen@aanmeldpunt.example"


@story("ends as told", version=1)
def ends_as_told(case: Case) -> Ending:
    case.open("light", of="referrer", form="OwnWords")
    said = case.ask("how", of="coordinator", form="Review", within="accept case")
    return case.end(said.outcome or "talked")


@story("goes on", version=1)
def goes_on(case: Case) -> Ending:
    case.open("light", of="referrer", form="OwnWords")
    return case.go_to("ends as told")


@story("starts others", version=1)
def starts_others(case: Case) -> Ending:
    number = case.start("other", "asks about", about=7)
    case.record("number", lambda _: number)
    case.ask("accept", of="coordinator", form="Acceptance", within="accept case")
    return case.end("helped")


@story("asks about", version=1)
def asks_about(case: Case) -> Ending:
    case.ask(f"about:{case.about}-{case.number}", of="coordinator", form="Acceptance", within="accept case")
    return case.end("asked")


@pytest.fixture
def keeps_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """Here these stories are what keeps a case open, as the five stages do."""
    like_stages = frozenset({"ends as told", "goes on", "starts others", "closing", *ENDS_WITH.values()})
    monkeypatch.setattr(closing, "DECIDES", like_stages)
    monkeypatch.setattr(closing, "KEEPS_OPEN", like_stages | {Errand.ACTION})


def case_of(play: Any) -> CaseFile:
    found: CaseFile = play.rows(CaseFile)[0]
    return found


def end(play: Any, outcome: str | None = None) -> None:
    going_on = {"goes_on": "end", "outcome": outcome} if outcome else {"goes_on": "go on"}
    play.answer("how", marks=[{"domain": "living", "youth": 7}], **going_on)


@pytest.mark.usefixtures("keeps_open")
def test_the_last_run_closes_the_case_with_its_outcome_and_a_day_until_which_it_is_kept(play: Any) -> None:
    play.start("ends as told")

    end(play, "work")

    case = case_of(play)
    assert (case.closed_at, case.outcome) == (play.now, "work")
    assert case.retain_until == date(2028, 11, 23)
    assert play.waits() == []
    assert [(wait.key, wait.code) for wait in play.waits("withdrawn")] == [("light", "the stage ended")]


@pytest.mark.usefixtures("keeps_open")
def test_referrer_and_youth_hear_how_it_ended(play: Any) -> None:
    play.start("ends as told")

    end(play, "work")

    told = [(row.notice, row.content) for row in play.messages() if row.notice in {"CaseEnded", "CaseClosed"}]
    assert told == [("CaseEnded", '{"outcome":"work"}'), ("CaseClosed", '{"outcome":"work"}')]


def _ends_with(outcome: str) -> str:
    name = f"ends with {outcome}"

    @story(name, version=1)
    def ends_with(case: Case) -> Ending:
        case.open("light", of="referrer", form="OwnWords")
        return case.end(outcome)

    return name


ENDS_WITH = {outcome: _ends_with(outcome) for outcome in OUTCOMES}


@pytest.mark.usefixtures("keeps_open")
@pytest.mark.parametrize("outcome", OUTCOMES)
def test_every_outcome_closes_a_case(play: Any, outcome: str) -> None:
    play.start(ENDS_WITH[outcome])

    told = {row.notice for row in play.messages()}
    assert case_of(play).outcome == outcome
    assert (case_of(play).retain_until or date.min) > date(2026, 11, 23)
    assert ("CaseClosed" in told) == OUTCOMES[outcome].tells_youth


@pytest.mark.usefixtures("keeps_open")
def test_a_case_is_open_as_long_as_one_run_keeps_it_open(play: Any) -> None:
    first, second = play.start("ends as told"), play.start("ends as told")

    end(play, "work")
    assert case_of(play).closed_at is None
    end(play, "moved")

    assert {play.run(run).outcome for run in (first, second)} == {"work", "moved"}
    assert case_of(play).outcome == "moved"


@pytest.mark.usefixtures("keeps_open")
def test_a_case_that_would_close_without_an_outcome_is_asked_for_one(play: Any) -> None:
    play.start("ends as told")

    end(play)

    assert case_of(play).closed_at is None
    assert play.keys() == ["closing"]
    play.answer("closing", outcome="back to school", letter="Het ga je goed.")
    assert case_of(play).outcome == "back to school"


@pytest.mark.usefixtures("keeps_open")
def test_a_closing_that_is_taken_back_is_asked_again(play: Any) -> None:
    play.start("ends as told")
    end(play)

    with play.store.write(play.now) as tx:
        run = next(row.id for row in play.rows(StageRun) if row.stage == "closing")
        play.withdraw(tx, run, "closing")
    play.go()

    assert play.keys() == ["closing:2"]
    assert case_of(play).closed_at is None


@pytest.mark.usefixtures("keeps_open")
def test_errands_end_with_the_case_and_their_questions_are_taken_back(play: Any) -> None:
    play.start("ends as told")
    errand = play.start("asks about", about=3)

    end(play, "work")

    assert play.run(errand).outcome == "the case closed"
    assert [(wait.key, wait.code) for wait in play.waits("withdrawn") if wait.stage_run_id == errand] == [
        ("about:3-1", "the case closed")
    ]
    assert play.rows(WakeUp) == []
    assert play.rows(StageRun, col(StageRun.ended_at).is_(None)) == []


@pytest.mark.usefixtures("keeps_open")
def test_a_blocked_run_keeps_its_case_open(play: Any) -> None:
    play.start("ends as told")
    play.start("long forgotten")
    with play.store.write(play.now) as tx:
        row = tx.session.get_one(StageRun, 2)
        row.stage = "goes on"
        tx.session.add(row)

    end(play, "work")

    assert play.run(2).status == "blocked"
    assert case_of(play).closed_at is None


@pytest.mark.usefixtures("keeps_open")
def test_going_on_starts_the_next_stage_and_takes_back_what_is_open(play: Any) -> None:
    run = play.start("goes on")

    assert play.run(run).outcome == "to ends as told"
    following = play.run(run + 1)
    assert (following.stage, following.parent_id, following.number) == ("ends as told", run, 1)
    assert sorted(play.keys()) == ["how", "light"]
    assert [wait.key for wait in play.waits("withdrawn")] == ["light"]


@pytest.mark.usefixtures("keeps_open")
def test_a_run_starts_runs_with_a_life_of_their_own(play: Any) -> None:
    run = play.start("starts others")
    again = play.start("starts others")

    children = [row for row in play.rows(StageRun) if row.stage == "asks about"]
    assert [(row.parent_id, row.about, row.number) for row in children] == [(run, 7, 1), (again, 7, 2)]
    assert play.journal(run)["number"] == play.journal(run)["other"] == children[0].id
    assert sorted(play.keys()) == ["about:7-1", "about:7-2", "accept", "accept"]


@pytest.mark.usefixtures("keeps_open")
def test_an_errand_that_ends_by_itself_closes_nothing(play: Any) -> None:
    play.start("ends as told")
    play.start("asks about", about=3)

    play.answer("about:3-1")

    assert case_of(play).closed_at is None
    assert sorted(play.keys()) == ["how", "light"]


def test_a_run_that_is_ended_from_outside_keeps_its_journal(play: Any) -> None:
    run = play.start("starts others")

    with play.store.write(play.now) as tx:
        end_open_run(play.matter(tx, run), run, "youth stopped", "the youth stops")

    row = play.run(run)
    assert (row.status, row.outcome, row.version) == ("ended", "youth stopped", 1)
    assert list(play.journal(run)) == ["other", "number"]
    assert [(wait.key, wait.code) for wait in play.waits("withdrawn")] == [("accept", "the youth stops")]
    assert play.go() == []


def test_the_five_stages_keep_a_case_open_and_so_does_what_no_case_may_close_over() -> None:
    assert set(Stage) <= KEEPS_OPEN
    errands = {Errand.ACTION, Errand.OBJECTION, Errand.CLOSING, Errand.FIND, Errand.URGENT_REVIEW}
    waited_for = {Errand.IMPOSITION, Errand.ORDER, Errand.REQUEST, Errand.HANDOVER}
    assert errands | waited_for == KEEPS_OPEN - set(Stage)


@pytest.mark.usefixtures("keeps_open")
def test_a_stage_that_ends_with_an_outcome_closes_over_an_open_action_and_its_holder_is_told(play: Any) -> None:
    play.start("ends as told")
    action = play.start("asks about")

    end(play, "work")

    assert case_of(play).outcome == "work"
    assert play.run(action).outcome == "the case closed"
    assert [wait.code for wait in play.waits("withdrawn") if wait.key.startswith("about")] == ["the case closed"]
    assert "QuestionWithdrawn" in {row.notice for row in play.messages()}
