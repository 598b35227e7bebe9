"""How long each kind of data is kept, from when on, and whether two people look first. Destroys nothing.

How long stands with the terms, so that a region changes it from a day on with a ground; a case that is closed keeps the
day it was given then. Source: domain.md, R7; process.md, "Every ending".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from models.speech import mark


class Category(StrEnum):
    """What is kept for a time of its own."""

    CLOSED = "closed"
    NOTHING_BEGAN = "nothing began"
    ERASURE = "erasure"
    DRAFT = "draft"
    TYPED = "typed"
    MESSAGE = "message"
    CAUGHT_MAIL = "caught mail"
    SIGN_IN = "sign-in"
    LINK_CODE = "link code"
    FORM_KEY = "form key"
    LOG = "log"
    FIGURES = "figures"


@dataclass(frozen=True, slots=True)
class Kept:
    """How one category is kept.

    Attributes:
        label: what people read.
        since: from which moment it counts, in words.
        term: the name of the term; nothing for what goes at once, or stays.
        four_eyes: two different people approve each destruction.
        stays: it is not destroyed at all, and why.
    """

    label: str
    since: str = ""
    term: str = ""
    four_eyes: bool = False
    stays: str = ""


CATEGORIES: Mapping[Category, Kept] = {
    Category.CLOSED: Kept(
        mark("a closed case, with everything that hangs on it"), mark("the day it closed"), "retain", four_eyes=True
    ),
    Category.NOTHING_BEGAN: Kept(
        mark("a case in which nothing began: no ground, another place, withdrawn, a mistake"),
        mark("the day it closed"),
        "retain refused",
        four_eyes=True,
    ),
    Category.ERASURE: Kept(
        mark("a case that is erased on request"), mark("the day the request was accepted"), four_eyes=True
    ),
    Category.DRAFT: Kept(
        mark("a registration that was written and never sent"), mark("the day it was written last"), "retain draft"
    ),
    Category.TYPED: Kept(
        mark("what somebody typed to a form and never sent"), mark("the moment it was typed"), "retain typed"
    ),
    Category.MESSAGE: Kept(
        mark("that a message about no case in particular was sent; its words are not kept at all"),
        mark("the day it left"),
        "retain message",
    ),
    Category.CAUGHT_MAIL: Kept(
        mark("mail that the catcher of the demo took"), mark("the day it was caught"), "retain caught mail"
    ),
    Category.SIGN_IN: Kept(
        mark("that somebody was signed in"), mark("the last moment they were seen"), "retain sign-in"
    ),
    Category.LINK_CODE: Kept(
        mark("that a one-time code was asked for"), mark("the moment it was asked"), "retain link code"
    ),
    Category.FORM_KEY: Kept(
        mark("the key of a form that was sent, so that the same click twice does it once"),
        mark("the moment it was sent"),
        "retain form key",
    ),
    Category.LOG: Kept(
        mark("the log of who saw or did what: numbers only"),
        mark("the moment of the line; the privacy officer destroys its oldest part"),
        "retain log",
    ),
    Category.FIGURES: Kept(
        mark("figures of a region per school year, without anybody in them"),
        stays=mark("they are about nobody; earlier school years keep their figures"),
    ),
}
"""Every category; a test holds it against the terms."""

OF_A_CASE = frozenset({Category.CLOSED, Category.NOTHING_BEGAN, Category.ERASURE})
BY_HAND = "by hand"
"""Why an item is taken off the list, where a person did."""
