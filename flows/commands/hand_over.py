"""Handing a part in a case over to somebody who is asked first. Changes nothing until they say yes."""

from datetime import datetime
from typing import Any

from flows.commands.guided import guided
from flows.commands.reading import as_fields
from flows.filing.succession import insist_can_take_over
from flows.records.succession import PARTS, is_being_handed_over, to_be_named
from models.access import Viewer
from models.code import Errand, Part
from models.deed import Deed
from models.forms import line_from
from models.forms.change import HandingOver
from models.refusal import BadAnswer, Refused
from models.speech import mark
from models.store import Store


def hand_over_case(store: Store, viewer: Viewer, ref: str, content: Any, now: datetime) -> int:
    """Asks somebody to take a part over; gives the number of the succession.

    A yes makes it theirs; the former holder may read for a while, and takes private notes along.

    Raises:
        Refused: nobody holds that part, they hold it already, somebody is being asked, or they cannot take it over.
    """
    said = line_from(HandingOver, as_fields(content))
    with store.write(now) as tx:
        matter = guided(tx, viewer, ref, Deed.HAND_OVER, Errand.SUCCESSION)
        part = Part(said.part)
        former = getattr(matter.case, PARTS[part])
        if former is None:
            raise Refused(mark("Nobody has this part in case {ref} yet."), ref=matter.case.ref)
        successor = insist_can_take_over(matter, said.to, "to")
        if successor == former:
            raise BadAnswer(mark("The field '{field}' does not fit: {why}."), "to", why=mark("they have it already"))
        if is_being_handed_over(matter, part):
            raise Refused(mark("Somebody is being asked to take this part over already."))
        return to_be_named(matter, part, former, left=False, successor=successor)
