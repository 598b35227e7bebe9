"""Delivery reports as mail servers write them (invented, after the real ones)."""

from email.message import EmailMessage

import pytest

from notifications.bounce import Bounce, bounce_in
from notifications.mail_text import parsed

ID = "<message-812.k3@vangnet.example>"


RETURNED = f"Content-Type: message/rfc822\n\nMessage-ID: {ID}\nSubject: Vraag\n\nTekst"


def report(
    status_part: str, *, returned: str = RETURNED, said: str = "Your mail did not arrive.", extra: str = ""
) -> bytes:
    """Return a multipart/report as RFC 3464 wants it."""
    return f"""\
From: MAILER-DAEMON@mx.brug.example
To: post@vangnet.example
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
{extra}Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

--b1
Content-Type: text/plain; charset=utf-8

{said}

--b1
Content-Type: message/delivery-status

{status_part}
--b1
{returned}

--b1--
""".encode()


POSTFIX = report("""\
Reporting-MTA: dns; mx.brug.example
X-Postfix-Queue-ID: 4XyZ
Arrival-Date: Mon, 23 Nov 2026 09:15:00 +0100 (CET)

Final-Recipient: rfc822; els@brug.example
Original-Recipient: rfc822;els@brug.example
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx.brug.example
Diagnostic-Code: smtp; 550 5.1.1 <els@brug.example>: Recipient address rejected: User unknown
""")

EXCHANGE = report(
    """\
Reporting-MTA: dns;mail.horizonlijn.example
Received-From-MTA: dns;mx.vangnet.example

Final-Recipient: rfc822;intake@horizonlijn.example
Action: failed
Status: 5.2.2
Diagnostic-Code: smtp;554 5.2.2 mailbox full; STOREDRV.Deliver.Exception:QuotaExceededException
X-Display-Name: Intake
""",
    returned=f"Content-Type: text/rfc822-headers\n\nMessage-ID: {ID}\nSubject: Er is een vraag aan u\n",
    extra=f"In-Reply-To: {ID}\n",
)

DELAYED = report("""\
Reporting-MTA: dns; mx.vangnet.example

Final-Recipient: rfc822; els@brug.example
Action: delayed
Status: 4.4.1
Will-Retry-Until: Sat, 28 Nov 2026 09:15:00 +0100
Diagnostic-Code: X-Postfix; connect to mx.brug.example[192.0.2.7]:25: Connection timed out
""")

GIVEN_UP = report("""\
Reporting-MTA: dns; mx.vangnet.example

Final-Recipient: rfc822; els@brug.example
Action: failed
Status: 4.4.7
Diagnostic-Code: smtp; delivery time expired
""")

DELIVERED = report("""\
Reporting-MTA: dns; mx.brug.example

Final-Recipient: rfc822; els@brug.example
Action: delivered
Status: 2.1.5
""")

NO_STATUS = report("""\
Reporting-MTA: dns; old.brug.example

Final-Recipient: rfc822; els@brug.example
Action: failed
Diagnostic-Code: smtp; 550 5.7.1 Message rejected by policy
""")

EXIM = f"""\
X-Failed-Recipients: els@brug.example
Auto-Submitted: auto-replied
From: Mail Delivery System <Mailer-Daemon@mx.vangnet.example>
To: post@vangnet.example
Subject: Mail delivery failed: returning message to sender

This message was created automatically by mail delivery software.

  els@brug.example
    host mx.brug.example [192.0.2.7]
    SMTP error from remote mail server after RCPT TO:<els@brug.example>:
    550 5.1.1 unknown user

------ This is a copy of the message, including all the headers. ------

Message-ID: {ID}
Subject: Er is een vraag aan u
""".encode()

QMAIL = f"""\
From: MAILER-DAEMON@old.brug.example
To: post@vangnet.example
Subject: failure notice

Hi. This is the mail program at old.brug.example.
I'm afraid I wasn't able to deliver your message to the following addresses.

<els@brug.example>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.

Message-ID: {ID}
""".encode()

EXPECTED = {
    "postfix": (POSTFIX, Bounce(ID, "els@brug.example", "5.1.1", hard=True, final=True)),
    "exchange": (EXCHANGE, Bounce(ID, "intake@horizonlijn.example", "5.2.2", hard=False, final=True)),
    "delayed": (DELAYED, Bounce(ID, "els@brug.example", "4.4.1", hard=False, final=False)),
    "given up": (GIVEN_UP, Bounce(ID, "els@brug.example", "4.4.7", hard=False, final=True)),
    "no status": (NO_STATUS, Bounce(ID, "els@brug.example", "5.7.1", hard=False, final=True)),
    "exim": (EXIM, Bounce(ID, "els@brug.example", "5.1.1", hard=True, final=True)),
    "qmail": (QMAIL, Bounce(ID, None, "5.1.1", hard=True, final=True)),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_report_says_which_mail_which_address_and_how_bad_it_is(name: str) -> None:
    raw, expected = EXPECTED[name]

    assert bounce_in(parsed(raw)) == expected


@pytest.mark.parametrize("name", EXPECTED)
def test_a_report_that_travelled_with_other_line_ends_says_the_same(name: str) -> None:
    raw, expected = EXPECTED[name]

    assert bounce_in(parsed(raw.replace(b"\n", b"\r\n"))) == expected


def test_a_report_that_a_mail_arrived_is_no_trouble() -> None:
    assert bounce_in(parsed(DELIVERED)) is None


def test_a_report_without_our_mail_has_no_message_id() -> None:
    raw = POSTFIX.replace(ID.encode(), b"no id here")

    bounce = bounce_in(parsed(raw))

    assert bounce is not None
    assert (bounce.message_id, bounce.recipient) == (None, "els@brug.example")


def test_a_report_that_says_nothing_but_failed_is_still_a_failure() -> None:
    raw = report("Reporting-MTA: dns; mx\n\nAction: failed\n")

    assert bounce_in(parsed(raw)) == Bounce(ID, None, "5.0.0", hard=False, final=True)


def test_a_report_somebody_forwards_as_a_file_is_left_to_a_person() -> None:
    outer = EmailMessage()
    outer["From"] = "coordinator@rivierland.example"
    outer["Subject"] = "Fwd: Undelivered"
    outer.set_content("Zie hieronder")
    outer.add_attachment(POSTFIX, maintype="application", subtype="octet-stream")

    assert bounce_in(parsed(outer.as_bytes())) is None


def test_an_answer_of_a_person_is_no_bounce() -> None:
    raw = b"From: Els <els@brug.example>\nTo: post@vangnet.example\nSubject: Re\n\nMijn nummer is 5.1.1, bel me.\n"

    assert bounce_in(parsed(raw)) is None
