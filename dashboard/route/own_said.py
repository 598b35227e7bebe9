"""What stands on a youth's own page besides the plan itself, and on the pages that lead to it. Reads nothing."""

from collections.abc import Mapping

from flows.queries.own_link import State
from models.speech import mark

Said = tuple[str, str]
"""A title and a sentence."""

UNKNOWN: Said = (
    mark("This link does not work"),
    mark("A sign is perhaps missing or wrong. Look at your paper again, or ask your person for a new one."),
)
ENDED: Said = (
    mark("This link works no more"),
    mark("There is perhaps a newer one. Ask your person for a new paper with an address and a code."),
)
CLOSED: Said = (
    mark("There is nothing more to read here"),
    mark(
        "What we did together has ended. Do you need us again, or do you want to see your file? Call your person or the"
        " registration point."
    ),
)
TOO_MANY: Said = (
    mark("One moment, please"),
    mark("This page was opened very often. Try again in a minute."),
)
TOO_LARGE: Said = (
    mark("That is too much"),
    mark("More was sent than fits here. Go back and make it shorter."),
)
OVER: Mapping[State, Said] = {State.ENDED: ENDED, State.CLOSED: CLOSED}

CLOSED_BY_TIME = mark(
    "The page closed by itself, because it was open for a while. Type the code again; your words stay."
)
ASKED = mark(
    "Thank you. We received it. You read the answer on this page; if we know your mail address, you get a mail."
)

WORDS: Mapping[str, str] = {
    "foot": mark(
        "This page is yours. Is the phone or the computer of somebody else? Close the page when you are done."
    ),
    "own page": mark("Your own page"),
    "type": mark("Type the code that stands on your paper, below the address. It has eight digits."),
    "code": mark("Code"),
    "open": mark("Open my page"),
    "no code": mark("No code any more? Ask your person for a new one. Then the old one works no more."),
    "close": mark("Close my page"),
    "jump": mark("I want to ask or say something"),
    "ask": mark("I want something else"),
    "ask hint": mark("Press what fits. You do not have to write anything with it."),
    "words": mark("Do you want to say something about it? You do not have to."),
    "look again": mark("Something needs another look"),
}
"""By the name the templates know it by."""
