"""The real door: one SMTP connection for a batch, certificates checked. It never decides when to try again."""

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable
from email.message import EmailMessage
from types import TracebackType
from typing import Self

import aiosmtplib

from notifications.door import Refusal, Stopped, TryAgain, sender_and_recipient
from notifications.rate import Rate
from notifications.server_address import is_loopback
from notifications.smtp_refusal import refusal_at_the_door, refusal_of_a_mail
from notifications.smtp_setting import SmtpSetting

Token = Callable[[], Awaitable[str]]

_FAILURES = (aiosmtplib.SMTPException, OSError)


class SmtpDoor:
    """A door to one mail server, open as `async with` for a batch; it connects at the first mail and when it must.

    Args:
        setting: where, and how to sign in.
        token: gives a fresh access token at each sign-in; only with auth=xoauth2.
        clock: seconds that only go forward, for the rate.
        sleep: waits that many seconds, for the rate.
    """

    def __init__(
        self,
        setting: SmtpSetting,
        *,
        token: Token | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        if (setting.auth == "xoauth2") != (token is not None):
            raise ValueError("a token is given with auth=xoauth2, and only then")
        self._setting = setting
        self._token = _guarded(token) if token else None
        self._rate = Rate(setting.rate, clock=clock, sleep=sleep) if setting.rate else None
        self._smtp: aiosmtplib.SMTP | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        smtp, self._smtp = self._smtp, None
        if smtp:
            with contextlib.suppress(*_FAILURES):
                await smtp.quit()
            smtp.close()

    async def send(self, message: EmailMessage) -> None:
        """Hand one mail to the server; when it returns, the server has taken it.

        Raises:
            TryAgain: 4xx, no connection, no answer in time.
            Never: 5xx on the recipient, or on the mail itself.
            Stopped: the certificate, the sign-in or the sender is not accepted.
            ValueError: when the mail has not exactly one sender and one recipient.
        """
        sender, to = sender_and_recipient(message)
        if self._rate:
            await self._rate.take()
        smtp = await self._connected()
        try:
            await smtp.send_message(message, sender=sender, recipients=[to])
        except _FAILURES as error:
            # `from None`: what the library raises holds the address.
            raise refusal_of_a_mail(error) from None

    async def _connected(self) -> aiosmtplib.SMTP:
        if self._smtp and self._smtp.is_connected:
            return self._smtp
        self._smtp = self._client()
        try:
            await self._smtp.connect()
        except _FAILURES as error:
            raise refusal_at_the_door(error) from None
        return self._smtp

    def _client(self) -> aiosmtplib.SMTP:
        to = self._setting
        return aiosmtplib.SMTP(
            hostname=to.host,
            port=to.port,
            username=to.user,
            password=to.password.get_secret_value() if to.password else None,
            oauth_token_generator=self._token,
            use_tls=to.tls == "on",
            start_tls=to.tls == "start",
            cert_bundle=str(to.cafile) if to.cafile else None,
            timeout=to.timeout,
            local_hostname=to.helo or ("localhost" if is_loopback(to.host) else None),
        )


def _guarded(token: Token) -> Token:
    """Return the token's giver with its failures in the words of this door."""

    async def fresh() -> str:
        try:
            return await token()
        except Refusal:
            raise
        except OSError:
            raise TryAgain("token") from None
        except Exception:  # noqa: BLE001 - whatever it raises, without a token no mail can leave
            raise Stopped("token") from None

    return fresh
