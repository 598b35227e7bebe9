"""A code of a mail server is said in words a coordinator can act on."""

import pytest

from dashboard.part.not_arrived import FULL, NO_ANSWER, NOBODY, REFUSED, not_arrived


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        ("recipient 550 5.1.1", NOBODY),
        ("came back: 5.1.1", NOBODY),
        ("came back: 5.2.2", FULL),
        ("recipient 552 5.2.2", FULL),
        ("gave up: recipient 450", NO_ANSWER),
        ("came back: 5.7.1", REFUSED),
        ("content 554", REFUSED),
    ],
)
def test_each_code_has_its_sentence(reason: str, sentence: str) -> None:
    assert not_arrived(reason) == sentence
