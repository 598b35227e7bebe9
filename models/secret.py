"""Keeps names and words unreadable at rest, and findable by digest. Never stores a key.

Everything personal is sealed with Fernet (AES-128-CBC and HMAC-SHA256) under a key derived from ``VANGNET_SECRET``.
A name is found by keyed digests of its normalised words and prefixes, so that a stolen file answers no search.
"""

import hashlib
import hmac
import re
import unicodedata
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator

SHORTEST_SECRET = 32
SHORTEST_PREFIX = 2
_WRONG_KEY = "sealed under another VANGNET_SECRET, or damaged"


class WrongKey(Exception):  # noqa: N818 - names what is wrong
    """Something sealed cannot be opened with the secrets at hand."""


class Vault:
    """Seals and opens text, and makes digests. The first secret seals; all of them open.

    Raises:
        ValueError: when a secret is too short to be one.
    """

    def __init__(self, secrets: Sequence[str]) -> None:
        if not secrets or any(len(secret) < SHORTEST_SECRET for secret in secrets):
            raise ValueError(f"VANGNET_SECRET must be at least {SHORTEST_SECRET} characters long")
        fernets = [Fernet(urlsafe_b64encode(_derive(secret, b"seal"))) for secret in secrets]
        self._newest, self._fernet = fernets[0], MultiFernet(fernets)
        self._digest_keys = [_derive(secret, b"digest") for secret in secrets]
        self._signing_keys = [_derive(secret, b"sign") for secret in secrets]
        self._remembered: list[Remembered] = []

    def seal(self, text: str) -> str:
        """Unreadable without the key; different each time."""
        return self._fernet.encrypt(text.encode()).decode()

    def unseal(self, token: str) -> str:
        """What was sealed.

        Raises:
            WrongKey: sealed under a secret that is not at hand, or damaged.
        """
        try:
            return self._fernet.decrypt(token.encode()).decode()
        except InvalidToken:
            raise WrongKey(_WRONG_KEY) from None

    def reseal(self, token: str) -> str:
        """The same text under the first secret (key rotation).

        Raises:
            WrongKey: sealed under a secret that is not at hand, or damaged.
        """
        try:
            return self._fernet.rotate(token.encode()).decode()
        except InvalidToken:
            raise WrongKey(_WRONG_KEY) from None

    def is_newest(self, token: str) -> bool:
        """Whether this was sealed under the first secret."""
        try:
            self._newest.decrypt(token.encode())
        except InvalidToken:
            return False
        return True

    def remember(self, keys: Iterable["Remembered"]) -> None:
        """Keys of secrets that are gone: what must hold for good is told by them too. They open nothing."""
        self._remembered = sorted(keys, key=lambda key: key.upto)

    def older_signing_keys(self) -> list[str]:
        """The signing keys of every secret but the first, for remembering: they open nothing that is sealed."""
        return [key.hex() for key in self._signing_keys[1:]]

    def sign(self, kind: str, text: str) -> str:
        """A signature of the text for one purpose, under the first secret (32 hexadecimal digits)."""
        return _signature(self._signing_keys[0], kind, text)

    def signatures(self, kind: str, text: str) -> tuple[str, ...]:
        """The signature under each secret, the first one first: for what shows a part of it only."""
        return tuple(_signature(key, kind, text) for key in self._signing_keys)

    def is_signed(self, kind: str, text: str, signature: str) -> bool:
        """Whether one of the secrets signed this text for this purpose; takes as long whichever did, or none."""
        given = signature.encode()
        gone = [bytes.fromhex(key.signing) for key in self._remembered] if kind in FOR_GOOD else []
        keys = [*self._signing_keys, *gone]
        same = [hmac.compare_digest(_signature(key, kind, text).encode(), given) for key in keys]
        return any(same)

    def sign_for_good(self, kind: str, number: int) -> str:
        """A signature of the number of a row that stays the same after another secret came: it names something.

        Under the key of the secret that was the first one when the row was made.
        """
        then = next((bytes.fromhex(key.signing) for key in self._remembered if number <= key.upto), None)
        return _signature(then or self._signing_keys[0], kind, str(number))

    def digests(self, kind: str, text: str) -> tuple[str, ...]:
        """The digest under each secret, the first one first: a row that was not resealed yet is found too."""
        return tuple(_digest(key, kind, text) for key in self._digest_keys)

    def digest(self, kind: str, text: str) -> str:
        """The same for equal text of one kind, telling nothing without the key (32 hexadecimal digits)."""
        return _digest(self._digest_keys[0], kind, text)


FOR_GOOD = frozenset({"log", "checkpoint", "meeting", "destroyed case"})
"""Kinds of signatures that outlive their secret: the log's chain, what a meeting is called in calendars, and the proof
that a case was destroyed."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """The signing key of a secret that is gone.

    Attributes:
        signing: in hexadecimal digits.
        upto: the number of the last meeting that was made under it.
    """

    signing: str
    upto: int


_SAME_LETTER = str.maketrans({"\u0131": "i", "\u0640": None})
"""Turkish has an i without a dot; Arabic stretches a word with a line that is no letter."""


def normalised(text: str) -> str:
    """Lower case, without accents or marks, words apart by one space: how names are compared."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_SAME_LETTER))
    return " ".join(re.findall(r"\w+", "".join(letter for letter in plain if not unicodedata.combining(letter))))


def name_prefixes(*names: str) -> set[str]:
    """Every beginning, of two letters or more, of every word in the names: what a search may find them by."""
    words = normalised(" ".join(names)).split()
    return {word[:length] for word in words for length in range(min(SHORTEST_PREFIX, len(word)), len(word) + 1)}


def _signature(key: bytes, kind: str, text: str) -> str:
    return hmac.new(key, f"{kind}\0{text}".encode(), hashlib.sha256).hexdigest()[:32]


def _digest(key: bytes, kind: str, text: str) -> str:
    return hmac.new(key, f"{kind}\0{text}".encode(), hashlib.sha256).hexdigest()[:32]


def _derive(secret: str, purpose: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=b"vangnet " + purpose).derive(secret.encode())


class _Keeper:
    """The vault this process works with; set once, at the edge, when the store is opened."""

    vault: Vault | None = None


def use_vault(vault: Vault) -> None:
    """From here on, sealed columns are sealed and opened by this vault."""
    _Keeper.vault = vault


def vault() -> Vault:
    """The vault of this process.

    Raises:
        RuntimeError: when no store was opened yet.
    """
    if _Keeper.vault is None:
        raise RuntimeError("no vault: open a store first")
    return _Keeper.vault


def digest_of_email(address: str) -> str:
    """What somebody is found by when they give their address; upper and lower case are one."""
    return vault().digest("email", address.strip().casefold())


def digests_of_email(address: str) -> tuple[str, ...]:
    """The same under every secret, for looking somebody up."""
    return vault().digests("email", address.strip().casefold())


def digest_of_birth(day: date) -> str:
    """What cases of the same youth are looked for by."""
    return vault().digest("birth", day.isoformat())


def digests_of_birth(day: date) -> tuple[str, ...]:
    """The same under every secret, for looking."""
    return vault().digests("birth", day.isoformat())


def digests_of_name(*names: str | None) -> set[str]:
    """What a person is found by when somebody types a beginning of a name."""
    return {vault().digest("name", prefix) for prefix in name_prefixes(*filter(None, names))}


def digests_typed(words: str) -> list[tuple[str, ...]]:
    """What somebody typed, to look people up by: for each word its digests, one of them among ``digests_of_name``."""
    return [vault().digests("name", word) for word in sorted(set(normalised(words).split()))]


class Sealed(TypeDecorator[str]):
    """A text column that is unreadable at rest."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Seals on the way in."""
        return None if value is None else vault().seal(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Opens on the way out."""
        return None if value is None else vault().unseal(value)


class SealedDate(TypeDecorator[date]):
    """A date column that is unreadable at rest."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Seals on the way in."""
        return None if value is None else vault().seal(value.isoformat())

    def process_result_value(self, value: Any | None, dialect: Dialect) -> date | None:  # noqa: ARG002
        """Opens on the way out."""
        return None if value is None else date.fromisoformat(vault().unseal(value))
