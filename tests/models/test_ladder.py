"""The ladder as data: each rung on its day, for the kinds of term it is for, unless a region or agency says other."""

from datetime import date
from pathlib import Path

import pytest

from models.forms import FORMS
from models.kind import Kind
from models.ladder import HIGHEST, SHIPPED, TERMS, Ladder, Rule, ladder_of, read_ladder, shipped
from models.sheet import FaultyFile
from models.term import Calendar, Term, Unit
from models.term_list import load_terms

FRIDAY = date(2026, 11, 20)
CALENDAR = Calendar()


def ladder(*rules: Rule) -> Ladder:
    return ladder_of(rules, load_terms())


def comes(step: int, *rules: Rule, form: str = "ActionDone", kind: Kind = Kind.AGREED) -> date | None:
    return ladder(*rules).comes_on(step, form, 11, kind, FRIDAY, CALENDAR)


@pytest.mark.parametrize(
    ("step", "day"), [(1, date(2026, 11, 25)), (2, date(2026, 12, 4)), (3, date(2026, 12, 11)), (4, None)]
)
def test_each_rung_comes_so_many_working_days_after_the_last_day(step: int, day: date | None) -> None:
    assert comes(step) == day


def test_administrators_are_asked_three_months_after_the_last_day() -> None:
    assert comes(5) == date(2027, 2, 22)


@pytest.mark.parametrize("step", [2, 3, 5])
def test_a_norm_has_no_team_lead_and_no_talk_of_its_own(step: int) -> None:
    assert (comes(step, kind=Kind.NORM), comes(1, kind=Kind.NORM)) == (None, date(2026, 11, 25))


@pytest.mark.parametrize("form", ["StepConfirmed", "Breakthrough", "TableDecided", "AdministratorsDecided"])
def test_a_question_of_the_ladder_climbs_to_no_talk_about_itself(form: str) -> None:
    assert comes(3, form=form) is None


def test_a_rule_of_an_agency_goes_before_that_of_a_question_and_both_before_that_of_a_region() -> None:
    region, question = Rule(1, after_days=8), Rule(1, form="ActionDone", after_days=6)
    agency = Rule(1, agency_id=11, off=True)

    assert comes(1, region) == date(2026, 12, 2)
    assert comes(1, question, region) == date(2026, 11, 30)
    assert comes(1, agency, question, region) is None
    assert comes(1, Rule(1, form="Plan", off=True), Rule(1, agency_id=8, off=True)) == date(2026, 11, 25)


def test_of_two_rules_as_particular_the_later_holds() -> None:
    assert comes(1, Rule(1, off=True), Rule(1, after_days=1)) == date(2026, 11, 23)


def test_a_term_that_is_off_takes_its_rung_away() -> None:
    off = Term("ladder 1", 3, Unit.WORKING_DAYS, Kind.AGREED, off=True)

    assert ladder_of([], load_terms() | {"ladder 1": off}).comes_on(1, "Plan", 1, Kind.AGREED, FRIDAY, CALENDAR) is None


def test_the_step_above_leaves_out_what_is_not_there() -> None:
    steps = ladder(Rule(2, form="Plan", off=True))

    assert [steps.next_step(step, "ActionDone", 1, Kind.AGREED) for step in range(6)] == [1, 2, 3, 4, 5, None]
    assert steps.next_step(1, "Plan", 1, Kind.AGREED) == 3
    assert steps.next_step(1, "Plan", 1, Kind.NORM) == 4


@pytest.mark.parametrize(
    ("asked_on", "reminded_on"),
    [(date(2026, 11, 2), date(2026, 11, 18)), (date(2026, 11, 17), FRIDAY), (FRIDAY, FRIDAY)],
)
def test_a_reminder_comes_two_working_days_ahead_and_for_a_short_term_on_its_last_day(
    asked_on: date, reminded_on: date
) -> None:
    assert ladder().reminded_on(asked_on, FRIDAY, CALENDAR) == reminded_on


def test_every_rung_is_told_to_somebody_in_both_languages_and_from_three_on_a_person_confirms() -> None:
    rungs, exceptions = shipped()

    assert list(rungs) == list(range(HIGHEST + 1))
    assert all(rung.nl and rung.en and rung.told for rung in rungs.values())
    assert [step for step, rung in rungs.items() if rung.proposed] == [3, 4, 5]
    assert all((rung.errand is not None) == rung.proposed for rung in rungs.values())
    assert {rule.form for rule in exceptions} <= set(FORMS)
    assert set(TERMS) | {rung.answer for rung in rungs.values() if rung.answer} <= set(load_terms())


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        ("step = 5", "step = 4", "in order and each once"),
        ('name = "table"', 'name = "table"\ncolour = "red"', "no colour"),
        ('"statutory", "norm"', '"lunar", "norm"', "lunar"),
        ("[[exceptions]]\nform", "[[exceptions]]\nshape", "form"),
        ("[[rungs]]", "[[rungs]", "no ladder"),
    ],
)
def test_a_file_that_is_no_ladder_says_why(tmp_path: Path, before: str, after: str, why: str) -> None:
    file = tmp_path / "ladder.toml"
    file.write_text(SHIPPED.read_text().replace(before, after))

    with pytest.raises(FaultyFile, match=why):
        read_ladder(file)
