"""The plan of a youth, from the first agreement to its last action."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import col, select

import flows.stages  # noqa: F401 - every story is known
from flows.commands.answer import answer
from flows.commands.change import more_coaching
from flows.commands.handover import start_handover
from flows.commands.viewer import viewer_of
from flows.engine.drain import drain
from flows.engine.matter import AMSTERDAM, CaseRow, Matter
from flows.engine.step import add_run
from flows.facts.assignment import best_consultant
from flows.queries.door import open_case
from flows.queries.proposed import proposed as what_is_proposed
from models.code import Role, Sector
from models.refusal import Refused
from models.store import Store
from models.tables import (
    CaseFile,
    Mark,
    Meeting,
    Partner,
    Person,
    ProfessionalRole,
    StageRun,
    Wait,
    Youth,
)

REF, COORDINATOR, HELPER = "VN-TEST01", "ilse.verhagen@aanmeldpunt.example", "lotte.appelhof@smw.example"
MARKS = [{"domain": "living", "youth": 6}]

Say = Callable[..., None]


@pytest.fixture
def say(store: Store, case: int) -> Say:
    """Answers a question at a moment, and carries what that wakes."""

    def said(by: str, key: str, now: datetime, **fields: Any) -> None:
        with store.read(now) as tx:
            viewer = viewer_of(tx, by)
        answer(store, viewer, REF, key, fields, now)
        list(drain(store, now))

    return said


@pytest.fixture
def plan(store: Store, case: int, say: Say, now: datetime) -> None:
    """A plan without a consultant, with one action of a social worker."""
    with store.write(now) as tx:
        add_run(tx, case, "assignment")
    list(drain(store, now))
    goal = {"domain": "living", "words": "Een eigen kamer.", "actions": [action(now)]}
    say(COORDINATOR, "proposal", now, youth_wants_none=True)
    say(COORDINATOR, "plan", now, goals=[goal], marks=MARKS, youth_agrees=True)


def action(now: datetime) -> dict[str, str]:
    return {"who": "agency:8", "words": "Zoekt een kamer.", "due_on": (now.date() + timedelta(days=20)).isoformat()}


def test_a_plan_goes_on_while_an_action_agreed_later_is_open(store: Store, plan: None, say: Say, now: datetime) -> None:
    say(HELPER, "action:1", now, done_on=now.date().isoformat())
    later = now + timedelta(weeks=6)
    say(COORDINATOR, "review:1", later, marks=MARKS, goes_on="ready for aftercare", actions=[action(later)])

    with store.read(later) as tx:
        run = tx.session.exec(select(StageRun).where(StageRun.stage == "assignment")).one()
        asked = tx.session.exec(select(Wait.key).where(Wait.stage_run_id == run.id, Wait.status == "open")).all()

    assert (run.outcome, asked) == (None, ["review:3"])


def test_a_plan_ends_with_its_last_action_once_aftercare_began(
    store: Store, plan: None, say: Say, now: datetime
) -> None:
    later = now + timedelta(weeks=6)
    say(COORDINATOR, "review:1", later, marks=MARKS, goes_on="ready for aftercare")

    say(HELPER, "action:1", later, done_on=later.date().isoformat())

    with store.read(later) as tx:
        runs = tx.session.exec(select(StageRun).where(StageRun.outcome == None)).all()  # noqa: E711
        assert sorted(run.stage for run in runs) == ["aftercare", "tapering"]


def test_coaching_that_runs_already_is_not_begun_twice(store: Store, plan: None, say: Say, now: datetime) -> None:
    with store.read(now) as tx:
        more_coaching(store, viewer_of(tx, COORDINATOR), REF, now)
    later = now + timedelta(weeks=6)

    say(COORDINATOR, "review:1", later, marks=MARKS, goes_on="ready for aftercare")

    with store.read(later) as tx:
        runs = tx.session.exec(select(StageRun.stage).where(StageRun.outcome == None)).all()  # noqa: E711
        assert sorted(runs) == ["action", "aftercare", "assignment", "tapering"]


RUBEN = "ruben.dijkzicht@aanmeldpunt.example"


@pytest.fixture
def beside(store: Store, case: int, now: datetime) -> Callable[..., None]:
    """Adds rows, or runs of a stage, to the case."""

    def added(*rows: Any, stage: str = "", **run: Any) -> None:
        with store.write(now) as tx:
            tx.session.add_all(rows)
            tx.flush()
            if stage:
                add_run(tx, case, stage, **run)
        list(drain(store, now))

    return added


def rows(store: Store, now: datetime, model: Any, *where: Any) -> list[Any]:
    with store.read(now) as tx:
        return list(tx.session.exec(select(model).where(*where).order_by(col(model.id))))


def number(store: Store, now: datetime, email: str) -> int:
    with store.read(now) as tx:
        return viewer_of(tx, email).professional_id


def proposed(store: Store, case: int, now: datetime, but_not: tuple[str, ...] = ()) -> dict[str, Any]:
    with store.read(now) as tx:
        row = tx.session.get_one(CaseFile, case)
        fields = {name: getattr(row, name) for name in CaseRow._fields}
        found = best_consultant(Matter(tx, CaseRow(**fields), 0, "assignment", 1, None, None), but_not)
    assert found is not None
    return found


def test_a_consultant_who_knows_the_school_is_proposed_before_one_with_fewer_cases(
    store: Store, case: int, now: datetime, beside: Callable[..., None]
) -> None:
    with store.write(now) as tx:
        youth = tx.session.get_one(Youth, 1)
        youth.school_id = 2
        tx.session.add(youth)

    found = proposed(store, case, now)

    assert found["consultant"] == f"professional:{number(store, now, RUBEN)}"
    assert "knows the school" in found["why"]


def test_a_consultant_who_has_as_many_cases_as_one_can_do_well_comes_last(
    store: Store, case: int, now: datetime, beside: Callable[..., None]
) -> None:
    first = proposed(store, case, now)["consultant"]
    busy = int(first.split(":")[1])
    beside(*(
        CaseFile(ref=f"VN-B{n:05}", region_id=1, youth_id=1, referrer_agency_id=2, consultant_id=busy, worry="x",
                 wish="y", opened_at=now)
        for n in range(20)
    ))  # fmt: skip

    assert proposed(store, case, now)["consultant"] != first


def test_after_reopening_an_old_meeting_does_not_say_who_makes_the_plan(
    store: Store, case: int, now: datetime, beside: Callable[..., None]
) -> None:
    beside(Meeting(case_id=case, held="held", goes_on="plan"))

    beside(stage="assignment")

    assert [wait.key for wait in rows(store, now, Wait, Wait.status == "open")] == ["proposal"]


def test_a_coordinator_who_becomes_consultant_accepts_in_the_same_form(
    store: Store, case: int, now: datetime, say: Say, beside: Callable[..., None]
) -> None:
    me = number(store, now, COORDINATOR)
    beside(ProfessionalRole(professional_id=me, role=Role.CONSULTANT), stage="assignment")

    say(COORDINATOR, "proposal", now, consultant=f"professional:{me}")

    assert [wait.key for wait in rows(store, now, Wait, Wait.status == "open")] == ["introduction"]


def test_a_youth_who_cannot_be_reached_for_the_introduction_is_looked_for(
    store: Store, case: int, now: datetime, say: Say, beside: Callable[..., None]
) -> None:
    beside(stage="assignment")
    say(COORDINATOR, "proposal", now, consultant=f"professional:{number(store, now, RUBEN)}")
    say(RUBEN, "acceptance", now)

    say(RUBEN, "introduction", now, cannot={"code": "youth not reached"})

    assert {"find", "introduction"} <= {wait.key for wait in rows(store, now, Wait, Wait.status == "open")}


def test_only_the_marks_of_the_first_plan_as_it_was_agreed_are_compared_with(
    store: Store, case: int, now: datetime, say: Say, beside: Callable[..., None]
) -> None:
    beside(stage="assignment")
    say(COORDINATOR, "proposal", now, youth_wants_none=True)
    costs = {**action(now), "paid_by": "budget", "cents": 900_000}
    goal = {"domain": "living", "words": "Een eigen kamer."}
    say(COORDINATOR, "plan", now, goals=[{**goal, "actions": [costs]}], marks=MARKS, youth_agrees=True)
    say(COORDINATOR, "budget", now, approves=False)
    again = [{"domain": "living", "youth": 4}]
    say(COORDINATOR, "plan:2", now, goals=[{**goal, "actions": [action(now)]}], marks=again, youth_agrees=True)

    beside(stage="assignment")
    say(COORDINATOR, "proposal", now, youth_wants_none=True)
    say(COORDINATOR, "plan", now, goals=[goal], marks=[{"domain": "living", "youth": 8}], youth_agrees=True)

    assert [mark.value for mark in rows(store, now, Mark, Mark.baseline)] == [4]


def test_a_plan_begins_with_a_mark_for_each_life_domain_it_names(
    say: Say, now: datetime, beside: Callable[..., None]
) -> None:
    beside(stage="assignment")
    say(COORDINATOR, "proposal", now, youth_wants_none=True)

    goal = {"domain": "living", "words": "Een eigen kamer."}
    with pytest.raises(Refused, match=r"marks\.0"):
        say(COORDINATOR, "plan", now, goals=[goal], marks=[{"domain": "living"}], youth_agrees=True)


def test_under_twelve_a_parent_gives_the_marks_for_the_child(
    store: Store, case: int, now: datetime, say: Say, beside: Callable[..., None]
) -> None:
    with store.write(now) as tx:
        youth = tx.session.get_one(Person, 1)
        youth.birth_on = date(2016, 3, 1)
        tx.session.add(youth)
    beside(stage="assignment")
    say(COORDINATOR, "proposal", now, youth_wants_none=True)

    goal = {"domain": "living", "words": "Een eigen kamer."}
    say(COORDINATOR, "plan", now, goals=[goal], marks=MARKS, youth_agrees=True)

    assert [mark.giver for mark in rows(store, now, Mark)] == ["parent"]


@pytest.mark.parametrize("days", [10, 100])
def test_a_plan_is_looked_back_on_in_six_to_eight_weeks(
    store: Store, case: int, now: datetime, say: Say, beside: Callable[..., None], days: int
) -> None:
    beside(stage="assignment")
    say(COORDINATOR, "proposal", now, youth_wants_none=True)
    content = {"goals": [{"domain": "living", "words": "Een kamer."}], "marks": MARKS, "youth_agrees": True}

    with pytest.raises(Refused, match="in six to eight weeks"):
        say(COORDINATOR, "plan", now, **content, review_on=(now.date() + timedelta(days=days)).isoformat())

    on = now.date() + timedelta(days=50)
    say(COORDINATOR, "plan", now, **content, review_on=on.isoformat())
    review = rows(store, now, Wait, Wait.key == "review:1")[0]
    assert review.opens_at.astimezone(AMSTERDAM).date() == on


def test_both_sides_of_a_handover_are_asked_and_the_case_manager_while_nobody_receives(
    store: Store, plan: None, say: Say, now: datetime
) -> None:
    later = now + timedelta(weeks=6)
    first_on = (later.date() + timedelta(days=60)).isoformat()
    known = {"gives": "agency:8", "takes": "agency:2", "first_on": first_on}
    nobody_yet = {"gives": "agency:2", "first_on": first_on}

    say(COORDINATOR, "review:1", later, marks=MARKS, goes_on="go on", handovers=[known, nobody_yet])

    asked = rows(store, later, Wait, Wait.form == "HandoverItems")
    assert [(wait.key, wait.agency_id) for wait in asked] == [
        ("handover:8-2", 8), ("handover:8-2", 2), ("handover:2-open", 2), ("handover:2-open", 1),
    ]  # fmt: skip


def test_who_guides_a_case_starts_a_handover_at_any_moment(
    store: Store, case: int, now: datetime, say: Say, beside: Callable[..., None]
) -> None:
    line = {"gives": "agency:2", "takes": "agency:3", "first_on": (now.date() + timedelta(days=40)).isoformat()}

    with store.read(now) as tx:
        viewer = viewer_of(tx, COORDINATOR)
    start_handover(store, viewer, REF, line, now)
    list(drain(store, now))

    assert {wait.agency_id for wait in rows(store, now, Wait, Wait.form == "HandoverItems")} == {2, 3}
    with pytest.raises(Refused, match="has passed"):
        start_handover(store, viewer, REF, {**line, "first_on": now.date().isoformat()}, now)


@pytest.mark.parametrize(
    ("condition", "match"),
    [
        ({"weeks": 4, "reporter": "agency:10"}, "has no ground"),
        ({"weeks": 4, "reporter": "agency:9999"}, "there is no such agency"),
        ({"weeks": 99_999_999, "reporter": "agency:2"}, "at most 52|no more than 52|52"),
    ],
)
def test_who_reports_on_a_condition_may_know_of_the_case(
    store: Store, plan: None, say: Say, now: datetime, condition: dict[str, Any], match: str
) -> None:
    later = now + timedelta(weeks=6)
    said = {"marks": MARKS, "goes_on": "ready for aftercare"}

    with pytest.raises(Refused, match=match):
        say(COORDINATOR, "review:1", later, **said, condition={"what": "80 % op school", **condition})

    may_know = {"what": "80 % op school", "weeks": 4, "reporter": "agency:2"}
    say(COORDINATOR, "review:1", later, **said, condition=may_know)
    assert [row.agency_id for row in rows(store, later, Partner, Partner.agency_id == 2)] == [2]


def test_that_a_youth_died_is_no_outcome_of_a_review(store: Store, plan: None, say: Say, now: datetime) -> None:
    with pytest.raises(Refused, match="that is no outcome"):
        say(COORDINATOR, "review:1", now, marks=MARKS, goes_on="end", outcome="deceased")


def test_a_youth_who_stops_ends_more_than_the_plan_where_more_is_running(
    store: Store, plan: None, say: Say, now: datetime
) -> None:
    say(COORDINATOR, "review:1", now, marks=MARKS, goes_on="ready for aftercare")
    stops = {"marks": MARKS, "goes_on": "end", "outcome": "youth stopped"}

    with pytest.raises(Refused, match="outcome"):
        say(COORDINATOR, "review:2", now, **stops)
    say(COORDINATOR, "review:2", now, **{**stops, "outcome": "work"})

    ended = {run.stage: run.outcome for run in rows(store, now, StageRun)}
    assert (ended["assignment"], ended["tapering"]) == ("work", None)


def test_a_goal_lies_in_one_of_the_life_domains(
    store: Store, case: int, now: datetime, say: Say, beside: Callable[..., None]
) -> None:
    beside(stage="assignment")
    say(COORDINATOR, "proposal", now, youth_wants_none=True)

    with pytest.raises(Refused, match="none of the life domains"):
        say(COORDINATOR, "plan", now, goals=[{"domain": "bestaat_niet", "words": "x"}], marks=MARKS, youth_agrees=True)


def test_the_plan_of_a_youth_without_a_school_begins_with_doorstroompunt_and_werkplein(
    store: Store, case: int, now: datetime
) -> None:
    with store.write(now) as tx:
        youth = tx.session.get_one(Youth, 1)
        youth.sector = Sector.NONE
        tx.session.add(youth)

    with store.read(now) as tx:
        begun = what_is_proposed(tx, open_case(tx, viewer_of(tx, COORDINATOR), REF), "Plan")

    assert [line["who"] for line in begun["goals"][0]["actions"]] == ["agency:6", "agency:12"]


def test_the_table_begins_with_the_school_and_the_core_partners_that_may_know(
    store: Store, case: int, now: datetime
) -> None:
    with store.write(now) as tx:
        youth = tx.session.get_one(Youth, 1)
        youth.school_id = 2
        tx.session.add(youth)

    with store.read(now) as tx:
        begun = what_is_proposed(tx, open_case(tx, viewer_of(tx, COORDINATOR), REF), "Invitees")

    assert begun["agencies"][:2] == ["agency:2", "agency:6"]
    assert "agency:9" not in begun["agencies"]
    assert (begun["youth"], begun["parents"]) == (True, False)
