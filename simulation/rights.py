"""Somebody asks, by right, something of their own file; by the real command."""

from flows.commands.right import ask_right
from flows.queries.door import open_case
from flows.queries.right import askers
from models.code import RightKind
from models.refusal import Refused
from models.right import RIGHTS
from simulation.deck import dealt
from simulation.hour import day_of
from simulation.people import words
from simulation.scene import Scene

KINDS = dealt({RightKind.ACCESS: 5, RightKind.COPY: 1, RightKind.CORRECTION: 2, RightKind.OBJECTION: 1})


def right_asked(scene: Scene) -> bool:
    """The youth asks it, or those with custody where the youth may not yet."""
    kind = scene.luck.draw("right kind", KINDS)
    about = {"words": scene.luck.rng.choice(words()["why"])} if RIGHTS[kind].says_what else {}
    with scene.store.read(scene.now) as tx:
        who = [each.value for each in askers(tx, open_case(tx, scene.guide, scene.life.ref))]
    for asker in who:
        content = {"kind": kind, "who": asker, "asked_on": day_of(scene.now).isoformat(), **about}
        try:
            ask_right(scene.store, scene.guide, scene.life.ref, content, scene.now)
        except Refused:
            continue
        return True
    return False
