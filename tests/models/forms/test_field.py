"""The kinds of field: what people may leave out is not what they may leave blank."""

import pytest

from models.forms import line_from
from models.forms.change import Why
from models.refusal import BadAnswer


@pytest.mark.parametrize("blank", ["", " ", "\n\t ", "\r\n", "\u200b", " \u2060\ufeff\u3000"])
def test_words_that_are_asked_are_not_blank(blank: str) -> None:
    with pytest.raises(BadAnswer, match="is empty"):
        line_from(Why, {"why": blank})


def test_words_keep_their_lines_whatever_machine_they_come_from() -> None:
    assert line_from(Why, {"why": " Eerst.\r\nDan. "}).why == "Eerst.\nDan."
