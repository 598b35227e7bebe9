"""Addresses that may stand in a header."""

import pytest

from notifications.address import BadAddress, header_address, mail_address


def test_a_plain_address_stays_as_it_is() -> None:
    assert mail_address("bram.veerman+vn@doorstroompunt.example") == "bram.veerman+vn@doorstroompunt.example"


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("els@bücher.example", "els@xn--bcher-kva.example"),
        ("els@Straße.example", "els@xn--strae-oqa.example"),
        ("els@例え.example", "els@xn--r8jz45g.example"),
    ],
)
def test_an_international_domain_is_written_as_mail_servers_speak_it(written: str, sent: str) -> None:
    assert mail_address(written) == sent


@pytest.mark.parametrize(
    "written",
    [
        "", "els", "@brug.example", "els@", "els@brug.example\r\nBcc: x@y.example", "els@brug.example, b@brug.example",
        "Els <els@brug.example>", "els @brug.example", "els@brug..example", "els@-brug.example", "éls@brug.example",
        "els@brug.example>", "a@b@brug.example", ".els@brug.example", "e" * 65 + "@brug.example",
    ],
)  # fmt: skip
def test_what_is_not_one_plain_address_is_refused_without_repeating_it(written: str) -> None:
    with pytest.raises(BadAddress) as refused:
        mail_address(written)

    assert "brug" not in str(refused.value)


def test_a_name_before_the_address_may_not_break_the_header() -> None:
    assert (
        str(header_address("post@vangnet.example", "Vangnet, Rivierland"))
        == '"Vangnet, Rivierland" <post@vangnet.example>'
    )

    with pytest.raises(BadAddress):
        header_address("post@vangnet.example", "Vangnet\r\nBcc: x@y.example")
