"""How agencies answer, by their kind."""

from models.code import AgencyKind
from simulation.deck import Luck
from simulation.habit import HABITS, PEOPLE, PUNCTUAL, SLOW


def test_every_kind_of_agency_has_a_habit() -> None:
    assert set(HABITS) == set(AgencyKind)


def test_who_is_slow_takes_more_of_the_term_than_who_is_punctual() -> None:
    def taken(habit: object) -> float:
        return sum(habit.part_of_term(Luck(seed).rng) for seed in range(50))  # type: ignore[attr-defined]

    assert taken(SLOW) > taken(PUNCTUAL)


def test_people_never_pass_a_question_on_to_a_colleague() -> None:
    assert PEOPLE.colleague == 0
