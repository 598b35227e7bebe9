"""From a letter to a mail for ONE recipient, the same each time it is built. It sends nothing and reads no clock."""

import re
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP

from notifications.address import header_address, mail_address
from notifications.letter import BadHeader, Letter, one_header_line

_MESSAGE_ID = re.compile(r"<[!-;=?-~]+@[!-;=?-~]+>")


@dataclass(frozen=True)
class CalendarPart:
    """An iCalendar text that travels with a mail; `method` is REQUEST or CANCEL, as in the text."""

    ics: str
    method: str


@dataclass(frozen=True)
class Sender:
    """Who the mails come from: the address, the name shown before it, and where answers go (else to the address)."""

    address: str
    shown_as: str = "Vangnet"
    reply_to: str | None = None


def message_id(row: str, salt: str, domain: str) -> str:
    """Return the Message-ID of a message row: the same for each try, so that a duplicate is recognisable.

    Raises:
        BadAddress: when the three do not make one.
    """
    return f"<{mail_address(f'message-{row}.{salt}@{domain}')}>"


def sealed(
    letter: Letter,
    to: str,
    *,
    sender: Sender,
    message_id: str,
    sent_at: datetime,
    calendar: CalendarPart | None = None,
) -> EmailMessage:
    """Return the mail to `to` with the letter as plain text and as HTML.

    Raises:
        BadAddress: when sender, recipient or reply-to is not one deliverable address.
        BadHeader: when the subject holds a line break or control character, or the Message-ID is none.
    """
    mail = EmailMessage(policy=SMTP)
    mail["From"] = header_address(sender.address, sender.shown_as)
    mail["To"] = header_address(to)
    if sender.reply_to:
        mail["Reply-To"] = header_address(sender.reply_to)
    mail["Subject"] = one_header_line(letter.subject)
    mail["Date"] = sent_at
    mail["Message-ID"] = _whole_id(message_id)
    mail["Auto-Submitted"] = "auto-generated"
    # Not "All": that would also suppress the delivery reports we need to see a bounce.
    mail["X-Auto-Response-Suppress"] = "OOF, AutoReply"
    mail.set_content(letter.text, cte="quoted-printable")
    mail.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    if calendar:
        mail.add_alternative(calendar.ics, subtype="calendar", cte="base64", params={"method": calendar.method})
    return mail


def _whole_id(message_id: str) -> str:
    if not _MESSAGE_ID.fullmatch(message_id):
        raise BadHeader("a Message-ID is <something@somewhere> in plain ASCII")
    return message_id
