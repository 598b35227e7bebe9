"""A refusal is one sentence in one language, the reason within it too."""

import pytest

from models.forms import FORMS, line_from
from models.forms.weighing import Weighing
from models.refusal import BadAnswer

UNFIT = "The field '{field}' does not fit: {why}."


def test_the_reason_is_said_in_the_language_of_the_sentence() -> None:
    refused = BadAnswer(UNFIT, "told_parents_on", why="under 16 those with custody are told too")

    assert refused.text("nl") == "Het veld 'told_parents_on' klopt niet: onder de 16 hoort ook wie gezag heeft het."
    assert refused.text("en") == "The field 'told_parents_on' does not fit: under 16 those with custody are told too."


def test_what_a_form_refuses_by_its_own_rule_is_dutch_too() -> None:
    with pytest.raises(BadAnswer) as wrong:
        line_from(Weighing, {"decision": "other place"})

    assert "does not" not in wrong.value.text("nl")


def test_a_reason_that_nobody_translated_stays_as_it_is() -> None:
    refused = BadAnswer(UNFIT, "who", why="No such file or directory")

    assert refused.text("nl") == "Het veld 'who' klopt niet: No such file or directory."


ODD = [3, None, True, "x", "\ud800", [], [3], {}, {"a": 1}, 1e400, 10**30, -1]


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_nobody_reads_words_that_were_meant_for_programmers(form: type) -> None:
    for name in form.model_fields:  # type: ignore[attr-defined]
        for odd in ODD:
            with pytest.raises(BadAnswer) as wrong:
                line_from(form, {name: odd, "no such field": 1})  # type: ignore[type-var]
            said = wrong.value.text("en")
            assert "Input should" not in said
            assert "JSON" not in said
            assert "\n" not in said
