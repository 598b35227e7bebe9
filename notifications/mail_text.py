"""Reads headers and texts of any mail, however malformed, without ever raising. It judges nothing."""

from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr

Mail = Message


def parsed(raw: bytes) -> Mail:
    """Return the mail, in the lenient form of the standard parser."""
    return message_from_bytes(raw)


def header_text(mail: Mail, name: str) -> str:
    """Return one header decoded and on one line; empty when it is absent or cannot be read."""
    value = mail.get(name)
    if value is None:
        return ""
    try:
        text = str(make_header(decode_header(value)))
    except (ValueError, LookupError):
        text = str(value)
    return " ".join(text.split())


def header_address(mail: Mail, name: str) -> str:
    """Return the first mail address in a header, or the empty string."""
    return parseaddr(header_text(mail, name))[1]


def part_text(part: Mail) -> str:
    """Return the text of one part, with a mark for each sign that cannot be read."""
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    charset = part.get_param("charset")
    try:
        return payload.decode(charset if isinstance(charset, str) else "utf-8", "replace")
    except (LookupError, ValueError):
        return payload.decode("utf-8", "replace")


def parts_of_type(mail: Mail, *types: str) -> list[Mail]:
    """Return the parts of these content types, in order."""
    return [part for part in mail.walk() if part.get_content_type() in types]


def first_text(mail: Mail, content_type: str) -> str | None:
    """Return the text of the first part of this type, or None."""
    found = parts_of_type(mail, content_type)
    return part_text(found[0]) if found else None
