"""The address of a mail server, as it stands in the settings."""

from pathlib import Path

import pytest

from notifications.imap import imap_setting
from notifications.server_address import BadSetting, is_loopback
from notifications.smtp_setting import smtp_setting


def test_an_ordinary_address_is_read_whole(tmp_path: Path) -> None:
    bundle = tmp_path / "root.pem"
    bundle.write_text("")

    setting = smtp_setting(
        f"smtp://post%40rivierland.example:p%40ss%3Aw%2Frd@mail.rivierland.example:2525?tls=start&rate=25&cafile={bundle}&timeout=12"
    )

    assert (setting.host, setting.port, setting.tls) == ("mail.rivierland.example", 2525, "start")
    assert setting.user == "post@rivierland.example"
    assert setting.password is not None
    assert setting.password.get_secret_value() == "p@ss:w/rd"
    assert (setting.rate, setting.cafile, setting.timeout) == (25, bundle, 12)


@pytest.mark.parametrize(("query", "port"), [("", 587), ("?tls=start", 587), ("?tls=on", 465), ("?tls=off", 25)])
def test_each_kind_of_tls_has_its_own_port(query: str, port: int) -> None:
    assert smtp_setting(f"smtp://mail.rivierland.example{query}").port == port


@pytest.mark.parametrize(
    ("address", "rate"),
    [
        ("smtp.office365.com", 25),
        ("SMTP.Office365.com:587?tls=start", 25),
        ("smtp.office365.com?rate=10", 10),
        ("smtp.office365.com?rate=60", 60),
        ("smtp.office365.com.rivierland.example", None),
        ("mail.rivierland.example", None),
        ("mail.rivierland.example?rate=40", 40),
    ],
)
def test_microsoft_365_gets_25_a_minute_unless_told_else_and_others_as_fast_as_it_goes(
    address: str, rate: int | None
) -> None:
    assert smtp_setting(f"smtp://{address}").rate == rate


def test_the_password_is_never_shown() -> None:
    assert "geheim" not in repr(smtp_setting("smtp://post:geheim@mail.rivierland.example"))


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("https://mail.rivierland.example", "smtp://"),
        ("mail.rivierland.example:25", "smtp://"),
        ("smtp://", "host"),
        ("smtp://mail.rivierland.example:99999", "smtp://"),
        ("smtp://mail.rivierland.example:port", "smtp://"),
        ("smtp://mail.rivierland.example/inbox", "smtp://"),
        ("smtp://[::1", "smtp://"),
        ("smtp://mail.rivierland.example?tls=maybe", "tls"),
        ("smtp://mail.rivierland.example?verify=no", "no option verify"),
        ("smtp://mail.rivierland.example?rate=0", "rate"),
        ("smtp://mail.rivierland.example?rate=fast", "rate"),
        ("smtp://mail.rivierland.example?cafile=/nowhere/root.pem", "cafile"),
        ("smtp://post@mail.rivierland.example", "go together"),
        ("smtp://mail.rivierland.example?auth=xoauth2", "takes a user"),
        ("smtp://post:geheim@mail.rivierland.example?auth=xoauth2", "no password"),
        ("smtp://post:geheim@mail.rivierland.example?tls=off", "without tls"),
    ],
)
def test_what_is_wrong_or_unsafe_is_refused_by_name_and_without_the_password(url: str, why: str) -> None:
    with pytest.raises(BadSetting, match=why) as refused:
        smtp_setting(url)

    assert "geheim" not in str(refused.value)


def test_a_password_may_go_plain_to_this_machine_itself() -> None:
    assert smtp_setting("smtp://post:geheim@127.0.0.1:1025?tls=off").user == "post"


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_this_machine_is_known_without_asking_anybody(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "10.0.0.1", "localhost.evil.example", ""])  # noqa: S104 - refused
def test_any_other_machine_is_not_this_one(host: str) -> None:
    assert not is_loopback(host)


def test_a_mailbox_is_read_over_tls_at_its_own_port() -> None:
    setting = imap_setting("imap://post%40rivierland.example:geheim@mail.rivierland.example?folder=Terug")

    assert (setting.host, setting.port, setting.folder) == ("mail.rivierland.example", 993, "Terug")
    assert "geheim" not in repr(setting)


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("imap://mail.rivierland.example", "user"),
        ("imap://post@mail.rivierland.example", "takes a password"),
        ("imap://post:geheim@mail.rivierland.example?auth=xoauth2", "none"),
        ("imap://post:geheim@mail.rivierland.example?tls=off", "no option tls"),
        ("imap://post:geheim@mail.rivierland.example?folder=a%0D%0Ab", "folder"),
    ],
)
def test_a_mailbox_that_is_wrong_or_unsafe_is_refused(url: str, why: str) -> None:
    with pytest.raises(BadSetting, match=why) as refused:
        imap_setting(url)

    assert "geheim" not in str(refused.value)
