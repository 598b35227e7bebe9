"""Throws caught mail away: of a case or an address that is to be forgotten, or after a while. Never real mail."""

from collections.abc import Collection, Iterator
from datetime import datetime
from pathlib import Path

from notifications.mail_text import first_text, header_address, header_text, parsed

FOLDERS = ("new", "cur", "tmp")
_NANO = 10**9


def forget_about(folder: Path, refs: Collection[str], addresses: Collection[str]) -> int:
    """Throws away each mail that names one of these cases, or went to one of these addresses; gives how many."""
    known = {each.casefold() for each in addresses}
    gone = 0
    for path in _mails(folder):
        if _is_about(path, refs, known):
            path.unlink(missing_ok=True)
            gone += 1
    return gone


def forget_older(folder: Path, before: datetime) -> int:
    """Throws away what was caught before that moment; gives how many."""
    old = [path for path in _mails(folder) if _caught_at(path) < before.timestamp()]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _mails(folder: Path) -> Iterator[Path]:
    for name in FOLDERS:
        if (folder / name).is_dir():
            yield from sorted(path for path in (folder / name).iterdir() if path.is_file())


def _is_about(path: Path, refs: Collection[str], addresses: Collection[str]) -> bool:
    try:
        mail = parsed(path.read_bytes())
    except FileNotFoundError:
        return False
    if header_address(mail, "To").casefold() in addresses:
        return True
    texts = (
        header_text(mail, "Subject"),
        *(first_text(mail, f"text/{kind}") or "" for kind in ("plain", "html", "calendar")),
    )
    return any(ref in text for ref in refs for text in texts)


def _caught_at(path: Path) -> float:
    stamp = path.name.partition(".")[0]
    return int(stamp) / _NANO if stamp.isdecimal() else path.stat().st_mtime
