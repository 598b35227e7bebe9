"""Delivery reports over IMAP from a real server: Debian's dovecot, started here on loopback with its own mailbox."""

import imaplib
import os
import pwd
import shutil
import socket
import ssl
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from flows.messages.bounced import read_bounces
from notifications.door import Stopped, TryAgain

NOBODY = pwd.getpwnam("nobody")

SETTINGS = """\
base_dir = {home}/run
state_dir = {home}/run
log_path = {home}/log
protocols = imap
listen = 127.0.0.1
ssl = required
ssl_cert = <{home}/server.pem
ssl_key = <{home}/server.key
mail_location = maildir:{home}/mail
first_valid_uid = 1
first_valid_gid = 1
passdb {{
  driver = static
  args = password=geheim
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={home}
}}
service imap-login {{
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    port = {port}
    ssl = yes
  }}
}}
"""

REPORT = """\
From: MAILER-DAEMON@mx.brug.example
To: post@vangnet.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

--b1
Content-Type: text/plain; charset=utf-8

Your mail did not arrive.
--b1
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.brug.example

Final-Recipient: rfc822; {to}
Action: failed
Status: 5.1.1

--b1
Content-Type: message/rfc822

Message-ID: {message_id}
Subject: Vraag

Tekst
--b1--
"""


@dataclass
class Dovecot:
    """A mailbox of our own, and where it is read."""

    home: Path
    port: int

    def address(self, word: str = "geheim", options: str = "") -> str:
        """As it stands in the settings of an installation."""
        return f"imap://post%40vangnet.example:{word}@localhost:{self.port}?cafile={self.home}/server.pem{options}"

    def client(self) -> imaplib.IMAP4_SSL:
        """Somebody else's mail program, signed in."""
        trusted = ssl.create_default_context(cafile=str(self.home / "server.pem"))
        client = imaplib.IMAP4_SSL("localhost", self.port, ssl_context=trusted, timeout=10)
        client.login("post@vangnet.example", "geheim")
        return client

    def put(self, *mails: str) -> None:
        """Lays mails in the mailbox."""
        with self.client() as client:
            for mail in mails:
                client.append("INBOX", "", "", mail.replace("\n", "\r\n").encode())

    def unseen(self) -> int:
        """How many nobody has read."""
        with self.client() as client:
            client.select("INBOX", readonly=True)
            return len(client.search(None, "UNSEEN")[1][0].split())


def _certificate(home: Path) -> None:
    command = (
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost "
        "-addext subjectAltName=DNS:localhost -addext keyUsage=critical,digitalSignature,keyCertSign"
    )
    there = ["-keyout", str(home / "server.key"), "-out", str(home / "server.pem")]
    subprocess.run([*command.split(), *there], check=True, capture_output=True, timeout=60)  # noqa: S603 - of this test


def _answers(port: int) -> bool:
    with socket.socket() as line:
        return line.connect_ex(("127.0.0.1", port)) == 0


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _program() -> str:
    found = shutil.which("dovecot", path="/usr/sbin:/usr/bin")
    if found is None:
        pytest.skip("dovecot is not installed here: apt-get install dovecot-imapd")
    if os.geteuid() != 0:
        pytest.skip("dovecot is started by root only")
    version = subprocess.run([found, "--version"], check=True, capture_output=True, text=True, timeout=60).stdout  # noqa: S603
    if not version.startswith("2.3."):
        pytest.skip(f"these settings are for dovecot 2.3, and this is {version.split()[0]}")
    return found


@pytest.fixture(scope="module")
def running() -> Iterator[Dovecot]:
    program = _program()
    # Not pytest's own folder: that is closed to the users dovecot works as.
    home = Path(tempfile.mkdtemp(prefix="dovecot-"))
    home.chmod(0o755)
    (home / "mail").mkdir()
    shutil.chown(home / "mail", NOBODY.pw_uid, NOBODY.pw_gid)
    _certificate(home)
    server = Dovecot(home, _free_port())
    told = {"home": home, "port": server.port, "uid": NOBODY.pw_uid, "gid": NOBODY.pw_gid}
    (home / "dovecot.conf").write_text(SETTINGS.format(**told))
    process = subprocess.Popen([program, "-F", "-c", str(home / "dovecot.conf")])  # noqa: S603 - of this test
    try:
        ends = time.monotonic() + 30
        while not _answers(server.port):
            assert time.monotonic() < ends, (home / "log").read_text()
            time.sleep(0.05)
        yield server
    finally:
        process.terminate()
        process.wait(30)
        shutil.rmtree(home)


@pytest.fixture
def dovecot(running: Dovecot) -> Dovecot:
    """The server, with an empty mailbox."""
    with running.client() as client:
        mails = int(client.select("INBOX")[1][0] or 0)
        if mails:
            client.store("1:*", "+FLAGS.SILENT", r"(\Deleted)")
            client.expunge()
    return running


def _sent(desk: Any, bram: Any) -> tuple[int, str]:
    _, number = desk.tell("Weighing", bram)
    desk.deliver()
    mail = desk.sent()
    return number, REPORT.format(to=mail["To"], message_id=mail["Message-ID"])


def test_a_report_in_a_real_mailbox_marks_the_message_and_is_read_once(desk: Any, bram: Any, dovecot: Dovecot) -> None:
    number, report = _sent(desk, bram)
    dovecot.put("Subject: hallo\n\nGeen bericht over bezorging.\n", report)

    first = read_bounces(desk.store, dovecot.address(), desk.now)
    again = read_bounces(desk.store, dovecot.address(), desk.now)

    assert (first.handled, first.left, again.handled) == (2, 0, 0)
    assert desk.became(number) == ("failed", "came back: 5.1.1")
    assert dovecot.unseen() == 0


def test_a_report_that_cannot_be_taken_in_now_stays_unseen_for_the_next_time(
    desk: Any, bram: Any, dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch
) -> None:
    number, report = _sent(desk, bram)
    dovecot.put(report)
    with monkeypatch.context() as broken:
        broken.setattr(type(desk.store), "write", _away)
        assert read_bounces(desk.store, dovecot.address(), desk.now).left == 1
    assert dovecot.unseen() == 1

    assert read_bounces(desk.store, dovecot.address(), desk.now).handled == 1

    assert desk.became(number)[0] == "failed"


def _away(*_: object) -> None:
    raise OSError("the database is away")


@pytest.mark.parametrize(
    ("word", "options", "reason"), [("wrong", "", "sign-in"), ("geheim", "&folder=Nergens", "folder")]
)
def test_what_a_person_must_mend_is_said_by_name(
    desk: Any, dovecot: Dovecot, word: str, options: str, reason: str
) -> None:
    with pytest.raises(Stopped) as stopped:
        read_bounces(desk.store, dovecot.address(word, options), desk.now)

    assert stopped.value.reason == reason


def test_a_mailbox_that_is_not_there_is_tried_again(desk: Any, dovecot: Dovecot) -> None:
    nowhere = dovecot.address().replace(f":{dovecot.port}?", f":{_free_port()}?")

    with pytest.raises(TryAgain):
        read_bounces(desk.store, nowhere, desk.now)
