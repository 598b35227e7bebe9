"""What a reader may choose about each kind of message: at once, in the overview of the day, or not by mail. Pure.

A floor cannot be switched off: without an order, or a day that has passed, somebody loses a right or a term.
"""

from collections.abc import Mapping
from typing import Literal

from notifications.plain import Notice

Moment = Literal["at once", "digest", "off"]

CAN_WAIT = frozenset(
    {"QuestionAsked", "ReassignedToYou", "ProposalToConfirm", "ConsentAsked", "ArrivedAsked", "MeanwhileAsked"}
)
"""Urgent, and all the same a reader may prefer it in the overview: their terms are counted in days."""


def default_for(notice: type[Notice]) -> Moment:
    """When a reader hears of it who chose nothing."""
    return "at once" if notice.urgent else "digest"


def may_choose(notice: type[Notice]) -> tuple[Moment, ...]:
    """What a reader may choose for it, the default first."""
    found: list[Moment] = [default_for(notice)]
    if not notice.urgent:
        found.append("at once")
    elif notice.__name__ in CAN_WAIT:
        found.append("digest")
    if not notice.floor:
        found.append("off")
    return tuple(found)


def chosen_about(notices: Mapping[str, type[Notice]]) -> Mapping[str, tuple[Moment, ...]]:
    """The kinds of which there is something to choose, for an agency's people; by name."""
    found = {name: may_choose(notice) for name, notice in notices.items() if notice.to == "u"}
    return {name: moments for name, moments in found.items() if len(moments) > 1}
