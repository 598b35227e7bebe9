"""Prints as PDF: readable by a screen reader, the same every time, and never broken by what somebody typed."""

import re
import zlib
from datetime import UTC, datetime

import pytest

from notifications.pdf import as_pdf
from notifications.printout import Bullets, Facts, Heading, Paragraph, Part, Printout, Table

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def _printed(*parts: Part, title: str = "Mijn plan") -> bytes:
    return as_pdf(Printout(title=title, language="nl", footer="VN-7K3M9Q", made_at=NOW, parts=parts))


def _structure(pdf: bytes) -> str:
    """Everything the file holds, its packed parts unpacked."""
    unpacked = [pdf.decode("latin-1")]
    for packed in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            unpacked.append(zlib.decompress(packed).decode("latin-1"))
        except zlib.error:
            continue
    return "\n".join(unpacked)


WHOLE = (
    Heading(text="Wie doet wat"),
    Paragraph(text="Bel Bram gerust.", boxed=True),
    Facts(rows=(("school", "Waalzicht College"),)),
    Bullets(lines=("een eigen kamer",)),
    Heading(text="Afspraken", level=2),
    Table(columns=("wie", "wat"), rows=(("Geldloket", "een gesprek"),)),
)


def test_a_print_is_tagged_for_screen_readers_in_its_language() -> None:
    inside = _structure(_printed(*WHOLE))

    assert "<pdfuaid:part>1</pdfuaid:part>" in inside
    assert "/Lang(nl)" in inside
    for tag in ("/S/Title", "/S/H1", "/S/TH", "/S/LBody"):
        assert tag in inside


def test_the_same_print_gives_the_same_file() -> None:
    assert _printed(*WHOLE) == _printed(*WHOLE)


@pytest.mark.parametrize(
    "typed",
    [
        '#import "x": * #panic() $x^2$ *vet* = kop `code` @ref <label> \\ // /* ',
        "<script>alert(1)</script>",
        "محمد علي",
        "Çağla Şimşek, İpek \u0131",
        "hoi 😀👩‍👩‍👧",
        "日本語",
        "\x00\x07\ufffe\U0010ffff",
        "\n\n\n",
        "",
        "lang " * 10_000,
    ],
    ids=["markup", "html", "arabic", "turkish", "emoji", "chinese", "control", "lines", "nothing", "long"],
)
def test_nothing_somebody_typed_breaks_a_print(typed: str) -> None:
    parts = (
        Heading(text=typed),
        Paragraph(text=typed),
        Facts(rows=((typed, typed),)),
        Bullets(lines=(typed,)),
        Table(columns=("wat",), rows=((typed,),)),
    )

    assert _printed(*parts).startswith(b"%PDF-")


def test_a_print_says_that_a_sign_could_not_be_drawn() -> None:
    with_it, without = _printed(Paragraph(text="hoi \U0010ffff")), _printed(Paragraph(text="hoi "))

    assert len(with_it) > len(without)
