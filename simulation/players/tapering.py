"""How check-ins and the closing are filled in: the network around the youth grows, and sometimes shrinks."""

from typing import Any, get_args

from models.forms.tapering import ClosingOutcome
from simulation.deck import dealt
from simulation.people import words
from simulation.players.assignment import marks
from simulation.turn import Turn

AROUND: tuple[dict[str, Any], ...] = (
    {"initials": "R.", "relation": "tante", "kind": "informal", "company": True, "practical": True,
     "always_there": True, "in_a_crisis": True, "rating": 9},
    {"initials": "K.", "relation": "vriend", "kind": "informal", "company": True, "emotional": True, "rating": 8},
    {"initials": "W.", "relation": "buurvrouw", "kind": "informal", "advice": True, "rating": 7},
    {"initials": "S.", "relation": "oud-student", "kind": "peer", "advice": True, "adult": False, "rating": 8},
)  # fmt: skip
"""Who comes to stand around a youth, in the order they come."""

GOES = dealt({"well": 14, "hard": 3, "asks for more": 1})
EACH_NTH_MAP = 4
CLOSINGS = dealt(
    {each: (0 if each == "deceased" else 2 if each in {"back to school", "work"} else 1)
     for each in get_args(ClosingOutcome)}
)  # fmt: skip


def check_in(turn: Turn) -> dict[str, Any]:
    """A mark and a line; now and then the network is drawn; less coaching when it goes well."""
    number = int(turn.question.key.partition(":")[2])
    goes = turn.luck.draw("check-in", GOES)
    form: dict[str, Any] = {"youth_mark": 4 if goes == "hard" else turn.rng.randint(6, 9), "line": turn.words("line")}
    if number % EACH_NTH_MAP == 1:
        form["network"] = list(AROUND[: network_size(turn, number)])
    if goes == "asks for more":
        return form | {"more": True}
    if turn.happens(0.2):
        form["domains"] = marks(turn, 6)
    return form | _less(turn, number) if goes == "well" and number > 1 else form


def network_size(turn: Turn, number: int) -> int:
    """It grows with the months; now and then somebody falls away."""
    return max(min(1 + number // 3, len(AROUND)) - turn.happens(0.1), 0)


def _less(turn: Turn, number: int) -> dict[str, Any]:
    form: dict[str, Any] = {"youth_wants_less": True, "coach_wants_less": turn.happens(0.8), "fallback": True}
    if number > 3 and turn.happens(0.8):
        form["takes_over_who"] = "tante Riet"
    if turn.happens(0.05):
        form["below_strong_why"] = turn.words("why")
    return form


def closing(turn: Turn) -> dict[str, Any]:
    """How it ended, what it brought, and a letter."""
    form = {"outcome": turn.luck.draw("closing", CLOSINGS), "marks": marks(turn, 7), "letter": words()["letter"][0]}
    return form | ({"helped": turn.rng.randint(5, 10)} if turn.happens(0.9) else {})


def pilot_flame(turn: Turn) -> dict[str, Any]:
    """Another year mostly."""
    return {"goes_on": turn.luck.draw("pilot flame", ("pilot flame",) * 3 + ("more coaching",))}


PLAYERS = {"CheckIn": check_in, "Closing": closing, "PilotFlame": pilot_flame}
