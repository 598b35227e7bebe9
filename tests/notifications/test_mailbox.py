"""Received mails, from a folder and over IMAP: each is handed on once, and seen only when it was handled."""

import logging
from pathlib import Path

import pytest

from notifications.mailbox import Fetched, read_maildir


def put(folder: Path, name: str, text: str) -> None:
    (folder / name).write_bytes(text.encode())


def test_new_mails_are_handed_on_oldest_first_and_only_once(maildir: Path) -> None:
    put(maildir, "new/1002.b.host", "two")
    put(maildir, "new/1001.a.host", "one")
    put(maildir, "cur/1000.c.host:2,F", "zero")
    put(maildir, "cur/0999.d.host:2,S", "seen long ago")
    handed: list[bytes] = []

    first = read_maildir(maildir, handed.append)
    second = read_maildir(maildir, handed.append)

    assert handed == [b"zero", b"one", b"two"]
    assert (first, second) == (Fetched(handled=3), Fetched())
    assert (maildir / "cur" / "1001.a.host:2,S").read_bytes() == b"one"
    assert (maildir / "cur" / "1000.c.host:2,FS").exists()


def test_a_mail_that_cannot_be_handled_stays_unseen_and_holds_up_nobody(
    maildir: Path, caplog: pytest.LogCaptureFixture
) -> None:
    put(maildir, "new/1.a.host", "Noor belt morgen")
    put(maildir, "new/2.b.host", "good")
    handed: list[bytes] = []

    def handle(raw: bytes) -> None:
        if raw != b"good":
            raise RuntimeError(raw.decode())
        handed.append(raw)

    with caplog.at_level(logging.WARNING):
        fetched = read_maildir(maildir, handle)

    assert fetched == Fetched(handled=1, left=1)
    assert handed == [b"good"]
    assert (maildir / "new" / "1.a.host").exists()
    assert "RuntimeError" in caplog.text
    assert "Noor" not in caplog.text
