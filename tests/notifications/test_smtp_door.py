"""The real door against a real mail server on loopback: certificates, sign-in, and what goes wrong on the way."""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import AbstractAsyncContextManager
from email.message import EmailMessage
from typing import Any
from urllib.parse import quote

import pytest

from notifications.door import Never, Refusal, Stopped, TryAgain
from notifications.smtp_door import SmtpDoor
from notifications.smtp_setting import smtp_setting

MailTo = Callable[[str], EmailMessage]
Serving = Callable[..., AbstractAsyncContextManager[Any]]
Token = Callable[[], Awaitable[str]]

SIGN_IN = f"{quote('post@vangnet.example')}:{quote('s:e/c ret', safe='')}@"
TLS = pytest.mark.parametrize("tls", ["start", "on"])


def serves(tls: str, certificates: Any) -> dict[str, Any]:
    return {"starttls" if tls == "start" else "tls": certificates.context()}


async def good_token() -> str:
    return "good"


async def bad_token() -> str:
    return "stale"


async def send(url: str, *mails: EmailMessage, token: Token | None = None) -> None:
    async with SmtpDoor(smtp_setting(url), token=token) as door:
        for mail in mails:
            await door.send(mail)


def refusal_of(story: Coroutine[Any, Any, None]) -> Refusal:
    with pytest.raises(Refusal) as refused:
        asyncio.run(story)
    return refused.value


@TLS
def test_a_server_with_a_good_certificate_gets_the_mail(
    mail_server: Serving, mail_to: MailTo, certificates: Any, tls: str
) -> None:
    async def story() -> list[EmailMessage]:
        async with mail_server(**serves(tls, certificates)) as server:
            url = f"smtp://localhost:{server.port}?tls={tls}&cafile={certificates.root}"
            await send(url, mail_to("els@brug.example"))
            return list(server.kept)

    (arrived,) = asyncio.run(story())

    assert arrived["To"] == "els@brug.example"


@TLS
def test_a_certificate_nobody_vouches_for_stops_the_queue(
    mail_server: Serving, mail_to: MailTo, certificates: Any, tls: str
) -> None:
    async def story() -> None:
        async with mail_server(**serves(tls, certificates)) as server:
            await send(f"smtp://localhost:{server.port}?tls={tls}", mail_to("els@brug.example"))

    refusal = refusal_of(story())

    assert isinstance(refusal, Stopped)
    assert refusal.reason == "tls"


@TLS
def test_a_certificate_of_another_name_stops_the_queue(
    mail_server: Serving, mail_to: MailTo, certificates: Any, tls: str
) -> None:
    async def story() -> None:
        async with mail_server(**serves(tls, certificates)) as server:
            # this machine too, but not the name on the certificate
            url = f"smtp://127.0.0.1:{server.port}?tls={tls}&cafile={certificates.root}"
            await send(url, mail_to("els@brug.example"))

    refusal = refusal_of(story())

    assert isinstance(refusal, Stopped)
    assert refusal.reason == "tls"


def test_a_server_that_offers_no_tls_gets_nothing(mail_server: Serving, mail_to: MailTo) -> None:
    async def story() -> None:
        async with mail_server() as server:
            await send(f"smtp://localhost:{server.port}?tls=start", mail_to("els@brug.example"))

    refusal = refusal_of(story())

    assert isinstance(refusal, Stopped)
    assert refusal.reason == "not-offered"


def test_a_good_password_signs_in(mail_server: Serving, mail_to: MailTo, certificates: Any) -> None:
    async def story() -> list[EmailMessage]:
        async with mail_server(starttls=certificates.context(), auth=True) as server:
            url = f"smtp://{SIGN_IN}localhost:{server.port}?cafile={certificates.root}"
            await send(url, mail_to("els@brug.example"))
            return list(server.kept)

    assert len(asyncio.run(story())) == 1


def test_a_wrong_password_stops_the_queue(mail_server: Serving, mail_to: MailTo, certificates: Any) -> None:
    async def story() -> None:
        async with mail_server(starttls=certificates.context(), auth=True) as server:
            url = f"smtp://post%40vangnet.example:wrong@localhost:{server.port}?cafile={certificates.root}"
            await send(url, mail_to("els@brug.example"))

    refusal = refusal_of(story())

    assert isinstance(refusal, Stopped)
    assert refusal.reason == "sign-in 535 5.7.8"


def xoauth2(server: Any, certificates: Any) -> str:
    return f"smtp://post%40vangnet.example@localhost:{server.port}?auth=xoauth2&cafile={certificates.root}"


def test_an_access_token_signs_in(mail_server: Serving, mail_to: MailTo, certificates: Any) -> None:
    async def story() -> tuple[list[bytes], int]:
        async with mail_server(starttls=certificates.context(), auth=True) as server:
            await send(xoauth2(server, certificates), mail_to("els@brug.example"), token=good_token)
            return server.tokens, len(server.kept)

    tokens, kept = asyncio.run(story())

    assert tokens == [b"user=post@vangnet.example\x01auth=Bearer good\x01\x01"]
    assert kept == 1


def test_a_stale_token_stops_the_queue(mail_server: Serving, mail_to: MailTo, certificates: Any) -> None:
    async def story() -> None:
        async with mail_server(starttls=certificates.context(), auth=True) as server:
            await send(xoauth2(server, certificates), mail_to("els@brug.example"), token=bad_token)

    refusal = refusal_of(story())

    assert isinstance(refusal, Stopped)
    assert refusal.reason.startswith("sign-in 535")


@pytest.mark.parametrize(("fault", "expected"), [(OSError("away"), TryAgain), (KeyError("access_token"), Stopped)])
def test_a_token_that_cannot_be_had_is_told_apart_from_one_that_is_refused(
    mail_server: Serving, mail_to: MailTo, certificates: Any, fault: Exception, expected: type[Refusal]
) -> None:
    async def failing() -> str:
        raise fault

    async def story() -> None:
        async with mail_server(starttls=certificates.context(), auth=True) as server:
            await send(xoauth2(server, certificates), mail_to("els@brug.example"), token=failing)

    refusal = refusal_of(story())

    assert type(refusal) is expected
    assert refusal.reason == "token"


@pytest.mark.parametrize(
    ("url", "token"), [("smtp://u@h?auth=xoauth2", None), ("smtp://u:p@h", good_token), ("smtp://h", good_token)]
)
def test_a_token_goes_with_xoauth2_and_with_nothing_else(url: str, token: Token | None) -> None:
    with pytest.raises(ValueError, match="token"):
        SmtpDoor(smtp_setting(url), token=token)


def test_a_batch_goes_over_one_connection(mail_server: Serving, mail_to: MailTo) -> None:
    async def story() -> tuple[int, int]:
        async with mail_server() as server:
            mails = [mail_to(f"els{number}@brug.example") for number in range(20)]
            await send(f"smtp://127.0.0.1:{server.port}?tls=off", *mails)
            return len(server.sessions), len(server.kept)

    assert asyncio.run(story()) == (1, 20)


async def hung_up(door: SmtpDoor) -> None:
    """Wait until the door has noticed; there is no event to wait for in the library."""
    while door._smtp and door._smtp.is_connected:  # noqa: ASYNC110
        await asyncio.sleep(0)


def test_a_server_that_hung_up_is_called_again_for_the_next_mail(mail_server: Serving, mail_to: MailTo) -> None:
    async def story() -> tuple[int, int]:
        async with mail_server() as server:
            async with SmtpDoor(smtp_setting(f"smtp://127.0.0.1:{server.port}?tls=off")) as door:
                await door.send(mail_to("els@brug.example"))
                server.lines[0].close()
                await hung_up(door)
                await door.send(mail_to("bram@doorstroompunt.example"))
            return len(server.sessions), len(server.kept)

    assert asyncio.run(story()) == (2, 2)


def test_a_server_that_says_it_closes_is_tried_again(mail_server: Serving, mail_to: MailTo) -> None:
    async def story() -> None:
        async with mail_server() as server:
            server.answers["DATA"] = "421 4.3.2 closing"
            await send(f"smtp://127.0.0.1:{server.port}?tls=off", mail_to("els@brug.example"))

    refusal = refusal_of(story())

    assert isinstance(refusal, TryAgain)
    assert refusal.reason == "content 421 4.3.2"


@pytest.mark.parametrize(
    ("at", "answer", "expected"),
    [
        ("els@brug.example", "552 5.2.2 mailbox full", Never("recipient 552 5.2.2", hard_bounce=False)),
        ("els@brug.example", "550 5.4.1 access denied", Never("recipient 550 5.4.1", hard_bounce=True)),
        ("els@brug.example", "550 no such user", Never("recipient 550", hard_bounce=True)),
        ("els@brug.example", "451 4.7.1 wait", TryAgain("recipient 451 4.7.1")),
        ("DATA", "554 5.6.0 looks like spam", Never("content 554 5.6.0", hard_bounce=False)),
        ("DATA", "452 4.3.1 disk full", TryAgain("content 452 4.3.1")),
        ("MAIL", "552 5.3.4 too big", Never("size 552 5.3.4", hard_bounce=False)),
        ("MAIL", "550 5.7.60 may not send as this", Stopped("sender 550 5.7.60")),
        ("MAIL", "451 4.3.0 later", TryAgain("sender 451 4.3.0")),
    ],
)
def test_each_answer_of_a_server_means_one_thing(
    mail_server: Serving, mail_to: MailTo, at: str, answer: str, expected: Refusal
) -> None:
    async def story() -> None:
        async with mail_server() as server:
            server.answers[at] = answer
            await send(f"smtp://127.0.0.1:{server.port}?tls=off", mail_to("els@brug.example"))

    refusal = refusal_of(story())

    assert type(refusal) is type(expected)
    assert refusal.reason == expected.reason
    assert getattr(refusal, "hard_bounce", None) == getattr(expected, "hard_bounce", None)


def test_a_server_that_is_not_there_is_tried_again(mail_to: MailTo) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))

        refusal = refusal_of(send(f"smtp://127.0.0.1:{taken.getsockname()[1]}?tls=off", mail_to("els@brug.example")))

    assert isinstance(refusal, TryAgain)
    assert refusal.reason == "connect"


def test_a_server_that_says_nothing_is_tried_again(mail_to: MailTo) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()

        url = f"smtp://127.0.0.1:{silent.getsockname()[1]}?tls=off&timeout=0.1"
        refusal = refusal_of(send(url, mail_to("els@brug.example")))

    assert isinstance(refusal, TryAgain)
    assert refusal.reason == "connect"


def test_a_rate_makes_the_door_wait_between_mails(mail_server: Serving, mail_to: MailTo) -> None:
    waited: list[float] = []
    now = [0.0]

    async def sleep(seconds: float) -> None:
        waited.append(seconds)
        now[0] += seconds

    async def story() -> int:
        async with mail_server() as server:
            setting = smtp_setting(f"smtp://127.0.0.1:{server.port}?tls=off&rate=10")
            async with SmtpDoor(setting, clock=lambda: now[0], sleep=sleep) as door:
                for number in range(4):
                    await door.send(mail_to(f"els{number}@brug.example"))
            return len(server.kept)

    assert asyncio.run(story()) == 4
    assert waited == pytest.approx([6.0, 6.0])
