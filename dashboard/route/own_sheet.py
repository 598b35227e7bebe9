"""Draws a youth's own page from the same parts as the print, and the page that asks for its code. Reads nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from starlette.responses import Response

from dashboard.part.own_asking import BUTTONS
from dashboard.part.own_print import OwnPrint
from dashboard.route.own_said import WORDS
from dashboard.route.printing import printed
from dashboard.route.typed import Pairs, first
from flows.commands.own_link import CODE
from flows.queries.own_link import OwnLinked
from flows.queries.own_page import OwnPage
from models.code import OwnAskKind
from models.speech import say
from notifications.plain import Language
from notifications.printout import Heading, Part


@dataclass(frozen=True, slots=True)
class OwnSheet:
    """What the page is drawn with.

    Attributes:
        pairs: what was sent.
        wrong: what does not fit, by the field or the button; on top of the page where that is empty.
    """

    found: OwnLinked
    language: Language
    pairs: Pairs
    wrong: dict[str, str] = field(default_factory=dict)

    @property
    def words(self) -> Mapping[str, str]:
        """The sentences of the templates, in the language of the reader."""
        return {name: say(sentence, self.language) for name, sentence in WORDS.items()}


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one heading.

    Attributes:
        folded: it is long, and opens with a press.
    """

    title: str
    parts: tuple[Part, ...]
    folded: bool


@dataclass(frozen=True, slots=True)
class Button:
    """One thing to ask, with what was typed beside it."""

    kind: str
    title: str
    hint: str
    typed: str
    wrong: str


def code_asked(sheet: OwnSheet, status: int = 200) -> Response:
    """Asks for the code; what was typed before the page closed by itself is carried along."""
    carried = [(name, first(sheet.pairs, name)) for name in ("kept", "words")]
    if first(sheet.pairs, "do") in BUTTONS:
        carried[0] = "kept", first(sheet.pairs, "do")
    values = {**_shared(sheet), "carried": carried, "wrong": sheet.wrong.get(CODE, "")}
    return printed("own_code.html", sheet.language, values, status)


def page_drawn(
    sheet: OwnSheet, page: OwnPage, now: datetime, opened: str, *, done: str = "", status: int = 200
) -> Response:
    """The page itself. What opened it goes along in the form of each button, and nowhere else."""
    drawn = OwnPrint(page, sheet.language, now)
    values = {
        **_shared(sheet),
        "title": drawn.own("title"),
        "sections": list(_sections(drawn)),
        "buttons": [_button(sheet, kind) for kind in BUTTONS],
        "opened": opened,
        "done": done,
        "any_wrong": any(sheet.wrong.values()),
    }
    return printed("own.html", sheet.language, values, status)


def _shared(sheet: OwnSheet) -> dict[str, object]:
    words = sheet.words
    trouble = sheet.wrong.get("", "")
    return {"own": words, "foot": words["foot"], "trouble": trouble, "other": "nl" if sheet.language == "en" else "en"}


def _sections(drawn: OwnPrint) -> Iterable[Section]:
    title, parts = "", list[Part]()
    for part in drawn.parts():
        if isinstance(part, Heading) and part.level == 1:
            yield Section(title, tuple(parts), title == drawn.own("looked"))
            title, parts = part.text, []
        else:
            parts.append(part)
    yield Section(title, tuple(parts), title == drawn.own("looked"))


def _button(sheet: OwnSheet, kind: OwnAskKind) -> Button:
    title, hint = BUTTONS[kind]
    kept = kind in {first(sheet.pairs, "do"), first(sheet.pairs, "kept")}
    return Button(
        kind=kind,
        title=say(title, sheet.language),
        hint=say(hint, sheet.language),
        typed=first(sheet.pairs, "words") if kept else "",
        wrong=sheet.wrong.get(kind, ""),
    )
