"""From a notice to a letter."""

import pytest

from notifications.kind.question import TermPassed
from notifications.letter import BadHeader, Letter, one_header_line, write


def test_a_letter_says_the_case_in_its_subject_and_what_is_asked_in_its_text() -> None:
    letter = write(TermPassed.example(), "nl")

    assert isinstance(letter, Letter)
    assert letter.subject == "De afgesproken datum is voorbij (VN-7K3M9Q)"
    assert "wacht 5 werkdagen langer dan afgesproken" in letter.text
    assert "Laat weten hoe het staat:\nhttps://vangnet.example/a/kJ3xT0pQ7wZ2" in letter.text


def test_the_same_notice_makes_the_same_letter() -> None:
    assert write(TermPassed.example(), "en") == write(TermPassed.example(), "en")


def test_the_plain_text_never_has_two_empty_lines_together() -> None:
    text = write(TermPassed.example(), "nl").text

    assert "\n\n\n" not in text
    assert text.endswith("\n")


def test_a_value_that_breaks_out_of_the_subject_is_refused_even_when_it_was_never_checked() -> None:
    slipped = TermPassed.model_construct(**TermPassed.example().model_dump() | {"case_ref": "VN-1\r\nBcc: x@y.example"})

    with pytest.raises(BadHeader):
        write(slipped, "nl")


@pytest.mark.parametrize("value", ["", "a\r\nBcc: b", "a\nb", "a\rb", "a\x00b", "a\u2028b", "a\u0085b"])
def test_a_header_is_one_line(value: str) -> None:
    with pytest.raises(BadHeader):
        one_header_line(value)
