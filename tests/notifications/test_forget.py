"""Caught mail of a case or a person that is to be forgotten is thrown away, and old mail with it."""

from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest

from notifications.catcher import Keeper
from notifications.caught import caught
from notifications.forget import forget_about, forget_older

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def _mail(to: str, subject: str, html: str = "") -> bytes:
    mail = EmailMessage()
    mail["To"], mail["Subject"] = to, subject
    mail.set_content("Er staat iets voor u klaar.")
    if html:
        mail.add_alternative(html, subtype="html")
    return mail.as_bytes()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    moment = int(MONDAY.timestamp()) * 10**9
    keeper = Keeper(tmp_path, clock=lambda: moment)
    keeper.keep(_mail("bram@waalzicht.example", "VN-7K3M9Q: een vraag"))
    keeper.keep(_mail("Noor@jongere.example", "Een brief voor je"))
    keeper.keep(_mail("dennis@geldloket.example", "Overzicht", "<p>Casus VN-7K3M9Q wacht</p>"))
    keeper.keep(_mail("dennis@geldloket.example", "VN-OTHER22: een vraag"))
    return tmp_path


def test_mail_that_names_the_case_or_went_to_the_person_goes_and_other_mail_stays(folder: Path) -> None:
    assert forget_about(folder, ["VN-7K3M9Q"], ["noor@jongere.example"]) == 3

    assert [mail.subject for mail in caught(folder).mails] == ["VN-OTHER22: een vraag"]
    assert forget_about(folder, ["VN-7K3M9Q"], ["noor@jongere.example"]) == 0


def test_mail_goes_by_itself_after_a_while(folder: Path) -> None:
    assert forget_older(folder, MONDAY) == 0
    assert forget_older(folder, MONDAY.replace(hour=10)) == 4
    assert caught(folder).total == 0


def test_where_no_mail_was_ever_caught_nothing_happens(tmp_path: Path) -> None:
    assert forget_about(tmp_path / "nowhere", ["VN-7K3M9Q"], []) == 0
    assert forget_older(tmp_path / "nowhere", MONDAY) == 0
