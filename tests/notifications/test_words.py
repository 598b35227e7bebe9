"""The words themselves: complete, in both languages, twice the same, to the right person and without blame."""

import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from jinja2 import meta

from notifications.kind.aftercare import ContactNudge, ContactWindowOpen
from notifications.kind.overview import DailyDigest
from notifications.letter import write
from notifications.notice import NOTICES
from notifications.plain import LANGUAGES, AskingNotice, CaseNotice, Language, Notice
from notifications.press import WORDS, press

FILES = ("subject.txt", "txt", "html")
SHARED = {"part", "to", "floor", "subject", "language", "case_ref", "your_ref"}
FORBIDDEN = ("te laat", "geweigerd", "gemist", "niet passend", "too late", "refused", "failed to", "overdue")

ALL = pytest.mark.parametrize("kind", NOTICES.values(), ids=NOTICES)
BOTH = pytest.mark.parametrize("language", LANGUAGES)


class Reader(HTMLParser):
    """Reads a mail as a screen reader would: words, headings, links."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words: list[str] = []
        self.links: dict[str, str] = {}
        self.attributes: dict[str, dict[str, str | None]] = {}
        self._open: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.setdefault(tag, dict(attrs))
        self._open.append((tag, dict(attrs)))
        if tag in {"br", "p", "li", "h1", "h2"}:
            self.words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        inside = [tag for tag, _ in self._open]
        if "style" in inside or "title" in inside:
            return
        self.words.append(data)
        for tag, attrs in self._open:
            if tag == "a":
                href = str(attrs["href"])
                self.links[href] = self.links.get(href, "") + data


def bare(kind: type[Notice]) -> Notice:
    """Return the notice with nothing in it that may be left out."""
    needed = {name for name, field in kind.model_fields.items() if field.is_required()}
    values = kind.example().model_dump()
    kept = {name: values[name] for name in needed}
    if kind is DailyDigest:
        kept["questions"] = ({"label": "Komt u?"},)
    if issubclass(kind, AskingNotice):
        kept["questions"] = ({"label": "Komt u?", "link": values["link"]},)
    return kind.model_validate(kept)


def spoken(text: str) -> list[str]:
    """Return the words of a text without layout, links and punctuation."""
    without_links = re.sub(r"https?://\S+", " ", text)
    return re.findall(r"[\w€.,-]*\w", without_links.replace("\xa0", " "))


def source(path: str) -> str:
    return (WORDS / path).read_text(encoding="utf-8")


def asked_for(template: str) -> set[str]:
    """Return the values the words of one file ask for."""
    return meta.find_undeclared_variables(press("nl").parse(source(template)))


def test_every_folder_of_words_belongs_to_a_notice() -> None:
    folders = {folder.name for folder in WORDS.iterdir() if not folder.name.startswith("_")}

    assert folders == {kind.template for kind in NOTICES.values()}


@ALL
def test_every_notice_has_its_six_files_and_no_other(kind: type[Notice]) -> None:
    found = {file.name for file in (WORDS / kind.template).iterdir()}

    assert found == {f"{language}.{file}" for language in LANGUAGES for file in FILES}


@ALL
@BOTH
@pytest.mark.parametrize("made", [lambda kind: kind.example(), bare], ids=["full", "bare"])
def test_every_notice_is_written_in_both_languages(
    kind: type[Notice], language: Language, made: Callable[[type[Notice]], Notice]
) -> None:
    letter = write(made(kind), language)

    assert letter.subject
    assert len(letter.subject) <= 90
    assert "None" not in letter.text
    assert len(letter.text.split("-- \n")[0].split()) > 8


@ALL
@BOTH
def test_no_words_ask_for_a_value_the_notice_does_not_have(kind: type[Notice], language: Language) -> None:
    for file in FILES:
        assert asked_for(f"{kind.template}/{language}.{file}") <= set(kind.model_fields) | SHARED


@ALL
@BOTH
def test_every_value_of_a_notice_is_told(kind: type[Notice], language: Language) -> None:
    own = set(kind.model_fields) - {"case_ref", "your_ref"}

    for file in ("txt", "html"):
        assert asked_for(f"{kind.template}/{language}.{file}") >= own


@ALL
@BOTH
@pytest.mark.parametrize("made", [lambda kind: kind.example(), bare], ids=["full", "bare"])
def test_the_plain_text_says_the_same_as_the_html(
    kind: type[Notice], language: Language, made: Callable[[type[Notice]], Notice]
) -> None:
    letter = write(made(kind), language)

    from_html = spoken("".join(Reader(letter.html).words))

    assert from_html[0] == "Vangnet"
    assert from_html[1:] == spoken(letter.text)


@ALL
@BOTH
def test_no_mail_blames_anybody(kind: type[Notice], language: Language) -> None:
    letter = write(kind.example(), language)

    for word in FORBIDDEN:
        assert word not in f"{letter.subject}\n{letter.text}".casefold()


@ALL
def test_a_youth_is_jij_and_everybody_else_is_u(kind: type[Notice]) -> None:
    letter = write(kind.example(), "nl")
    words = {word.casefold() for word in re.findall(r"\w+", f"{letter.subject}\n{letter.text}")}

    jij, u = words & {"jij", "je", "jou", "jouw"}, words & {"u", "uw"}

    assert not (u if kind.to == "jij" else jij)


@ALL
@BOTH
def test_every_mail_says_why_there_are_no_names_in_it(kind: type[Notice], language: Language) -> None:
    why = {"nl": "met opzet geen namen", "en": "no names in this mail, on purpose"}[language]

    letter = write(kind.example(), language)

    assert why in letter.text
    assert why in letter.html


@ALL
@BOTH
def test_a_mail_can_be_switched_off_only_when_nobody_loses_by_it(kind: type[Notice], language: Language) -> None:
    offer = {"nl": "Zet ze uit", "en": "Switch them off"}[language]

    assert (offer in write(kind.example(), language).text) is not kind.floor


@ALL
@BOTH
def test_every_mail_can_be_read_by_a_screen_reader(kind: type[Notice], language: Language) -> None:
    page = Reader(write(kind.example(), language).html)

    assert page.attributes["html"]["lang"] == language
    assert page.tags.count("h1") == 1
    assert not {"script", "img", "table", "link", "iframe"} & set(page.tags)
    for href, text in page.links.items():
        assert href.startswith("https://vangnet.example/")
        assert len(text.strip()) > 5


@ALL
def test_the_style_stands_on_the_elements_and_the_dark_variant_stays(kind: type[Notice]) -> None:
    html = write(kind.example(), "nl").html

    assert re.search(r"<h1 style=\"[^\"]*font-size", html)
    assert "prefers-color-scheme: dark" in html


@pytest.mark.parametrize("kind", [ContactWindowOpen, ContactNudge])
@BOTH
def test_a_trusted_person_never_reads_about_lateness(kind: type[Notice], language: Language) -> None:
    text = write(kind.example(), language).text.casefold()

    for word in ("langer dan afgesproken", "uiterlijk", "herinnering", "verlopen", "longer than", "reminder", "due"):
        assert word not in text


@pytest.mark.parametrize("kind", [kind for kind in NOTICES.values() if issubclass(kind, CaseNotice)])
@BOTH
def test_a_mail_about_a_case_says_which_and_how_the_reader_calls_it(kind: type[Notice], language: Language) -> None:
    notice = kind.model_validate(kind.example().model_dump() | {"case_ref": "VN-4D8HWT", "your_ref": "Z-88/2"})

    letter = write(notice, language)

    for text in (letter.text, letter.html):
        assert "VN-4D8HWT" in text
        assert "Z-88/2" in text


@BOTH
def test_an_agency_with_strange_signs_in_its_name_stays_text(language: Language) -> None:
    kind = NOTICES["OrderGiven"]
    notice = kind.model_validate(kind.example().model_dump() | {"agency": 'Zorg & <b>"Co"</b>'})

    letter = write(notice, language)

    assert 'Zorg & <b>"Co"</b>' in letter.text
    assert "<b>" not in letter.html
    assert "Zorg &amp; &lt;b&gt;" in letter.html
