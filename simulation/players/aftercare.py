"""How the forms of aftercare are filled in: mostly by whoever speaks with the youth, in the youth's words."""

from typing import Any, get_args

from models.code import AgencyKind
from models.forms.aftercare import Landing, UrgentReview
from simulation.cast import somebody
from simulation.deck import dealt
from simulation.people import names
from simulation.turn import Turn

NEEDED = get_args(UrgentReview.model_fields["needed"].annotation)
VARIANTS = dealt({"standard": 4, "residential": 1, "special education": 1, "light": 3})
HEARD = dealt({"in touch": 16, "not reached": 3, "worrying": 1, "hands back": 1})
HOW = ("app", "app", "phone", "met", "through the coach")


def trusted_person(turn: Turn) -> dict[str, Any]:
    """Somebody of their own mostly, or a mentor; often with a substitute."""
    form: dict[str, Any] = {"trusted": _own(turn), "variant": turn.luck.draw("variant", VARIANTS)}
    if turn.happens(0.35):
        mentor = somebody(turn.rng, turn.rng.choice(turn.desks(AgencyKind.SCHOOL, AgencyKind.SOCIAL_SUPPORT)))
        form["trusted"] = {"professional": f"professional:{mentor}"}
    return form | ({"substitute": _own(turn)} if turn.happens(0.5) else {})


def _own(turn: Turn) -> dict[str, Any]:
    name, relation = turn.rng.choice(names()["people"]), turn.rng.choice(names()["relations"])
    email = {"email": f"{name.lower()}.{turn.case.id}@steun.example"} if turn.happens(0.6) else {}
    return {"name": name, "relation": relation, "phone": "06-55012345"} | email


def trusted_agrees(_turn: Turn) -> dict[str, Any]:
    """A yes."""
    return {}


def parents_agree(turn: Turn) -> dict[str, Any]:
    """Mostly."""
    return {"agrees": turn.luck.draw("parents agree", (True,) * 6 + (False,))}


def contact(turn: Turn) -> dict[str, Any]:
    """In touch mostly; sometimes not reached, worrying, or handed on."""
    heard = "not reached" if turn.life.unseen else turn.luck.draw("heard", HEARD)
    if heard == "not reached":
        return {"reached": False}
    mark = {"youth_mark": turn.rng.randint(5, 9)} if turn.happens(0.8) else {}
    form: dict[str, Any] = {"reached": True, "how": turn.rng.choice(HOW), "words": turn.words("line")} | mark
    return form | {"worrying": heard == "worrying", "hands_back": heard == "hands back"}


def landed(turn: Turn) -> dict[str, Any]:
    """Landed mostly, somewhere."""
    if turn.luck.draw("landed", (True,) * 5 + (False,)):
        return {"landed": True, "where": turn.luck.draw("where", get_args(Landing))}
    return {"landed": False}


def found(turn: Turn) -> dict[str, Any]:
    """In view again mostly."""
    in_view = turn.luck.draw("found", (True, True, False)) and not turn.life.unseen
    return {"found": in_view, "how": "gebeld, geappt en langs geweest"}


def urgent_review(turn: Turn) -> dict[str, Any]:
    """Whatever is needed now."""
    return {"needed": turn.luck.draw("needed", NEEDED), "words": turn.words("why")}


PLAYERS = {
    "TrustedPerson": trusted_person,
    "TrustedAgrees": trusted_agrees,
    "ParentsAgree": parents_agree,
    "Contact": contact,
    "Landed": landed,
    "Found": found,
    "UrgentReview": urgent_review,
}
