"""How the forms of birthdays, consents that end and parts that change hands are filled in."""

from typing import Any, get_args

from models.forms.birthday import TargetGroup
from simulation.cast import somebody
from simulation.deck import dealt
from simulation.players.intake import IN_CHARGE
from simulation.turn import Turn

AGAIN = dealt({"yes": 8, "no": 1, "not reached": 1})
GOES_ON = get_args(TargetGroup.model_fields["goes_on"].annotation)


def consents_again(turn: Turn) -> dict[str, Any]:
    """Mostly everybody agrees again; sometimes one says no, or nobody is reached."""
    said, givers = turn.luck.draw("consent again", AGAIN), turn.givers()
    if said == "not reached" or not givers:
        return {"cannot": {"code": "not reached"}}
    return {
        "givers": [
            {"giver": giver, "agrees": said == "yes" or place > 0, "way": "phone", "given_on": turn.days_ago(1)}
            for place, giver in enumerate(givers)
        ]
    }


def target_group(turn: Turn) -> dict[str, Any]:
    """It goes on, or somebody else helps from then on."""
    return {"goes_on": turn.luck.draw("target group", GOES_ON), "words": turn.words("why")}


def plan_for_18(turn: Turn) -> dict[str, Any]:
    """Half of it six months ahead, most of it three months ahead."""
    if turn.question.about == 6:
        return {"living": turn.words("action"), "not_yet": True}
    return dict.fromkeys(("living", "income", "insurance", "help_that_ends", "someone"), turn.words("action"))


def successor(turn: Turn) -> dict[str, Any]:
    """Somebody of an agency that guides cases; now and then it stays where it is."""
    if turn.happens(0.1):
        return {}
    desk = turn.rng.choice(turn.desks(*IN_CHARGE))
    return {"who": f"professional:{somebody(turn.rng, desk)}"}


PLAYERS = {
    "ConsentsAgain": consents_again,
    "TargetGroup": target_group,
    "PlanFor18": plan_for_18,
    "Successor": successor,
}
