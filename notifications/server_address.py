"""Reads the address of a mail server, written as one web-like address. It connects to nothing and shows no password."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from ipaddress import ip_address
from urllib.parse import parse_qsl, unquote, urlsplit

from pydantic import ValidationError


class BadSetting(ValueError):  # noqa: N818 - a refusal is named after what was refused
    """The address of a mail server does not say what it must, or asks for something unsafe. Never holds a password."""


def server_address(url: str, scheme: str, options: AbstractSet[str]) -> dict[str, object]:
    """Return host, port, user and password (percent-decoded) and the options of `scheme://user:password@host:port?…`.

    Raises:
        BadSetting: when it is not such an address, or has an option nobody knows.
    """
    expected = f"a mail server is written as {scheme}://user:password@host:port?option=value"
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise BadSetting(expected) from None
    given = dict(parse_qsl(parts.query, keep_blank_values=True))
    if parts.scheme != scheme or parts.path not in {"", "/"} or parts.fragment:
        raise BadSetting(expected)
    if unknown := sorted(set(given) - options):
        raise BadSetting(f"{scheme}:// has no option {', '.join(unknown)}")
    named = {"host": parts.hostname, "port": port, "user": parts.username, "password": parts.password}
    return {**{name: _plain(value) for name, value in named.items() if value}, **given}


def told(refused: ValidationError) -> BadSetting:
    """Return what is wrong with a setting in words, without the values that were given."""
    faults = ((".".join(str(step) for step in fault["loc"]), fault["msg"]) for fault in refused.errors())
    return BadSetting("; ".join(f"{where}: {what}" if where else what for where, what in faults))


def with_port(given: Mapping[str, object], port: int) -> dict[str, object]:
    """Return the address with `port`, unless it says one itself."""
    return {"port": port, **given}


def is_loopback(host: str) -> bool:
    """Say whether `host` is this machine itself, without asking any name server."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _plain(value: str | int) -> str | int:
    return unquote(value) if isinstance(value, str) else value
