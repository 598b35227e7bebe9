"""Where the access token of the mail server comes from: a file or a command, asked anew at each sign-in. Keeps none."""

import asyncio
import shlex
from collections.abc import Callable, Coroutine
from typing import Any

from models.settings import Settings
from notifications.door import Stopped

LONGEST = 30.0
"""Seconds a command may take."""


def token_of(settings: Settings) -> Callable[[], Coroutine[Any, Any, str]]:
    """Gives the token of an installation, fresh each time.

    Raises (when it is asked):
        Stopped: no file or command is set, the file is not there, or the command fails or says nothing.
    """

    async def fresh() -> str:
        try:
            token = await _from_command(settings) if settings.smtp_token_command else _from_file(settings)
        except (OSError, ValueError, TimeoutError):
            raise Stopped("token") from None
        if not token:
            raise Stopped("token")
        return token

    return fresh


def _from_file(settings: Settings) -> str:
    return settings.smtp_token_file.read_text().strip() if settings.smtp_token_file else ""


async def _from_command(settings: Settings) -> str:
    running = await asyncio.create_subprocess_exec(
        *shlex.split(settings.smtp_token_command),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        said, _ = await asyncio.wait_for(running.communicate(), LONGEST)
    except TimeoutError:
        running.kill()
        await running.wait()
        raise
    return said.decode().strip() if running.returncode == 0 else ""
