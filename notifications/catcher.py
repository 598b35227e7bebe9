"""The local mail catcher: takes every mail, delivers none, keeps each as a file. It listens to this machine only."""

import asyncio
import os
import socket
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

import uvicorn
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from notifications.catcher_page import catcher_page
from notifications.server_address import is_loopback

_BIGGEST_MAIL = 10_000_000


class OnlyLoopback(ValueError):  # noqa: N818 - a refusal is named after what was refused
    """The catcher shows mail to whoever can reach it, so it listens to this machine only."""


class Keeper:
    """Writes each mail into a maildir, under a name that sorts by arrival."""

    def __init__(self, folder: Path, *, clock: Callable[[], int] = time.time_ns) -> None:
        self._folder = folder
        self._clock = clock
        self._count = count()
        for name in ("tmp", "new", "cur"):
            (folder / name).mkdir(parents=True, exist_ok=True)

    def keep(self, raw: bytes) -> str:
        """Keep one mail and return its key."""
        key = f"{self._clock():020d}.{os.getpid()}_{next(self._count):06d}.vangnet"
        half_written = self._folder / "tmp" / key
        half_written.write_bytes(raw)
        half_written.rename(self._folder / "new" / key)
        return key

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: ARG002, N802 - aiosmtpd calls it so
        """Keep the mail that was handed over, and say so in the words of SMTP."""
        self.keep(envelope.original_content or b"")
        return "250 2.0.0 Kept"


class Catcher(Controller):
    """The catcher in a thread of its own: `start()` and `stop()`. For one's own process see `run_catcher`."""

    def __init__(self, folder: Path, port: int, host: str = "127.0.0.1") -> None:
        _only_loopback(host)
        super().__init__(Keeper(folder), hostname=host, port=port, data_size_limit=_BIGGEST_MAIL)


async def run_catcher(folder: Path, smtp_port: int, page_port: int, host: str = "127.0.0.1") -> None:
    """Catch mail on one port and show it on another, until cancelled or interrupted.

    Raises:
        OnlyLoopback: when `host` is not this machine itself.
        OSError: when a port is taken.
    """
    _only_loopback(host)
    keeper = Keeper(folder)
    loop = asyncio.get_running_loop()
    with socket.create_server((host, page_port), family=_family(host)) as door:
        smtp = await loop.create_server(lambda: _session(keeper, loop), host, smtp_port)
        page = uvicorn.Server(
            uvicorn.Config(catcher_page(folder), log_config=None, log_level="warning", access_log=False)
        )
        serving = loop.create_task(page.serve(sockets=[door]))
        try:
            await asyncio.shield(serving)
        finally:
            # The page ends by its own will, or it would leave its port half open.
            smtp.close()
            page.should_exit = True
            await serving


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def _session(keeper: Keeper, loop: asyncio.AbstractEventLoop) -> SMTP:
    return SMTP(keeper, loop=loop, enable_SMTPUTF8=True, data_size_limit=_BIGGEST_MAIL)


def _only_loopback(host: str) -> None:
    if not is_loopback(host):
        raise OnlyLoopback(f"{host} is not this machine")
