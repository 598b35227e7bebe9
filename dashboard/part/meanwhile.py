"""What somebody else did in a case since its page was drawn, in the sentences of the timeline. Refuses nothing."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from dashboard.desk import Desk
from dashboard.part.crossing import seen_before
from dashboard.part.plain import plain, with_colon
from flows.queries.case_story import case_story
from flows.queries.event import Event
from flows.queries.event_sentence import event_sentence, is_told
from models.refusal import Unknown
from models.speech import mark

MOST = 3
"""The newest few say enough; the timeline has the rest."""
OWN = frozenset({"late", "superseded"})
"""What came too late is what the viewer just sent."""
STORY = "case"
"""Under this name the page keeps the case as it was drawn."""


def happened_since(desk: Desk, ref: str) -> str:
    """What happened in a case since this session saw it, in Markdown; nothing if nothing did, or one may not see it."""
    before = seen_before(ref, STORY)
    if before is None:
        return ""
    try:
        with desk.read() as tx:
            now = case_story(tx, desk.viewer, ref).timeline
    except Unknown:
        return ""
    left = Counter(now) - Counter(before.story.timeline)
    return _told(desk, [event for event in now if event in left])


def told_since(desk: Desk, ref: str, moment: datetime) -> str:
    """What happened in a case after a moment, in Markdown; nothing if nothing did, or one may not see it."""
    try:
        with desk.read() as tx:
            now = case_story(tx, desk.viewer, ref).timeline
    except Unknown:
        return ""
    return told_after(desk, now, moment)


def told_after(desk: Desk, timeline: Iterable[Event], moment: datetime) -> str:
    """What of a timeline happened after a moment, in Markdown; nothing if nothing did."""
    return _told(desk, [event for event in timeline if event.at > moment])


def _told(desk: Desk, events: Iterable[Event]) -> str:
    new = [event for event in events if is_told(event) and event.kind not in OWN]
    told = [event_sentence(event, desk.language, plain) for event in new]
    if not told:
        return ""
    return f"{with_colon(desk.say(mark('Meanwhile in this case')))} {' · '.join(told[-MOST:])}"
