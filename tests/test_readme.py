"""What the README promises is there: every setting, every command it shows, every picture and page it points to."""

import re
from pathlib import Path

from cli.main import COMMANDS
from cli.pictures import PICTURES
from models.settings import Settings

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_setting_is_explained() -> None:
    names = {
        f"VANGNET_{name.upper()}" if field.validation_alias is None else str(field.validation_alias)
        for name, field in Settings.model_fields.items()
    }

    assert {name for name in names if f"`{name}`" not in README} == set()


def test_every_command_it_shows_exists() -> None:
    shown = set(re.findall(r"^vangnet (\w+)", README, re.MULTILINE))

    assert shown - set(COMMANDS) == set()


def test_every_file_it_points_to_is_there() -> None:
    pointed = set(re.findall(r"\]\(([^)#:]+)\)", README)) | set(
        re.findall(r"`((?:docs/)?[\w.-]+\.md|docs/\w+/)`", README)
    )

    assert {path for path in pointed if not (ROOT / path).exists()} == set()


def test_every_picture_is_shown_with_words_for_who_cannot_see_it() -> None:
    shown = dict(re.findall(r"!\[([^\]]+)\]\((docs/screenshots/[^)]+)\)", README))

    assert set(shown.values()) == {str(path.relative_to(ROOT)) for path in (ROOT / "docs/screenshots").iterdir()}
    assert {Path(path).stem for path in shown.values()} == set(PICTURES)
