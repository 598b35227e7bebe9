# ruff: noqa: ARG002 - every command of the little server is called the same way
"""Received mails over IMAP, from a small real server on loopback that speaks TLS."""

import base64
import re
import socketserver
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest

from notifications.door import Stopped, TryAgain
from notifications.imap import imap_setting, read_imap
from notifications.mailbox import Fetched


@dataclass
class Box:
    """What the server holds: mails by number, which are seen, and how it was signed in to."""

    mails: dict[int, bytes]
    seen: set[int] = field(default_factory=set)
    signed_in: list[str] = field(default_factory=list)
    port: int = 0
    breaks_off: bool = False


class Session(socketserver.StreamRequestHandler):
    """Just enough IMAP: sign in, select, search, fetch, store, log out."""

    server: "Server"

    def handle(self) -> None:
        self.say(b"* OK ready")
        while line := self.rfile.readline():
            tag, _, command = line.decode().strip().partition(" ")
            name = command.split(" ")[0].upper()
            if name == "UID":
                name = command.split(" ")[1].upper()
            self.say(tag.encode() + b" " + getattr(self, f"do_{name.lower()}", self.unknown)(command))
            if name == "LOGOUT":
                return

    def say(self, line: bytes) -> None:
        self.wfile.write(line + b"\r\n")

    def unknown(self, command: str) -> bytes:
        return b"BAD unknown"

    def do_capability(self, command: str) -> bytes:
        self.say(b"* CAPABILITY IMAP4REV1 AUTH=XOAUTH2")
        return b"OK done"

    def do_login(self, command: str) -> bytes:
        self.server.box.signed_in.append(command)
        return b"OK in" if command.endswith('"geheim"') else b"NO wrong"

    def do_authenticate(self, command: str) -> bytes:
        self.say(b"+ ")
        given = base64.b64decode(self.rfile.readline().strip()).decode()
        self.server.box.signed_in.append(given)
        return b"OK in" if "Bearer good" in given else b"NO wrong"

    def do_select(self, command: str) -> bytes:
        self.say(f"* {len(self.server.box.mails)} EXISTS".encode())
        return b"OK selected" if '"INBOX"' in command else b"NO such folder"

    def do_search(self, command: str) -> bytes:
        unseen = " ".join(str(uid) for uid in self.server.box.mails if uid not in self.server.box.seen)
        self.say(f"* SEARCH {unseen}".rstrip().encode())
        return b"OK searched"

    def do_fetch(self, command: str) -> bytes:
        if self.server.box.breaks_off:
            raise ConnectionError
        uid = int(re.findall(r"FETCH (\d+)", command)[0])
        assert "BODY.PEEK[]" in command
        raw = self.server.box.mails[uid]
        self.say(f"* {uid} FETCH (UID {uid} BODY[] {{{len(raw)}}}".encode() + b"\r\n" + raw + b")")
        return b"OK fetched"

    def do_store(self, command: str) -> bytes:
        self.server.box.seen.add(int(re.findall(r"STORE (\d+)", command)[0]))
        return b"OK stored"

    def do_logout(self, command: str) -> bytes:
        self.say(b"* BYE")
        return b"OK out"


class Server(socketserver.ThreadingTCPServer):
    """The server, each connection over TLS from its first byte."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, box: Box, context: ssl.SSLContext) -> None:
        super().__init__(("127.0.0.1", 0), Session)
        self.box = box
        self.context = context

    def get_request(self) -> tuple[Any, Any]:
        plain, address = super().get_request()
        return self.context.wrap_socket(plain, server_side=True), address

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Stay quiet: a client that does not trust us hangs up, and that is what some tests are about."""


def ignore(_raw: bytes) -> None:
    """Take the mail and do nothing with it."""


Opened = Callable[..., AbstractContextManager[tuple[Box, str]]]


@pytest.fixture
def mailbox(certificates: Any) -> Opened:
    @contextmanager
    def opened(*mails: bytes, **changes: Any) -> Iterator[tuple[Box, str]]:
        box = Box(dict(enumerate(mails, 1)), **changes)
        with Server(box, certificates.context()) as server:
            threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
            box.port = server.server_address[1]
            yield box, f"cafile={certificates.root}&timeout=5"
            server.shutdown()

    return opened


def test_unseen_mails_are_handed_on_and_marked_seen(mailbox: Opened) -> None:
    handed: list[bytes] = []

    with mailbox(b"Subject: a\r\n\r\none", b"Subject: b\r\n\r\ntwo", seen={2}) as (box, options):
        setting = imap_setting(f"imap://post%40vangnet.example:geheim@localhost:{box.port}?{options}")
        first = read_imap(setting, handed.append)
        second = read_imap(setting, handed.append)

    assert handed == [b"Subject: a\r\n\r\none"]
    assert (first, second) == (Fetched(handled=1), Fetched())
    assert box.seen == {1, 2}


def test_a_mail_that_cannot_be_handled_stays_unseen(mailbox: Opened) -> None:
    def handle(raw: bytes) -> None:
        if b"bad" in raw:
            raise ValueError

    with mailbox(b"bad", b"good") as (box, options):
        setting = imap_setting(f"imap://post:geheim@localhost:{box.port}?{options}")
        fetched = read_imap(setting, handle)

    assert fetched == Fetched(handled=1, left=1)
    assert box.seen == {2}


def test_an_access_token_signs_in(mailbox: Opened) -> None:
    handed: list[bytes] = []

    with mailbox(b"one") as (box, options):
        setting = imap_setting(f"imap://post%40vangnet.example@localhost:{box.port}?auth=xoauth2&{options}")
        read_imap(setting, handed.append, token=lambda: "good")

    assert handed == [b"one"]
    assert box.signed_in == ["user=post@vangnet.example\x01auth=Bearer good\x01\x01"]


@pytest.mark.parametrize(
    ("user", "option", "token", "reason"),
    [
        ("post:wrong", "", None, "sign-in"),
        ("post", "auth=xoauth2&", "stale", "sign-in"),
        ("post", "auth=xoauth2&", None, "token"),
        ("post:geheim", "folder=Nergens&", None, "folder"),
    ],
)
def test_what_a_person_must_mend_stops_the_reading(
    mailbox: Opened, user: str, option: str, token: str | None, reason: str
) -> None:
    with mailbox(b"one") as (box, options):
        setting = imap_setting(f"imap://{user}@localhost:{box.port}?{option}{options}")
        with pytest.raises(Stopped) as stopped:
            read_imap(setting, ignore, token=(lambda: token) if token else None)

    assert stopped.value.reason == reason
    assert not box.seen


def test_a_certificate_nobody_vouches_for_stops_the_reading(mailbox: Opened) -> None:
    with mailbox(b"one") as (box, _), pytest.raises(Stopped) as stopped:
        read_imap(imap_setting(f"imap://post:geheim@localhost:{box.port}"), ignore)

    assert stopped.value.reason == "tls"
    assert box.signed_in == []


def test_a_server_that_breaks_off_is_tried_again(mailbox: Opened) -> None:
    with mailbox(b"one", breaks_off=True) as (box, options):
        setting = imap_setting(f"imap://post:geheim@localhost:{box.port}?{options}")
        with pytest.raises(TryAgain):
            read_imap(setting, ignore)

    assert not box.seen
