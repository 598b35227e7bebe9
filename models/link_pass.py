"""What a link in a mail carries: which question, and whom it was asked of; signed. Numbers only, never a name.

A pass says nothing about now: whether the question is still open, and still theirs, is looked up each time.
"""

import re
from dataclasses import dataclass, field

from models.secret import Vault

_KIND = "link"
_LETTERS = {"agency": "a", "professional": "p", "person": "m"}
_HOLDERS = {letter: kind for kind, letter in _LETTERS.items()}
_PASS = re.compile(r"([1-9][0-9]{0,11})([apm])([1-9][0-9]{0,11})(?:s([1-9][0-9]{0,11}))?-([0-9a-f]{32})", re.ASCII)


@dataclass(frozen=True, slots=True)
class LinkPass:
    """One question, asked of one holder.

    Attributes:
        wait: the number of the question.
        holder: whom it was asked of, as ``agency:1``, ``professional:1`` or ``person:1``.
        stands_in: the colleague who reads their mail while they are on leave; the question is the same one.
    """

    wait: int
    holder: str
    stands_in: int | None = field(default=None, compare=False)


def written(held: LinkPass, vault: Vault) -> str:
    """The pass as it stands in an address."""
    kind, _, number = held.holder.partition(":")
    text = f"{held.wait}{_LETTERS[kind]}{number}" + (f"s{held.stands_in}" if held.stands_in else "")
    return f"{text}-{vault.sign(_KIND, text)}"


def read(token: str, vault: Vault) -> LinkPass | None:
    """The pass in an address; nothing when it is cut off, changed, or was never given by this installation."""
    match = _PASS.fullmatch(token)
    if match is None or not vault.is_signed(_KIND, token.partition("-")[0], match[5]):
        return None
    stands_in = int(match[4]) if match[4] else None
    return LinkPass(int(match[1]), f"{_HOLDERS[match[2]]}:{match[3]}", stands_in)
