"""A case as it is on the screen: read in one transaction, kept as it was drawn. Shows nothing."""

from dataclasses import dataclass

from dashboard.desk import Desk
from dashboard.part.crossing import as_seen
from dashboard.part.meanwhile import STORY
from flows.queries.case_story import CaseStory, case_story
from flows.queries.door import Opened, open_case


@dataclass(frozen=True, slots=True)
class Seen:
    """A case as it is on the screen."""

    opened: Opened
    story: CaseStory


def seen_case(desk: Desk, ref: str) -> Seen:
    """The case of that number, read anew unless something was sent from it as it was drawn.

    Raises:
        Unknown: no such case, or none the viewer may know of.
    """
    return as_seen(ref, STORY, lambda: _read(desk, ref))


def _read(desk: Desk, ref: str) -> Seen:
    with desk.read() as tx:
        return Seen(open_case(tx, desk.viewer, ref), case_story(tx, desk.viewer, ref))
