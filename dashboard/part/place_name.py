"""What people call the places of the map of the process: the question, the day, who is asked. Draws nothing."""

from collections.abc import Mapping

from dashboard.desk import Desk
from flows.map.plan import BEGINS, ENDS, GOES, Place
from flows.queries.process_map import StepCount
from models.forms import question_named
from models.label import OF_A_RUN, OF_A_WAIT, called, capital
from models.speech import mark

DAYS: Mapping[str, str] = {
    "meeting-day": mark("Until the day of the meeting"),
    "evaluation-day": mark("Until the day to look back"),
    "birthday": mark("Until the birthday"),
}
"""The moments a story waits for, as people call them."""


def run_called(desk: Desk, name: str) -> str:
    """A stage or errand as people call it."""
    return capital(called(OF_A_RUN, name, desk.language))


def place_called(desk: Desk, place: Place) -> str:
    """A place of the map as people call it: the question, the day, or where it goes."""
    if place.verb == BEGINS:
        return desk.say(mark("Begins"))
    if place.verb == ENDS:
        return desk.say(mark("Ends"))
    if place.verb == GOES:
        return desk.say(mark("On to: {stages}"), stages=", ".join(run_called(desk, each) for each in place.goes_to))
    return desk.say(question_named(place.form) if place.form else DAYS.get(place.key, place.key))


def numbered(desk: Desk, number: int, place: Place) -> str:
    """A place with its number on the map; the two ends have none."""
    name = place_called(desk, place)
    return name if place.verb in {BEGINS, ENDS} else f"{number}. {name}"


def number_called(desk: Desk, here: StepCount) -> str:
    """How many wait, and how many of them longer than agreed: in words, so that colour says nothing alone."""
    if here.late:
        return desk.say(
            mark("{number} open, {late} longer than agreed"), number=desk.number(here.open), late=desk.number(here.late)
        )
    return desk.say(mark("{number} open"), number=desk.number(here.open))


def asked_of(desk: Desk, place: Place) -> str:
    """Who is asked: a part people know; what the story takes from an earlier answer is said so."""
    if place.form is None:
        return ""
    known = [called(OF_A_WAIT, part, desk.language) for part in place.of.split(", ") if part in OF_A_WAIT]
    return ", ".join(known) or desk.say(mark("who was chosen before"))
