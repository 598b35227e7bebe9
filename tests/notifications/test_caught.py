"""The list of caught mail, newest first, and what is read back."""

from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from notifications.catcher import Keeper
from notifications.caught import NoSuchMail, caught, caught_mail

MailTo = Callable[[str], EmailMessage]


@pytest.fixture
def keeper(maildir: Path) -> Keeper:
    ticks = iter(range(1, 1000))
    return Keeper(maildir, clock=lambda: next(ticks))


def test_a_caught_mail_reads_back_decoded(keeper: Keeper, maildir: Path, mail_to: MailTo) -> None:
    mail = mail_to("els@bücher.example")
    mail.add_alternative("BEGIN:VCALENDAR\r\nSUMMARY:Overleg één\r\n", subtype="calendar", params={"method": "REQUEST"})

    read = caught_mail(maildir, keeper.keep(mail.as_bytes()))

    assert read.to == "els@xn--bcher-kva.example"
    assert read.subject == "Er is een vraag aan u (VN-7K3M9Q)"
    assert read.text.strip() == "Kijkt u even? Ja, één keer."
    assert read.html is not None
    assert "Kijkt u even?" in read.html
    assert read.calendar is not None
    assert "Overleg één" in read.calendar
    assert read.sent_at is not None
    assert read.sent_at.utcoffset() == timedelta(0)


def test_the_newest_mail_comes_first_and_pages_follow(keeper: Keeper, maildir: Path, mail_to: MailTo) -> None:
    for number in range(5):
        keeper.keep(mail_to(f"els{number}@brug.example").as_bytes())

    first, last = caught(maildir, size=2), caught(maildir, number=3, size=2)

    assert [mail.to for mail in first.mails] == ["els4@brug.example", "els3@brug.example"]
    assert [mail.to for mail in last.mails] == ["els0@brug.example"]
    assert (first.total, first.number, first.pages) == (5, 1, 3)


@pytest.mark.parametrize(("asked", "shown"), [(0, 1), (-3, 1), (99, 3)])
def test_a_page_that_is_not_there_becomes_the_nearest(
    keeper: Keeper, maildir: Path, mail_to: MailTo, asked: int, shown: int
) -> None:
    for number in range(5):
        keeper.keep(mail_to(f"els{number}@brug.example").as_bytes())

    assert caught(maildir, number=asked, size=2).number == shown


@pytest.mark.parametrize(
    ("query", "found"), [("bram", 1), ("VN-7k3m9q", 2), ("ÉÉN KEER", 2), ("nergens", 0), ("  ", 2)]
)
def test_mail_is_found_by_recipient_reference_or_word(
    keeper: Keeper, maildir: Path, mail_to: MailTo, query: str, found: int
) -> None:
    keeper.keep(mail_to("els@brug.example").as_bytes())
    keeper.keep(mail_to("bram@doorstroompunt.example").as_bytes())

    assert caught(maildir, query).total == found


def test_a_folder_without_mail_is_an_empty_list(tmp_path: Path) -> None:
    page = caught(tmp_path / "nothing here yet")

    assert (page.mails, page.total, page.number, page.pages) == ((), 0, 1, 1)


@pytest.mark.parametrize("key", ["..", "../new/x", "nothing", "", "a/b", "%2e%2e", "\x00"])
def test_what_was_not_kept_cannot_be_read(keeper: Keeper, maildir: Path, key: str) -> None:
    (maildir / "secret").write_text("not a mail")
    keeper.keep(b"Subject: a\n\nb")

    with pytest.raises(NoSuchMail):
        caught_mail(maildir, key)


@pytest.mark.parametrize("raw", [b"", b"\xff\x00", b"Date: gisteren\nSubject: =?utf-8?B?//8?=\nTo: nobody\n\nx"])
def test_a_strange_mail_is_listed_like_any_other(keeper: Keeper, maildir: Path, raw: bytes) -> None:
    keeper.keep(raw)

    (mail,) = caught(maildir).mails

    assert mail.sent_at is None
    assert mail.html is None


def test_mail_is_kept_over_restarts(maildir: Path, mail_to: MailTo) -> None:
    Keeper(maildir).keep(mail_to("els@brug.example").as_bytes())
    Keeper(maildir).keep(mail_to("bram@doorstroompunt.example").as_bytes())

    assert [mail.to for mail in caught(maildir).mails] == ["bram@doorstroompunt.example", "els@brug.example"]
