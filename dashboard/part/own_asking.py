"""What a youth asks from their own page: the three buttons, what became of it, and where the page is. Decides nothing.

Said with "jij"; who has custody reads none of it.
"""

from collections.abc import Iterable, Iterator, Mapping

from flows.queries.own_asked import AskLine
from flows.queries.own_given import GivenLink
from models.choice import choice_called
from models.code import OwnAskKind
from models.label import LABELS, called, capital
from models.speech import mark, say
from notifications.phrase import day
from notifications.plain import Language
from notifications.printout import Facts, Heading, Paragraph, Part, Table

BUTTONS: Mapping[OwnAskKind, tuple[str, str]] = {
    OwnAskKind.ANOTHER_MEETING: (
        mark("I want another meeting"),
        mark("Your person reads this and looks for a moment together with you."),
    ),
    OwnAskKind.ANOTHER_PERSON: (
        mark("I want somebody else"),
        mark(
            "You may always ask this. The registration point answers it. Your person sees that you asked it, but not"
            " what you write here."
        ),
    ),
    OwnAskKind.NOT_RIGHT: (
        mark("Something is wrong here"),
        mark("Is something on this page not right? Your person looks at it: it is put right, or your words beside it."),
    ),
}
"""Each button: what stands on it, and who reads it. A test asks for every kind."""


def asked_parts(asks: Iterable[AskLine], language: Language) -> Iterator[Part]:
    """What was asked and what became of it; nothing where nothing was asked."""
    rows = tuple(
        (
            capital(called(LABELS[OwnAskKind], each.kind, language)),
            day(each.asked_on, language),
            _became(each, language),
        )
        for each in asks
    )
    if rows:
        yield Heading(text=say(mark("What I asked from this page"), language))
        columns = mark("What I asked"), mark("Asked on"), mark("What became of it")
        yield Table(columns=tuple(say(each, language) for each in columns), rows=rows)


def _became(ask: AskLine, language: Language) -> str:
    if ask.state == "answered":
        result = capital(choice_called("OwnAskReply", "result", ask.result, language))
        return f"{result}. {ask.reply}"
    if ask.state == "open" and ask.until_on:
        return say(mark("Somebody looks at it. You hear by {day}."), language, day=day(ask.until_on, language))
    if ask.state == "open":
        return say(mark("Somebody looks at it."), language)
    return say(mark("It is not looked at any more. Is it still needed? Ask it again."), language)


def link_parts(link: GivenLink, address: str, language: Language) -> Iterator[Part]:
    """On paper: where the page is, and the code that opens it."""
    yield Heading(text=say(mark("This page on your phone"), language))
    rows = (mark("Address"), f"{address}{link.path}"), (mark("Code"), link.code)
    yield Facts(rows=tuple((say(label, language), value) for label, value in rows))
    yield Paragraph(
        text=say(
            mark(
                "There you read the same, as it is today. You can ask for another meeting or for somebody else, or say"
                " that something is wrong. Keep the code to yourself: who has the address and the code reads your page."
                " Did you lose this paper? Ask your person for a new code; the old one works no more then."
            ),
            language,
        )
    )
