"""Every sentence people read has its Dutch, with the same blanks, and without a blaming word."""

import re
from string import Formatter

import pytest

from cli.words import sentences, sentences_in, translations

BLAMING = re.compile(r"\b(te laat|geweigerd|gemist|niet passend)\b", re.IGNORECASE)
FORMAL_TO_A_YOUTH = re.compile(r"\bconform\b|\bgemachtigd\b|\bcliënt\b", re.IGNORECASE)


def _blanks(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


@pytest.fixture(scope="module")
def dutch() -> dict[str, str]:
    return translations()


def test_every_sentence_of_the_code_has_its_dutch(dutch: dict[str, str]) -> None:
    assert sorted({each for each in sentences() if not dutch.get(each)}) == []


def test_no_sentence_stays_in_the_catalogue_that_nobody_says(dutch: dict[str, str]) -> None:
    assert sorted(set(dutch) - set(sentences())) == []


def test_a_translation_fills_the_same_blanks(dutch: dict[str, str]) -> None:
    assert {each: there for each, there in dutch.items() if _blanks(each) != _blanks(there)} == {}


def test_no_dutch_sentence_blames_or_speaks_above_b1(dutch: dict[str, str]) -> None:
    wrong = {there for there in dutch.values() if BLAMING.search(there) or FORMAL_TO_A_YOUTH.search(there)}

    assert wrong == set()


def test_marked_sentences_and_refusals_are_found_and_nothing_else() -> None:
    source = 'x = mark("Seen.")\nraise Refused("No.", why="because")\nlog.info("not for people")\nmark(name)\n'

    assert list(sentences_in(source)) == ["Seen.", "No."]
