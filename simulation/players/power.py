"""How the forms of binding decisions and of the budget are filled in. Goes by chance; looks nothing up."""

from typing import Any, get_args

from models.forms.imposition import Objected
from simulation.deck import dealt
from simulation.turn import Turn

VIEWS = dealt({"agrees": 3, "proposes": 2, "objects": 2})


def paid_otherwise(turn: Turn) -> dict[str, Any]:
    """From one's own means, or another scheme."""
    return {"paid_by": turn.luck.draw("paid otherwise", ("own means", "other scheme"))}


def hearing(turn: Turn) -> dict[str, Any]:
    """Mostly agreed with; else something instead, or why not."""
    view = turn.luck.draw("hearing", VIEWS)
    return {"view": view} | ({} if view == "agrees" else {"words": turn.words("why")})


def order(turn: Turn) -> dict[str, Any]:
    """Mostly given."""
    if turn.luck.draw("order", (True, True, True, False)):
        return {"orders": True}
    return {"orders": False, "why": turn.words("why")}


def order_objection(turn: Turn) -> dict[str, Any]:
    """One of the reasons."""
    return {"code": turn.luck.draw("order objection", get_args(Objected)), "words": turn.words("why")}


def order_done(turn: Turn) -> dict[str, Any]:
    """Done."""
    return {"done_on": turn.days_ago(), "words": turn.words("line")}


def costs_settled(turn: Turn) -> dict[str, Any]:
    """Mostly settled."""
    if turn.luck.draw("costs settled", (True, True, False)):
        return {"settled": True}
    return {"settled": False, "words": turn.words("why")}


def settlement_heard(turn: Turn) -> dict[str, Any]:
    """It ends in one of the ways."""
    ways = ("settled", "stays as paid", "to the administrators")
    return {"result": turn.luck.draw("settlement", ways), "words": turn.words("why")}


PLAYERS = {
    "PaidOtherwise": paid_otherwise,
    "Hearing": hearing,
    "Order": order,
    "OrderObjection": order_objection,
    "OrderDone": order_done,
    "CostsSettled": costs_settled,
    "SettlementHeard": settlement_heard,
}
