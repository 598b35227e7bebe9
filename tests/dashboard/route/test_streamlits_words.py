"""Streamlit's own words in ours: each is one that this version says, and each has both languages."""

import json
import re

import pytest

from dashboard.route.document import SCRIPTS
from dashboard.route.streamlits_words import WORDS, script
from dashboard.seat import LANGUAGES
from models.speech import say

HOLE = "{what}"
LARGEST = 2_000_000
"""Letters of a script that is read; the larger ones draw maps and diagrams we have none of."""


@pytest.fixture(scope="module")
def streamlit() -> str:
    scripts = (path for path in SCRIPTS.glob("*.js") if path.stat().st_size < LARGEST)
    return "".join(path.read_text(encoding="utf-8") for path in scripts)


def test_each_is_said_by_this_version_of_streamlit(streamlit: str) -> None:
    """A row that no version says any more only costs time."""
    said = {own: all(part.strip() in streamlit for part in _parts(own)) for own in WORDS}

    assert [own for own, is_said in said.items() if not is_said] == []


def _parts(own: str) -> list[str]:
    # "Press Enter to apply" is put together of two.
    return re.split(r"\{what\}|(?<= to )(?=apply|submit)|Ctrl", own)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_has_at_most_one_part_that_changes_and_keeps_it_or_drops_it(language: str) -> None:
    for own, ours in WORDS.items():
        assert own.count(HOLE) <= 1
        assert say(ours, language).count(HOLE) <= own.count(HOLE)


def test_the_script_holds_every_word_in_both_languages_and_cannot_end_itself() -> None:
    told = script()

    for language in LANGUAGES:
        for ours in WORDS.values():
            assert json.dumps(say(ours, language), ensure_ascii=False) in told
    assert "</" not in told
    assert '"WORDS"' not in told
