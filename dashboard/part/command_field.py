"""What is filled in for a command: the question it is about, the fields of its form, a tick where it is grave."""

from collections.abc import Mapping
from typing import Any

from dashboard.part.field import Field, Kind, fields_of
from flows.acts.act import About, Act, Seen
from flows.acts.table import ACTS
from flows.queries.waiting import WaitLine
from models.speech import mark

OPEN_QUESTION = "open question"
QUESTION = Field("key", mark("Which question?"), Kind.PICK, "", required=True, pick=OPEN_QUESTION)
SURE = Field("sure", mark("I am sure"), Kind.TICK, "", required=False, default=False)


ON_CASE_PAGE: Mapping[str, Act] = {name: act for name, act in ACTS.items() if act.about in {About.CASE, About.QUESTION}}
"""What stands among what one can do in a case."""


def asked_for(act: Act) -> tuple[Field, ...]:
    """The fields a page draws for a command, in order."""
    form = (field for field in fields_of(act.sheet) if not act.only or field.name in act.only)
    about = (QUESTION,) if act.about is About.QUESTION else ()
    return (*about, *form, *((SURE,) if act.grave else ()))


def at_its_turn(line: WaitLine) -> str:
    """How a list names a question, so that what changed meanwhile is noticed."""
    return f"{line.id}.{line.turn}.{line.key}"


def question_in(content: Mapping[str, Any]) -> tuple[Seen, dict[str, Any]]:
    """Which question it is about, and what is said of it."""
    wait, turn, key = content["key"].split(".", 2)
    return Seen(key, int(wait), int(turn)), {name: value for name, value in content.items() if name != "key"}
