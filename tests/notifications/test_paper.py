"""Letters on paper: they may hold names, and are read by youths and parents."""

import re
from datetime import date

import pytest
from jinja2 import meta

from notifications.notice import NOTICES
from notifications.paper import PAPERS, ClosingPaper, Paper, PaperForYouth, print_paper
from notifications.plain import LANGUAGES, Language
from notifications.press import WORDS, press

ALL = pytest.mark.parametrize("kind", PAPERS.values(), ids=PAPERS)
BOTH = pytest.mark.parametrize("language", LANGUAGES)


@ALL
@BOTH
def test_every_letter_is_printed_in_both_languages(kind: type[Paper], language: Language) -> None:
    page = print_paper(kind.example(), language)

    assert f'<html lang="{language}">' in page
    assert page.count("<h1") == 1
    assert "size: A4" in page
    assert not re.search(r"<script|<img|<link|url\(", page)


@ALL
@BOTH
def test_a_letter_with_nothing_to_tell_yet_is_still_a_letter(kind: type[Paper], language: Language) -> None:
    needed = {name for name, field in kind.model_fields.items() if field.is_required()}
    bare = kind.model_validate({name: value for name, value in kind.example().model_dump().items() if name in needed})

    page = print_paper(bare, language)

    assert "<ul>" not in page
    assert "None" not in page


@ALL
@BOTH
def test_the_words_use_every_value_and_no_other(kind: type[Paper], language: Language) -> None:
    used: set[str] = set()
    for path in (f"_paper/{kind.template}/{language}.html", "_paper/paper.html"):
        used |= meta.find_undeclared_variables(press(language).parse((WORDS / path).read_text(encoding="utf-8")))

    assert used - {"language"} == set(kind.model_fields)


def test_a_youth_reads_who_is_their_person_whom_we_asked_and_how_to_say_no() -> None:
    page = print_paper(PaperForYouth.example(), "nl")

    for told in ("Bram Veerman", "06 00 00 01 02", "Geldloket", "Je mag nee zeggen", "wat er over jou is opgeschreven"):
        assert told.casefold() in page.casefold()


def test_a_closing_letter_says_how_to_come_back_without_starting_over() -> None:
    page = print_paper(ClosingPaper.example(), "nl")

    assert "Eén telefoontje is genoeg" in page
    assert "000 000 01 00" in page
    assert "ma 18 juni 2029" in page


@pytest.mark.parametrize("kind", [PaperForYouth, ClosingPaper])
def test_a_youth_is_never_u(kind: type[Paper]) -> None:
    words = set(
        re.findall(
            r"\w+", re.sub(r"<style.*?</style>|<[^>]+>", " ", print_paper(kind.example(), "nl"), flags=re.DOTALL)
        )
    )

    assert not words & {"u", "U", "uw", "Uw"}


def test_what_a_youth_said_is_printed_as_text() -> None:
    letter = ClosingPaper.model_validate(
        ClosingPaper.example().model_dump() | {"reached": ("<script>ik</script> & mijn tante",)}
    )

    page = print_paper(letter, "nl")

    assert "&lt;script&gt;ik&lt;/script&gt; &amp; mijn tante" in page


def test_no_letter_on_paper_can_be_mailed_by_accident() -> None:
    assert not set(PAPERS) & set(NOTICES)
    assert PaperForYouth.example().written_on == date(2026, 11, 23)
