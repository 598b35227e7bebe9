"""Lists and reads back what the catcher kept, newest first. It changes nothing and never fails on a strange mail."""

import re
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache
from math import ceil
from pathlib import Path

from notifications.mail_text import Mail, first_text, header_address, header_text, parsed

_KEY = re.compile(r"[0-9A-Za-z_.-]+")


class NoSuchMail(LookupError):  # noqa: N818 - a refusal is named after what was refused
    """The catcher kept no mail under that key."""


@dataclass(frozen=True)
class CaughtMail:
    """One mail as a person reads it. `sent_at` is what its Date header says, in its own zone."""

    key: str
    to: str
    subject: str
    sent_at: datetime | None
    text: str
    html: str | None
    calendar: str | None


@dataclass(frozen=True)
class CaughtPage:
    """One page of the list; `number` counts from 1."""

    mails: tuple[CaughtMail, ...]
    total: int
    number: int
    pages: int


def caught(folder: Path, query: str = "", *, number: int = 1, size: int = 50) -> CaughtPage:
    """Return one page of what was caught, newest first; `query` is part of a recipient, a case reference or words."""
    wanted = query.strip().casefold()
    keys = _keys(folder)
    found = [key for key in keys if not wanted or wanted in _searched(folder, key)]
    pages = max(1, ceil(len(found) / size))
    number = min(max(1, number), pages)
    shown = found[(number - 1) * size : number * size]
    return CaughtPage(tuple(_read(folder, key) for key in shown), len(found), number, pages)


def caught_mail(folder: Path, key: str) -> CaughtMail:
    """Return one mail.

    Raises:
        NoSuchMail: when nothing was kept under this key.
    """
    if not _KEY.fullmatch(key) or not (folder / "new" / key).is_file():
        raise NoSuchMail
    return _read(folder, key)


def _keys(folder: Path) -> list[str]:
    kept = folder / "new"
    return sorted((path.name for path in kept.iterdir()), reverse=True) if kept.is_dir() else []


def _searched(folder: Path, key: str) -> str:
    mail = _read(folder, key)
    return f"{mail.to}\n{mail.subject}\n{mail.text}".casefold()


@lru_cache(maxsize=4096)
def _read(folder: Path, key: str) -> CaughtMail:
    mail = parsed((folder / "new" / key).read_bytes())
    return CaughtMail(
        key=key,
        to=header_address(mail, "To"),
        subject=header_text(mail, "Subject"),
        sent_at=_sent_at(mail),
        text=first_text(mail, "text/plain") or "",
        html=first_text(mail, "text/html"),
        calendar=first_text(mail, "text/calendar"),
    )


def _sent_at(mail: Mail) -> datetime | None:
    try:
        return parsedate_to_datetime(header_text(mail, "Date"))
    except ValueError:
        return None
