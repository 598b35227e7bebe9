"""Keeping a day in view: the end of a place or an indication, a search term, a court's consent. Never anybody's wait.

Source: process.md, stage 1 step 1, "dates to watch".
"""

from datetime import datetime
from typing import Any

from sqlmodel import select

from flows.commands.guided import guided
from flows.commands.reading import as_fields
from flows.records.intake import watch
from models.access import Viewer
from models.deed import Deed
from models.forms import line_from
from models.forms.intake import ToWatch
from models.refusal import BadAnswer, Refused
from models.speech import mark
from models.store import Store
from models.tables import WatchedDate


def watch_day(store: Store, viewer: Viewer, ref: str, content: Any, now: datetime) -> None:
    """Keeps a day in view, by whoever knows of it.

    Raises:
        Refused: the day has passed or is in view already, or the viewer has no part in this case that allows it.
    """
    wanted = line_from(ToWatch, as_fields(content))
    with store.write(now) as tx:
        matter = guided(tx, viewer, ref, Deed.ADD_REQUEST)
        if wanted.day < matter.today:
            raise BadAnswer(mark("The field '{field}' is a day that has passed; what is asked lies ahead."), "day")
        there = select(WatchedDate.id).where(
            WatchedDate.case_id == matter.case.id, WatchedDate.kind == wanted.kind, WatchedDate.day == wanted.day
        )
        if matter.session.exec(there).first() is not None:
            raise Refused(mark("This day is kept in view already."))
        watch(matter, wanted.kind, wanted.day)
