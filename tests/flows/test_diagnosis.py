"""What a log may say of a problem."""

from flows.diagnosis import diagnosis_of
from flows.engine.matter import unpacked


def test_a_diagnosis_names_the_kind_and_the_place_and_not_what_was_in_it() -> None:
    try:
        unpacked("Noor Veldwijk")
    except ValueError as problem:
        diagnosis = diagnosis_of(problem)

    assert diagnosis.startswith("JSONDecodeError in unpacked, matter.py line ")
    assert "Noor" not in diagnosis


def test_a_problem_that_arose_elsewhere_has_no_place() -> None:
    assert diagnosis_of(ValueError("Noor")) == "ValueError"
