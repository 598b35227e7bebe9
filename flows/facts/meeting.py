"""What a meeting goes by. Never writes."""

from typing import Any

from flows.engine.hot import OPEN_RUNS
from flows.engine.matter import Matter
from models.code import Stage
from models.tables import Meeting


def how_it_began(matter: Matter) -> dict[str, Any]:
    """Whether this is about a talk that was held elsewhere."""
    meeting = matter.session.get(Meeting, matter.about) if matter.about else None
    return {"elsewhere": meeting is not None and meeting.held == "elsewhere"}


def what_runs_beside(matter: Matter) -> list[str]:
    """The stages that run beside this one."""
    stages = {stage for run, stage in matter.tx.all(OPEN_RUNS, case=matter.case.id) if run != matter.run}
    return sorted(stages & set(Stage))
