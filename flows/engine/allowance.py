"""How long a clock may stand still for one reason, as the region agreed. Stops no clock itself."""

from datetime import date, timedelta

from flows.engine import when
from flows.engine.matter import Matter
from flows.engine.standstill import pauses_of, still_days
from models.tables import Wait

_DAY = timedelta(days=1)


def latest_end(matter: Matter, wait: Wait, code: str, from_on: date) -> date | None:
    """The last day a pause that begins on ``from_on`` may reach; none where the region does not use this reason.

    All pauses of one question for one reason together are bound by its term, ``pause <code>``.
    """
    most = when.due(matter, f"pause {code}", agency=wait.agency_id, since=from_on).on
    used = still_days(pause for pause in pauses_of(matter, wait) if pause.code == code)
    return None if most is None else max(from_on, most - _DAY * sum(stretch.days for stretch in used))
