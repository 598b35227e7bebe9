"""The mail catcher as it runs: mail goes in on one port and is read on another."""

import asyncio
import socket
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import httpx
import pytest

from notifications.catcher import Catcher, OnlyLoopback, run_catcher
from notifications.caught import caught
from notifications.smtp_door import SmtpDoor
from notifications.smtp_setting import smtp_setting

MailTo = Callable[[str], EmailMessage]


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


async def send(port: int, mail: EmailMessage) -> None:
    async with SmtpDoor(smtp_setting(f"smtp://127.0.0.1:{port}?tls=off&timeout=5")) as door:
        await door.send(mail)


def test_a_catcher_in_a_thread_keeps_what_is_sent(tmp_path: Path, mail_to: MailTo) -> None:
    catcher = Catcher(tmp_path, free_port())
    catcher.start()
    try:
        asyncio.run(send(catcher.port, mail_to("els@brug.example")))
    finally:
        catcher.stop()

    (mail,) = caught(tmp_path).mails
    assert mail.to == "els@brug.example"
    assert mail.subject == "Er is een vraag aan u (VN-7K3M9Q)"


def test_one_process_catches_mail_and_shows_it(tmp_path: Path, mail_to: MailTo) -> None:
    smtp_port, page_port = free_port(), free_port()

    async def page(path: str) -> httpx.Response:
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{page_port}", trust_env=False) as reader:
            for _ in range(200):
                try:
                    return await reader.get(path)
                except httpx.ConnectError:
                    await asyncio.sleep(0.02)
        raise AssertionError("the page never opened")

    async def story() -> tuple[str, str]:
        running = asyncio.create_task(run_catcher(tmp_path, smtp_port, page_port))
        empty = await page("/")
        await send(smtp_port, mail_to("els@brug.example"))
        full = await page("/")
        running.cancel()
        await asyncio.wait([running])
        return empty.text, full.text

    empty, full = asyncio.run(story())

    assert "Er is nog geen mail" in empty
    assert "els@brug.example" in full


@pytest.mark.parametrize("taken", ["mail", "page"])
def test_a_port_that_is_taken_is_said_at_once(tmp_path: Path, taken: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        ports = {"mail": free_port(), "page": free_port(), taken: other.getsockname()[1]}

        with pytest.raises(OSError, match="in use"):
            asyncio.run(run_catcher(tmp_path, ports["mail"], ports["page"]))


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "catcher.example", ""])  # noqa: S104 - refused
def test_a_catcher_listens_to_this_machine_only(tmp_path: Path, host: str) -> None:
    with pytest.raises(OnlyLoopback):
        Catcher(tmp_path, 1025, host)
    with pytest.raises(OnlyLoopback):
        asyncio.run(run_catcher(tmp_path, 1025, 8025, host))
