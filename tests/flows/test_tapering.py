"""Less coaching step by step, with the youth, on what stands around the youth now. Source: process.md, stage 5."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlmodel import select

import flows.stages  # noqa: F401 - every story is known
from flows.commands.answer import answer
from flows.commands.standard import ask_more
from flows.commands.viewer import viewer_of
from flows.engine.drain import drain
from flows.engine.step import add_run
from flows.queries.about_coaching import WAS_LACKING, proposal_of
from flows.queries.door import matter_of, open_case
from flows.queries.question_about import facts_about
from flows.queries.waiting import waits_of_cases
from models.code import Errand
from models.refusal import BadAnswer
from models.store import Store
from models.tables import Action, CaseFile, Coaching, Entry, Goal, Plan, Wait

REF, RUBEN = "VN-TEST01", "ruben.dijkzicht@aanmeldpunt.example"
AUNT = {"initials": "R", "relation": "tante", "kind": "informal", "practical": True, "company": True,
        "always_there": True, "in_a_crisis": True, "rating": 8}  # fmt: skip
SISTER = {"initials": "S", "relation": "zus", "kind": "informal", "advice": True, "rating": 8}
FRIEND = {"initials": "T", "relation": "vriend", "kind": "informal", "emotional": True, "rating": 8}
STRONG = [AUNT, SISTER, FRIEND]
BUDDY = {"initials": "M", "relation": "maatje", "kind": "volunteer", "emotional": True, "rating": 8}
LESS = {"youth_wants_less": True, "coach_wants_less": True, "fallback": True, "takes_over_who": "Tante Riet"}


class Coached:
    """One youth and a coach, from one check-in to the next."""

    def __init__(self, store: Store, case: int, now: datetime) -> None:
        self.store, self.case, self.now, self.number = store, case, now, 0
        with store.write(now) as tx:
            file = tx.session.get_one(CaseFile, case)
            file.case_manager_id = file.consultant_id = file.coach_id = viewer_of(tx, RUBEN).professional_id
            tx.session.add(file)
            add_run(tx, case, "tapering")
        self.go()

    def go(self, **later: float) -> None:
        self.now += timedelta(**later)
        list(drain(self.store, self.now))

    def viewer(self) -> Any:
        with self.store.read(self.now) as tx:
            return viewer_of(tx, RUBEN)

    def say(self, key: str, **fields: Any) -> None:
        answer(self.store, self.viewer(), REF, key, fields, self.now)
        self.go(minutes=1)

    def check_in(self, **fields: Any) -> "Coached":
        """The next check-in, on the day it opens or later."""
        self.number += 1
        wait = self.rows(Wait, Wait.key == f"check-in:{self.number}")[-1]
        self.now = max(self.now, wait.opens_at)
        self.say(f"check-in:{self.number}", **{"youth_mark": 7, **fields})
        return self

    def down_to(self, step: str) -> "Coached":
        while self.step() != step:
            self.check_in(network=STRONG, **LESS)
        return self

    def rows(self, model: Any, *where: Any) -> list[Any]:
        with self.store.read(self.now) as tx:
            return list(tx.session.exec(select(model).where(*where).order_by(*model.__table__.primary_key)))

    def step(self) -> str:
        step: str = self.rows(Coaching)[-1].step
        return step

    def why(self) -> Any:
        """What the last check-in left in the journal as reasons."""
        from flows.engine.matter import unpacked  # noqa: PLC0415

        entries = self.rows(Entry, Entry.key == f"step:{self.number}")
        return unpacked(entries[-1].value)["why"]

    def asked(self) -> list[str]:
        return [wait.key for wait in self.rows(Wait, Wait.status == "open")]

    def proposal(self) -> Any:
        with self.store.read(self.now) as tx:
            return proposal_of(matter_of(tx, open_case(tx, viewer_of(tx, RUBEN), REF)))

    def beside_the_check_in(self) -> dict[str, Any]:
        """What the coach reads beside the next check-in."""
        with self.store.read(self.now) as tx:
            opened = open_case(tx, viewer_of(tx, RUBEN), REF)
            line = waits_of_cases(tx, [opened.case.id])[0]
            return {fact.label: fact.value for fact in facts_about(tx, opened, line)}

    def late_action(self, domain: str) -> None:
        """An action for a goal in this life domain that waits for weeks."""
        with self.store.write(self.now) as tx:
            plan = Plan(case_id=self.case, stage_run_id=1, drawn_up_on=self.now.date(), youth_agrees=True)
            tx.session.add(plan)
            tx.flush()
            goal = Goal(case_id=self.case, plan_id=plan.id, domain=domain, words="Een eigen plek.")
            tx.session.add(goal)
            tx.flush()
            action = Action(
                case_id=self.case, plan_id=plan.id, goal_id=goal.id, agency_id=8, words="Belt.", due_on=self.now.date()
            )
            tx.session.add(action)
            tx.flush()
            add_run(tx, self.case, Errand.ACTION, about=action.id)
        self.go(weeks=3)


@pytest.fixture
def coached(store: Store, case: int, now: datetime) -> Coached:
    return Coached(store, case, now)


def test_a_youth_goes_down_step_by_step_to_letting_go(coached: Coached) -> None:
    coached.down_to("let go")

    assert [row.step for row in coached.rows(Coaching)] == ["intensive", "regular", "light", "pilot flame", "let go"]


def test_help_that_was_found_for_a_youth_lets_the_network_grow_and_does_not_make_it_strong(coached: Coached) -> None:
    coached.down_to("light")

    coached.check_in(network=[AUNT, SISTER, BUDDY], **LESS)

    assert (coached.step(), coached.why()) == ("light", ["network"])


def test_a_network_map_of_months_ago_lets_nobody_go(coached: Coached) -> None:
    coached.down_to("pilot flame")

    coached.check_in(**LESS)

    assert (coached.step(), coached.why()) == ("pilot flame", ["no recent network map"])


def test_a_reason_for_one_step_down_is_none_for_the_next(coached: Coached) -> None:
    coached.check_in(network=[AUNT], **LESS).check_in(network=[AUNT], **LESS)
    coached.check_in(network=[AUNT], below_strong_why="Dit wil ze zelf.", **LESS)

    coached.check_in(network=[AUNT], **LESS)

    assert (coached.step(), coached.why()) == ("light", ["network"])


def test_a_small_network_that_was_agreed_on_does_not_narrow_the_interval(coached: Coached) -> None:
    coached.check_in(network=[AUNT], **LESS).check_in(network=[AUNT], **LESS)
    coached.check_in(network=[AUNT], below_strong_why="Dit wil ze zelf.", **LESS)

    coached.check_in(network=[AUNT]).check_in()

    assert coached.step() == "light"


def test_a_network_that_weakens_narrows_the_interval_and_says_why(coached: Coached) -> None:
    coached.down_to("light")

    coached.check_in(network=[AUNT])

    assert (coached.step(), coached.why()) == ("regular", ["the network became smaller"])


def test_who_asked_for_more_does_not_get_still_more_by_itself(coached: Coached) -> None:
    coached.check_in(network=[AUNT], **LESS).check_in(network=[AUNT], **LESS)
    coached.check_in(network=[AUNT], below_strong_why="Dit wil ze zelf.", **LESS)
    coached.check_in(network=[AUNT], below_strong_why="Dit wil ze zelf.", **LESS)
    coached.check_in(more=True)

    coached.check_in()

    assert coached.step() == "light"


@pytest.mark.parametrize(("late_in", "step"), [("living", "intensive"), ("income", "regular")])
def test_only_what_waits_on_the_domains_the_youth_chose_stands_in_the_way(
    coached: Coached, late_in: str, step: str
) -> None:
    coached.check_in(domains=[{"domain": "living", "youth": 7}])
    coached.late_action(late_in)

    coached.check_in(network=STRONG, **LESS)

    assert coached.step() == step


def test_what_stands_on_the_ladder_before_its_last_day_stands_in_the_way_too(coached: Coached) -> None:
    coached.late_action("living")
    with coached.store.write(coached.now) as tx:
        wait = tx.session.exec(select(Wait).where(Wait.key == "action:1")).one()
        wait.due_on, wait.step = coached.now.date() + timedelta(days=30), 2
        tx.session.add(wait)

    coached.check_in(network=STRONG).check_in(network=STRONG, **LESS)

    assert (coached.step(), coached.why()) == ("intensive", ["late waits"])


def test_a_case_may_ask_more_of_a_step_down(coached: Coached) -> None:
    ask_more(coached.store, coached.viewer(), REF, {"good_mark": 8, "why": "Het ging eerder mis."}, coached.now)

    coached.check_in(network=STRONG, **LESS).check_in(network=STRONG, **LESS)

    assert (coached.step(), coached.why()) == ("intensive", ["two good marks"])


def test_a_case_may_not_ask_less_than_the_default(coached: Coached) -> None:
    with pytest.raises(BadAnswer):
        ask_more(coached.store, coached.viewer(), REF, {"good_mark": 4, "why": "Sneller klaar."}, coached.now)


def test_the_coach_reads_ahead_what_less_coaching_still_takes(coached: Coached) -> None:
    before = coached.proposal()

    coached.check_in()

    assert (before.lacks, coached.proposal().lacks) == (("two good marks",), ())
    coached.check_in(youth_mark=4)
    assert coached.proposal().lacks == ("two good marks",)


@pytest.mark.parametrize(
    ("without", "lacked"),
    [
        ({"takes_over_who": None}, "nobody takes over"),
        ({"fallback": False}, "no fallback"),
        ({"youth_wants_less": False}, "youth has not said yes"),
        ({"coach_wants_less": False}, "coach has not said yes"),
        ({"network": None}, "no recent network map"),
    ],
)
def test_nobody_is_let_go_of_without_all_it_takes_and_the_coach_reads_what_it_lacked(
    coached: Coached, without: dict[str, Any], lacked: str
) -> None:
    coached.down_to("pilot flame").check_in()

    coached.check_in(**{**LESS, "network": STRONG, **without})

    read = coached.beside_the_check_in()["Not less since the last check-in; it lacked"]
    assert (coached.step(), coached.why(), read) == ("pilot flame", [lacked], WAS_LACKING[lacked])


def test_the_coach_reads_when_the_network_is_drawn_at_the_start_and_after_eight_weeks(coached: Coached) -> None:
    at_first = coached.beside_the_check_in()
    coached.check_in(network=[AUNT])
    drawn_on, then = coached.now.date(), coached.beside_the_check_in()

    coached.go(weeks=9)

    draw = {"To do together now": "draw who stands around the youth"}
    assert at_first.items() >= draw.items()
    assert (then["The network was drawn on"], "To do together now" in then) == (drawn_on, False)
    assert coached.beside_the_check_in().items() >= draw.items()


def test_a_pilot_flame_is_looked_at_every_year(coached: Coached) -> None:
    coached.down_to("pilot flame")
    for _ in range(4):
        coached.check_in()
    asked = coached.asked()

    coached.say(f"pilot-flame:{coached.number}", goes_on="pilot flame")

    assert asked == [f"pilot-flame:{coached.number}"]
    coached.check_in()
    assert coached.asked() == [f"check-in:{coached.number + 1}"]


def test_a_pilot_flame_that_is_too_little_becomes_more_coaching(coached: Coached) -> None:
    coached.down_to("pilot flame")
    for _ in range(4):
        coached.check_in()

    coached.say(f"pilot-flame:{coached.number}", goes_on="more coaching")

    assert coached.step() == "light"
