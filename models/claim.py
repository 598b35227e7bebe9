"""What a provider says of who signed in, checked and cut down to what is needed. Looks nobody up.

Source: OpenID Connect Core 1.0, sections 2 and 5.1.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from models.provider import Provider
from models.refusal import NotAllowed
from models.secret import vault
from models.speech import mark


@dataclass(frozen=True, slots=True)
class Claim:
    """One sign-in at a provider.

    Attributes:
        digest: what this one sign-in is known by; another sign-in of the same person has another.
        email: an address the provider vouches for.
        issued_at: when the provider said so.
        second_factor: the provider says that more than a password was asked for.
    """

    digest: str
    email: str
    issued_at: datetime
    second_factor: bool


def claim_of(key: str, provider: Provider, said: Mapping[str, Any]) -> Claim:
    """The claim in what the provider with that key said.

    Raises:
        NotAllowed: it names no person or moment, or an address it does not vouch for or may not speak for.
    """
    email, subject, nonce = (said.get(name) for name in ("email", "sub", "nonce"))
    issued = _moment(said.get("iat"))
    if not (isinstance(subject, str) and subject and isinstance(nonce, str) and nonce and issued):
        raise NotAllowed(mark("{provider} did not say who you are; ask your administrator."), provider=provider.name)
    if not isinstance(email, str) or not email:
        raise NotAllowed(mark("{provider} did not give your mail address."), provider=provider.name)
    if said.get("email_verified") is not True and not provider.email_is_verified:
        raise NotAllowed(
            mark("{provider} does not vouch for your mail address; verify it there first."), provider=provider.name
        )
    if not provider.speaks_for(email):
        raise NotAllowed(mark("{provider} is not where people of your organisation sign in."), provider=provider.name)
    once = f"{key}\0{subject}\0{nonce}\0{issued.isoformat()}"
    return Claim(vault().digest("sign-in", once), email, issued, _second_factor(provider, said))


def _second_factor(provider: Provider, said: Mapping[str, Any]) -> bool:
    given = said.get("amr")
    ways = given if isinstance(given, list) else [given]
    return said.get("acr") in provider.acr or any(way in provider.amr for way in ways)


def _moment(issued: object) -> datetime | None:
    if isinstance(issued, bool) or not isinstance(issued, int | float):
        return None
    try:
        return datetime.fromtimestamp(issued, UTC)
    except (OverflowError, ValueError, OSError):
        return None
