"""What a meeting goes by. Never writes."""

from typing import Any

from flows.engine.hot import OPEN_RUNS
from flows.engine.matter import Matter
from flows.engine.when import morning
from models.code import Errand, Stage
from models.tables import Meeting

RUNS_ON = frozenset({*Stage, Errand.CLOSING})


def how_it_began(matter: Matter) -> dict[str, Any]:
    """Whether this is about a talk that was held elsewhere."""
    meeting = matter.session.get(Meeting, matter.about) if matter.about else None
    return {"elsewhere": meeting is not None and meeting.held == "elsewhere"}


def what_runs_beside(matter: Matter) -> list[str]:
    """The stages that run beside this one, and the closing, if that is being asked."""
    stages = {stage for run, stage in matter.tx.all(OPEN_RUNS, case=matter.case.id) if run != matter.run}
    return sorted(stages & RUNS_ON)


def when_looked_back(matter: Matter) -> dict[str, Any]:
    """The moment at which the meeting this errand is about is looked back on."""
    on = matter.session.get_one(Meeting, matter.about).evaluation_on
    return {"at": morning(on or matter.today)}
