"""How to reach the mail server that takes our mail. It connects to nothing; unsafe combinations are refused here."""

from collections.abc import Mapping
from typing import Literal, Self

from pydantic import Field, FilePath, SecretStr, ValidationError, model_validator

from notifications.plain import Line, Plain
from notifications.server_address import is_loopback, server_address, told, with_port

_PORT: Mapping[object, int] = {"start": 587, "on": 465, "off": 25}
_RATE: Mapping[object, int] = {"smtp.office365.com": 25}
"""Mails a minute of mail servers that refuse what comes faster: Microsoft 365 takes 30, and we stay below."""
_OPTIONS = {"tls", "auth", "rate", "cafile", "timeout", "helo"}


class SmtpSetting(Plain):
    """Where the mail server is and how to sign in.

    Attributes:
        tls: "start" (STARTTLS, 587), "on" (TLS from the first byte, 465) or "off" (25).
        auth: "password", or "xoauth2" with a token that is asked for at each sign-in.
        rate: mails a minute; None is as fast as it goes. Unless given: 25 for Microsoft 365, None for any other.
        cafile: certificates to trust besides the system's.
        timeout: seconds for one answer of the server.
        helo: the name this machine gives itself; the machine's own when absent.
    """

    host: str = Field(min_length=1)
    port: int = Field(ge=1, le=65535)
    user: str | None = None
    password: SecretStr | None = None
    tls: Literal["start", "on", "off"] = "start"
    auth: Literal["password", "xoauth2"] = "password"
    rate: int | None = Field(default=None, ge=1, le=6000)
    cafile: FilePath | None = None
    timeout: float = Field(default=30, gt=0, le=600)
    helo: Line | None = None

    @model_validator(mode="after")
    def _is_safe_and_whole(self) -> Self:
        if self.tls == "off" and self.user and not is_loopback(self.host):
            raise ValueError("a sign-in is not sent without tls=start or tls=on")
        if self.auth == "xoauth2" and (not self.user or self.password):
            raise ValueError("auth=xoauth2 takes a user and no password")
        if self.auth == "password" and bool(self.user) != bool(self.password):
            raise ValueError("user and password go together")
        return self


def smtp_setting(url: str) -> SmtpSetting:
    """Read `smtp://user:password@host:587?tls=start|on|off&auth=password|xoauth2&rate=25&cafile=/path`.

    User and password are percent-encoded, as in every web address. Without `rate`, Microsoft 365 gets 25 a minute.

    Raises:
        BadSetting: when it is not such an address, or an unsafe one; says which part.
    """
    given = server_address(url, "smtp", _OPTIONS)
    try:
        return SmtpSetting.model_validate(
            {"rate": _RATE.get(str(given.get("host")).lower())}
            | with_port(given, _PORT.get(given.get("tls", "start"), 587))
        )
    except ValidationError as refused:
        raise told(refused) from None
