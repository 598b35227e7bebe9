"""Starts a handover from one school or institution to the next, in whatever stage the youth is. One transaction."""

from datetime import datetime
from typing import Any

from flows.commands.guided import guided
from flows.commands.reading import as_fields
from flows.engine.step import add_run
from flows.filing.handover import file_handovers
from models.access import Viewer
from models.code import Errand
from models.deed import Deed
from models.forms import line_from
from models.forms.assignment import HandoverLine
from models.store import Store


def start_handover(store: Store, viewer: Viewer, ref: str, content: Any, now: datetime) -> int:
    """Both sides are asked, item by item, ten working days before the first day; gives the number of the handover.

    Raises:
        Refused: the viewer does not guide this case, a side has no ground to know, or the first day has passed.
    """
    line = line_from(HandoverLine, as_fields(content))
    with store.write(now) as tx:
        matter = guided(tx, viewer, ref, Deed.START, Errand.HANDOVER)
        number = file_handovers(matter, [line], "handover")[0]
        add_run(tx, matter.case.id, Errand.HANDOVER, about=number)
        return number
