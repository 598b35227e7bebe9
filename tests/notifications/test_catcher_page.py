"""The page of caught mail: in two languages, searchable, and harmless whatever a mail holds."""

import asyncio
import re
from collections.abc import Callable
from email.message import EmailMessage
from html import unescape
from pathlib import Path

import httpx
import pytest

from notifications.catcher import Keeper
from notifications.catcher_page import catcher_page
from notifications.catcher_words import CATCHER_WORDS

MailTo = Callable[[str], EmailMessage]
Read = Callable[..., httpx.Response]


@pytest.fixture
def read(maildir: Path) -> Read:
    page = catcher_page(maildir)

    def asked(path: str, host: str = "127.0.0.1:8025") -> httpx.Response:
        async def story() -> httpx.Response:
            async with httpx.AsyncClient(transport=httpx.ASGITransport(page), base_url=f"http://{host}") as reader:
                return await reader.get(path)

        return asyncio.run(story())

    return asked


@pytest.fixture
def keep(maildir: Path) -> Callable[[EmailMessage], str]:
    keeper = Keeper(maildir)
    return lambda mail: keeper.keep(mail.as_bytes())


def test_both_languages_say_the_same_things() -> None:
    assert set(CATCHER_WORDS["nl"]) == set(CATCHER_WORDS["en"])


def test_the_list_is_dutch_first_and_english_when_asked(read: Read) -> None:
    dutch, english = read("/"), read("/?lang=en")

    assert '<html lang="nl">' in dutch.text
    assert "Er is nog geen mail" in dutch.text
    assert '<html lang="en">' in english.text
    assert "There is no mail yet" in english.text


def test_a_mail_is_found_in_the_list_and_opened(read: Read, keep: Callable[..., str], mail_to: MailTo) -> None:
    keep(mail_to("els@brug.example"))
    keep(mail_to("bram@doorstroompunt.example"))

    found = read("/?q=bram").text
    link = re.findall(r'href="(/mail/[^"]+)"', found)
    mail = read(unescape(link[0])).text

    assert len(link) == 1
    assert "Er is een vraag aan u (VN-7K3M9Q)" in mail
    assert "bram@doorstroompunt.example" in mail
    assert "Kijkt u even? Ja, één keer." in mail
    assert "ma 23 november 2026, 10.00" in mail


def test_only_the_list_looks_again_by_itself(read: Read, keep: Callable[..., str], mail_to: MailTo) -> None:
    key = keep(mail_to("els@brug.example"))

    assert '<meta http-equiv="refresh" content="10">' in read("/").text
    assert "refresh" not in read(f"/mail/{key}").text


def test_a_long_list_has_pages(read: Read, keep: Callable[..., str], mail_to: MailTo) -> None:
    for number in range(51):
        keep(mail_to(f"els{number}@brug.example"))

    first, second = read("/").text, read("/?page=2").text

    assert "els50@brug.example" in first
    assert "els0@brug.example" not in first
    assert "Oudere" in first
    assert "els0@brug.example" in second
    assert "Nieuwere" in second
    assert "51 mails" in first


@pytest.mark.parametrize("page", ["x", "-1", "0", "999999999999", "²"])
def test_a_page_number_that_is_none_shows_a_page(read: Read, page: str) -> None:
    assert read(f"/?page={page}").status_code == 200


def test_a_mail_that_is_not_there_says_so(read: Read) -> None:
    answer = read("/mail/..%2F..%2Fetc")

    assert answer.status_code == 404
    assert read("/mail/nothing").status_code == 404
    assert "Deze mail is er niet" in read("/mail/nothing").text


def written(content: str, subject: str = "Vraag", subtype: str = "plain") -> EmailMessage:
    mail = EmailMessage()
    mail["To"] = "els@brug.example"
    mail["Subject"] = subject
    mail.set_content(content, subtype=subtype)
    return mail


def test_a_hostile_mail_stays_in_its_frame(read: Read, keep: Callable[..., str]) -> None:
    text = '<script>alert(1)</script> https://vangnet.example/a?b=1&c="><script> einde'
    mail = written(text, subject='<script>alert("onderwerp")</script>')
    mail.add_alternative('<head></head><p>"><script>alert(2)</script></p>', subtype="html")

    page = read(f"/mail/{keep(mail)}").text

    assert "<script" not in page
    frame = re.findall(r'<iframe [^>]*sandbox="([^"]*)" srcdoc="([^"]*)"', page)
    assert [sandbox for sandbox, _ in frame] == ["allow-popups allow-popups-to-escape-sandbox"]
    assert "<script>alert(2)</script>" in unescape(frame[0][1])


def test_links_in_the_text_can_be_clicked(read: Read, keep: Callable[..., str]) -> None:
    mail = written("Beantwoord de vraag:\nhttps://vangnet.example/a/kJ3x?b=1&c=2\n")

    page = read(f"/mail/{keep(mail)}").text

    assert 'href="https://vangnet.example/a/kJ3x?b=1&amp;c=2" target="_blank" rel="noopener noreferrer"' in page


def test_links_in_the_frame_open_outside_it(read: Read, keep: Callable[..., str]) -> None:
    mail = written("<html><head><title>a</title></head><body>b</body></html>", subtype="html")

    page = unescape(read(f"/mail/{keep(mail)}").text)

    assert '<head><base target="_blank"><title>a</title>' in page


@pytest.mark.parametrize("path", ["/", "/mail/nothing"])
def test_every_page_forbids_scripts_framing_and_keeping(read: Read, path: str) -> None:
    headers = read(path).headers

    assert "default-src 'none'" in headers["content-security-policy"]
    assert "script-src" not in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"


def test_a_website_with_a_name_of_its_own_reads_nothing(read: Read, keep: Callable[..., str], mail_to: MailTo) -> None:
    keep(mail_to("els@brug.example"))

    answer = read("/", host="evil.example:8025")

    assert answer.status_code == 400
    assert "els" not in answer.text
