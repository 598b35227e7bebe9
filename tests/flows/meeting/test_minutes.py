"""What is decided and agreed at the table, and who hears of it. Source: process.md, stage 2 step 5."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from flows.commands import meeting as commands
from flows.engine.step import add_run
from models.refusal import Refused
from models.tables import Action, Person, StageRun

COORDINATOR = "ilse.verhagen@aanmeldpunt.example"
BRAM = "bram.hoevelaar@waalzicht.example"
FATIMA = "fatima.bouzidi@doorstroompunt.example"
SCHOOL = "agency:2"
SOCIAL_WORK = "agency:8"
YOUTH = "person:1"


@pytest.mark.parametrize("goes_on", ["consultant", "plan"])
def test_where_there_is_a_plan_a_table_begins_no_other(table: Any, goes_on: str) -> None:
    table.start().invite()
    with table.store.write(table.now) as tx:
        add_run(tx, table.case, "assignment")
    table.go()

    with pytest.raises(Refused, match="there is a plan, or somebody makes one"):
        table.held(goes_on=goes_on)
    table.say(COORDINATOR, "minutes", held="held", present=[SCHOOL, YOUTH], decisions="Eerst praten.",
              evaluation_on=table.on(42), goes_on="back")  # fmt: skip


def test_an_agreement_without_a_goal_that_is_no_longer_needed_asks_about_no_goal(table: Any) -> None:
    table.start(beside=True).invite()
    table.held(agreements=[table.agreement(SCHOOL)])

    table.say(BRAM, "action:1", cannot={"code": "no longer needed"})

    assert [row.status for row in table.rows(Action)] == ["cannot"]
    assert table.rows(StageRun, StageRun.stage == "goal review") == []


@pytest.mark.parametrize(("days", "match"), [(20, "sooner than agreed"), (90, "later than agreed")])
def test_a_meeting_is_looked_back_on_in_six_to_eight_weeks(table: Any, days: int, match: str) -> None:
    table.start(beside=True).invite()

    with pytest.raises(Refused, match=match):
        table.held(evaluation_on=(table.now.date() + timedelta(days=days)).isoformat())


@pytest.mark.parametrize("field", ["agreements", "decisions", "goes_on", "case_manager"])
def test_of_a_meeting_that_did_not_take_place_nothing_is_minuted_and_lost(table: Any, field: str) -> None:
    table.start().invite()
    table.slot(days=1, comes=table.everybody())
    table.go(days=1)
    minuted = {
        "agreements": [table.agreement()],
        "decisions": "Eerst praten.",
        "goes_on": "consultant",
        "case_manager": table.token(FATIMA),
    }

    with pytest.raises(Refused, match=field):
        table.say(COORDINATOR, "minutes", held="not held", **{field: minuted[field]})

    table.say(COORDINATOR, "minutes", held="not held")
    assert table.open_keys() == ["slot:2"]


def test_a_meeting_without_the_youth_or_somebody_with_custody_says_why(table: Any) -> None:
    table.start(beside=True).invite()

    with pytest.raises(Refused, match="why the youth was not there"):
        table.held(present=[SCHOOL, SOCIAL_WORK])

    table.say(COORDINATOR, "minutes", held="held", present=[SCHOOL, SOCIAL_WORK], decisions="Praten.",
              evaluation_on=table.on(42), youth_absent_why="Noor was ziek.")  # fmt: skip
    assert table.meeting().youth_absent_why == "Noor was ziek."


def test_youth_and_parents_get_the_minutes_first_though_they_were_not_invited(table: Any) -> None:
    mother = table.born(2013).mother
    table.start(beside=True).invite(youth=False, parents=False, without_why="Zij wilden er niet bij zijn.")
    table.held(present=[SCHOOL], youth_absent_why="Zij wilden er niet bij zijn.")

    assert [each.to_person_id for each in table.told("MinutesReady")][:2] == [1, mother]
    assert [wait.person_id for wait in table.asked("own-words")] == [1, mother]


def test_after_a_talk_held_elsewhere_youth_and_parents_hear_what_was_agreed_and_may_add_to_it(table: Any) -> None:
    mother = table.born(2013).mother
    commands.start_meeting(table.store, table.viewer(COORDINATOR), table.ref, table.now, elsewhere=True)
    table.go()
    table.say(COORDINATOR, "elsewhere", held_on=table.on(-1), present=[SCHOOL], agreements=[table.agreement()])

    told = table.told("MinutesReady")
    assert [each.to_person_id for each in told] == [1, mother, None, None]
    assert [wait.person_id for wait in table.asked("own-words")] == [1, mother]


def test_from_sixteen_parents_get_no_minutes_unless_they_were_at_the_table(table: Any) -> None:
    table.born(2009).start(beside=True).invite()
    table.held()

    assert [each.to_person_id for each in table.told("MinutesReady")] == [1, None, None]


@pytest.fixture
def stranger(table: Any) -> Callable[[], str]:
    """Somebody who has nothing to do with this case."""
    return lambda: f"person:{table.add(Person(given_name='Vreemde'))[0]}"


def test_an_agreement_is_taken_on_by_somebody_of_this_case_only(table: Any, stranger: Callable[[], str]) -> None:
    table.start(beside=True).invite()
    nobody_of_it = stranger()

    with pytest.raises(Refused, match="nobody of this case"):
        table.held(agreements=[table.agreement(nobody_of_it)])
    with pytest.raises(Refused, match="nobody of this case"):
        table.say(COORDINATOR, "minutes", held="held", present=[SCHOOL, nobody_of_it], decisions="Praten.",
                  evaluation_on=table.on(42), youth_absent_why="Ziek.")  # fmt: skip
