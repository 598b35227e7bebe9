"""A question in a few words, for the youth: every form has some, and they speak to nobody."""

import re

import pytest

from models.forms import FORMS
from models.forms.in_short import IN_SHORT
from models.speech import say

SPEAKS_TO_SOMEBODY = re.compile(r"\b(u|uw|je|jij|jou|jouw|jongeren?|you|your|youth)\b|\?", re.IGNORECASE)


def test_every_form_has_a_row_and_no_other() -> None:
    assert set(IN_SHORT) == set(FORMS)


@pytest.mark.parametrize("name", IN_SHORT)
def test_it_speaks_to_nobody_in_either_language(name: str) -> None:
    for language in ("nl", "en"):
        assert not SPEAKS_TO_SOMEBODY.search(say(IN_SHORT[name], language))
