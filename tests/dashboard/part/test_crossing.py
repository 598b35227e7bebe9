"""What was sent while something else happened is found again, for every way to answer."""

from dashboard.part.crossing import OTHER_ANSWERS
from dashboard.part.other import OTHERS


def test_every_other_answer_is_found_again() -> None:
    assert set(OTHER_ANSWERS) == set(OTHERS)
