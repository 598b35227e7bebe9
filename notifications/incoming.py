"""What came in: a delivery report, an answer to an invitation, or something a person must look at. Never raises."""

from dataclasses import dataclass

from notifications.bounce import Bounce, bounce_in
from notifications.calendar_reply import CalendarReply, calendar_reply_in
from notifications.mail_text import header_text, parsed


@dataclass(frozen=True)
class Unknown:
    """Any other mail. `message_id` is the mail of ours it answers, if it says so; `automatic`: no person wrote it."""

    message_id: str | None
    automatic: bool


def read_mail(raw: bytes) -> Bounce | CalendarReply | Unknown:
    """Return what one received mail is. Its text is never kept."""
    mail = parsed(raw)
    answers = header_text(mail, "In-Reply-To")
    automatic = header_text(mail, "Auto-Submitted").lower() not in {"", "no"}
    return calendar_reply_in(mail) or bounce_in(mail) or Unknown(answers or None, automatic)
