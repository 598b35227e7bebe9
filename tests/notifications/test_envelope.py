"""A mail for one recipient, read back as any mail client reads it."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import parsedate_to_datetime

import pytest

from notifications.address import BadAddress
from notifications.envelope import CalendarPart, Sender, message_id, sealed
from notifications.letter import BadHeader, Letter, write
from notifications.notice import NOTICES
from notifications.plain import LANGUAGES, Language

SENT_AT = datetime(2026, 11, 23, 8, 15, tzinfo=UTC)
SENDER = Sender("post@vangnet.example", shown_as="Vangnet Rivierland-Oost", reply_to="aanmeldpunt@rivierland.example")
LETTER = Letter("Er is een vraag aan u: één (VN-7K3M9Q)", "Één vraag.\n", "<p>Één vraag.</p>")


def mail(**changes: object) -> EmailMessage:
    given: dict[str, object] = {
        "letter": LETTER,
        "to": "bram@doorstroompunt.example",
        "sender": SENDER,
        "message_id": message_id("812", "k3", "vangnet.example"),
        "sent_at": SENT_AT,
    }
    return sealed(**given | changes)  # type: ignore[arg-type]


def read_back(sent: EmailMessage) -> EmailMessage:
    return message_from_bytes(sent.as_bytes(), policy=default)


def test_the_headers_say_who_to_whom_when_and_that_a_machine_wrote_it() -> None:
    read = read_back(mail())

    assert read["From"] == "Vangnet Rivierland-Oost <post@vangnet.example>"
    assert read["To"] == "bram@doorstroompunt.example"
    assert read["Reply-To"] == "aanmeldpunt@rivierland.example"
    assert read["Subject"] == LETTER.subject
    assert read["Message-ID"] == "<message-812.k3@vangnet.example>"
    assert parsedate_to_datetime(read["Date"]) == SENT_AT
    assert read["Auto-Submitted"] == "auto-generated"
    assert read["X-Auto-Response-Suppress"] == "OOF, AutoReply"
    assert "List-Unsubscribe" not in read


def test_the_same_row_makes_the_same_message_id_each_time() -> None:
    assert mail()["Message-ID"] == mail()["Message-ID"]
    assert message_id("813", "k3", "vangnet.example") != message_id("812", "k3", "vangnet.example")


@pytest.mark.parametrize("kind", NOTICES.values(), ids=NOTICES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_notice_reads_back_as_the_words_that_were_written(kind: type, language: Language) -> None:
    letter = write(kind.example(), language)  # type: ignore[attr-defined]

    read = read_back(mail(letter=letter))

    text, html = read.get_body(("plain",)), read.get_body(("html",))
    assert read.get_content_type() == "multipart/alternative"
    assert not read.defects
    assert read["Subject"] == letter.subject
    assert text is not None
    assert text.get_content().splitlines() == letter.text.splitlines()
    assert html is not None
    assert html.get_content().split() == letter.html.split()
    assert max(len(line) for line in mail(letter=letter).as_bytes().splitlines()) <= 998


def test_a_mail_leaves_as_seven_bit_text_so_that_no_server_must_rewrite_it() -> None:
    assert mail().as_bytes().isascii()


def test_an_invitation_travels_inside_the_mail() -> None:
    ics = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Overleg één\r\nEND:VCALENDAR\r\n"

    read = read_back(mail(calendar=CalendarPart(ics, "REQUEST")))

    parts = list(read.iter_parts())
    assert [part.get_content_type() for part in parts] == ["text/plain", "text/html", "text/calendar"]
    assert parts[-1].get_param("method") == "REQUEST"
    assert parts[-1].get_content().replace("\r\n", "\n") == ics.replace("\r\n", "\n")


def test_an_international_domain_can_be_written_to() -> None:
    assert read_back(mail(to="els@bücher.example"))["To"] == "els@xn--bcher-kva.example"


@pytest.mark.parametrize("to", ["els@brug.example, bram@brug.example", "els@brug.example\r\nBcc: x@y.example", ""])
def test_a_mail_goes_to_one_recipient(to: str) -> None:
    with pytest.raises(BadAddress):
        mail(to=to)


@pytest.mark.parametrize(
    "changes",
    [
        {"letter": Letter("Vraag\r\nBcc: x@y.example", "a", "a")},
        {"message_id": "<a@b.example>\r\nBcc: x@y.example"},
        {"message_id": "<a@bücher.example>"},
        {"message_id": "a@b.example"},
    ],
)
def test_no_header_lets_another_header_in(changes: dict[str, object]) -> None:
    with pytest.raises(BadHeader):
        mail(**changes)


@pytest.mark.parametrize(
    "sender", [Sender("post@vangnet.example", "A\nB"), Sender("post@vangnet.example", reply_to="a\n@b")]
)
def test_no_sender_lets_another_header_in(sender: Sender) -> None:
    with pytest.raises(BadAddress):
        mail(sender=sender)


def test_a_message_id_is_made_of_plain_parts() -> None:
    with pytest.raises(BadAddress):
        message_id("8> <9", "k3", "vangnet.example")
