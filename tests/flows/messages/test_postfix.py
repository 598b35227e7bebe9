"""The outbox against a real mail server: Debian's postfix, started here on loopback with a spool of its own."""

import asyncio
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from flows.messages.bounced import read_bounces
from models.tables import Consent, Professional
from notifications.smtp_door import SmtpDoor
from notifications.smtp_setting import smtp_setting

DENNIS = "dennis.culemborg@geldloket.example"
ANOUK = "anouk.beesd@ggd.example"
CASE, NOOR = 1, 1
NOBODY = pwd.getpwnam("nobody")

MAIN = """\
compatibility_level = 3.6
queue_directory = {home}/spool
data_directory = {home}/data
maillog_file = {home}/log
maillog_file_prefixes = {home}
myhostname = mx.vangnet.example
mydestination =
mynetworks = 127.0.0.0/8
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
disable_dns_lookups = yes
smtpd_peername_lookup = no
smtpd_relay_restrictions = permit_mynetworks, reject
alias_maps =
virtual_mailbox_domains = vangnet.example, geldloket.example, waalzicht.example
virtual_mailbox_base = {home}/mail
virtual_mailbox_maps = inline:{{ {{ post@vangnet.example = post/ }},
  {{ dennis.culemborg@geldloket.example = dennis/ }} }}
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
virtual_minimum_uid = 1
transport_maps = inline:{{ {{ ggd.example = smtp:[127.0.0.1]:{next_hop} }} }}
"""

# The first door takes everything and sends a report back later; the second knows at once who lives here.
MASTER = """\
127.0.0.1:{port} inet n - n - - smtpd -o smtpd_reject_unlisted_recipient=no
127.0.0.1:{strict} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""


@dataclass
class Postfix:
    """A postfix of our own: a folder with its settings, spool and mailboxes, and the ports it listens on."""

    home: Path
    port: int
    strict: int
    next_hop: int

    def door(self, port: int | None = None) -> SmtpDoor:
        """The door to it, as an installation has one."""
        return SmtpDoor(smtp_setting(f"smtp://127.0.0.1:{port or self.port}?tls=off"))

    def command(self, *words: str) -> None:
        """Tells it to start, stop or try its queue again."""
        done = subprocess.run(  # noqa: S603 - of this test
            [words[0], "-c", str(self.home / "etc"), *words[1:]],
            check=False, capture_output=True, text=True, timeout=60, env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin"},
        )  # fmt: skip
        assert done.returncode == 0, f"{done.stderr}{self.log()}"

    def log(self) -> str:
        """What it did so far."""
        return (self.home / "log").read_text() if (self.home / "log").exists() else ""

    def box(self, name: str) -> list[bytes]:
        """The mails in a mailbox."""
        return [mail.read_bytes() for mail in sorted((self.home / "mail" / name / "new").glob("*"))]

    def until(self, holds: Callable[[], Any]) -> None:
        """Waits until it did something; says what it did instead."""
        ends = time.monotonic() + 30
        while not holds():
            assert time.monotonic() < ends, self.log()
            time.sleep(0.05)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _settled(home: Path) -> Postfix:
    server = Postfix(home, _free_port(), _free_port(), _free_port())
    for name in ("etc", "spool", "data", "mail"):
        (home / name).mkdir()
    shutil.chown(home / "data", "postfix")
    shutil.chown(home / "mail", NOBODY.pw_uid, NOBODY.pw_gid)
    told = {"home": home, "uid": NOBODY.pw_uid, "gid": NOBODY.pw_gid, "next_hop": server.next_hop}
    (home / "etc" / "main.cf").write_text(MAIN.format(**told))
    (home / "etc" / "master.cf").write_text(MASTER.format(port=server.port, strict=server.strict))
    return server


@pytest.fixture(scope="module")
def running() -> Iterator[Postfix]:
    if shutil.which("postfix", path="/usr/sbin:/usr/bin") is None:
        pytest.skip("postfix is not installed here: apt-get install postfix")
    if os.geteuid() != 0:
        pytest.skip("postfix can be started by root only")
    # Not pytest's own folder: that is closed to the users postfix delivers as.
    home = Path(tempfile.mkdtemp(prefix="postfix-"))
    home.chmod(0o755)
    server = _settled(home)
    server.command("postfix", "start")
    try:
        yield server
    finally:
        server.command("postfix", "stop")
        shutil.rmtree(home)


@pytest.fixture
def postfix(running: Postfix) -> Postfix:
    """The server, with empty mailboxes."""
    for mail in (running.home / "mail").glob("*/new/*"):
        mail.unlink()
    return running


def _failed_at(desk: Any, holder: Any) -> Any:
    with desk.store.read(desk.now) as tx:
        return tx.session.get_one(Professional, holder.professional_id).email_failed_at


def test_a_mail_is_delivered_by_a_real_server_and_reads_back_whole(desk: Any, dennis: Any, postfix: Postfix) -> None:
    _, number = desk.tell("ActionDone", dennis)

    assert desk.deliver(postfix.door()).sent == 1
    postfix.until(lambda: postfix.box("dennis"))

    mail = message_from_bytes(postfix.box("dennis")[0], policy=default)
    assert (mail["To"], mail["Return-Path"]) == (DENNIS, "<post@vangnet.example>")
    assert [part.get_content_type() for part in mail.walk()][1:] == ["text/plain", "text/html"]
    assert desk.became(number) == ("sent", None)


def test_a_report_of_a_real_server_comes_back_and_marks_message_and_address(
    desk: Any, bram: Any, dennis: Any, postfix: Postfix
) -> None:
    _, lost = desk.tell("Weighing", bram)
    _, arrived = desk.tell("ActionDone", dennis)
    assert desk.deliver(postfix.door()).sent == 2
    postfix.until(lambda: postfix.box("post"))

    fetched = read_bounces(desk.store, f"maildir:{postfix.home}/mail/post", desk.later(hours=1).now)

    assert (fetched.handled, fetched.left) == (1, 0)
    assert desk.became(lost) == ("failed", "came back: 5.1.1")
    assert desk.became(arrived) == ("sent", None)
    assert (_failed_at(desk, bram), _failed_at(desk, dennis)) == (desk.now, None)


def test_a_real_server_that_knows_who_lives_there_refuses_at_the_door(desk: Any, bram: Any, postfix: Postfix) -> None:
    _, number = desk.tell("Weighing", bram)

    assert desk.deliver(postfix.door(postfix.strict)).failed == 1

    assert desk.became(number) == ("failed", "recipient 550 5.1.1")
    assert _failed_at(desk, bram) == desk.now


class _Next:
    """The server of the other organisation, once it is back."""

    def __init__(self) -> None:
        self.kept: list[str] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - its name for it
        self.kept.append(message_from_bytes(envelope.original_content, policy=default)["Message-ID"])
        return "250 2.0.0 taken"


def test_a_mail_waits_in_the_server_while_the_next_one_is_away(desk: Any, postfix: Postfix) -> None:
    anouk = desk.person(ANOUK)
    desk.add(
        Consent(
            case_id=CASE, agency_id=anouk.agency_id, giver_id=NOOR, agrees=True, way="table", given_on=desk.now.date(),
            ends_on=desk.now.date() + timedelta(days=365),
        )
    )  # fmt: skip
    _, number = desk.tell("Arrived", anouk)
    desk.deliver(postfix.door())
    postfix.until(lambda: "status=deferred" in postfix.log())
    assert desk.became(number) == ("sent", None)

    there = _Next()
    controller = Controller(there, hostname="127.0.0.1", port=postfix.next_hop, loop=asyncio.new_event_loop())
    controller.start()
    try:
        postfix.command("postqueue", "-f")
        postfix.until(lambda: there.kept)
    finally:
        controller.stop()

    assert there.kept[0].startswith(f"<message-{number}.")
    assert not postfix.box("post")


def test_a_server_that_is_stopped_and_started_gets_every_mail_once(desk: Any, dennis: Any, postfix: Postfix) -> None:
    numbers = [_taken_over(desk, dennis) for _ in range(3)]
    postfix.command("postfix", "stop")
    try:
        assert desk.deliver(postfix.door()).again == 1
    finally:
        postfix.command("postfix", "start")

    assert desk.later(hours=1).deliver(postfix.door()).sent == 3
    postfix.until(lambda: len(postfix.box("dennis")) == 3)

    names = {message_from_bytes(mail, policy=default)["Message-ID"] for mail in postfix.box("dennis")}
    assert len(names) == 3
    assert {desk.became(number) for number in numbers} == {("sent", None)}


def _taken_over(desk: Any, holder: Any) -> int:
    """A message that is not told together with its like."""
    wait = desk.ask("Arrived", desk.agency("uwv"))
    return int(desk.queue("ReassignedAway", holder, {"waits": [wait]}))
