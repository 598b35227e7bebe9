"""The sheets with a picture of every message: nothing is left off, and the pictures are there."""

import pytest

from cli.letters import FOLDER, THEMES, sheet
from flows.messages.called import title_of
from notifications.notice import NOTICES
from notifications.plain import LANGUAGES, Language


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_stands_on_the_sheet_of_each_language(language: Language) -> None:
    drawn = sheet(language)

    assert drawn.count("<iframe") == len(NOTICES)
    for name in NOTICES:
        assert f"<div>{title_of(name, language)}<iframe" in drawn.replace("&#x27;", "'")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("theme", THEMES)
def test_each_sheet_is_kept_as_a_small_picture(language: Language, theme: str) -> None:
    picture = FOLDER / f"{language}-{theme}.png"

    assert picture.read_bytes().startswith(b"\x89PNG")
    assert picture.stat().st_size < 500_000
