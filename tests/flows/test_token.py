"""The token of the mail server is asked anew each time, and its absence stops the queue by name."""

import asyncio
from pathlib import Path

import pytest

from flows.token import token_of
from models.settings import Settings
from notifications.door import Stopped


def test_a_token_in_a_file_is_read_each_time(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text("first\n")
    token = token_of(Settings(smtp_token_file=file))

    first = asyncio.run(token())
    file.write_text("second\n")

    assert (first, asyncio.run(token())) == ("first", "second")


def test_a_command_prints_the_token() -> None:
    settings = Settings(smtp_token_command="echo 'a token'")  # noqa: S106 - a command, no token

    assert asyncio.run(token_of(settings)()) == "a token"


@pytest.mark.parametrize("command", ["", "false", "true", "/no/such/command", "echo 'not closed"])
def test_without_a_token_the_queue_stops_by_name(command: str) -> None:
    with pytest.raises(Stopped, match="token"):
        asyncio.run(token_of(Settings(smtp_token_command=command))())


def test_a_file_that_is_gone_stops_the_queue_by_name(tmp_path: Path) -> None:
    with pytest.raises(Stopped, match="token"):
        asyncio.run(token_of(Settings(smtp_token_file=tmp_path / "gone"))())
