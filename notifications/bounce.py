"""Reads delivery reports (RFC 3464 and its common variants). It marks no address: it tells what the report says."""

import re
from dataclasses import dataclass

from notifications.delivery_status import enhanced_status, is_wrong_address
from notifications.mail_text import Mail, header_address, header_text, part_text, parts_of_type

_MESSAGE_ID = re.compile(r"<[^<>\s]+@[^<>\s]+>")
_QUOTED_ID = re.compile(r"^\s*message-id:\s*(<[^<>\s]+@[^<>\s]+>)", re.IGNORECASE | re.MULTILINE)
_ADDRESS = re.compile(r"[^\s<>;,\"']+@[^\s<>;,\"']+")
_REPORTERS = {"mailer-daemon", "postmaster"}
_ARRIVED = {"delivered", "relayed", "expanded"}
_UNKNOWN_STATUS = {"failed": "5.0.0", "delayed": "4.0.0"}


@dataclass(frozen=True)
class Bounce:
    """What a mail server reported about one of our mails.

    Attributes:
        message_id: the Message-ID of our mail, if the report tells.
        recipient: the address it was for, if the report tells.
        status: the enhanced status code; "5.0.0" or "4.0.0" when the report tells no more than failed or delayed.
        hard: the address itself is wrong; send nothing there again.
        final: the server gave up; otherwise it is still trying (delayed).
    """

    message_id: str | None
    recipient: str | None
    status: str
    hard: bool
    final: bool


def bounce_in(mail: Mail) -> Bounce | None:
    """Return what the mail reports, or None when it is no report of trouble."""
    for fields in _recipient_fields(mail):
        action = header_text(fields, "Action").lower()
        if action not in _ARRIVED:
            return _reported(mail, fields, action)
    return None if _has_status_part(mail) else _told_in_words(mail)


def _reported(mail: Mail, fields: Mail, action: str) -> Bounce:
    said = f"{header_text(fields, 'Status')} {header_text(fields, 'Diagnostic-Code')}"
    status = enhanced_status(said) or _UNKNOWN_STATUS.get(action, "5.0.0")
    # The server's own verdict counts: a mail given up after days of 4.x.x is as lost as any other.
    final = action == "failed" or (action != "delayed" and status.startswith("5"))
    return Bounce(_original_id(mail), _recipient(fields), status, hard=final and is_wrong_address(status), final=final)


def _told_in_words(mail: Mail) -> Bounce | None:
    """Read what exim, qmail and old servers write: an ordinary text from the mailer daemon."""
    failed = _address_in(header_text(mail, "X-Failed-Recipients"))
    if not failed and header_address(mail, "From").partition("@")[0].lower() not in _REPORTERS:
        return None
    text = _readable(mail)
    message_id = _original_id(mail)
    status = enhanced_status(text)
    if not (failed or status or message_id):
        return None
    final = not (status or "5").startswith("4")
    return Bounce(message_id, failed, status or "5.0.0", hard=final and is_wrong_address(status), final=final)


def _recipient_fields(mail: Mail) -> list[Mail]:
    groups = [group for part in parts_of_type(mail, "message/delivery-status") for group in part.walk()]
    return [group for group in groups if "Action" in group or "Final-Recipient" in group]


def _has_status_part(mail: Mail) -> bool:
    return bool(_recipient_fields(mail))


def _recipient(fields: Mail) -> str | None:
    named = (_address_in(header_text(fields, name)) for name in ("Original-Recipient", "Final-Recipient"))
    return next((address for address in named if address), None)


def _original_id(mail: Mail) -> str | None:
    returned = [part for part in mail.walk() if part is not mail and "Message-ID" in part]
    headers = [part_text(part) for part in parts_of_type(mail, "text/rfc822-headers")]
    told = [
        *(header_text(part, "Message-ID") for part in returned),
        *(match.group(1) for text in (*headers, _readable(mail)) for match in _QUOTED_ID.finditer(text)),
        *(header_text(mail, name) for name in ("X-Original-Message-ID", "In-Reply-To", "References")),
    ]
    found = (_MESSAGE_ID.search(text) for text in told)
    return next((match.group(0) for match in found if match), None)


def _readable(mail: Mail) -> str:
    return "\n".join(part_text(part) for part in parts_of_type(mail, "text/plain", "text/html"))


def _address_in(text: str) -> str | None:
    found = _ADDRESS.search(text)
    return found.group(0) if found else None
