"""What the pages are measured on is made once, small here, and used again; and every word that is clicked is there."""

import re
from pathlib import Path

import pytest

from benchmarks import pages
from benchmarks.large import large_region
from benchmarks.pages import looked_at
from benchmarks.run import PAGES, PROMISES
from models.speech import say


def test_a_region_is_made_once_and_says_whom_and_what_to_look_at(tmp_path: Path) -> None:
    settings = large_region(tmp_path, cases=20, played=3, days=30)

    found = looked_at(settings, 4)

    assert large_region(tmp_path, cases=20) == settings
    assert len(found.refs) == 4
    assert len(found.name) > 2
    with pytest.raises(RuntimeError, match="not finished"):
        large_region(tmp_path, cases=1_000)


def test_every_word_that_is_clicked_is_a_word_of_ours() -> None:
    written = Path(pages.__file__).read_text()

    clicked = re.findall(r"(?:_ticks|_tab|_types|say)\(\"([^\"]+)\"", written)

    assert len(clicked) >= 8
    assert [each for each in clicked if each != "Plan" and say(each, "nl") == each] == []


def test_both_databases_promise_the_same() -> None:
    assert {f"{which}_{name}" for which in ("sqlite", "postgres") for name in PAGES} <= set(PROMISES)
