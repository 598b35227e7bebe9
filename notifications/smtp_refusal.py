"""What a failure of the SMTP library means for the queue: try again, never, or stop. Two tables, first match counts."""

import ssl
from collections.abc import Callable
from functools import partial
from typing import Any

import aiosmtplib

from notifications.delivery_status import enhanced_status, is_wrong_address
from notifications.door import Never, Refusal, Stopped, TryAgain

Meaning = tuple[type[Exception], Callable[[Any], Refusal]]

_TOO_BIG = 552


def refusal_at_the_door(error: Exception) -> Refusal:
    """Return what it means that connecting, TLS or sign-in failed."""
    if isinstance(error.__cause__, ssl.SSLError):
        return Stopped("tls")
    return _meaning(error, _AT_THE_DOOR)


def refusal_of_a_mail(error: Exception) -> Refusal:
    """Return what it means that one mail was not taken."""
    return _meaning(error, _OF_A_MAIL)


def _meaning(error: Exception, table: tuple[Meaning, ...]) -> Refusal:
    return next(refusal(error) for kind, refusal in table if isinstance(error, kind))


def _sender(error: aiosmtplib.SMTPSenderRefused) -> Refusal:
    return _final("size", error) if error.code == _TOO_BIG else _by_code("sender", error)


def _recipients(error: aiosmtplib.SMTPRecipientsRefused) -> Refusal:
    return _recipient(error.recipients[0])


def _recipient(error: aiosmtplib.SMTPRecipientRefused) -> Refusal:
    return _final("recipient", error, hard_bounce=is_wrong_address(enhanced_status(error.message), error.code))


def _final(where: str, error: aiosmtplib.SMTPResponseException, *, hard_bounce: bool = False) -> Refusal:
    reason = _reason(where, error)
    return TryAgain(reason) if _is_for_now(error) else Never(reason, hard_bounce=hard_bounce)


def _by_code(where: str, error: aiosmtplib.SMTPResponseException) -> Refusal:
    reason = _reason(where, error)
    return TryAgain(reason) if _is_for_now(error) else Stopped(reason)


def _is_for_now(error: aiosmtplib.SMTPResponseException) -> bool:
    return error.code < 500


def _reason(where: str, error: aiosmtplib.SMTPResponseException) -> str:
    status = enhanced_status(error.message)
    return f"{where} {error.code} {status}" if status else f"{where} {error.code}"


_AT_THE_DOOR: tuple[Meaning, ...] = (
    (ssl.SSLError, lambda _: Stopped("tls")),
    (aiosmtplib.SMTPAuthenticationError, partial(_by_code, "sign-in")),
    (aiosmtplib.SMTPResponseException, partial(_by_code, "greeting")),
    # In the library a timeout is an OSError too: nobody answered.
    (OSError, lambda _: TryAgain("connect")),
    # The library's bare exception: STARTTLS or the way to sign in is not on offer.
    (Exception, lambda _: Stopped("not-offered")),
)

_OF_A_MAIL: tuple[Meaning, ...] = (
    (aiosmtplib.SMTPRecipientsRefused, _recipients),
    (aiosmtplib.SMTPRecipientRefused, _recipient),
    (aiosmtplib.SMTPDataError, partial(_final, "content")),
    (aiosmtplib.SMTPSenderRefused, _sender),
    (aiosmtplib.SMTPResponseException, partial(_by_code, "session")),
    (TimeoutError, lambda _: TryAgain("timeout")),
    (OSError, lambda _: TryAgain("lost")),
    (Exception, lambda _: Never("not-offered", hard_bounce=False)),
)
