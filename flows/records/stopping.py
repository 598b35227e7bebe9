"""What a youth who stops is left with: one letter with a way back, and one light check on offer. Ends nothing itself.

Source: process.md, "The youth may stop at any moment, in any stage".
"""

from sqlmodel import select

from flows.engine import when
from flows.engine.matter import Matter
from flows.engine.post import put
from flows.engine.who import holders
from models.code import Part
from models.tables import WatchedDate

STOPPED = "youth stopped"


def offer_one_check(matter: Matter) -> None:
    """The check is a day to watch, which nobody holds and which is never late."""
    check_on = when.due(matter, "light check", agency=None).on
    watched = select(WatchedDate.id).where(
        WatchedDate.case_id == matter.case.id, WatchedDate.kind == "light check", WatchedDate.day == check_on
    )
    if check_on is not None and matter.session.exec(watched).first() is None:
        matter.session.add(WatchedDate(case_id=matter.case.id, kind="light check", day=check_on))
    put(matter, holders(matter, Part.YOUTH, None)[0], "StoppingConfirmed", {"check_on": check_on})
