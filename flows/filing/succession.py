"""What naming a successor means: somebody who works, and may know of the youth."""

from flows.engine.filing import files
from flows.engine.journal import OpenWait
from flows.engine.matter import Matter
from flows.engine.who import holders
from flows.filing.ground import insist_on_ground
from models.forms.succession import Successor
from models.holder import parsed
from models.refusal import BadAnswer
from models.speech import mark
from models.tables import Agency, Professional


@files(Successor)
def successor(matter: Matter, _wait: OpenWait, form: Successor) -> None:
    """Only who works in this region now, and whose agency has a ground."""
    if form.who is not None:
        insist_can_take_over(matter, form.who, "who")


def insist_can_take_over(matter: Matter, who: str, field: str) -> int:
    """The professional who may take a part over.

    Raises:
        BadAnswer: nobody of this region by that number, or not at work now.
        Refused: their agency has no ground to know of the youth.
    """
    number = parsed(who)[1]
    row = matter.session.get(Professional, number)
    agency = matter.session.get(Agency, row.agency_id) if row else None
    if row is None or agency is None or agency.region_id != matter.case.region_id:
        why = mark("nobody works here under that number")
        raise BadAnswer(mark("The field '{field}' does not fit: {why}."), field, why=why)
    if holders(matter, who, None)[0].professional_id != number:
        raise BadAnswer(mark("The field '{field}' does not fit: {why}."), field, why=mark("they are not at work now"))
    insist_on_ground(matter, row.agency_id, whole=True)
    return number
