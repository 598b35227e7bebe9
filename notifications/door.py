"""The door mails leave by: what may go wrong there, and a door that only remembers. Refusals never hold an address."""

from email.message import EmailMessage
from types import TracebackType
from typing import Protocol, Self


class Refusal(Exception):  # noqa: N818 - a refusal is named after what was refused
    """A mail server did not do what was asked. `reason`: a short code and its reply code, never an address."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class TryAgain(Refusal):
    """Not now: the server said so, could not be reached, or took too long."""


class Never(Refusal):
    """This mail never arrives there; with `hard_bounce` the address itself is wrong."""

    def __init__(self, reason: str, *, hard_bounce: bool) -> None:
        super().__init__(reason)
        self.hard_bounce = hard_bounce


class Stopped(Refusal):
    """The door itself is shut (sign-in, certificate, sender): stop the queue and raise an alarm, burn no tries."""


class Door(Protocol):
    """What every door does: opened once for a batch, then one mail at a time."""

    async def __aenter__(self) -> Self:
        """Open for a batch. Nothing is reached yet: what fails, fails in `send`."""

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close, politely if that is still possible."""

    async def send(self, message: EmailMessage) -> None:
        """Hand over one mail with exactly one recipient.

        Raises:
            TryAgain: not now.
            Never: not this mail to this address.
            Stopped: nothing at all until somebody looks.
            ValueError: when the mail has not exactly one recipient and one sender.
        """


class MemoryDoor:
    """A door that keeps what was sent, and refuses an address when told to. For tests and simulations."""

    def __init__(self) -> None:
        self.sent: list[EmailMessage] = []
        self.refusing: dict[str, Refusal] = {}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None

    async def send(self, message: EmailMessage) -> None:
        """Keep the mail, or raise what `refusing` holds for its recipient (or for "*", everybody)."""
        _, to = sender_and_recipient(message)
        refusal = self.refusing.get(to) or self.refusing.get("*")
        if refusal:
            raise refusal
        self.sent.append(message)


def sender_and_recipient(message: EmailMessage) -> tuple[str, str]:
    """Return who sends the mail and the one it goes to.

    Raises:
        ValueError: when there is not exactly one of each, because a partial refusal would go unseen.
    """
    senders = [address.addr_spec for address in message["From"].addresses] if message["From"] else []
    copies = [name for name in ("To", "Cc", "Bcc") if message[name]]
    to = [address.addr_spec for name in copies for address in message[name].addresses]
    if len(senders) != 1 or len(to) != 1:
        raise ValueError(f"one sender and one recipient, not {len(senders)} and {len(to)}")
    return senders[0], to[0]
