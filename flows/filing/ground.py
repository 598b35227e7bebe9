"""Ground before sharing: the one function that refuses to bring an agency in without a ground or everybody's yes."""

from flows.engine.matter import Matter
from flows.facts.consent import has_ground
from models.refusal import Refused
from models.speech import mark
from models.tables import Agency


def insist_on_ground(matter: Matter, agency: int) -> None:
    """Refuses to share with an agency that has no ground for it.

    Raises:
        Refused: no ground of its own, and somebody's yes is missing.
    """
    if not has_ground(matter, agency):
        name = matter.session.get_one(Agency, agency).name
        raise Refused(
            mark("{agency} has no ground to know of this youth; ask for consent first, or discuss anonymously."),
            agency=name,
        )
