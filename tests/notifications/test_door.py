"""The contract of every door: the fake and the real one behave alike."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Any

import pytest

from notifications.door import Door, MemoryDoor, Never, Refusal, Stopped, TryAgain
from notifications.smtp_door import SmtpDoor
from notifications.smtp_setting import smtp_setting

MailTo = Callable[[str], EmailMessage]

ANSWERS = {
    "not now": (TryAgain("recipient 450 4.2.0"), "450 4.2.0 greylisted, come back"),
    "nobody there": (Never("recipient 550 5.1.1", hard_bounce=True), "550 5.1.1 els@brug.example: unknown"),
    "not wanted": (Never("recipient 550 5.7.1", hard_bounce=False), "550 5.7.1 els@brug.example: no"),
}


@dataclass
class AtHand:
    """One door with what is behind it: what arrived, and how to make it refuse."""

    door: Door
    arrived: list[EmailMessage]
    refuse: Callable[[str, str], None]
    shut: Callable[[], None]


@pytest.fixture(params=["memory", "smtp"])
def at_hand(
    request: pytest.FixtureRequest, mail_server: Callable[[], AbstractAsyncContextManager[Any]]
) -> Callable[[], AbstractAsyncContextManager[AtHand]]:
    @asynccontextmanager
    async def memory() -> AsyncIterator[AtHand]:
        door = MemoryDoor()

        def shut() -> None:
            door.refusing["*"] = Stopped("sender 530 5.7.0")

        yield AtHand(door, door.sent, lambda to, how: door.refusing.update({to: ANSWERS[how][0]}), shut)

    @asynccontextmanager
    async def smtp() -> AsyncIterator[AtHand]:
        async with mail_server() as server:
            door = SmtpDoor(smtp_setting(f"smtp://127.0.0.1:{server.port}?tls=off&timeout=5"))

            def shut() -> None:
                server.answers["MAIL"] = "530 5.7.0 Sign in first"

            yield AtHand(door, server.kept, lambda to, how: server.answers.update({to: ANSWERS[how][1]}), shut)

    return {"memory": memory, "smtp": smtp}[request.param]


Open = Callable[[], AbstractAsyncContextManager[AtHand]]


def test_what_goes_out_through_a_door_arrives(at_hand: Open, mail_to: MailTo) -> None:
    async def story() -> list[EmailMessage]:
        async with at_hand() as behind, behind.door as door:
            await door.send(mail_to("els@brug.example"))
            await door.send(mail_to("bram@doorstroompunt.example"))
        return behind.arrived

    first, second = asyncio.run(story())

    assert first["Message-ID"] == "<message-1.ab@vangnet.example>"
    assert first["Subject"] == "Er is een vraag aan u (VN-7K3M9Q)"
    body = first.get_body(("plain",))
    assert body is not None
    assert body.get_content().strip() == "Kijkt u even? Ja, één keer."
    assert second["To"] == "bram@doorstroompunt.example"


@pytest.mark.parametrize("how", ANSWERS)
def test_a_refusal_says_whether_to_try_again_and_the_next_mail_still_leaves(
    at_hand: Open, mail_to: MailTo, how: str
) -> None:
    expected = ANSWERS[how][0]

    async def story() -> tuple[Refusal, list[EmailMessage]]:
        async with at_hand() as behind, behind.door as door:
            behind.refuse("els@brug.example", how)
            with pytest.raises(Refusal) as refused:
                await door.send(mail_to("els@brug.example"))
            await door.send(mail_to("bram@doorstroompunt.example"))
        return refused.value, behind.arrived

    refusal, arrived = asyncio.run(story())

    assert type(refusal) is type(expected)
    assert refusal.reason == expected.reason
    assert getattr(refusal, "hard_bounce", None) == getattr(expected, "hard_bounce", None)
    assert "els" not in repr(refusal)
    assert [mail["To"] for mail in arrived] == ["bram@doorstroompunt.example"]


def test_a_door_that_is_shut_stops_the_queue(at_hand: Open, mail_to: MailTo) -> None:
    async def story() -> list[EmailMessage]:
        async with at_hand() as behind, behind.door as door:
            behind.shut()
            with pytest.raises(Stopped):
                await door.send(mail_to("els@brug.example"))
        return behind.arrived

    assert asyncio.run(story()) == []


@pytest.mark.parametrize("extra", [("Cc", "bram@doorstroompunt.example"), ("Bcc", "x@y.example")])
def test_a_mail_with_two_recipients_does_not_leave(at_hand: Open, mail_to: MailTo, extra: tuple[str, str]) -> None:
    async def story() -> list[EmailMessage]:
        mail = mail_to("els@brug.example")
        mail[extra[0]] = extra[1]
        async with at_hand() as behind, behind.door as door:
            with pytest.raises(ValueError, match="one recipient"):
                await door.send(mail)
        return behind.arrived

    assert asyncio.run(story()) == []


def test_a_door_opened_for_nothing_closes_in_peace(at_hand: Open) -> None:
    async def story() -> list[EmailMessage]:
        async with at_hand() as behind, behind.door:
            return behind.arrived

    assert asyncio.run(story()) == []
