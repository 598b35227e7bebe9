"""The one-time code behind a link: what it is, how long it counts, and the pass it opens. Keeps nothing, sends nothing.

A code is worked out anew each time from its number, so that it stands in no table and in no outbox.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from models.secret import Vault

MINUTES = 10
MOST_TRIES = 5
MOST_AN_HOUR = 5
OPEN_FOR = timedelta(minutes=30)
"""How long what the code opened stays open on the same page."""

_DIGITS = 6
_OPENED = re.compile(r"([1-9][0-9]{0,11})\.([1-9][0-9]{0,11})-([0-9a-f]{32})", re.ASCII)


@dataclass(frozen=True, slots=True)
class CodeAsked:
    """One code that was asked for.

    Attributes:
        number: of its row.
        wait: the question it was asked for.
        holder: whom the question was asked of then, as ``agency:1`` or ``professional:1``.
        asked_at: when it was asked for.
    """

    number: int
    wait: int
    holder: str
    asked_at: datetime

    @property
    def ends_at(self) -> datetime:
        """The moment it stops counting."""
        return self.asked_at + timedelta(minutes=MINUTES)


def code_of(asked: CodeAsked, vault: Vault) -> str:
    """The six digits of a code."""
    text = f"{asked.number} {asked.wait} {asked.holder} {asked.asked_at.astimezone(UTC).isoformat()}"
    return str(int(vault.sign("code", text), 16) % 10**_DIGITS).zfill(_DIGITS)


def opened(wait: int, holder: str, now: datetime, vault: Vault) -> str:
    """What the page carries after a right code: it opens this question, for this holder, for half an hour."""
    until = int((now + OPEN_FOR).timestamp())
    return f"{wait}.{until}-{vault.sign('opened', f'{wait} {holder} {until}')}"


def is_opened(text: str, wait: int, holder: str, now: datetime, vault: Vault) -> bool:
    """Whether a right code was given for this question, by its holder of now, less than half an hour ago."""
    match = _OPENED.fullmatch(text)
    if match is None or match[1] != str(wait) or int(match[2]) <= now.timestamp():
        return False
    return vault.is_signed("opened", f"{wait} {holder} {match[2]}", match[3])
